"""Working days, quarters and collection years, against values worked out by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.periods import (
    CALENDAR_FIRST,
    CALENDAR_LAST,
    bank_holidays,
    collection_year_of,
    dates_in_words,
    is_working_day,
    month_of,
    periods_between,
    quarter_of,
    working_days,
    years_of,
)

DAYS = st.dates(CALENDAR_FIRST, CALENDAR_LAST)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2023, 4, 1), date(2024, 3, 31), 1),  # 366 days
        (date(2022, 4, 1), date(2023, 3, 31), 1),
        (date(2024, 1, 1), date(2024, 12, 31), 1),
        (date(2024, 3, 1), date(2025, 2, 28), 1),  # begins a day after the 29th
        (date(2023, 3, 1), date(2024, 2, 29), 1),
        (date(2022, 4, 1), date(2024, 3, 31), 2),  # 731 days
        (date(2024, 2, 1), date(2024, 2, 29), 29 / 366),
        (date(2024, 1, 1), date(2024, 3, 31), 91 / 366),
        (date(2024, 1, 1), date(2024, 1, 31), 31 / 365),
        (date(2025, 9, 1), date(2025, 9, 30), 30 / 365),
    ],
)
def test_a_whole_year_is_one_with_and_without_a_29_february(start: date, end: date, years: float) -> None:
    assert years_of(end, (end - start).days + 1) == pytest.approx(years)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2025, 12, 19), date(2026, 1, 12), 13),
        (date(2025, 9, 1), date(2025, 11, 3), 45),
        (date(2025, 9, 1), date(2025, 9, 1), 0),
        (date(2025, 9, 6), date(2025, 9, 8), 1),
        (date(2025, 9, 8), date(2025, 9, 5), -1),
        (date(2022, 9, 16), date(2022, 9, 20), 1),
        (date(2024, 3, 28), date(2024, 4, 2), 1),
        (date(1989, 12, 31), date(1990, 1, 5), None),
    ],
)
def test_working_days_worked_by_hand(start: date, end: date, days: int | None) -> None:
    assert working_days(start, end) == days


@given(start=DAYS, span=st.integers(0, 400))
def test_working_days_equal_a_count_day_by_day(start: date, span: int) -> None:
    end = min(start + timedelta(days=span), CALENDAR_LAST)
    days = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert working_days(start, end) == sum(is_working_day(day) for day in days)


@pytest.mark.parametrize(
    "day",
    [date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8), date(2021, 12, 28), date(2027, 12, 27)],
)
def test_single_and_substitute_holidays_are_known(day: date) -> None:
    assert day in bank_holidays()


@given(day=DAYS)
def test_a_day_is_in_its_month_quarter_and_year(day: date) -> None:
    month, quarter, year = month_of(day), quarter_of(day), collection_year_of(day)
    for period in (month, quarter, year):
        assert period.start <= day <= period.end
    assert quarter.start <= month.start and month.end <= quarter.end
    assert year.start <= quarter.start and quarter.end <= year.end
    assert (year.start.month, year.start.day, year.end.month, year.end.day) == (4, 1, 3, 31)


def test_quarters_are_those_of_the_collection_year() -> None:
    assert quarter_of(date(2026, 2, 1)).name == "2025-26 Q4"
    assert quarter_of(date(2026, 4, 1)).name == "2026-27 Q1"
    assert [p.name for p in periods_between("month", date(2025, 12, 31), date(2026, 1, 1))] == ["2025-12", "2026-01"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("last seen on 2026-07-08; due 2026-09-30.", "last seen on 8 July 2026; due 30 September 2026."),
        ("2026-07-28", "28 July 2026"),
        ("(2024-02-29)", "(29 February 2024)"),
        ("2026-02-30 is no day", "2026-02-30 is no day"),
        ("load annex_a-2026-09-30-0a1b2c3d4e", "load annex_a-2026-09-30-0a1b2c3d4e"),
        ("12026-09-301", "12026-09-301"),
        ("no day at all", "no day at all"),
    ],
)
def test_days_within_a_sentence_are_written_as_people_write_them(written: str, said: str) -> None:
    assert dates_in_words(written) == said


@given(DAYS)
def test_no_day_is_changed_into_another(day: date) -> None:
    said = dates_in_words(f"seen on {day.isoformat()}")
    assert datetime.strptime(said, "seen on %d %B %Y").date() == day
