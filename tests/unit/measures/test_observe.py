"""Figures by period and place: the parts add up, a gap is never nought, an undated row is never lost."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from headway.measures import Observation, observations, observe, run_pages
from headway.measures.observation import MeasureRow
from headway.periods import Period, collection_year_of, month_of, quarter_of, range_of
from tests.unit.measures.tables import (
    EVERYWHERE,
    LOAD,
    MEASURES,
    MONTH_ENDS,
    SEPTEMBER,
    WHOLE,
    Row,
    assessment,
    county,
    journey,
    page_in,
    page_text,
    rows_in,
    rows_on,
)  # fmt: skip

AS02 = MEASURES.page("AS02")
LATE = 100


def figures(
    rows: list[Row], *asked: Period, page: str = "AS02", table: str = "cin_assessments", **more: object
) -> dict[tuple[str, str, str], Observation]:
    """Every observation of the measure, by period, level and place."""
    found = observe(
        journey({table: rows}), [MEASURES.page(page)], periods=asked or [SEPTEMBER], county=county(**more), levels=EVERYWHERE
    )  # fmt: skip
    return {(each.period, each.level, each.place): each for each in found}


def of_county(rows: list[Row], period: Period = SEPTEMBER) -> Observation:
    return figures(rows, period)[(period.name, "county", "Sample County")]


def a_county(seed: int = 1, size: int = 120) -> list[Row]:
    dice = Random(seed)
    teams = ["North 1", "NORTH  2", "east-1", "Front Door", "Nobody Knows", None]
    rows = []
    for _ in range(size):
        ended = date(2025, dice.randint(1, 9), dice.randint(1, 28))
        row = assessment(dice.choice(teams), dice.choice([5, 40, LATE, None]), ended)
        if dice.random() < 0.1:
            row = {**row, "completed_on": None, "unreadable": ["completed_on"]}
        rows.append(row)
    return rows


def test_a_figure_has_its_counts_its_value_and_its_range() -> None:
    rows = [assessment("North 1"), assessment("North 1"), assessment("North 1", LATE), assessment("North 1", None)]
    found = of_county(rows)
    assert (found.numerator, found.denominator, found.cannot_tell) == (2, 3, 1)
    assert found.value == pytest.approx(2 / 3)
    assert (found.low, found.high) == (pytest.approx(2 / 4), pytest.approx(3 / 4))
    assert (found.catalogue, found.status, found.coverage, found.why) == ("AS02", "ok", "covered", "")
    assert found.as_record()["period_end"] == "2025-09-30"


@pytest.mark.parametrize("level", ["locality", "team"])
def test_the_parts_add_up_to_the_county(level: str) -> None:
    asked = [SEPTEMBER, quarter_of(LOAD), collection_year_of(LOAD), WHOLE, range_of(date(2025, 2, 3), date(2025, 7, 9))]
    found = figures(a_county(), *asked)
    for period in asked:
        whole = found[(period.name, "county", "Sample County")]
        parts = [each for key, each in found.items() if key[0] == period.name and key[1] == level]
        for name in ("numerator", "denominator", "cannot_tell", "undated", "left_out"):
            assert sum(getattr(each, name) for each in parts) == getattr(whole, name), (period.name, name)
        assert whole.denominator
    places = {key[2] for key in found if key[1] == "locality"}
    assert places == {"North", "East", "county-wide", "not placed"}


def test_a_quarter_is_its_months_together() -> None:
    months = [month_of(date(2025, number, 1)) for number in (7, 8, 9)]
    found = figures(a_county(), *months, quarter_of(LOAD))
    for place in (("county", "Sample County"), ("locality", "East"), ("team", "North 2")):
        parts = [found[(month.name, *place)] for month in months]
        whole = found[(quarter_of(LOAD).name, *place)]
        assert sum(each.numerator or 0 for each in parts) == whole.numerator
        assert sum(each.denominator or 0 for each in parts) == whole.denominator


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [{**row, "row_id": f"r{number}", "child_key": f"k{number % 70}"} for number, row in enumerate(a_county())]
    mixed = list(rows)
    Random(3).shuffle(mixed)
    assert figures(rows, SEPTEMBER, WHOLE) == figures(mixed, SEPTEMBER, WHOLE)


def test_a_period_that_no_load_covers_is_not_nought() -> None:
    found = figures([assessment("North 1")], month_of(date(2024, 6, 1)), month_of(date(2025, 11, 1)))
    for each in found.values():
        assert (each.status, each.coverage) == ("not covered", "not covered")
        assert each.numerator is each.denominator is each.cannot_tell is each.value is each.low is each.high is None


def test_a_gap_between_loads_is_not_nought_and_its_rows_are_not_counted() -> None:
    covered = {"cin_assessments": [(date(2025, 1, 1), date(2025, 4, 10)), (date(2025, 7, 1), LOAD)]}
    rows = [assessment("North 1", ended=date(2025, 5, 15)), assessment("North 1", ended=date(2025, 4, 20))]
    rows.append(assessment("North 1", ended=date(2025, 4, 5)))
    asked = [month_of(date(2025, 5, 1)), month_of(date(2025, 4, 1))]
    found = observe(journey({"cin_assessments": rows}, coverage=covered), [AS02], periods=asked, county=county())
    may, april = (next(each for each in found if each.period == period.name) for period in asked)
    assert (may.status, may.value, may.numerator) == ("not covered", None, None)
    assert (april.coverage, april.status, april.denominator) == ("part covered", "ok", 1)


def test_a_month_that_has_not_ended_says_so() -> None:
    loads = (date(2025, 8, 31), date(2025, 9, 20))
    plans = [{"team_id": "North 1", "started_on": date(2025, 1, 1), "last_reviewed_on": date(2025, 8, 1)}]
    made = journey({"cin_assessments": [assessment("North 1")], "cp_plans": plans}, loads=loads)
    pages = [AS02, MEASURES.page("CP08")]
    flow, stock = observe(made, pages, periods=[SEPTEMBER], county=county(), levels=["county"])
    assert (flow.coverage, flow.denominator) == ("part covered", 1)
    assert (stock.coverage, stock.denominator, stock.state_on) == ("part covered", 1, date(2025, 9, 20))


def test_a_stock_is_that_of_the_last_day_and_never_a_sum() -> None:
    plans = [{"team_id": "North 1", "started_on": date(2025, 1, 1), "last_reviewed_on": date(2025, 6, 10)}]
    asked = [month_of(day) for day in MONTH_ENDS] + [quarter_of(LOAD)]
    found = figures(plans, *asked, page="CP08", table="cp_plans")
    assert [found[(period.name, "county", "Sample County")].denominator for period in asked] == [1, 1, 1, 1, 1]


def test_a_stock_without_a_load_near_enough_is_not_covered() -> None:
    plans = [{"team_id": "North 1", "started_on": date(2024, 1, 1)}]
    found = figures(plans, month_of(date(2025, 5, 1)), page="CP08", table="cp_plans")
    assert {(each.status, each.value, each.numerator) for each in found.values()} == {("not covered", None, None)}


def test_no_rows_at_all_is_no_data() -> None:
    for each in figures([]).values():
        assert (each.status, each.numerator, each.value) == ("no data", None, None)
        assert each.why == "the loads hold no rows of this list"
    count = figures([], page="WF09", table="cp_plans")
    assert {each.status for each in count.values()} == {"no data"}


def test_a_list_that_no_load_held_is_no_data() -> None:
    made = journey({"cp_plans": [{"started_on": date(2025, 1, 1)}]}, coverage={"cin_assessments": []})
    found = observe(made, [AS02], periods=[SEPTEMBER], county=county())
    assert {(each.status, each.coverage, each.numerator) for each in found} == {("no data", "not covered", None)}
    assert "no load holds the list" in found[0].why


def test_a_place_without_rows_has_no_value_and_no_range() -> None:
    east = figures([assessment("North 1")])[(SEPTEMBER.name, "locality", "East")]
    assert (east.numerator, east.denominator, east.cannot_tell, east.value, east.low) == (0, 0, 0, None, None)
    assert (east.status, east.why) == ("no data", "no rows")


def test_rows_that_none_can_tell_give_a_range_and_no_value() -> None:
    found = of_county([assessment("North 1", None)])
    assert (found.value, found.low, found.high, found.why) == (None, 0.0, 1.0, "no rows could be told")


@pytest.mark.parametrize(("inside", "outside"), [(19, 1), (20, 0), (1, 19), (19, 0)])
def test_a_place_that_is_nearly_the_whole_county_does_not_hide_the_rest(inside: int, outside: int) -> None:
    rows = [assessment("East 1")] * inside + [assessment("North 1", LATE)] * outside
    found = figures(rows)
    east, north = (found[(SEPTEMBER.name, "locality", name)] for name in ("East", "North"))
    whole = found[(SEPTEMBER.name, "county", "Sample County")]
    assert (east.numerator, east.denominator, north.numerator, north.denominator) == (inside, inside, 0, outside)
    assert whole.value == pytest.approx(inside / (inside + outside))
    assert north.value == (0.0 if outside else None)
    assert north.status == ("ok" if outside else "no data")


def test_an_undated_row_is_beside_a_month_and_inside_the_whole_window() -> None:
    undated = {**assessment("North 1"), "completed_on": None, "unreadable": ["completed_on"]}
    found = figures([assessment("North 1"), undated], SEPTEMBER, WHOLE)
    month, whole = (found[(period.name, "county", "Sample County")] for period in (SEPTEMBER, WHOLE))
    assert (month.undated, month.cannot_tell, month.low) == (1, 0, 1.0)
    assert (whole.undated, whole.cannot_tell, whole.low) == (1, 1, 0.5)
    assert found[(SEPTEMBER.name, "locality", "North")].undated == 1
    rows = rows_in(journey({"cin_assessments": [assessment("North 1"), undated]}), AS02, WHOLE, county())
    assert [row.placed_on for row in rows] == [date(2025, 9, 15), None]


def test_a_child_counts_once_by_the_newest_row() -> None:
    def referral(child: str, day: int | None, count: int, row_id: str, team: str = "North 1") -> Row:
        on = date(2025, 9, day) if day else None
        return {
            "row_id": row_id,
            "child_key": child,
            "referred_on": on,
            "earlier_referral_count": count,
            "team_id": team,
        }

    rows = [
        referral("a", 1, 0, "r1"), referral("a", 20, 1, "r2", "East 1"), referral("b", 5, 1, "r3"),
        referral("b", 5, 0, "r4"), referral("c", 9, 1, "r5"), referral("c", None, 1, "r6"),
    ]  # fmt: skip
    found = observe(journey({"referrals": rows}), [MEASURES.page("RF02")], periods=[SEPTEMBER, WHOLE], county=county())
    children = {(each.period, each.place): each for each in found if each.part == "children"}
    month, whole = children[SEPTEMBER.name, "Sample County"], children[WHOLE.name, "Sample County"]
    assert (month.numerator, month.denominator, month.cannot_tell, month.undated) == (2, 3, 0, 1)
    assert (whole.numerator, whole.denominator, whole.cannot_tell, whole.undated) == (1, 2, 1, 1)
    assert children[SEPTEMBER.name, "East"].numerator == 1
    assert children[SEPTEMBER.name, "North"].denominator == 2
    referrals = [each for each in found if each.part == "referrals" and each.place == "Sample County"]
    assert referrals[0].left_out == 5
    assert (referrals[0].status, referrals[0].why, referrals[0].value) == ("no data", "every row is left out", None)


def test_the_rate_of_a_whole_leap_year_is_made_neither_more_nor_less() -> None:
    rows = [{"referred_on": date(2023, 4, 1) + timedelta(days=n), "team_id": "North 1"} for n in range(366)]
    year, month = range_of(date(2023, 4, 1), date(2024, 3, 31)), range_of(date(2024, 2, 1), date(2024, 2, 29))
    people = county(population={(2023, "Sample County"): 36_600})
    made = journey({"referrals": rows}, coverage={"referrals": [(year.start, year.end)]})
    found = observe(made, [MEASURES.page("RF01")], periods=[year, month], county=people)
    rates = {each.period: each for each in found if each.part == "rate" and each.place == "Sample County"}
    assert (rates[year.name].value, rates[year.name].why) == (pytest.approx(100), "")
    assert (rates[month.name].value, rates[month.name].why) == (pytest.approx(100), "29 days, as over a year")


def test_a_rate_is_as_over_a_year_by_the_population_of_the_summer_in_its_reporting_year() -> None:
    rows = [{"referred_on": date(2025, 9, 1), "team_id": "North 1"}] * 6 + [{"referred_on": None, "team_id": "North 1"}]
    people = {
        (2024, "Sample County"): 1,
        (2025, "Sample County"): 150_000,
        (2024, "North"): 50_000,
        (2026, "East"): 1,
        (2019, "East"): 1,
    }
    found = observe(
        journey({"referrals": rows}), [MEASURES.page("RF01")], periods=[SEPTEMBER], county=county(population=people)
    )
    rates = {each.place: each for each in found if each.part == "rate"}
    assert rates["Sample County"].value == pytest.approx(6 / 150_000 * 10_000 * 365 / 30)
    assert rates["North"].value == pytest.approx(6 / 50_000 * 10_000 * 365 / 30)
    assert rates["Sample County"].low == rates["Sample County"].high == rates["Sample County"].value
    assert rates["Sample County"].undated == 1
    assert rates["Sample County"].why == "30 days, as over a year"
    assert rates["North"].why == "30 days, as over a year; population of mid-2024, the newest given"
    assert (rates["East"].numerator, rates["East"].value) == (0, None)
    assert (rates["East"].status, rates["East"].why) == (
        "no population given",
        "no population given for East at mid-2025",
    )
    assert {each.status for each in found if each.part == "count"} == {"ok"}


def test_means_and_medians_are_taken_from_the_values(tmp_path: Path) -> None:
    mean = page_in(tmp_path, page_text(front="parts: {a: {}, b: {shape: median}}"), "mean")
    rows = [assessment("North 1", 1), assessment("North 1", 2), assessment("East 1", 9), assessment("East 1", None)]
    found = observe(journey({"cin_assessments": rows}), [mean], periods=[SEPTEMBER], county=county())
    values = {(each.part, each.place): each for each in found}
    assert values["a", "Sample County"].value == pytest.approx(4)
    assert values["b", "Sample County"].value == pytest.approx(2)
    assert values["b", "North"].value == pytest.approx(1.5)
    whole = values["a", "Sample County"]
    assert (whole.numerator, whole.denominator, whole.cannot_tell, whole.low, whole.high) == (None, 3, 1, None, None)
    assert values["a", "not placed"].value is None


def test_a_page_with_a_local_standard_is_not_run_without_one() -> None:
    plans = [{"team_id": "North 1", "started_on": date(2025, 1, 1), "last_visited_on": date(2025, 9, 12)}]
    without = figures(plans, page="CP09", table="cp_plans")
    assert {(each.status, each.value, each.numerator) for each in without.values()} == {("not run", None, None)}
    why = without[(SEPTEMBER.name, "county", "Sample County")].why
    assert why == "no local standard: policy.yaml gives no visit_limit for cp_visits_in_time"


def test_a_month_keeps_the_standard_that_it_had() -> None:
    plans = [
        {"team_id": "North 1", "started_on": date(2025, 1, 1), "last_visited_on": date(2025, 8, 18)},
    ]
    values = [
        {"value": 5, "kind": "working days", "source": "old", "from": date(2025, 7, 1), "until": date(2025, 8, 31)},
        {"value": 60, "kind": "calendar days", "source": "new", "from": date(2025, 9, 1)},
    ]
    asked = [month_of(day) for day in MONTH_ENDS]
    standards = {"visit_limit": {"cp_visits_in_time": values}}
    found = figures(plans, *asked, page="CP09", table="cp_plans", standards=standards)
    june, july, august, september = (found[(period.name, "county", "Sample County")] for period in asked)
    assert (june.status, june.why) == ("not run", "no local standard: policy.yaml gives none for these days")
    assert (july.status, july.denominator, july.cannot_tell) == ("no data", 0, 1)
    assert (august.numerator, august.denominator) == (0, 1)
    assert (september.numerator, september.denominator) == (1, 1)


def test_the_rows_of_a_day_and_of_a_month_are_those_behind_the_figure() -> None:
    made = journey(
        {"cin_assessments": a_county(), "cp_plans": [{"team_id": "North 1", "started_on": date(2025, 1, 1)}]}
    )
    rows = rows_in(made, AS02, SEPTEMBER, county())
    figure = observe(made, [AS02], periods=[SEPTEMBER], county=county(), levels=["county"])[0]
    assert sum(row.met is True for row in rows) == figure.numerator
    assert sum(row.met is None for row in rows) == figure.cannot_tell
    day = rows_on(made, MEASURES.page("CP08"), LOAD, county())
    assert [(type(row), row.placed_on, row.team, row.locality) for row in day] == [
        (MeasureRow, LOAD, "North 1", "North")
    ]


def test_a_stock_that_is_counted_at_once_has_the_figures_of_its_rows() -> None:
    dice = Random(5)
    teams = ["North 1", "NORTH  2", "east-1", "Front Door", "Nobody Knows", None]
    children = [
        {
            "child_key": f"c{number}", "team_id": dice.choice(teams), "placement_count": dice.choice([1, 2, 4, None]),
            "started_on": date(2025, dice.randint(1, 9), 5), "worker_key": f"w{dice.randint(1, 9)}",
            "legal_status_code": dice.choice(["C1", "C2", "V4"]),
        }
        for number in range(80)
    ]  # fmt: skip
    made = journey({"cla_periods": children})
    pages = [MEASURES.page(name) for name in ("CL01", "CL06", "WF09")]
    months, days = [month_of(day) for day in MONTH_ENDS], list(MONTH_ENDS)
    from_rows = observations(
        run_pages(made, county(), pages, days, only_counts=True), pages, periods=months, levels=EVERYWHERE
    )
    at_once = observe(made, pages, periods=months, county=county(), levels=EVERYWHERE)
    assert at_once == from_rows
    kept = made.con.execute("SELECT count(*) FROM measures.rows").fetchone()
    assert kept == (0,), "no row of a child is kept"
    assert len({each.value for each in at_once if each.level == "team"}) > 3
