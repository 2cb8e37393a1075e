"""What holds of every measure, whatever it counts: on messy tables about children who never were.

The parts add up to the whole, the order of the rows says nothing, asking twice is asking once, a spoilt cell never
raises the low end, and all dates moved by four years give the same answers, but for working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import duckdb
import pytest

from headway.journey import Journey, empty_journey, journey_over
from headway.measures import (
    MeasurePage,
    concern_began,
    fetch_rows,
    load_measures,
    observe,
    observe_split,
    run_pages,
)
from headway.measures.observation import COUNTY, LOCALITY
from headway.measures.splits import every_split
from headway.measures.standards import local_standards
from headway.periods import month_of, periods_between, range_of
from tests.oracles.asked import OPEN_BY, tables_read
from tests.oracles.generate import fill, generate
from tests.oracles.plain import Row, Tables
from tests.oracles.writer import FIRST_DAY, LAST_DAY, LOADS
from tests.unit.measures.tables import county, place, team

PAGES = load_measures().pages
USUAL = {"referrals", "cp_plan_categories", "adopters_waiting"}
EACH = [pytest.param(page, id=page.id, marks=[] if page.id in USUAL else pytest.mark.slow) for page in PAGES]
MONTHS_BACK = -48
DAYS = [month.end for month in periods_between("month", date(2026, 7, 1), LAST_DAY)]
PLACES = [place("North", "2015-04-01"), place("East", "2015-04-01")]
TEAMS = [team("North Assessment 1", "north"), team("East Assessment 2", "east")]
STANDARDS: dict[str, dict[str, object]] = {}
for each in PAGES:
    for named in local_standards(each):
        given = each.front.example[named].model_dump() | {"source": "ours", "from": date(2015, 1, 1)}  # type: ignore[union-attr]
        STANDARDS.setdefault(named, {})[each.id] = [given]
POPULATION = {(year, name): 90_000 for year in range(2017, 2026) for name in ("Sample County", "North", "East")}
FILES = county(PLACES, TEAMS, standards=STANDARDS, population=POPULATION)
Answer = tuple[object, ...]


@cache
def children() -> Tables:
    return generate(5, 400)


def before(day: date) -> date:
    """Four years earlier: the months, the leap days and every length in days are the same, the weekdays are not."""
    return date(day.year + MONTHS_BACK // 12, day.month, day.day)


def journey_of(page: MeasurePage, tables: Tables, folder: Path, *, is_before: bool = False) -> Journey:
    named = {name.removesuffix("_on_day") for name in tables_read(page)}
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    empty_journey(con)
    fill(con, {name: tables[name] for name in sorted(named | {"person"})}, folder)
    first, last, loads = FIRST_DAY, LAST_DAY, LOADS
    if is_before:
        first, last, loads = before(FIRST_DAY), before(LAST_DAY), tuple(before(load) for load in LOADS)
    flows = named - {"person"}
    return journey_over(con, loads=loads, coverage={name: [(first, last)] for name in flows})


def answers(page: MeasurePage, made: Journey, days: list[date]) -> list[Answer]:
    run_pages(made, FILES, [page], days)
    found = [
        (row.row_id, row.part or "", row.placed_on, row.met, row.value, row.left_out, row.locality)
        for row in fetch_rows(made, page)
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize("page", EACH)
def test_the_order_of_the_rows_says_nothing_and_asking_twice_is_asking_once(page: MeasurePage, tmp_path: Path) -> None:
    straight = journey_of(page, children(), tmp_path)
    found = answers(page, straight, DAYS)
    assert found
    assert answers(page, straight, DAYS) == found
    shuffled = {name: Random(3).sample(rows, len(rows)) for name, rows in children().items()}
    assert answers(page, journey_of(page, shuffled, tmp_path), DAYS) == found


@pytest.mark.parametrize("page", EACH)
def test_the_parts_add_up_to_the_whole(page: MeasurePage, tmp_path: Path) -> None:
    made = journey_of(page, children(), tmp_path)
    found = observe(made, [page], periods=[month_of(LAST_DAY)], county=FILES, levels=(COUNTY, LOCALITY))
    for part in page.parts:
        own = [each for each in found if each.part == part]
        whole = next(each for each in own if each.level == COUNTY)
        places = [each for each in own if each.level != COUNTY]
        assert len(places) == 4
        for name in ("numerator", "denominator", "cannot_tell", "left_out"):
            if getattr(whole, name) is not None:
                assert sum(getattr(each, name) for each in places) == getattr(whole, name), (part, name)
    if page.is_split:
        base = {each.denominator for each in found if each.level == COUNTY}
        assert len(base) == 1
        # A row may be in none of the parts that are named.
        assert sum(each.numerator or 0 for each in found if each.level == COUNTY) <= base.pop()


@pytest.mark.parametrize("page", [each for each in EACH if not each.values[0].front.no_child])
def test_the_groups_add_up_to_the_whole(page: MeasurePage, tmp_path: Path) -> None:
    made = journey_of(page, children(), tmp_path)
    period = month_of(LAST_DAY) if page.front.timing == "stock" else range_of(FIRST_DAY, LAST_DAY)
    whole = observe(made, [page], periods=[period], county=FILES, levels=(COUNTY,))
    for split in (*every_split().values(), concern_began(date(2026, 1, 1))):
        found = observe_split(made, [page], split, periods=[period], county=FILES)
        for each in whole:
            own = [of for of in found if of.part == each.part]
            assert [of.group for of in own] == list(split.groups)
            for name in ("numerator", "denominator", "cannot_tell", "left_out", "undated"):
                if getattr(each, name) is not None:
                    assert sum(getattr(of, name) for of in own) == getattr(each, name), (split.name, each.part, name)


def counts_working_days(page: MeasurePage) -> bool:
    """Whether an answer hangs on the days of the week, which four years move."""
    kinds = [*page.front.standards.values(), *page.front.example.values()]
    return "working_days" in page.sql or any("working days" in str(each) for each in kinds)


@pytest.mark.parametrize("page", [each for each in EACH if not counts_working_days(each.values[0])])
def test_all_dates_four_years_earlier_give_the_same_answers_but_for_working_days(
    page: MeasurePage, tmp_path: Path
) -> None:
    moved = {name: [_moved(row) for row in rows] for name, rows in children().items()}
    now = answers(page, journey_of(page, children(), tmp_path), DAYS)
    then = answers(page, journey_of(page, moved, tmp_path, is_before=True), [before(day) for day in DAYS])
    expected = [(*each[:2], before(each[2]) if isinstance(each[2], date) else None, *each[3:]) for each in now]
    assert then == sorted(expected, key=str)


@pytest.mark.parametrize(
    "page", [each for each in EACH if each.values[0].front.shape in ("proportion", "split", "count", "rate")]
)
def test_a_spoilt_cell_never_raises_the_low_end(page: MeasurePage, tmp_path: Path) -> None:
    whole = range_of(FIRST_DAY, LAST_DAY)
    period = month_of(LAST_DAY) if page.front.timing == "stock" else whole

    def lows(tables: Tables) -> dict[str | None, float]:
        found = observe(journey_of(page, tables, tmp_path), [page], periods=[period], county=FILES, levels=(COUNTY,))
        return {
            each.part: each.low if each.low is not None else each.value or 0.0 for each in found if each.level == COUNTY
        }

    first = lows(children())
    for spoilt in _spoilt(page, children(), 3):
        for part, low in lows(spoilt).items():
            assert low <= first[part] + 1e-9, part


def _moved(row: Row) -> Row:
    return {name: before(value) if isinstance(value, date) else value for name, value in row.items()}


def _spoilt(page: MeasurePage, tables: Tables, times: int) -> Iterator[Tables]:
    """The tables with forty cells that cannot be read: of columns that the page says it reads, or that open a row."""
    dice = Random(page.id)
    named = sorted({name.removesuffix("_on_day") for name in tables_read(page)})
    opens = {date for name in tables_read(page) for date in OPEN_BY.get(name, ())}
    columns = set(page.front.unreadable) | opens
    columns -= {"service_code", "check_type_code", "first_seen_on", "last_seen_on", "held_on"}
    for _ in range(times):
        changed = {name: deepcopy(tables[name]) for name in named}
        cells = [(row, column) for name in named for row in changed[name] for column in sorted(columns & row.keys())]
        for row, column in dice.sample([each for each in cells if each[0][each[1]] is not None], 40):
            if row[column] is not None:
                row[column] = None
                row["unreadable"].append(column)
        yield {**tables, **changed}
