"""Months, quarters, collection years, and working days in England.

A collection year runs from 1 April to 31 March (DfE); its quarters begin in April. Working days are Monday to Friday
without the bank holidays of England and Wales; the start day is day 0, and a weekend start makes the Monday day 1.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

# A day as files and SQL write it; not one that is part of a name, such as a load's.
_WRITTEN_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")
CALENDAR_FIRST = date(1990, 1, 1)
CALENDAR_LAST = date(2035, 12, 31)


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of days, both ends included. ``kind`` is month, quarter, year or range; ``name`` sorts by time."""

    start: date
    end: date
    kind: str
    name: str

    @property
    def days(self) -> int:
        """The number of days in the period, both ends counted."""
        return (self.end - self.start).days + 1

    @property
    def words(self) -> str:
        """As a person says it: *September 2026*, *July to September 2026*, *year to March 2027*, *1 July 2026 to …*."""
        if self.kind == "month":
            return f"{self.start:%B %Y}"
        if self.kind == "quarter":
            return f"{self.start:%B} to {self.end:%B %Y}"
        if self.kind == "year":
            return f"year to {self.end:%B %Y}"
        return f"{day_words(self.start)} to {day_words(self.end)}"


def day_words(day: date) -> str:
    """A date as it is written in a sentence: *3 September 2026*."""
    return f"{day.day} {day:%B %Y}"


def dates_in_words(text: str) -> str:
    """A sentence with each of its days as a person writes it: *last seen on 28 July 2026*, where it had 2026-07-28."""
    return _WRITTEN_DAY.sub(lambda found: _said(found[0]), text)


def _said(written: str) -> str:
    try:
        return day_words(date.fromisoformat(written))
    except ValueError:
        return written


def month_of(day: date) -> Period:
    """The calendar month that holds the day; its name is ``2026-09``."""
    last = calendar.monthrange(day.year, day.month)[1]
    return Period(day.replace(day=1), day.replace(day=last), "month", f"{day:%Y-%m}")


def week_before_last(day: date) -> Period:
    """The Monday to Sunday that ended between one and two weeks before the day's own week began."""
    start = day - timedelta(days=day.weekday() + 14)
    return Period(start, start + timedelta(days=6), "range", f"week of {start.isoformat()}")


def quarter_of(day: date) -> Period:
    """The quarter of the collection year that holds the day; its name is ``2026-27 Q2``."""
    first_month = (day.month - 1) // 3 * 3 + 1
    start = date(day.year, first_month, 1)
    end = month_of(date(day.year, first_month + 2, 1)).end
    number = (first_month - 4) // 3 % 4 + 1
    return Period(start, end, "quarter", f"{collection_year_of(day).name} Q{number}")


def collection_year_of(day: date) -> Period:
    """The DfE collection year, 1 April to 31 March, that holds the day; its name is ``2026-27``."""
    first = day.year if day.month >= 4 else day.year - 1
    return Period(date(first, 4, 1), date(first + 1, 3, 31), "year", f"{first}-{(first + 1) % 100:02d}")


def years_of(end: date, days: int) -> float:
    """How many years the days up to ``end`` are: a whole year is 1, whether or not it has a 29 February.

    Of a part of a year, its days by those of the twelve months up to ``end``.
    """
    february_over = (end.month, end.day) >= (2, calendar.monthrange(end.year, 2)[1])
    years, february = 0, end.year if february_over else end.year - 1
    while days >= (length := 365 + calendar.isleap(february)):
        years, days, february = years + 1, days - length, february - 1
    return years + days / length


def range_of(start: date, end: date) -> Period:
    """Any stretch of days, both ends included; its name is ``2026-07-01..2026-09-30``."""
    return Period(start, end, "range", f"{start.isoformat()}..{end.isoformat()}")


def periods_between(kind: str, start: date, end: date) -> list[Period]:
    """Every month, quarter or year that holds a day from ``start`` to ``end``, in order of time."""
    of = {"month": month_of, "quarter": quarter_of, "year": collection_year_of}[kind]
    found: list[Period] = []
    day = start
    while day <= end:
        found.append(of(day))
        day = found[-1].end + timedelta(days=1)
    return found


@cache
def bank_holidays() -> frozenset[date]:
    """The bank holidays of England, 1990 to 2035, substitute and single ones included (source: ``holidays``)."""
    found = holidays.country_holidays("GB", subdiv="ENG", years=range(CALENDAR_FIRST.year, CALENDAR_LAST.year + 1))
    return frozenset(found)


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and no bank holiday of England."""
    return day.weekday() < 5 and day not in bank_holidays()


def calendar_days() -> Iterator[date]:
    """Every day that working days can be counted for, 1 January 1990 to 31 December 2035."""
    for number in range((CALENDAR_LAST - CALENDAR_FIRST).days + 1):
        yield CALENDAR_FIRST + timedelta(days=number)


@cache
def working_day_numbers() -> tuple[int, ...]:
    """For each calendar day from 1 January 1990, how many working days there have been up to and on it."""
    count = 0
    numbers: list[int] = []
    for day in calendar_days():
        count += is_working_day(day)
        numbers.append(count)
    return tuple(numbers)


def working_days(start: date, end: date) -> int | None:
    """Working days after ``start`` up to and on ``end``; negative if ``end`` is earlier; None outside 1990 to 2035."""
    if not (CALENDAR_FIRST <= start <= CALENDAR_LAST and CALENDAR_FIRST <= end <= CALENDAR_LAST):
        return None
    numbers = working_day_numbers()
    return numbers[(end - CALENDAR_FIRST).days] - numbers[(start - CALENDAR_FIRST).days]
