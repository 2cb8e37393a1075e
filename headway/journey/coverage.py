"""Which days the loads can speak for: a stretch that no load covers is never shown as covered."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from headway.journey.definitions import TableDefinition

Stretch = tuple[date, date]


def covered_stretches(table: TableDefinition, held: Sequence[date]) -> tuple[Stretch, ...]:
    """The days covered by loads that held the table's list, as inclusive stretches, merged, oldest first.

    A table without a window (persons, last visits) says nothing of its own about days: it covers every day up to the
    newest load, so that the other tables of a page decide.
    """
    if not held:
        return ()
    if table.window is None:
        return ((date.min, max(held)),)
    if table.kind == "picture":
        return merged((day, day) for day in held)
    months = table.window.months
    return merged((months_before(day, months) + timedelta(days=1), day) for day in held)


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same days as the fewest stretches; neighbours that touch become one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
