"""Does the fast way equal the obvious way? Twelve measures on 10,000 generated children: every row, every month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module

import duckdb
import pytest

from headway.journey import Journey, empty_journey, journey_over
from headway.measures import (
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
from headway.measures.page import MeasurePage
from headway.periods import Period, periods_between, range_of
from tests.oracles.generate import FIRST_DAY, LAST_DAY, LOADS, fill, generate, rows_of
from tests.oracles.plain import Answer, Tables
from tests.oracles.re_referrals import once_a_child

PAGES = load_measures().pages
MONTHS = periods_between("month", date(2025, 4, 1), LAST_DAY)
WHOLE = range_of(date(2023, 1, 1), LAST_DAY)
STATE_DAYS = 45
CHILDREN = 150_000
TABLES = (
    "referrals", "cin_assessments", "s47_enquiry", "initial_cp_conference", "cp_plans", "person",
    "cin_episodes_on_day", "cp_plans_on_day", "cla_periods_on_day", "cin_assessments_on_day", "care_leavers_on_day",
)  # fmt: skip
Answers = Callable[[MeasurePage], list[Answer]]


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
    population = Population({(year, "Sample County"): CHILDREN for year in (2022, 2023, 2024, 2025)})
    return CountyFiles("Sample County", Localities(), policy, Targets(), population)


@pytest.fixture(scope="module")
def oracle(journey: Journey) -> Answers:
    journey.on_day([month.end for month in MONTHS])
    tables: Tables = {name: rows_of(journey.con, name) for name in TABLES}
    known: dict[str, list[Answer]] = {}

    def answers(page: MeasurePage) -> list[Answer]:
        if page.id not in known:
            asked = {"history_from": FIRST_DAY} if page.id == "re_referrals" else {}
            known[page.id] = import_module(f"tests.oracles.{page.id}").answers(tables, **asked)
        return known[page.id]

    return answers


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_row_is_the_same(page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers) -> None:
    run_pages(journey, county, [page], [month.end for month in MONTHS])
    rows = fetch_rows(journey, page)
    found = [(row.row_id, row.placed_on, row.met, row.left_out, row.part or "") for row in rows]
    expected = [(answer.row_id, answer.on, answer.met, answer.left_out, answer.part) for answer in oracle(page)]
    assert len(found) == len(expected)
    assert set(found) ^ set(expected) == set()
    assert {None, True, False} - {row.met for row in rows} <= ({False} if page.id == "referrals" else set())
    assert all(row.reason for row in rows)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_every_month_is_the_same(page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers) -> None:
    observations = observe(journey, [page], periods=MONTHS, county=county, levels=("county",))
    assert len(observations) == len(MONTHS) * len(page.parts)
    months = {month.name: month for month in MONTHS}
    for observation in observations:
        expected = _counted(page, observation.part, months[observation.period], oracle(page))
        assert _figures(observation) == expected, (observation.period, observation.part)
    assert any(observation.numerator for observation in observations)


@pytest.mark.parametrize("page", [page for page in PAGES if page.front.timing == "flow"], ids=lambda page: page.id)
def test_the_whole_window_counts_the_undated(
    page: MeasurePage, journey: Journey, county: CountyFiles, oracle: Answers
) -> None:
    observations = observe(journey, [page], periods=[WHOLE], county=county, levels=("county",))
    for observation in (each for each in observations if each.part != "children"):
        of_part = [answer for answer in oracle(page) if answer.part == (observation.part or "")]
        mine = [answer for answer in of_part if answer.on is None or WHOLE.start <= answer.on <= WHOLE.end]
        undated = sum(answer.on is None for answer in mine)
        assert undated > 0
        assert observation.undated == undated
        assert observation.cannot_tell == sum(answer.met is None and not answer.left_out for answer in mine)
        assert observation.numerator == sum(answer.met is True for answer in mine)


def _counted(page: MeasurePage, part: str | None, month: Period, answers: Iterable[Answer]) -> tuple[object, ...]:
    """Numerator, denominator, cannot tell, left out and value, counted by hand; None where no load is near enough."""
    is_stock = page.front.timing == "stock"
    if is_stock and not any(0 <= (month.end - load).days <= STATE_DAYS for load in LOADS):
        return None, None, None, 0, None
    first = month.end if is_stock else month.start
    here = [a for a in answers if a.part == (part or "") and a.on is not None and first <= a.on <= month.end]
    if part == "children":
        here = once_a_child(here)
    met, not_met, unknown, left_out = 0, 0, 0, 0
    for answer in here:
        left_out += answer.left_out
        met += answer.met is True
        not_met += answer.met is False
        unknown += answer.met is None and not answer.left_out
    return met, met + not_met, unknown, left_out, _value(page.shape_of(part), met, met + not_met, month)


def _value(shape: str, met: int, told: int, month: Period) -> float | None:
    if shape == "count":
        return float(met)
    if shape == "rate":
        return round(met / CHILDREN * 10_000 * 365 / ((month.end - month.start).days + 1), 6)
    return round(met / told, 6) if told else None


def _figures(observation: Observation) -> tuple[object, ...]:
    value = None if observation.value is None else round(observation.value, 6)
    return observation.numerator, observation.denominator, observation.cannot_tell, observation.left_out, value
