"""Does the obvious way give what each page's own worked example expects?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from headway.catalogue import MarkdownTable
from headway.measures import MeasurePage, load_measures
from headway.measures.sql_check import journey_columns
from tests.oracles.asked import answers_of, tables_read
from tests.oracles.plain import Answer, Row, Tables

PAGES = load_measures().pages
WORDS: dict[str, bool | None] = {"yes": True, "no": False, "cannot tell": None}
NUMBERS = {name for table in journey_columns().values() for name, kind in table.items() if kind == "INTEGER"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_oracle_gives_what_the_page_expects(page: MeasurePage) -> None:
    *given, expect = page.page.tables
    tables: Tables = {name: [] for name in tables_read(page)}
    for table in given:
        tables[_name(table)] = [_row(table.headings, cells) for cells in table.rows]
    asked = {name: each for name, each in page.front.example.items() if isinstance(each, date)}
    found = answers_of(page.id, tables, asked)
    assert {_key(answer) for answer in found} == _expected(expect, [part or "" for part in page.parts])
    assert expect.rows


Key = tuple[str, date | None, bool | None, float | None, bool, str, date | None, int | None]


def _key(answer: Answer) -> Key:
    return (
        answer.row_id, answer.on, answer.met, answer.value, answer.left_out, answer.part, answer.due_on,
        answer.days_over,
    )  # fmt: skip


def _expected(table: MarkdownTable, parts: list[str]) -> set[Key]:
    found = set()
    for cells in table.rows:
        row = dict(zip(table.headings, cells, strict=True))
        on = _date(row.get("event_date") or row.get("day") or "")
        due = _date(row.get("due_on", ""))
        over = int(row["days_over"]) if row.get("days_over") else None
        for part in [row["part"]] if "part" in row else parts:
            met, left_out = WORDS[row.get("met", "cannot tell")], row.get("left_out") == "yes"
            value = float(row["value"]) if row.get("value") else None
            found.add((row["row_id"], on, met, value, left_out, part, due, over))
    return found


def _date(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _name(table: MarkdownTable) -> str:
    """The journey table that the words above a table name."""
    return table.above.split("`")[1]


def _row(headings: tuple[str, ...], cells: tuple[str, ...]) -> Row:
    row: Row = {"unreadable": [], "is_withdrawn": False}
    for heading, cell in zip(headings, cells, strict=True):
        if cell == "?":
            row["unreadable"].append(heading)
        row[heading] = _value(heading, cell)
    return row


def _value(column: str, cell: str) -> Any:
    if cell in ("", "?"):
        return None
    if column in ("day",) or column.endswith("_on"):
        return date.fromisoformat(cell)
    if column in NUMBERS:
        return int(cell)
    return WORDS[cell] if column.startswith("is_") else cell
