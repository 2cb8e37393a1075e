"""Does the obvious way give what each page's own worked example expects?"""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from headway.catalogue import MarkdownTable, definitions_dir, read_page
from tests.oracles.plain import Answer, Row, Tables

PAGES = sorted((definitions_dir() / "measures").rglob("*.md"))
WORDS: dict[str, bool | None] = {"yes": True, "no": False, "cannot tell": None}
NUMBERS = {"placement_count", "earlier_plan_count", "earlier_referral_count", "occurrence"}
ASKED = {"re_referrals": {"history_from": date(2024, 1, 1)}}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_oracle_gives_what_the_page_expects(path: Path) -> None:
    page = read_page(path)
    parts = page.front.value.get("parts", {"": {}})
    tables: Tables = {}
    for table in page.tables[:-1]:
        tables[_name(table)] = [_row(table.headings, cells) for cells in table.rows]
    for name in ("cin_episodes_on_day", "cp_plans_on_day", "cla_periods_on_day"):
        tables.setdefault(name, [])
    found = import_module(f"tests.oracles.{path.stem}").answers(tables, **ASKED.get(path.stem, {}))
    assert {_key(answer) for answer in found} == _expected(page.tables[-1], list(parts))
    assert page.tables[-1].rows


Key = tuple[str, date | None, bool | None, bool, str, date | None, int | None]


def _key(answer: Answer) -> Key:
    return answer.row_id, answer.on, answer.met, answer.left_out, answer.part, answer.due_on, answer.days_over


def _expected(table: MarkdownTable, parts: list[str]) -> set[Key]:
    found = set()
    for cells in table.rows:
        row = dict(zip(table.headings, cells, strict=True))
        on = _date(row.get("event_date") or row.get("day") or "")
        due = _date(row.get("due_on", ""))
        over = int(row["days_over"]) if row.get("days_over") else None
        for part in [row["part"]] if "part" in row else parts:
            found.add((row["row_id"], on, WORDS[row["met"]], row.get("left_out") == "yes", part, due, over))
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
