"""Whole columns of days agree with the calendar of periods, one day at a time."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from headway.periods import is_working_day
from headway.periods import working_days as one_by_one
from headway.synthetic.days import (
    add_working_days,
    day_of,
    first_of_month,
    month_ends,
    months_before,
    number,
    to_working_day,
    working_days,
)

DAYS = np.arange(number(date(2024, 12, 1)), number(date(2025, 6, 30)))


def test_working_days_are_those_of_the_calendar() -> None:
    starts, ends = np.meshgrid(DAYS[::3], DAYS[::5])
    found = working_days(starts.ravel(), ends.ravel())
    expected = [one_by_one(day_of(a), day_of(b)) for a, b in zip(starts.ravel(), ends.ravel(), strict=True)]
    assert found.tolist() == expected


def test_adding_working_days_is_counting_them() -> None:
    for days in (1, 10, 45):
        ends = add_working_days(DAYS, np.full(len(DAYS), days))
        assert working_days(DAYS, ends).tolist() == [days] * len(DAYS)
        assert all(is_working_day(day_of(end)) for end in ends)


def test_the_next_working_day_is_the_day_itself_if_it_is_one() -> None:
    for day, found in zip(DAYS.tolist(), to_working_day(DAYS).tolist(), strict=True):
        on = day_of(day)
        while not is_working_day(on):
            on += timedelta(days=1)
        assert day_of(found) == on


def test_months_before_end_in_the_month() -> None:
    assert months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)
    assert months_before(date(2024, 8, 31), 6) == date(2024, 2, 29)
    assert first_of_month(date(2026, 9, 30), 10) == date(2025, 11, 1)
    assert month_ends(date(2026, 3, 31), 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert month_ends(date(2026, 3, 12), 2) == [date(2026, 2, 28), date(2026, 3, 12)]
