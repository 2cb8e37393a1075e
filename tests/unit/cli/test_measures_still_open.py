"""Beside a figure of a measure of time stands how many are open on the period's last day, by its twin."""

from __future__ import annotations

from datetime import date

from headway.cli.measure_commands import still_open
from headway.cli.show import Format
from headway.measures import Observation, observe
from headway.periods import month_of
from tests.unit.measures.tables import MEASURES, assessment, county, journey

AUGUST, SEPTEMBER = month_of(date(2025, 8, 1)), month_of(date(2025, 9, 1))
TWINS = {"assessment_within_45_days": "assessments_open_past_45_days"}


def figures() -> tuple[list[Observation], list[Observation]]:
    """One assessment that ended in time, and what a stock of two open ones would say of September."""
    made = journey(
        {"cin_assessments": [assessment("North 1")]},
        coverage={"cin_assessments": [(date(2025, 1, 1), date(2025, 9, 30))]},
    )
    page = MEASURES.page("assessment_within_45_days")
    found = observe(made, [page], periods=[AUGUST, SEPTEMBER], county=county(), levels=("county",))
    found = [each for each in found if each.level == "county"]
    late = {"measure": TWINS[page.id], "numerator": 2, "denominator": 5, "value": 0.4}
    return found, [each._replace(**late) for each in found if each.period == SEPTEMBER.name]


def test_the_twins_number_stands_beside_the_same_place_and_period_and_no_other() -> None:
    found, twins = figures()
    beside = still_open(TWINS, twins)
    shown = {each.period: beside(each, Format.TABLE)["still open"] for each in found}
    assert shown == {AUGUST.name: "", SEPTEMBER.name: "2 (assessments_open_past_45_days)"}
    told = beside(found[-1], Format.JSON)
    assert told == {"open_twin": "assessments_open_past_45_days", "open_twin_count": 2}


def test_a_part_has_the_twins_part_of_its_name_beside_it() -> None:
    found, (late,) = figures()
    own = [found[-1]._replace(part=name) for name in ("stage-1", "stage-2", "stage-3")]
    twins = [late._replace(part=name, numerator=number) for name, number in (("stage-1", 4), ("stage-2", 7))]
    beside = still_open(TWINS, twins)
    assert [beside(each, Format.JSON)["open_twin_count"] for each in own] == [4, 7, 4]


def test_a_measure_without_a_twin_has_nothing_beside_it() -> None:
    found, twins = figures()
    assert still_open({}, twins)(found[-1], Format.TABLE) == {"still open": ""}
