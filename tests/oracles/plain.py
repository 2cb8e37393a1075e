"""What an oracle reads and answers, and dates counted one day at a time."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from headway.periods import bank_holidays

Row = dict[str, Any]
Tables = dict[str, list[Row]]


@dataclass(frozen=True)
class Answer:
    """What a measure says of one row: when it counts, and yes, no, cannot tell (None) or left out."""

    row_id: str
    on: date | None
    met: bool | None
    left_out: bool = False
    part: str = ""
    child_key: str = ""
    due_on: date | None = None
    days_over: int | None = None


def cannot_read(row: Row, column: str) -> bool:
    """Whether the cell held something that could not be read."""
    return column in row["unreadable"]


def standing(rows: list[Row]) -> list[Row]:
    """The rows that no later return took back."""
    return [row for row in rows if not row["is_withdrawn"]]


def is_working(day: date) -> bool:
    return day.weekday() < 5 and day not in bank_holidays()


def count_working_days(start: date, end: date) -> int:
    """Working days after the start, up to and on the end; the end is not before the start."""
    count = 0
    day = start
    while day < end:
        day += timedelta(days=1)
        if is_working(day):
            count += 1
    return count


def working_day_after(start: date, days: int) -> date:
    """The day that is so many working days after the start."""
    day = start
    while days:
        day += timedelta(days=1)
        if is_working(day):
            days -= 1
    return day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day when it is shorter."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def age(born: date, day: date) -> int:
    """Whole years on the day; someone born on 29 February is a year older on 1 March of other years."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (0 if had_birthday else 1)
