"""Does the fast way equal the obvious way? Twelve measures on 10,000 generated children: every row and every place.

A team moves from one locality to the other in the middle of a month: what was counted before stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module

import duckdb
import pytest

from headway.journey import Journey, empty_journey, journey_over
from headway.measures import (
    NOT_PLACED,
    CountyFiles,
    Localities,
    Observation,
    Policy,
    Population,
    Targets,
    fetch_rows,
    load_measures,
    observe,
    run_pages,
)
from headway.measures.observation import COUNTY, COUNTY_WIDE
from headway.measures.page import MeasurePage
from headway.periods import Period, periods_between, range_of
from tests.oracles.generate import FIRST_DAY, LAST_DAY, LOADS, fill, generate, rows_of
from tests.oracles.plain import Answer, Tables
from tests.oracles.re_referrals import once_a_child

PAGES = load_measures().pages
MONTHS = periods_between("month", date(2025, 4, 1), LAST_DAY)
QUARTERS = periods_between("quarter", date(2025, 4, 1), LAST_DAY)
WHOLE = range_of(date(2023, 1, 1), LAST_DAY)
STATE_DAYS = 45
WITH_A_DUE_DAY = {"assessments_open_past_45_days", "cp_reviews_in_time", "cp_visits_in_time"}
COUNTY_NAME = "Sample County"
CHILDREN = {COUNTY_NAME: 150_000, "North": 90_000, "East": 60_000}
MOVED_ON = date(2026, 3, 14)
PLACES = Localities.model_validate(
    {
        "places": [
            {"id": "north", "name": "North", "from": date(2020, 1, 1)},
            {"id": "east", "name": "East", "from": date(2020, 1, 1)},
        ],
        "teams": [
            {
                "id": "a1",
                "name": "North Assessment 1",
                "part_of": "north",
                "from": date(2020, 1, 1),
                "until": date(2026, 3, 13),
            },
            {"id": "a1", "name": "North Assessment 1", "part_of": "east", "from": MOVED_ON},
            {"id": "a2", "name": "East Assessment 2", "part_of": "east", "from": date(2020, 1, 1)},
        ],
    }
)
TABLES = (
    "referrals", "cin_assessments", "s47_enquiry", "initial_cp_conference", "cp_plans", "person",
    "cin_episodes_on_day", "cp_plans_on_day", "cla_periods_on_day", "cin_assessments_on_day", "care_leavers_on_day",
)  # fmt: skip
Answers = Callable[[MeasurePage], list[Answer]]
PlaceOf = Callable[[MeasurePage, Answer], str]


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Journey:
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    empty_journey(con)
    fill(con, generate(20261125), tmp_path_factory.mktemp("rows"))
    return journey_over(con, loads=LOADS, coverage={"referrals": [(FIRST_DAY, LAST_DAY)]})


@pytest.fixture(scope="module")
def county() -> CountyFiles:
    limit = {"value": 10, "kind": "working days", "source": "local procedures", "from": date(2020, 1, 1)}
    policy = Policy.model_validate({"standards": {"visit_limit": {"cp_visits_in_time": [limit]}}})
    population = Population({(year, place): count for year in range(2022, 2026) for place, count in CHILDREN.items()})
    return CountyFiles(COUNTY_NAME, PLACES, policy, Targets(), population)


@pytest.fixture(scope="module")
def tables(journey: Journey) -> Tables:
    journey.on_day([month.end for month in MONTHS])
    return {name: rows_of(journey.con, name) for name in TABLES}


@pytest.fixture(scope="module")
def oracle(tables: Tables) -> Answers:
    known: dict[str, list[Answer]] = {}

    def answers(page: MeasurePage) -> list[Answer]:
        if page.id not in known:
            asked = {"history_from": FIRST_DAY} if page.id == "re_referrals" else {}
            known[page.id] = import_module(f"tests.oracles.{page.id}").answers(tables, **asked)
        return known[page.id]

    return answers


@pytest.fixture(scope="module")
def place_of(tables: Tables) -> PlaceOf:
    """Where an answer belongs, from its row's team: an undated one where the team is on the last day."""
    teams = {(row["row_id"], row.get("day")): row.get("team_id") for rows in tables.values() for row in rows}

    def place(page: MeasurePage, answer: Answer) -> str:
        team = teams[answer.row_id, answer.on if page.front.timing == "stock" else None]
        if team == "North Assessment 1":
            return "North" if (answer.on or LAST_DAY) < MOVED_ON else "East"
        return "East" if team == "East Assessment 2" else NOT_PLACED

    return place


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_row_is_the_same(
    page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers, place_of: PlaceOf
) -> None:
    run_pages(journey, county, [page], [month.end for month in MONTHS])
    rows = fetch_rows(journey, page)
    found = [
        (row.row_id, row.placed_on, row.met, row.left_out, row.part or "", row.locality, row.due_on, row.days_over)
        for row in rows
    ]
    expected = [
        (each.row_id, each.on, each.met, each.left_out, each.part, place_of(page, each), each.due_on, each.days_over)
        for each in oracle(page)
    ]
    assert len(found) == len(expected)
    assert set(found) ^ set(expected) == set()
    assert {None, True, False} - {row.met for row in rows} <= ({False} if page.id == "referrals" else set())
    assert {row.locality for row in rows} == {"North", "East", NOT_PLACED}
    assert (page.id in WITH_A_DUE_DAY) == any(row.due_on for row in rows)
    assert all(row.reason for row in rows)


@pytest.mark.parametrize("periods", [MONTHS, QUARTERS], ids=["months", "quarters"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_figure_is_the_same(
    page: MeasurePage,
    periods: list[Period],
    journey: Journey,
    county: CountyFiles,
    oracle: Answers,
    place_of: PlaceOf,
) -> None:
    observations = observe(journey, [page], periods=periods, county=county)
    named = {period.name: period for period in periods}
    placed = [(place_of(page, answer), answer) for answer in oracle(page)]
    assert len(observations) == len(periods) * len(page.parts) * len(
        (COUNTY_NAME, *PLACES.names(), COUNTY_WIDE, NOT_PLACED)
    )
    for each in observations:
        expected = _counted(page, each.part, named[each.period], placed, None if each.level == COUNTY else each.place)
        assert _figures(each) == expected, (each.period, each.part, each.place)
    assert any(each.numerator for each in observations)
    told = {each.place for each in observations if each.denominator}
    # No load is near enough to a quarter's end while the team is still in North.
    is_north_told = page.front.timing == "flow" or periods is MONTHS
    assert told == {COUNTY_NAME, "East", NOT_PLACED} | ({"North"} if is_north_told else set())


@pytest.mark.parametrize("page", [page for page in PAGES if page.front.timing == "flow"], ids=lambda page: page.id)
def test_the_whole_window_counts_the_undated(
    page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers, place_of: PlaceOf
) -> None:
    observations = observe(journey, [page], periods=[WHOLE], county=county)
    for each in (each for each in observations if each.part != "children" and each.place != COUNTY_WIDE):
        of_part = [answer for answer in oracle(page) if answer.part == (each.part or "")]
        if each.level != COUNTY:
            of_part = [answer for answer in of_part if place_of(page, answer) == each.place]
        mine = [answer for answer in of_part if answer.on is None or WHOLE.start <= answer.on <= WHOLE.end]
        undated = sum(answer.on is None for answer in mine)
        assert undated > 0 or each.place == "North"  # the team that left has no undated row as things are now
        assert each.undated == undated
        assert each.cannot_tell == sum(answer.met is None and not answer.left_out for answer in mine)
        assert each.numerator == sum(answer.met is True for answer in mine)


def _counted(
    page: MeasurePage, part: str | None, period: Period, answers: Iterable[tuple[str, Answer]], place: str | None
) -> tuple[object, ...]:
    """Numerator, denominator, cannot tell, left out and value, counted by hand; None where no load is near enough."""
    is_stock = page.front.timing == "stock"
    if is_stock and not any(0 <= (period.end - load).days <= STATE_DAYS for load in LOADS):
        return None, None, None, 0, None
    first = period.end if is_stock else period.start
    own = [(at, a) for at, a in answers if a.part == (part or "") and a.on is not None and first <= a.on <= period.end]
    if part == "children":
        newest = {id(answer) for answer in once_a_child(answer for _, answer in own)}
        own = [(at, answer) for at, answer in own if id(answer) in newest]
    here = [answer for at, answer in own if place in (None, at)]
    met, not_met, unknown, left_out = 0, 0, 0, 0
    for answer in here:
        left_out += answer.left_out
        met += answer.met is True
        not_met += answer.met is False
        unknown += answer.met is None and not answer.left_out
    value = _value(page.shape_of(part), met, met + not_met, period, place or COUNTY_NAME)
    return met, met + not_met, unknown, left_out, value


def _value(shape: str, met: int, told: int, period: Period, place: str) -> float | None:
    if shape == "count":
        return float(met)
    if shape == "rate":
        days = (period.end - period.start).days + 1
        return round(met / CHILDREN[place] * 10_000 * 365 / days, 6) if place in CHILDREN else None
    return round(met / told, 6) if told else None


def _figures(observation: Observation) -> tuple[object, ...]:
    value = None if observation.value is None else round(observation.value, 6)
    return observation.numerator, observation.denominator, observation.cannot_tell, observation.left_out, value
