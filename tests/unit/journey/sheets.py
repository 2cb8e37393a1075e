"""Loads written by hand for these tests: rows as text, landed, typed by casts, and built into a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from headway.identity import LoadId, sha256_of_bytes
from headway.journey import Journey, ReturnMap, Typing, build_stacked_journey
from headway.journey.definitions import table_definitions
from headway.store import Appended, LoadManifest, Store

PERSON = ("child_key", "sex_code", "ethnicity_code", "born_on")
LISTS: dict[str, tuple[str, ...]] = {
    "contacts": ("contacts",),
    "early_help": ("early_help_episodes",),
    "referrals": ("referrals",),
    "assessments": ("cin_assessments",),
    "section_47": ("s47_enquiry", "initial_cp_conference"),
    "children_in_need": ("cin_episodes", "cin_visits"),
    "child_protection": ("cp_plans", "cp_visits", "cp_reviews"),
    "children_in_care": (
        "cla_periods", "legal_status", "cla_placement", "cla_reviews", "cla_visits", "cla_health",
    ),
    "care_leavers": ("care_leavers",),
    "adoption": ("permanence",),
    "adopters": ("prospective_adopters",),
}  # fmt: skip
TYPES = {"date": "DATE", "boolean": "BOOLEAN", "integer": "INTEGER"}
Row = Mapping[str, str | None]


def hand_mapping() -> tuple[ReturnMap, dict[str, dict[str, str]]]:
    """Columns of every list under the names of the journey columns that they feed, and the type of each."""
    feeds: dict[str, dict[str, tuple[str, ...]]] = {}
    types: dict[str, dict[str, str]] = {}
    for list_key, tables in LISTS.items():
        cells: dict[str, tuple[str, ...]] = {}
        kinds: dict[str, str] = {}
        if list_key != "adopters":
            people = (*PERSON, "disability_code") if list_key not in ("contacts", "early_help", "referrals") else PERSON
            cells = {key: (f"person.{key}",) for key in (*people[:4], "age_years", *people[4:])}
            cells["age_years"] = ("person.is_unborn",)
            kinds = {"born_on": "DATE"}
        main = table_definitions()[tables[0]]
        for name, column in main.columns.items():
            if column.knowledge == "derived":
                continue
            targets = (f"{main.table}.{name}",) + ((column.copy_of,) if column.copy_of else ())
            cells[name] = cells.get(name, ()) + targets
            kinds[name] = TYPES.get(column.type, "VARCHAR")
        copied = {target for targets in cells.values() for target in targets}
        for table in [table_definitions()[each] for each in tables[1:]]:
            for name, column in table.columns.items():
                if column.knowledge == "event" and f"{table.table}.{name}" not in copied:
                    cells[name] = (f"{table.table}.{name}",)
                    kinds[name] = TYPES.get(column.type, "VARCHAR")
        feeds[list_key], types[list_key] = cells, kinds
    return ReturnMap(feeds), types


MAPPING, KINDS = hand_mapping()


class Sheets:
    """A store that is given loads by hand."""

    def __init__(self, folder: Path) -> None:
        self.con = duckdb.connect()
        self.con.execute("SET enable_progress_bar = false; SET timezone = 'UTC'; SET threads = 1")
        self.store = Store(folder / "store")
        self.typed_count = 0

    def load(
        self, as_at: str, *, received: str | None = None, corrects: LoadId | None = None, note: str = "",
        missing: Mapping[str, Sequence[str]] | None = None,
        **lists: Sequence[Row],
    ) -> Appended:  # fmt: skip
        """One load that held the lists named, each row a mapping of columns to text."""
        self.con.execute("DROP SCHEMA IF EXISTS landed CASCADE; CREATE SCHEMA landed")
        for list_key, rows in lists.items():
            columns = ["row_number", "sheet", *MAPPING.feeds[list_key]]
            spec = ", ".join(f'"{name}" VARCHAR' for name in columns[1:])
            self.con.execute(f'CREATE TABLE landed."{list_key}" (row_number BIGINT, {spec})')
            for number, row in enumerate(rows, start=2):
                assert not set(row) - set(columns), set(row) - set(columns)
                values = [number, list_key, *(row.get(name) for name in columns[2:])]
                self.con.execute(f'INSERT INTO landed."{list_key}" VALUES ({", ".join("?" * len(values))})', values)
        return self.store.append(
            self.con,
            tables=tuple(lists),
            return_name="annex_a",
            sha256=sha256_of_bytes(f"{as_at} {note} {sorted(lists.items())}".encode()),
            as_at=date.fromisoformat(as_at),
            as_at_basis="given",
            received_at=datetime.fromisoformat(f"{received or as_at}T09:00:00+00:00"),
            received_by="a test",
            file_names=("annex_a.xlsx",),
            reader_version="1",
            definition_version="1",
            report={"missing_columns": dict(missing or {})},
            corrects=corrects,
        )

    def journey(self, *, as_at: str | None = None, known_on: str | None = None) -> Journey:
        """The journey of the loads so far."""
        return build_stacked_journey(
            self.con,
            self.store,
            mapping=MAPPING,
            typing=Typing(self._type_tables, "hand"),
            as_at=date.fromisoformat(as_at) if as_at else None,
            known_on=date.fromisoformat(known_on) if known_on else None,
        )

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        """The rows of a query on schema ``journey``."""
        self.con.execute("SET search_path = 'journey'")
        try:
            return self.con.execute(sql).fetchall()
        finally:
            self.con.execute("RESET search_path")

    def _type_tables(self, con: duckdb.DuckDBPyConnection, load: LoadManifest) -> None:
        self.typed_count += 1
        con.execute("CREATE SCHEMA typed")
        for list_key in MAPPING.feeds:
            held = load.holds(list_key)
            source = f'landed."{list_key}"' if held else "(SELECT 1 WHERE false)"
            cells = [self._typed_cell(list_key, key, held) for key in MAPPING.feeds[list_key]]
            marks = [self._mark(list_key, key, held) for key in MAPPING.feeds[list_key]]
            row_id = f"'{load.sha256[:10]}:{list_key}:' || row_number" if held else "NULL::VARCHAR"
            con.execute(
                f'CREATE TABLE typed."{list_key}" AS SELECT {row_id} AS row_id, {", ".join(cells)}, '
                f"list_filter([{', '.join(marks)}]::VARCHAR[], lambda x: x IS NOT NULL) AS unreadable FROM {source}"
            )

    def _typed_cell(self, list_key: str, key: str, held: bool) -> str:
        kind = KINDS[list_key].get(key, "VARCHAR")
        value = f'CASE WHEN "{key}" NOT LIKE \'#%\' THEN "{key}" END' if held else "NULL"
        return f'try_cast({value} AS {kind}) AS "{key}"'

    def _mark(self, list_key: str, key: str, held: bool) -> str:
        kind = KINDS[list_key].get(key, "VARCHAR")
        if not held:
            return "NULL"
        return f'CASE WHEN "{key}" LIKE \'#%\' OR ("{key}" IS NOT NULL AND try_cast("{key}" AS {kind}) IS NULL) THEN \'{key}\' END'
