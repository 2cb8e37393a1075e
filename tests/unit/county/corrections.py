"""Workbooks put right at random, as a council would: dates, teams, workers, rows taken out and rows put in."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

FIRST_ROW = 3
Row = dict[str, Any]


def corrected(source: Path, target: Path, change: Callable[[str, list[Row]], list[Row]]) -> Path:
    """The workbook again, the rows of each list as ``change`` gives them (by sheet name; a row by its headings)."""
    book = openpyxl.load_workbook(source)
    for sheet in book:
        if not sheet.title.startswith("List_"):
            continue
        heads = [cell.value for cell in sheet[FIRST_ROW - 1]]
        rows = [dict(zip(heads, line, strict=True)) for line in sheet.iter_rows(min_row=FIRST_ROW, values_only=True)]
        sheet.delete_rows(FIRST_ROW, len(rows))
        for row in change(sheet.title, rows):
            sheet.append([row.get(head) for head in heads])
    book.save(target)
    return target


def at_random(seed: int, share: float = 0.1) -> Callable[[str, list[Row]], list[Row]]:
    """A change of so many of the rows of every list."""
    dice = random.Random(seed)

    def change(title: str, rows: list[Row]) -> list[Row]:
        found: list[Row] = []
        for row in rows:
            if dice.random() >= share:
                found.append(row)
                continue
            kind = dice.choice(["date", "blank", "spoilt", "who", "gone", "again"])
            if kind == "gone":
                continue
            other = dict(row)
            dates = [head for head, value in row.items() if isinstance(value, datetime) and head != "Date of Birth"]
            people = [head for head in row if "Team" in str(head) or "Worker" in str(head)]
            if kind == "who" and people:
                head = dice.choice(people)
                other[head] = dice.choice([dice.choice(rows)[head], None, "Nobody's Team"])
            elif dates:
                head = dice.choice(dates)
                moved = row[head] + timedelta(days=dice.randint(-40, 40))
                other[head] = {"blank": None, "spoilt": "not known yet"}.get(kind, moved)
            found += [row, other] if kind == "again" else [other]
        return found

    return change
