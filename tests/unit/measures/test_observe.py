"""Do the parts add up to the whole, and is what no load covers never shown as nought?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pytest

from headway.journey import Journey, empty_journey, journey_over
from headway.measures import (
    COUNTY_WIDE,
    NOT_PLACED,
    CountyFiles,
    Localities,
    Observation,
    Policy,
    Population,
    Targets,
    load_measures,
    observe,
)
from headway.periods import Period, month_of, range_of

PAGES = load_measures()
AS_AT = date(2026, 3, 31)
COVERED = (date(2025, 10, 1), AS_AT)
JANUARY, FEBRUARY = month_of(date(2026, 1, 1)), month_of(date(2026, 2, 1))
LOCALITIES = Localities.model_validate(
    {
        "places": [{"id": name.lower(), "name": name, "from": date(2015, 4, 1)} for name in ("North", "East")],
        "teams": [
            {"id": "n1", "name": "North 1", "part_of": "north", "from": date(2015, 4, 1)},
            {"id": "e1", "name": "East 1", "also": ["EA 1"], "part_of": "east", "from": date(2015, 4, 1)},
            {"id": "door", "name": "Front Door", "part_of": "county-wide", "from": date(2015, 4, 1)},
            {"id": "moved", "name": "Moved", "part_of": "north", "from": date(2015, 4, 1), "until": date(2026, 1, 31)},
            {"id": "moved", "name": "Moved", "part_of": "east", "from": date(2026, 2, 1)},
        ],
    }
)
Referral = tuple[str, str, date | None, int | None]


def county(population: dict[tuple[int, str], int] | None = None) -> CountyFiles:
    return CountyFiles("Sample County", LOCALITIES, Policy(), Targets(), Population(population or {}))


def journey_with(referrals: Sequence[Referral], covered: tuple[date, date] = COVERED) -> Journey:
    con = duckdb.connect()
    empty_journey(con)
    for number, (child, team, day, earlier) in enumerate(referrals):
        con.execute(
            "INSERT INTO journey.referrals (row_id, child_key, team_id, referred_on, earlier_referral_count)"
            " VALUES (?, ?, ?, ?, ?)",
            [f"r{number:03}", child, team, day, earlier],
        )
    return journey_over(con, loads=[AS_AT], coverage={"referrals": [covered]})


def figures(
    journey: Journey, measure: str, periods: Sequence[Period], files: CountyFiles | None = None
) -> dict[tuple[str | None, str, str], Observation]:
    found = observe(journey, [PAGES.page(measure)], periods=periods, county=files or county())
    return {(each.part, each.period, each.place): each for each in found}


REFERRALS: list[Referral] = [
    ("c1", "n1", date(2026, 1, 5), 0),
    ("c2", "n1", date(2026, 1, 6), 1),
    ("c3", "ea  1", date(2026, 1, 7), 1),
    ("c4", "door", date(2026, 1, 8), None),
    ("c5", "nobody knows", date(2026, 1, 9), 2),
    ("c6", "moved", date(2026, 1, 31), 0),
    ("c7", "moved", date(2026, 2, 1), 0),
]


def test_the_places_add_up_to_the_county_with_what_is_not_placed_and_what_is_county_wide() -> None:
    found = figures(journey_with(REFERRALS), "re_referrals", [JANUARY])
    places = ("North", "East", COUNTY_WIDE, NOT_PLACED)
    for name in ("numerator", "denominator", "cannot_tell"):
        parts = [getattr(found["children", "2026-01", place], name) for place in places]
        assert sum(parts) == getattr(found["children", "2026-01", "Sample County"], name)
    assert found["children", "2026-01", NOT_PLACED].numerator == 1
    assert found["children", "2026-01", COUNTY_WIDE].cannot_tell == 1
    assert found["children", "2026-01", "East"].numerator == 1, "a team is known by its other names, spaces aside"


def test_low_and_high_are_the_figure_if_every_row_that_cannot_be_told_went_one_way() -> None:
    whole = figures(journey_with(REFERRALS), "re_referrals", [JANUARY])["children", "2026-01", "Sample County"]
    assert (whole.numerator, whole.denominator, whole.cannot_tell) == (3, 5, 1)
    assert whole.value == pytest.approx(3 / 5)
    assert whole.low == pytest.approx(3 / 6)
    assert whole.high == pytest.approx(4 / 6)


def test_a_team_that_moved_does_not_rewrite_the_months_before() -> None:
    found = figures(journey_with(REFERRALS), "referrals", [JANUARY, FEBRUARY])
    assert found["count", "2026-01", "North"].value == 3
    assert found["count", "2026-02", "North"].value == 0
    assert found["count", "2026-02", "East"].value == 1


@pytest.mark.parametrize("measure", ["referrals", "re_referrals"])
def test_a_month_that_no_load_covers_has_no_value_and_is_never_nought(measure: str) -> None:
    found = figures(journey_with(REFERRALS), measure, [month_of(date(2025, 9, 1)), month_of(date(2026, 4, 1))])
    assert found
    for each in found.values():
        assert (each.status, each.coverage) == ("not covered", "not covered")
        assert (each.value, each.numerator, each.denominator, each.low, each.high) == (None,) * 5
        assert each.why


def test_a_covered_month_without_a_referral_is_nought_and_a_month_covered_in_part_says_so() -> None:
    journey = journey_with(REFERRALS, (date(2025, 10, 16), AS_AT))
    found = figures(journey, "referrals", [month_of(date(2025, 10, 1)), month_of(date(2025, 11, 1))])
    assert found["count", "2025-10", "Sample County"].coverage == "part covered"
    november = found["count", "2025-11", "Sample County"]
    assert (november.value, november.status, november.coverage) == (0, "ok", "covered")


def test_a_list_without_any_rows_is_no_data() -> None:
    whole = figures(journey_with([]), "referrals", [JANUARY])["count", "2026-01", "Sample County"]
    assert (whole.value, whole.status) == (None, "no data")


@pytest.mark.parametrize(
    ("period", "cannot_tell"),
    [
        (range_of(*COVERED), 1),
        (range_of(date(2025, 1, 1), date(2026, 12, 31)), 1),
        (range_of(date(2025, 10, 2), AS_AT), 0),
        (range_of(COVERED[0], date(2026, 3, 30)), 0),
        (JANUARY, 0),
    ],
)
def test_an_undated_row_is_beside_the_figure_and_in_it_only_over_the_whole_window(
    period: Period, cannot_tell: int
) -> None:
    journey = journey_with([("c1", "n1", date(2026, 1, 5), 0), ("c2", "n1", None, 0)])
    whole = figures(journey, "referrals", [period])["count", period.name, "Sample County"]
    assert whole.undated == 1
    assert whole.cannot_tell == cannot_tell
    assert (whole.value, whole.low, whole.high) == (1, 1, 1 + cannot_tell)


def test_a_child_counts_once_in_a_period_by_the_newest_row() -> None:
    twice: list[Referral] = [("c1", "n1", date(2026, 1, 5), 1), ("c1", "e1", date(2026, 1, 20), 0)]
    found = figures(journey_with([*twice, ("c1", "n1", date(2026, 2, 3), 2)]), "re_referrals", [JANUARY, FEBRUARY])
    january = found["children", "2026-01", "Sample County"]
    assert (january.numerator, january.denominator) == (0, 1)
    assert found["children", "2026-01", "East"].denominator == 1
    assert found["children", "2026-01", "North"].denominator == 0
    assert found["children", "2026-02", "Sample County"].numerator == 1


def test_a_rate_needs_the_population_of_the_year_and_says_which_is_missing() -> None:
    journey = journey_with(REFERRALS)
    found = figures(journey, "referrals", [JANUARY], county({(2024, "Sample County"): 12_000, (2025, "North"): 5}))
    rate = found["rate", "2026-01", "Sample County"]
    north = found["rate", "2026-01", "North"]
    assert rate.value == pytest.approx(6 * 10_000 * 365 / 31 / 12_000)
    assert rate.low == pytest.approx(rate.value)
    assert "31 days" in rate.why
    assert north.value is None, "the population of another year is not used"
    assert "North" in north.why and "2024" in north.why
    assert found["count", "2026-01", "North"].value == 3, "the count stands without a population"


def test_without_a_local_standard_the_measure_is_not_run_and_says_why() -> None:
    found = figures(journey_with(REFERRALS), "cp_visits_in_time", [JANUARY])
    assert found
    for each in found.values():
        assert (each.status, each.value, each.numerator) == ("not run", None, None)
        assert "visit_limit" in each.why


def test_a_stock_is_read_at_the_month_end_from_the_newest_load_before_it() -> None:
    con = duckdb.connect()
    empty_journey(con)
    for row, child, worker, started, closed in (
        ("a", "c1", None, date(2025, 6, 1), None),
        ("b", "c2", "w1", date(2025, 6, 1), None),
        ("c", "c3", None, date(2025, 6, 1), date(2026, 2, 10)),
    ):
        con.execute(
            "INSERT INTO journey.cin_episodes (row_id, child_key, team_id, worker_key, started_on, closed_on)"
            " VALUES (?, ?, 'n1', ?, ?, ?)",
            [row, child, worker, started, closed],
        )
    journey = journey_over(con, loads=[date(2026, 1, 25), date(2026, 2, 20)])
    months = [month_of(date(2025, 12, 1)), JANUARY, FEBRUARY, month_of(date(2026, 3, 1))]
    found = figures(journey, "children_unallocated", months)
    december, january, february, march = (found[None, month.name, "North"] for month in months)
    assert (december.status, december.value) == ("not covered", None)
    assert (january.value, january.state_on, january.coverage) == (2, date(2026, 1, 25), "covered")
    assert (february.value, february.state_on, february.coverage) == (1, date(2026, 2, 20), "part covered")
    assert (march.status, march.value) == ("not covered", None)
