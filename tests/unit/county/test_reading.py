"""One reading of a county: which figures are asked for, and over which months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.county.figures import figures_of, last_twelve_months
from headway.county.folder import init_county
from headway.county.reading import Reading
from headway.measures import MeasureCatalogue
from headway.periods import periods_between
from tests.unit.measures.tables import MEASURES, assessment, county, journey

AS02, CL06 = MEASURES.page("AS02"), MEASURES.page("CL06")


def test_two_parts_of_one_page_are_both_given(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Sample County")
    opened = County.open(tmp_path / "county")
    first, second = opened.measures.page("re_referrals").parts
    pages, parts = opened.chosen([f"re_referrals/{first}", f"re_referrals/{second}", "AS02"])
    assert [page.id for page in pages] == ["re_referrals", AS02.id]
    assert parts == {"re_referrals": {first, second}, AS02.id: {None}}
    assert opened.chosen([f"re_referrals/{second}"])[1] == {"re_referrals": {second}}
    assert opened.chosen(["re_referrals"])[1] == {"re_referrals": {first, second}}
    assert len(opened.chosen([])[0]) == len(opened.measures.pages)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 9, 30), date(2025, 10, 1), date(2026, 9, 30)),
        (date(2026, 9, 15), date(2025, 9, 1), date(2026, 8, 31)),
        (date(2026, 1, 30), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2024, 2, 29), date(2023, 3, 1), date(2024, 2, 29)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_last_twelve_months_are_whole_ones(day: date, first: date, last: date) -> None:
    found = last_twelve_months(day)
    assert (found.start, found.end) == (first, last)


def test_a_load_within_a_month_gives_twelve_whole_months_and_its_stocks_on_its_own_day() -> None:
    day = date(2025, 9, 15)
    ended = [date(2024, 8, 31), date(2024, 9, 1), date(2025, 8, 31), date(2025, 9, 1)]
    made = journey(
        {
            "cin_assessments": [assessment("North 1", ended=each) for each in ended],
            "cla_periods": [{"started_on": date(2025, 9, 10), "placement_count": 4, "team_id": "North 1"}],
        },
        loads=[day],
        coverage={"cin_assessments": [(date(2024, 7, 1), day)], "cla_periods": [(date(2024, 7, 1), day)]},
    )
    found = figures_of(made, county(), [AS02, CL06], periods_between("month", date(2024, 7, 1), day))
    flow, stock = (next(each for each in found.yearly if (each.measure, each.level) == (page.id, "county"))
                   for page in (AS02, CL06))  # fmt: skip
    assert (flow.denominator, flow.coverage, flow.period_end) == (2, "covered", date(2025, 8, 31))
    assert (stock.denominator, stock.state_on) == (1, day)
    months = [each for each in found.monthly if (each.measure, each.level) == (AS02.id, "county")]
    assert [each.denominator for each in months if each.denominator] == [1, 1, 1, 1]
    assert len(months) == 15


def test_the_first_month_is_the_first_that_any_flow_can_speak_of() -> None:
    page = MEASURES.page("CP04")
    day = date(2025, 9, 30)
    made = replace(journey({}, loads=[day]), coverage_given={"cp_plans": ((date(2025, 2, 1), day),)})
    told: list[str] = []
    reading = Reading(made, MeasureCatalogue((AS02, page)), county(), told.append)
    assert reading.periods("month")[0].start == date(2025, 2, 1)


def test_events_are_told_by_covered_stretch_and_none_that_lies_outside_or_after_the_day() -> None:
    started = MEASURES.page("cla_started")
    day, covered = date(2025, 9, 30), [(date(2024, 1, 1), date(2024, 6, 30)), (date(2025, 1, 1), date(2025, 9, 30))]
    days = [date(2019, 5, 1), date(2024, 2, 1), date(2024, 9, 1), date(2025, 3, 1), date(2025, 2, 1), date(2025, 10, 9)]
    rows = [{"child_key": f"c{number}", "started_on": each} for number, each in enumerate(days)]
    made = journey({"cla_periods": rows}, loads=[day], coverage={"cla_periods": covered})
    reading = Reading(made, MeasureCatalogue((started,)), county(), list[str]().append)
    assert reading.event_days(started, "count") == [[date(2024, 2, 1)], [date(2025, 2, 1), date(2025, 3, 1)]]
    short = replace(made, coverage_given={"cla_periods": tuple(covered[:1])})
    assert replace(reading, journey=short).event_days(started, "count") == [[date(2024, 2, 1)], []]
