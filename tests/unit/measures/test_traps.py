"""Traps that tools of this kind fall into: Christmas, numbers that repeat on a child's rows, leap days, last days, Sundays."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from headway.measures import Observation, observe
from headway.measures.functions import define_functions
from headway.measures.standards import page_values
from headway.measures.worked_example import on_duckdb
from headway.periods import Period, month_of, range_of, working_days
from tests.unit.measures.tables import MEASURES, SEPTEMBER, assessment, county, journey


def county_figure(
    measure: str, tables: dict[str, list[dict[str, Any]]], period: Period = SEPTEMBER, part: str | None = None
) -> Observation:
    """The county's figure of the only page asked, over the rows given."""
    coverage = {name: [(date(2023, 1, 1), date(2026, 9, 30))] for name in tables if name != "person"}
    made = journey(tables, loads=[date(2025, 9, 30), date(2026, 1, 31)], coverage=coverage)
    found = observe(made, [MEASURES.page(measure)], periods=[period], county=county(), levels=("county",))
    return next(each for each in found if each.level == "county" and each.part == part)


def test_christmas_the_new_year_and_their_weekends_are_no_working_days() -> None:
    """Friday 19 December 2025 to Monday 12 January 2026: 13 working days, with 25 and 26 December and 1 January off."""
    assert working_days(date(2025, 12, 19), date(2026, 1, 12)) == 13
    row = {**assessment("North 1"), "started_on": date(2025, 12, 19), "completed_on": date(2026, 1, 12)}
    found = county_figure("assessment_length", {"cin_assessments": [row]}, month_of(date(2026, 1, 1)))
    assert found.value == 13


def referral(child: str, on: date, earlier: int) -> dict[str, Any]:
    return {
        "child_key": child,
        "team_id": "North 1",
        "referred_on": on,
        "earlier_referral_count": earlier,
        "unreadable": [],
        "is_withdrawn": False,
    }


def test_the_number_of_earlier_referrals_stands_on_each_row_of_a_child_and_counts_once() -> None:
    """Three rows of a child with two earlier ones, and one of a child with none: one child of two, not three of four."""
    days = [date(2025, 9, 3), date(2025, 9, 10), date(2025, 9, 17)]
    rows = [*(referral("c1", day, 2) for day in days), referral("c2", date(2025, 9, 4), 0)]
    found = county_figure("re_referrals", {"referrals": rows}, part="children")
    assert (found.numerator, found.denominator, found.value) == (1, 2, 0.5)


def test_the_number_of_earlier_enquiries_counts_once_a_child_too() -> None:
    def enquiry(child: str, day: int, earlier: int) -> dict[str, Any]:
        row = {"child_key": child, "team_id": "North 1", "started_on": date(2025, 9, day), "unreadable": []}
        return row | {"earlier_s47_count": earlier, "is_withdrawn": False}

    rows = [enquiry("c1", 3, 1), enquiry("c1", 17, 1), enquiry("c2", 4, 0)]
    found = county_figure("children_with_repeat_s47", {"s47_enquiry": rows})
    assert (found.numerator, found.denominator) == (1, 2)


def test_a_child_born_on_29_february_is_a_year_older_on_1_march() -> None:
    """Born 29 February 2020: still four on 28 February 2025 (an assessment every six months), five the next day."""
    child = {"born_on": date(2020, 2, 29), "unreadable": []}
    period = {
        "team_id": "North 1",
        "started_on": date(2022, 1, 1),
        "legal_status_code": "C2",
        "last_health_assessed_on": date(2024, 7, 1),
        "unreadable": [],
    }
    page = MEASURES.page("health_assessments_up_to_date")
    for day, is_met in ((date(2025, 2, 28), False), (date(2025, 3, 1), True)):
        con = journey({"person": [child], "cla_periods_on_day": [period | {"day": day, "state_on": day}]}).con
        define_functions(con)
        answers = on_duckdb(con, page, page_values(page))
        assert [row["met"] for row in answers if row["part"] == "all"] == [is_met]


def test_a_referral_on_the_last_day_of_a_period_is_in_it_and_in_no_other() -> None:
    rows = [referral("c1", date(2025, 9, 30), 0)]
    assert county_figure("referrals", {"referrals": rows}, part="count").numerator == 1
    october = month_of(date(2025, 10, 1))
    assert county_figure("referrals", {"referrals": rows}, october, part="count").numerator == 0
    own = range_of(date(2025, 9, 1), date(2025, 9, 30))
    assert county_figure("referrals", {"referrals": rows}, own, part="count").numerator == 1


@pytest.mark.parametrize(("finished_on", "is_in_time"), [(12, True), (13, True), (14, True), (15, False)])
def test_an_assessment_finished_on_a_sunday_took_as_long_as_on_the_friday_before(
    finished_on: int, is_in_time: bool
) -> None:
    """Started on Thursday 10 July 2025, day 45 is Friday 12 September, as 25 August is a holiday; Monday is day 46."""
    row = assessment("North 1") | {"started_on": date(2025, 7, 10), "completed_on": date(2025, 9, finished_on)}
    found = county_figure("assessment_within_45_days", {"cin_assessments": [row]})
    assert (found.numerator, found.denominator) == (int(is_in_time), 1)
