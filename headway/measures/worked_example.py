"""A page's worked example, run: the tables it gives, its SQL, and the rows it expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from headway.catalogue import MarkdownTable, nearest_names
from headway.errors import DefinitionError
from headway.journey import empty_journey
from headway.measures.functions import define_functions
from headway.measures.page import LocalStandard, MeasurePage
from headway.measures.sql_check import journey_columns
from headway.measures.standards import Values, local_standards, page_values, sql_with_values
from headway.store.connection import connect

NOTES = frozenset({"what it shows"})
UNREADABLE = "?"
_MET = {True: "yes", False: "no", None: "cannot tell"}
_GIVEN = re.compile(r"Given `([^`]+)`")
_WITH = re.compile(r"With (\w+) = (\d+) (working days|calendar days|months)")
_YES_NO = {"yes": True, "no": False}
Engine = Callable[[duckdb.DuckDBPyConnection, MeasurePage, Values], list[dict[str, Any]]]


@dataclass(frozen=True)
class ExampleResult:
    """What the page's example expects and what its SQL gave, as text, sorted by row.

    ``reasonless`` are rows without a reason, ``twice`` are rows given more than once for a day and part.
    """

    headings: tuple[str, ...]
    expected: tuple[tuple[str, ...], ...]
    found: tuple[tuple[str, ...], ...]
    reasonless: tuple[str, ...]
    twice: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the page does what it says, and gives a reason for every row, once."""
        return bool(self.expected) and self.expected == self.found and not self.reasonless and not self.twice


def on_duckdb(con: duckdb.DuckDBPyConnection, page: MeasurePage, values: Values) -> list[dict[str, Any]]:
    """The page's rows, by name of column, over the journey tables of the connection."""
    con.execute("SET search_path = 'journey,main'")
    cursor = con.execute(sql_with_values(page, values))
    return [dict(zip(page.columns, row, strict=True)) for row in cursor.fetchall()]


def run_example(page: MeasurePage, engine: Engine = on_duckdb) -> ExampleResult:
    """Runs the page's worked example on an engine. Raises DefinitionError with the line when it cannot be run.

    ``Given `name`:`` above a table fills the journey table of that name: a blank cell is null, ``?`` is one that cannot
    be read, dates are ISO, booleans yes or no. The table that expects has ``row_id`` and the columns to be compared. A
    local standard is given as *With visit_limit = 10 working days*, or under ``example`` in the front matter.
    """
    con = connect()
    empty_journey(con)
    define_functions(con)
    expect = None
    for table in page.page.tables:
        given = _GIVEN.search(table.above)
        if given:
            _fill(con, page, given.group(1), table)
        elif "row_id" in table.headings:
            expect = table
    if expect is None:
        raise DefinitionError(
            f"{page.page.path.name} has no worked example.", page.where() + ".", "Add what to expect, by row_id."
        )
    rows = engine(con, page, _values(page))
    _check_headings(page, expect, {**dict.fromkeys(page.columns), "met": None})
    keys = [(row["row_id"], row.get("part"), row.get("day")) for row in rows]
    return ExampleResult(
        headings=expect.headings,
        expected=tuple(sorted(_without_notes(expect.headings, cells) for cells in expect.rows)),
        found=tuple(sorted(_shown(expect.headings, row) for row in rows)),
        reasonless=tuple(str(row["row_id"]) for row in rows if not row["reason"]),
        twice=tuple(str(key[0]) for at, key in enumerate(keys) if key in keys[:at]),
    )


def _values(page: MeasurePage) -> Values:
    values = {**page_values(page), **page.front.example, **_standards_in_words(page)}
    without = [name for name in local_standards(page) if name not in values]
    if without:
        raise DefinitionError(
            f"The worked example of {page.page.path.name} gives no {without[0]}.",
            page.where() + ".",
            f"Say, above a table: With {without[0]} = 10 working days.",
        )
    return values


def _standards_in_words(page: MeasurePage) -> dict[str, LocalStandard]:
    found = (match for text in page.page.sections.values() for match in _WITH.findall(text))
    return {name: LocalStandard.model_validate({"value": int(n), "kind": kind}) for name, n, kind in found}


def _fill(con: duckdb.DuckDBPyConnection, page: MeasurePage, name: str, table: MarkdownTable) -> None:
    types = journey_columns().get(name)
    if types is None:
        near = nearest_names(name, journey_columns())
        raise DefinitionError(
            f"The journey has no table {name}.",
            f"{page.page.path.name}, line {table.line}.",
            f"Did you mean {near}?" if near else "Name a table of headway/definitions/journey.",
        )
    _check_headings(page, table, types)
    for number, cells in enumerate(table.rows, start=table.line + 2):
        given = {h: c for h, c in zip(table.headings, cells, strict=True) if h not in NOTES}
        row: dict[str, Any] = {
            heading: _value(types[heading], cell, f"{page.page.path.name}, line {number}.")
            for heading, cell in given.items()
            if cell not in ("", UNREADABLE)
        }
        row["unreadable"] = [heading for heading, cell in given.items() if cell == UNREADABLE]
        marks = ", ".join("?" * len(row))
        con.execute(f"INSERT INTO journey.{name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def _check_headings(page: MeasurePage, table: MarkdownTable, known: Mapping[str, Any]) -> None:
    wrong = [heading for heading in table.headings if heading not in known and heading not in NOTES]
    if wrong:
        near = nearest_names(wrong[0], known)
        raise DefinitionError(
            f"The worked example has a column {wrong[0]} that is not there.",
            f"{page.page.path.name}, line {table.line}.",
            f"Did you mean {near}?" if near else "Name a column of that table, or take it out.",
        )


def _value(kind: str, cell: str, where: str) -> Any:
    try:
        if kind == "BOOLEAN":
            return _YES_NO[cell]
        if kind == "DATE":
            return date.fromisoformat(cell)
        return int(cell) if kind == "INTEGER" else cell
    except (KeyError, ValueError):
        wanted = {"BOOLEAN": "yes or no", "DATE": "a date such as 2025-09-30"}.get(kind, "a whole number")
        raise DefinitionError(
            f"'{cell}' in the worked example is not {wanted}.", where, "Correct that cell of the table."
        ) from None


def _without_notes(headings: tuple[str, ...], cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell for heading, cell in zip(headings, cells, strict=True) if heading not in NOTES)


def _shown(headings: tuple[str, ...], row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_text(heading, row[heading]) for heading in headings if heading not in NOTES)


def _text(heading: str, value: Any) -> str:
    if heading == "met":
        return _MET[value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
