"""Loads written by hand for these tests: rows as text, landed, typed by casts, and built into a journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb

from headway.identity import LoadId, sha256_of_bytes
from headway.journey import Journey, ReturnMap, Typing, build_stacked_journey
from headway.returns import annex_a_layout
from headway.store import Appended, LoadManifest, Store

MAPPING = ReturnMap(annex_a_layout().name, annex_a_layout().feeds)
SQL_TYPES = {"date": "DATE", "boolean": "BOOLEAN", "integer": "INTEGER"}
KINDS = {
    list_key: {name: SQL_TYPES.get(column.type, "VARCHAR") for name, column in layout.columns.items()}
    for list_key, layout in annex_a_layout().lists.items()
}
Row = Mapping[str, str | None]


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
        kind = KINDS[list_key][key]
        value = f'CASE WHEN "{key}" NOT LIKE \'#%\' THEN "{key}" END' if held else "NULL"
        return f'try_cast({value} AS {kind}) AS "{key}"'

    def _mark(self, list_key: str, key: str, held: bool) -> str:
        kind = KINDS[list_key][key]
        if not held:
            return "NULL"
        return f'CASE WHEN "{key}" LIKE \'#%\' OR ("{key}" IS NOT NULL AND try_cast("{key}" AS {kind}) IS NULL) THEN \'{key}\' END'
