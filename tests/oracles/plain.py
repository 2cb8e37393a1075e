"""What an oracle reads and answers, and dates counted one day at a time."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
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
    value: float | None = None


def cannot_read(row: Row, column: str) -> bool:
    """Whether the cell held something that could not be read."""
    return column in row["unreadable"]


def standing(rows: list[Row]) -> list[Row]:
    """The rows that no later return took back."""
    return [row for row in rows if not row["is_withdrawn"]]


def counted_by(rows: Iterable[Row], column: str) -> list[Answer]:
    """Each row once for the count and once for the rate, on the day in the column; without a day, cannot tell."""
    return [
        Answer(row["row_id"], row[column], None if row[column] is None else True, part=part)
        for row in rows
        for part in ("count", "rate")
    ]


def of_children(rows: list[Row]) -> dict[str, list[Row]]:
    """The rows of each child; none for a child that has none."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["child_key"]].append(row)
    return found


def lengths(rows: list[Row]) -> list[Answer]:
    """How many working days each took, of those that ended; none that ends before it starts."""
    found = []
    for row in standing(rows):
        start, end = row["started_on"], row["completed_on"]
        if end is None and not cannot_read(row, "completed_on"):
            continue
        is_told = start is not None and end is not None and start <= end
        found.append(Answer(row["row_id"], end, None, value=float(count_working_days(start, end)) if is_told else None))
    return found


def once_a_child(answers_of_period: Iterable[Answer], at_least: int | None = None) -> list[Answer]:
    """Of the answers of one period, each child's newest; of two on one day, the one whose row id is last.

    With ``at_least``, the child's answer is yes where so many of the child's are, and rows left out stand back.
    """
    children: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers_of_period:
        children[answer.child_key].append(answer)
    return [_of_child(answers, at_least) for answers in children.values()]


def _of_child(answers: list[Answer], at_least: int | None) -> Answer:
    told = [answer for answer in answers if not answer.left_out]
    if at_least is None or not told:
        return max(answers, key=lambda answer: (answer.on or date.min, answer.row_id))
    newest = max(told, key=lambda answer: (answer.on or date.min, answer.row_id))
    yes = sum(answer.met is True for answer in told)
    perhaps = sum(answer.met is None for answer in told)
    return replace(newest, met=True if yes >= at_least else None if yes + perhaps >= at_least else False)


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


def signed_working_days(start: date, end: date) -> int:
    """The same, below nought where the end is before the start."""
    return count_working_days(start, end) if start <= end else -count_working_days(end, start)


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
