"""A page's worked example, run: the tables it gives, its SQL, and the rows it expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from headway.catalogue import MarkdownTable
from headway.errors import DefinitionError
from headway.journey import empty_journey
from headway.measures.functions import define_functions
from headway.measures.page import MeasurePage
from headway.measures.standards import page_values, sql_with_values

NOTES = frozenset({"what it shows"})
UNREADABLE = "?"
_MET = {True: "yes", False: "no", None: "cannot tell"}


@dataclass(frozen=True)
class ExampleResult:
    """What the page's example expects and what its SQL gave, as text, sorted by row."""

    headings: tuple[str, ...]
    expected: tuple[tuple[str, ...], ...]
    found: tuple[tuple[str, ...], ...]
    reasonless: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the page does what it says, and gives a reason for every row."""
        return bool(self.expected) and self.expected == self.found and not self.reasonless


def run_example(page: MeasurePage) -> ExampleResult:
    """Runs the page's worked example on DuckDB. Raises DefinitionError when it has none or names no table."""
    con = duckdb.connect()
    empty_journey(con)
    define_functions(con)
    con.execute("SET search_path = 'journey,main'")
    expect = None
    for table in page.page.tables:
        name = table.above.split("Given `")[1].split("`")[0] if "Given `" in table.above else ""
        if name:
            _fill(con, page, name, table)
        elif "row_id" in table.headings:
            expect = table
    if expect is None:
        raise DefinitionError(
            f"{page.page.path.name} has no worked example.", f"{page.page.path.name}.", "Add what to expect, by row_id."
        )
    values = page_values(page)
    values.update(page.front.example)
    cursor = con.execute(sql_with_values(page, values))
    names = [column[0] for column in cursor.description or []]
    rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    found = [tuple(_shown(heading, row[heading]) for heading in expect.headings) for row in rows]
    return ExampleResult(
        headings=expect.headings,
        expected=tuple(sorted(expect.rows)),
        found=tuple(sorted(found)),
        reasonless=tuple(str(row["row_id"]) for row in rows if not row["reason"]),
    )


def _fill(con: duckdb.DuckDBPyConnection, page: MeasurePage, name: str, table: MarkdownTable) -> None:
    types = dict(
        con.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'journey' AND table_name = ?",
            [name],
        ).fetchall()
    )
    wrong = [heading for heading in table.headings if heading not in types and heading not in NOTES]
    if wrong or not types:
        what = f"no column {', '.join(wrong)}" if types else "no such table"
        raise DefinitionError(f"The journey's {name} has {what}.", f"{page.page.path.name}, line {table.line}.")
    for cells in table.rows:
        given = {h: c for h, c in zip(table.headings, cells, strict=True) if h not in NOTES}
        row: dict[str, Any] = {h: _value(types[h], c) for h, c in given.items() if c not in ("", UNREADABLE)}
        row["unreadable"] = [h for h, c in given.items() if c == UNREADABLE]
        marks = ", ".join("?" * len(row))
        con.execute(f"INSERT INTO journey.{name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _value(kind: str, cell: str) -> Any:
    return {"yes": True, "no": False}.get(cell, cell) if kind == "BOOLEAN" else cell


def _shown(heading: str, value: Any) -> str:
    if heading == "met":
        return _MET[value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
