"""What the generator writes with: the days it plays in, and rows whose cells may be blank or spoilt."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracles.plain import Row, Tables

FIRST_DAY = date(2023, 10, 1)
LAST_DAY = date(2026, 9, 30)
LOADS = (
    *(date(2024 + n // 12, n % 12 + 1, calendar.monthrange(2024 + n // 12, n % 12 + 1)[1]) for n in range(0, 30, 3)),
    date(2026, 8, 20),
    date(2026, 9, 15),
    LAST_DAY,
)
TEAMS = ("North Assessment 1", "East Assessment 2", "a team nobody knows", None)
WORKERS = ("w1", "w2", "w3")
SOURCES = ("1A", "1C", "2A", "2B", "3A", "3", "4", "5A", "6", "7", "8", "9", "10")
SPOIL = 0.04
BLANK = 0.05


class Writer:
    """Makes rows: each cell may be blank or spoilt, and each row says which of its cells could not be read."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.tables: Tables = {}
        self.number = 0

    def add(self, table: str, child: str, firm: dict[str, Any] | None = None, **cells: Any) -> Row:
        """Adds a row and returns it; the ``firm`` cells are never spoilt."""
        self.number += 1
        row: Row = {"row_id": f"r{self.number:06d}", "child_key": child, "unreadable": [], **(firm or {})}
        row["is_withdrawn"] = self.dice.random() < 0.03
        for column, value in cells.items():
            row[column] = value
            luck = self.dice.random()
            if luck < SPOIL:
                row[column] = None
                row["unreadable"].append(column)
            elif luck < SPOIL + BLANK:
                row[column] = None
        self.tables.setdefault(table, []).append(row)
        return row

    def day(self, first: date = FIRST_DAY, last: date = LAST_DAY) -> date:
        return first + timedelta(days=self.dice.randint(0, (last - first).days))

    def near(self, day: date, about: int, spread: int = 4) -> date:
        """A day about so many days later (earlier, if below nought), give or take a few; once in a while far off."""
        if self.dice.random() < 0.15:
            return day + timedelta(days=self.dice.randint(-60, 300))
        return day + timedelta(days=about + self.dice.randint(-spread, spread))
