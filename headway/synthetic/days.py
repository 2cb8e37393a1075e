"""Days as whole numbers (1 January 1970 is 0), and working days on whole columns of them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import cache

import numpy as np

from headway.periods import CALENDAR_FIRST, working_day_numbers
from headway.synthetic.chance import Ints

EPOCH = date(1970, 1, 1)
EXCEL_ZERO = 25569  # the Excel number of 1 January 1970, in the 1900 date system
NEVER = 1_000_000  # an end that has not come: later than any day
LONG_AGO = -1_000_000  # an event that has not been: earlier than any day
FIRST = (CALENDAR_FIRST - EPOCH).days


def number(day: date) -> int:
    """The day as a whole number."""
    return (day - EPOCH).days


def day_of(day: int) -> date:
    """The whole number as a day."""
    return EPOCH + timedelta(days=int(day))


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day if it is shorter."""
    ordinal = day.year * 12 + day.month - 1 - months
    year, month = divmod(ordinal, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def first_of_month(day: date, months: int = 0) -> date:
    """The first day of the month that is so many months before the day's own."""
    return months_before(day.replace(day=1), months)


def month_ends(last: date, months: int) -> list[date]:
    """The days of the snapshots, oldest first: ``last`` and the month ends before it."""
    earlier = [first_of_month(last, back) - timedelta(days=1) for back in range(months - 1)]
    return sorted([*earlier, last])


@cache
def _counts() -> Ints:
    return np.asarray(working_day_numbers(), dtype=np.int64)


@cache
def _working() -> Ints:
    counts = _counts()
    return np.flatnonzero(np.diff(counts, prepend=0) == 1).astype(np.int64) + FIRST


def working_days(start: Ints, end: Ints) -> Ints:
    """Working days after ``start``, up to and on ``end``; days outside the calendar are taken as its edge."""
    counts = _counts()
    edge = len(counts) - 1
    return np.asarray(counts[np.clip(end - FIRST, 0, edge)] - counts[np.clip(start - FIRST, 0, edge)])


def add_working_days(start: Ints, days: Ints) -> Ints:
    """The working day that is so many working days after ``start``; day 0 of a weekend start is the Friday's count."""
    counts, working = _counts(), _working()
    place = counts[np.clip(start - FIRST, 0, len(counts) - 1)] + days - 1
    return np.asarray(working[np.clip(place, 0, len(working) - 1)], dtype=np.int64)


def to_working_day(day: Ints) -> Ints:
    """The day itself if it is a working day, else the next one."""
    counts, working = _counts(), _working()
    place = np.clip(counts[np.clip(day - 1 - FIRST, 0, len(counts) - 1)], 0, len(working) - 1)
    return np.asarray(working[place], dtype=np.int64)
