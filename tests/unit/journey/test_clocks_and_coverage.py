"""Two clocks, and which days the loads can speak for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.errors import RefusedError, UnknownNameError
from headway.journey.coverage import covered_stretches, merged, months_before
from headway.journey.definitions import table_definitions
from tests.unit.journey.sheets import Sheets

JUN, JUL, AUG = "2026-06-30", "2026-07-31", "2026-08-31"
PLAN = {"child_key": "c1", "started_on": "2026-05-01"}


def test_as_at_gives_last_months_state_again(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "worker_key": "w1"}])
    query = "SELECT * EXCLUDE (load_id) FROM cp_plans"
    then = (sheets.journey().as_at, sheets.rows(query), sheets.rows("SELECT * FROM person"))
    sheets.load(JUL, child_protection=[{**PLAN, "worker_key": "w2", "ended_on": "2026-06-15"}])
    assert sheets.journey().as_at == date(2026, 7, 31)
    assert sheets.rows(query) != then[1]
    journey = sheets.journey(as_at=JUN)
    assert (journey.as_at, sheets.rows(query), sheets.rows("SELECT * FROM person")) == then


def test_known_on_gives_what_had_been_received_by_then(sheets: Sheets) -> None:
    old = sheets.load(JUN, received="2026-07-03", child_protection=[{**PLAN, "worker_key": "w1"}]).manifest
    sheets.load(
        JUN, received="2026-07-20", corrects=old.load_id, child_protection=[{**PLAN, "worker_key": "w2"}], note="again"
    )
    for known_on, worker in (("2026-07-19", "w1"), ("2026-07-20", "w2"), (None, "w2")):
        sheets.journey(known_on=known_on)
        assert sheets.rows("SELECT worker_key FROM cp_plans") == [(worker,)]
        assert sheets.rows("SELECT count(*) FROM loads") == [(1,)]


def test_loads_given_in_any_order_make_one_journey(sheets: Sheets) -> None:
    sheets.load(JUL, received="2026-08-01", child_protection=[{**PLAN, "worker_key": "w2"}])
    sheets.load(JUN, received="2026-08-05", child_protection=[{**PLAN, "worker_key": "w1"}])
    sheets.journey()
    assert sheets.rows("SELECT worker_key, first_listed_on FROM cp_plans") == [("w2", date(2026, 6, 30))]


def test_without_a_load_the_message_says_what_to_do(sheets: Sheets) -> None:
    with pytest.raises(RefusedError, match="Nothing has been loaded yet"):
        sheets.journey()
    sheets.load(JUN, contacts=[])
    with pytest.raises(RefusedError, match="as at 2026-06-29 or before"):
        sheets.journey(as_at="2026-06-29")
    with pytest.raises(RefusedError, match="received by 2026-01-01"):
        sheets.journey(known_on="2026-01-01")


def test_only_a_new_load_is_typed(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[])
    sheets.journey()
    sheets.journey()
    assert sheets.typed_count == 1
    sheets.load(JUL, contacts=[])
    sheets.journey()
    assert sheets.typed_count == 2


def test_a_gap_in_the_loads_never_shows_as_covered(sheets: Sheets) -> None:
    sheets.load("2025-06-30", contacts=[])
    sheets.load("2026-03-31", contacts=[], referrals=[])
    sheets.load("2026-04-30", contacts=[])
    journey = sheets.journey()
    assert journey.coverage("contacts") == (
        (date(2024, 12, 31), date(2025, 6, 30)),
        (date(2025, 10, 1), date(2026, 4, 30)),
    )
    assert journey.coverage("referrals") == ((date(2025, 10, 1), date(2026, 3, 31)),)
    assert journey.coverage("permanence") == ()
    assert journey.state_on("cp_plans", date(2026, 4, 30)) is None


def test_a_year_of_adoption_and_persons_of_every_day(sheets: Sheets) -> None:
    sheets.load(JUN, adoption=[])
    journey = sheets.journey()
    assert journey.coverage("permanence") == ((date(2025, 7, 1), date(2026, 6, 30)),)
    assert journey.coverage("person") == ((date.min, date(2026, 6, 30)),)
    assert journey.coverage("cin_plans") == ()


def test_a_table_that_is_not_fed_says_what_would_feed_it(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[])
    journey = sheets.journey()
    assert journey.why_empty("cin_plans") == "CIN census or the SSD; list 6 has a status and no plan dates"
    assert journey.why_empty("contacts") is None
    assert sheets.rows("SELECT count(*) FROM cin_plans") == [(0,)]
    with pytest.raises(UnknownNameError, match="contacts"):
        journey.coverage("contact")


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=8))
def test_a_day_is_covered_exactly_when_a_load_covers_it(loads: list[date]) -> None:
    covered = covered_stretches(table_definitions()["contacts"], loads)
    days = {day for load in loads for day in (load, months_before(load, 6), months_before(load, 3), date(2023, 5, 5))}
    for day in days:
        by_load = any(months_before(load, 6) < day <= load for load in loads)
        assert by_load == any(start <= day <= end for start, end in covered)
    assert covered == merged(covered)


def test_six_months_before_the_last_of_a_month() -> None:
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2026, 3, 31), 6) == date(2025, 9, 30)
    assert months_before(date(2026, 6, 30), 6) == date(2025, 12, 30)
