"""Children in school: which days are looked at, what certainly is so, what cannot be told, and who is of school age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from headway.attention import AttendanceFile, Mark, SchoolWeek
from headway.attention.attendance import school_week, schooling
from headway.attention.school_age import is_of_school_age

FRIDAY = date(2026, 9, 25)
WEEK = SchoolWeek("child_attendance-1", FRIDAY, tuple(FRIDAY - timedelta(days=n) for n in range(4, -1, -1)), 0, 0)
SCHOOLCHILD, BABY = date(2016, 5, 1), date(2025, 1, 1)
CAME, STAYED, FREE = Mark(FRIDAY, "attending"), Mark(FRIDAY, "not_attending", "Ill"), Mark(FRIDAY, "not_expected")


def ago(days: int, mark: Mark) -> Mark:
    return replace(mark, on=FRIDAY - timedelta(days=days))


@pytest.mark.parametrize(
    ("marks", "born_on", "expected"),
    [
        ([CAME, ago(1, CAME), ago(2, FREE)], SCHOOLCHILD, ("attended", 2, 2, "")),
        ([CAME, ago(1, STAYED)], SCHOOLCHILD, ("attended", 1, 2, "Ill")),
        ([STAYED, ago(1, replace(STAYED, reason="Not told"))], SCHOOLCHILD, ("expected, not attending", 0, 2, "Ill")),
        ([STAYED, ago(1, FREE)], SCHOOLCHILD, ("expected, not attending", 0, 1, "Ill")),
        ([STAYED, CAME], SCHOOLCHILD, ("attended", 1, 1, "")),
        ([FREE], SCHOOLCHILD, ("not expected", 0, 0, "")),
        ([STAYED, ago(1, replace(CAME, code=None))], SCHOOLCHILD, ("cannot tell", 0, 1, "Ill")),
        ([CAME, ago(1, replace(CAME, code=None))], SCHOOLCHILD, ("attended", 1, 1, "")),
        ([STAYED, replace(CAME, code=None)], SCHOOLCHILD, ("cannot tell", 0, 0, "")),
        ([replace(CAME, on=None), STAYED], SCHOOLCHILD, ("cannot tell", 0, 1, "Ill")),
        ([replace(STAYED, on=None), STAYED], SCHOOLCHILD, ("expected, not attending", 0, 1, "Ill")),
        ([replace(STAYED, on=None), FREE], SCHOOLCHILD, ("cannot tell", 0, 0, "")),
        ([replace(FREE, on=None), CAME], SCHOOLCHILD, ("attended", 1, 1, "")),
        ([ago(7, CAME)], SCHOOLCHILD, ("no data", 0, 0, "")),
        ([], SCHOOLCHILD, ("no data", 0, 0, "")),
        ([], None, ("no data", 0, 0, "")),
        ([], BABY, ("not of school age", 0, 0, "")),
        ([CAME], BABY, ("attended", 1, 1, "")),
    ],
)
def test_a_word_is_said_where_it_is_certain(
    marks: list[Mark], born_on: date | None, expected: tuple[str, int, int, str]
) -> None:
    for given in (marks, marks[::-1]):
        found = schooling(given, WEEK, born_on)
        assert (found.word, found.attended, found.expected, found.reason) == expected


def test_the_words_name_the_days() -> None:
    assert schooling([CAME, ago(1, STAYED)], WEEK, None).words == "attended 1 of 2 days expected"
    assert schooling([STAYED], WEEK, None).words == "attended none of 1 day expected"
    assert schooling([FREE], WEEK, None).words == "not expected"


def week_of(day: date, *days: date | None) -> SchoolWeek:
    marks = {"a": [Mark(on, "attending") for on in days], "elsewhere": []}
    return school_week(AttendanceFile("child_attendance-1", day, marks, 3), ["a", "b"])


def test_school_days_are_those_of_the_file_in_the_week_to_its_newest_one() -> None:
    saturday, bank_holiday = date(2026, 9, 26), date(2026, 8, 31)
    found = week_of(saturday, FRIDAY, date(2026, 9, 19), date(2026, 9, 21), date(2026, 9, 18), saturday, None)
    assert found.days == (date(2026, 9, 21), FRIDAY)
    assert (found.others_count, found.lost_count) == (1, 3)
    assert week_of(date(2026, 9, 24), FRIDAY, date(2026, 9, 23)).days == (date(2026, 9, 23),), "not after its own day"
    assert week_of(FRIDAY, bank_holiday, date(2026, 8, 28)).days == (date(2026, 8, 28),), "however long ago"
    assert week_of(FRIDAY, None).days == ()


def test_in_a_file_that_names_no_school_day_nothing_can_be_told() -> None:
    empty = week_of(FRIDAY, None)
    assert schooling([Mark(None, "attending")], empty, SCHOOLCHILD).word == "cannot tell"
    assert schooling([], empty, SCHOOLCHILD).word == "no data"


@pytest.mark.parametrize(
    ("born_on", "day", "expected"),
    [
        (date(2021, 8, 31), date(2026, 8, 31), True),
        (date(2021, 8, 31), date(2026, 8, 30), False),
        (date(2021, 9, 1), date(2026, 9, 30), False),
        (date(2021, 9, 1), date(2026, 12, 31), True),
        (date(2020, 2, 29), date(2025, 3, 30), False),
        (date(2020, 2, 29), date(2025, 3, 31), True),
        (date(2010, 8, 31), date(2026, 6, 26), True),
        (date(2010, 8, 31), date(2026, 6, 27), False),
        (date(2010, 9, 1), date(2026, 9, 30), True),
        (date(2010, 9, 1), date(2027, 6, 25), True),
        (date(2010, 9, 1), date(2027, 6, 26), False),
    ],
)
def test_school_age_is_the_laws(born_on: date, day: date, expected: bool) -> None:
    assert is_of_school_age(born_on, day) is expected
