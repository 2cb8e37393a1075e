"""Does the fast way equal the obvious way? Every measure on generated children: every row and every place.

Every day on 3,000 children, in the deeper suite on 10,000 others.

A team moves from one locality to the other in the middle of a month: what was counted before stays where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from statistics import fmean, median

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
from headway.measures.page import LocalStandard, MeasurePage
from headway.measures.standards import local_standards
from headway.periods import Period, periods_between, range_of
from tests.oracles.asked import answers_of, first_late_day, of_part, tables_read
from tests.oracles.generate import fill, generate, rows_of
from tests.oracles.plain import Answer, Tables, once_a_child
from tests.oracles.writer import FIRST_DAY, LAST_DAY, LOADS

PAGES = load_measures().pages
MONTHS = periods_between("month", date(2025, 4, 1), LAST_DAY)
QUARTERS = periods_between("quarter", date(2025, 4, 1), LAST_DAY)
WHOLE = range_of(FIRST_DAY, LAST_DAY)
STATE_DAYS = 45
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
READ = {page.id: tables_read(page) for page in PAGES}
TABLES = sorted(set().union(*READ.values()))
SEEDS = {3_000: 20261201, 10_000: 20261125}
ASKED = {"history_from": FIRST_DAY, "known_until": LAST_DAY}
# Which answers the generated children give to a measure of each shape.
MET: dict[str, set[bool | None]] = {
    "proportion": {None, True, False}, "split": {None, True}, "count": {None, True}, "rate": {None, True}, "mean": {None}, "median": {None},
}  # fmt: skip
Answers = Callable[[MeasurePage], list[Answer]]
PlaceOf = Callable[[MeasurePage, Answer], str]


@pytest.fixture(
    scope="module", params=[3_000, pytest.param(10_000, marks=pytest.mark.slow)], ids=lambda count: f"{count}-children"
)
def journey(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Journey:
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    empty_journey(con)
    fill(con, generate(SEEDS[request.param], request.param), tmp_path_factory.mktemp("rows"))
    flows = [table for table in TABLES if not table.endswith("_on_day") and table != "person"]
    return journey_over(con, loads=LOADS, coverage={table: [(FIRST_DAY, LAST_DAY)] for table in flows})


@pytest.fixture(scope="module")
def county() -> CountyFiles:
    """With the local standards that the pages' own worked examples give."""
    standards: dict[str, dict[str, object]] = {}
    for page in PAGES:
        for name in local_standards(page):
            given = page.front.example[name]
            assert isinstance(given, LocalStandard)
            limit = {**given.model_dump(), "source": "local procedures", "from": date(2020, 1, 1)}
            standards.setdefault(name, {})[page.id] = [limit]
    policy = Policy.model_validate({"standards": standards})
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
            known[page.id] = answers_of(page.id, tables, ASKED)
        return known[page.id]

    return answers


@pytest.fixture(scope="module")
def place_of(tables: Tables) -> PlaceOf:
    """Where an answer belongs, from its row's team: an undated one where the team is on the last day."""
    teams = {(row["row_id"], row.get("day")): row.get("team_id") for rows in tables.values() for row in rows}

    def place(page: MeasurePage, answer: Answer) -> str:
        if not has_teams(page):
            return NOT_PLACED
        # A row that the return still lists though it has ended is in no table of the day: its own newest team.
        of_day = answer.row_id, answer.on if page.front.timing == "stock" else None
        team = teams[of_day if of_day in teams else (answer.row_id, None)]
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
        (row.row_id, row.placed_on, row.met, row.value, row.left_out, row.part or "", row.locality, row.due_on,
         row.days_over)
        for row in rows
    ]  # fmt: skip
    expected = [
        (each.row_id, each.on, each.met, each.value, each.left_out, each.part, place_of(page, each), each.due_on,
         each.days_over)
        for each in oracle(page)
    ]  # fmt: skip
    assert len(found) == len(expected)
    assert set(found) ^ set(expected) == set()
    shape = page.front.shape if page.is_split else page.shape_of(page.parts[0])
    # Rows of which a child needs so many may each be met: what is not, is a child with too few.
    assert {row.met for row in rows} >= MET["count" if page.at_least_of(page.parts[0]) else shape]
    assert {row.locality for row in rows} == ({"North", "East", NOT_PLACED} if has_teams(page) else {NOT_PLACED})
    assert ("due_on" in page.columns) == any(row.due_on for row in rows)
    # Late is a day or more over; where less is good, a row is met by being late.
    told = [row for row in rows if row.met is not None and row.days_over is not None]
    first, late = first_late_day(page), page.front.good == "lower"
    assert [row for row in told if (row.days_over >= first) != (row.met is late)] == []
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
    assert any(each.numerator or each.value for each in observations)
    told = {each.place for each in observations if each.denominator}
    # No load is near enough to a quarter's end while the team is still in North.
    is_north_told = page.front.timing != "stock" or periods is MONTHS
    placed_in = {"East"} | ({"North"} if is_north_told else set())
    assert told == {COUNTY_NAME, NOT_PLACED} | (placed_in if has_teams(page) else set())


@pytest.mark.parametrize("page", [page for page in PAGES if page.front.timing != "stock"], ids=lambda page: page.id)
def test_the_whole_window_counts_the_undated(
    page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers, place_of: PlaceOf
) -> None:
    observations = observe(journey, [page], periods=[WHOLE], county=county)
    parts = {part for part in page.parts if not page.counts_child_once(part)}
    for each in (each for each in observations if each.part in parts and each.place != COUNTY_WIDE):
        own = of_part(page, each.part, oracle(page))
        if each.level != COUNTY:
            own = [answer for answer in own if place_of(page, answer) == each.place]
        mine = [answer for answer in own if answer.on is None or WHOLE.start <= answer.on <= WHOLE.end]
        undated = sum(answer.on is None and not answer.left_out for answer in mine)
        # The team that left North has no undated row there as things are now; rows without a team have no place.
        placed = each.place == "East" and has_teams(page)
        assert (undated > 0) == (each.level == COUNTY or each.place == NOT_PLACED or placed)
        assert each.undated == undated
        lost = (answer.met is None and answer.value is None and not answer.left_out for answer in mine)
        assert each.cannot_tell == sum(lost)
        if page.shape_of(each.part) not in ("mean", "median"):
            assert each.numerator == sum(answer.met is True for answer in mine)


def has_teams(page: MeasurePage) -> bool:
    return "team_id" in page.columns


def _counted(
    page: MeasurePage, part: str | None, period: Period, answers: Iterable[tuple[str, Answer]], place: str | None
) -> tuple[object, ...]:
    """Numerator, denominator, cannot tell, left out and value, counted by hand; None where no load is near enough."""
    is_stock = page.front.timing == "stock"
    if is_stock and not any(0 <= (period.end - load).days <= STATE_DAYS for load in LOADS):
        return None, None, None, 0, None
    first = period.end if is_stock else period.start
    own = [(at, a) for at, a in answers if a.on is not None and first <= a.on <= period.end]
    own = [(at, a) for at, each in own for a in of_part(page, part, [each])]
    if page.counts_child_once(part):
        at_of = {answer.row_id: at for at, answer in own}
        children = once_a_child((answer for _, answer in own), page.at_least_of(part))
        own = [(at_of[answer.row_id], answer) for answer in children]
    here = [answer for at, answer in own if place in (None, at)]
    met, not_met, unknown, left_out = 0, 0, 0, 0
    for answer in here:
        left_out += answer.left_out
        met += answer.met is True
        not_met += answer.met is False
        unknown += answer.met is None and not answer.left_out
    if page.shape_of(part) in ("mean", "median"):
        values = [answer.value for answer in here if answer.value is not None]
        unknown = sum(answer.value is None and not answer.left_out for answer in here)
        return None, len(values), unknown, left_out, _middle(page.shape_of(part), values)
    days = 365 if is_stock else (period.end - period.start).days + 1
    value = _value(page.shape_of(part), met, met + not_met, days, place or COUNTY_NAME)
    return met, met + not_met, unknown, left_out, value


def _middle(shape: str, values: list[float]) -> float | None:
    middle = fmean if shape == "mean" else median
    return round(float(middle(values)), 6) if values else None


def _value(shape: str, met: int, told: int, days: int, place: str) -> float | None:
    if shape == "count":
        return float(met)
    if shape == "rate":
        return round(met / CHILDREN[place] * 10_000 * 365 / days, 6) if place in CHILDREN else None
    return round(met / told, 6) if told else None


def _figures(observation: Observation) -> tuple[object, ...]:
    value = None if observation.value is None else round(observation.value, 6)
    return observation.numerator, observation.denominator, observation.cannot_tell, observation.left_out, value
