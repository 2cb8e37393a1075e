"""Every domain function equals plain Python on generated pairs: month ends, 29 February, nulls, outside the calendar."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from headway.measures.functions import FUNCTIONS, define_functions
from headway.measures.page import LocalStandard
from headway.measures.standards import sql_with_values
from headway.periods import collection_year_of, is_working_day, working_days
from tests.unit.measures.tables import page_in, page_text

STANDARD_SQL = """select
    row_id, child_key, team_id, completed_on as event_date,
    within_standard(started_on, completed_on, $limit) as met,
    due_on(started_on, $limit) as due_on, days_over(started_on, completed_on, $limit) as days_over,
    'a reason' as reason
from cin_assessments"""
LOCAL = "standards: {limit: {national: false, source: the council}}"
Pair = tuple[date | None, date | None]


def _pairs() -> list[Pair]:
    dice = Random(45)
    found: list[Pair] = [
        (None, None), (None, date(2025, 1, 1)), (date(2025, 1, 1), None),
        (date(1989, 12, 31), date(1990, 1, 2)), (date(2035, 12, 30), date(2036, 1, 2)),
        (date(1990, 1, 1), date(2035, 12, 31)), (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 2, 29), date(2025, 3, 1)), (date(2025, 2, 28), date(2024, 2, 29)),
    ]  # fmt: skip
    for _ in range(1500):
        start = date(1989, 12, 1) + timedelta(days=dice.randint(0, 17_000))
        if dice.random() < 0.3:
            start = start.replace(day=calendar.monthrange(start.year, start.month)[1])
        found.append(
            (start, start + timedelta(days=dice.choice([0, 1, -1, 28, 31, 365, 366, dice.randint(-900, 900)])))
        )
    return found


PAIRS = _pairs()


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    define_functions(con)
    define_functions(con)
    con.execute("CREATE TABLE pairs (n INTEGER, a DATE, b DATE)")
    con.executemany("INSERT INTO pairs VALUES (?, ?, ?)", [(n, a, b) for n, (a, b) in enumerate(PAIRS)])
    return con


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _whole_months(a: date, b: date) -> int:
    if b < a:
        return -_whole_months(b, a)
    return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day)


def _plus_working_days(day: date, count: int) -> date | None:
    """One day at a time; None outside the calendar."""
    while count:
        day += timedelta(days=1)
        if not date(1990, 1, 1) <= day <= date(2035, 12, 31):
            return None
        count -= is_working_day(day)
    return day


PLAIN: dict[str, Callable[[date, date], Any]] = {
    "working_days(a, b)": working_days,
    "days_between(a, b)": lambda a, b: (b - a).days,
    "add_days(a, 45)": lambda a, b: a + timedelta(days=45),
    "add_days(a, -45)": lambda a, b: a - timedelta(days=45),
    "add_months(a, 6)": lambda a, b: _plus_months(a, 6),
    "add_months(a, -1)": lambda a, b: _plus_months(a, -1),
    "full_months(a, b)": _whole_months,
    "age_on(a, b)": _age,
    "within_months(a, b, 12)": lambda a, b: b <= _plus_months(a, 12),
    "collection_year(a)": lambda a, b: collection_year_of(a).start.year,
}


@pytest.mark.parametrize("call", PLAIN)
def test_the_function_equals_plain_python(con: duckdb.DuckDBPyConnection, call: str) -> None:
    found = [row[0] for row in con.execute(f"SELECT {call} FROM pairs ORDER BY n").fetchall()]
    needs_both = "b" in call.split("(")[1]
    expected = [
        None if a is None or (b is None and needs_both) else PLAIN[call](a, b or a) for a, b in PAIRS
    ]  # fmt: skip
    assert found == expected
    assert any(value is not None for value in found)


def test_working_days_are_added_from_any_working_day(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT a, add_working_days(a, 10) FROM pairs ORDER BY n").fetchall()
    for day, later in found:
        inside = day is not None and date(1990, 1, 1) <= day <= date(2035, 12, 31)
        assert later == (_plus_working_days(day, 10) if inside else None), day


def test_a_weekend_start_makes_the_monday_day_1(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute(
        "SELECT working_days(DATE '2025-09-06', DATE '2025-09-08'), working_days(DATE '2025-09-05', DATE '2025-09-08'),"
        " working_days(DATE '2025-09-05', DATE '2025-09-07'), working_days(DATE '2025-12-24', DATE '2025-12-29')"
    ).fetchone()
    assert row == (1, 1, 0, 1)


def test_the_types_are_those_that_the_check_expects(con: duckdb.DuckDBPyConnection) -> None:
    calls = {
        "working_days": "(a, b)", "add_working_days": "(a, 3)", "days_between": "(a, b)", "add_days": "(a, 3)",
        "add_months": "(a, 3)", "full_months": "(a, b)", "age_on": "(a, b)", "within_months": "(a, b, 3)",
        "collection_year": "(a)", "is_unreadable": "(['a'], 'a')",
    }  # fmt: skip
    assert calls.keys() == FUNCTIONS.keys()
    for name, arguments in calls.items():
        found = con.execute(f"SELECT typeof({name}{arguments}) FROM pairs LIMIT 1").fetchone()
        assert found == (FUNCTIONS[name],), name


def test_a_cell_is_unreadable_only_when_named(con: duckdb.DuckDBPyConnection) -> None:
    row = con.execute(
        "SELECT is_unreadable(['a', 'b'], 'b'), is_unreadable(['a'], 'b'), is_unreadable([], 'b'), is_unreadable(NULL, 'b')"
    ).fetchone()
    assert row == (True, False, False, False)


@pytest.mark.parametrize(
    ("kind", "due", "in_time"),
    [
        ("working days", lambda a: _plus_working_days(a, 10), lambda a, b: (n := working_days(a, b)) is not None and n <= 10),
        ("calendar days", lambda a: a + timedelta(days=10), lambda a, b: (b - a).days <= 10),
        ("months", lambda a: _plus_months(a, 10), lambda a, b: b <= _plus_months(a, 10)),
    ],
)  # fmt: skip
def test_a_standard_is_kept_in_its_own_kind_of_days(
    con: duckdb.DuckDBPyConnection,
    tmp_path: Path,
    kind: str,
    due: Callable[[date], date],
    in_time: Callable[[date, date], bool],
) -> None:
    page = page_in(tmp_path, page_text(STANDARD_SQL, shape="proportion", front=LOCAL))
    con.execute(
        "CREATE OR REPLACE TABLE cin_assessments AS SELECT CAST(n AS VARCHAR) AS row_id, '' AS child_key,"
        " '' AS team_id, a AS started_on, b AS completed_on FROM pairs"
    )
    sql = sql_with_values(page, {"limit": LocalStandard.model_validate({"value": 10, "kind": kind})})
    checked = 0
    for number, within, due_on, over in con.execute(f"SELECT row_id, met, due_on, days_over FROM ({sql})").fetchall():
        a, b = PAIRS[int(number)]
        if a is None or b is None:
            assert (within, over) == (None, None)
        elif date(1990, 1, 1) <= min(a, b) and max(a, b) + timedelta(days=400) <= date(2035, 12, 31):
            assert within is in_time(a, b)
            assert due_on == due(a)
            assert (over <= 0) is within
            assert kind == "working days" or over == (b - due_on).days
            checked += 1
    assert checked > 1000
