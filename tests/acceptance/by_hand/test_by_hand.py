"""Every figure of every measure, and the list of children, against what a person worked out from the pages alone.

``returns/`` holds some fifty invented children; ``expected.yaml`` the answers and ``working.md`` how each was reached, with
pen and calendar. Where a figure differs, the page's words decide which of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from headway.attention import ChildrenList, list_children, load_reasons
from headway.county import County
from headway.county.folder import init_county
from headway.journey import build_journey
from headway.measures import COUNTY, COUNTY_WIDE, NOT_PLACED, MeasureRow, Observation, fetch_rows, run_pages
from headway.periods import month_of, range_of
from tests.acceptance.by_hand.workbook import write_return

NAME = "Handmade County Council"
DAY = date(2026, 9, 30)
TODAY = date(2026, 10, 5)
RETURN_DAYS = (date(2025, 12, 31), date(2026, 3, 31), DAY)
PERIODS = {
    "six_months": range_of(date(2026, 4, 1), DAY),
    "september": month_of(DAY),
    "august": month_of(date(2026, 8, 31)),
}
PLACES = ("North", "East", "South", "West", COUNTY_WIDE, NOT_PLACED)
KINDS = ("met", "not_met", "cannot_tell", "left_out", "undated")

LOCALITIES = """
places:
  - {id: north, name: North, level: locality, part_of: county, from: 2015-04-01}
  - {id: east, name: East, level: locality, part_of: county, from: 2015-04-01}
  - {id: south, name: South, level: locality, part_of: county, from: 2015-04-01}
  - {id: west, name: West, level: locality, part_of: county, from: 2015-04-01}
teams:
  - {id: north-team, name: North Team, also: [NT1], part_of: north, from: 2015-04-01}
  - {id: east-team, name: East Team, part_of: east, from: 2015-04-01}
  - {id: south-team, name: South Team, part_of: south, from: 2015-04-01}
  - {id: west-team, name: West Team, part_of: west, from: 2015-04-01}
  - {id: harbour-team, name: Harbour Team, part_of: north, from: 2015-04-01, until: 2026-06-30}
  - {id: harbour-team, name: Harbour Team, part_of: east, from: 2026-07-01}
  - {id: out-of-hours, name: Out of Hours, part_of: county-wide, from: 2015-04-01}
  - {id: leaving-care, name: Leaving Care, part_of: county-wide, from: 2015-04-01}
"""
POLICY = """
standards:
  visit_limit:
    cp_visits_in_time:
      - {value: 10, kind: working days, source: "Local procedures, section 4", from: 2020-01-01}
suppression_threshold: 5
state_days: 45
"""
POPULATION = f"""mid_year,place,population_0_17,source
2024,{NAME},70000,invented
2025,{NAME},35000,invented
2025,North,10000,invented
2025,East,8000,invented
2025,South,12000,invented
2025,West,5000,invented
"""

EXPECTED: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
FIGURES = [(when, name) for when in ("six_months", "september", "august", "day") for name in EXPECTED[when]]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """The invented county with its three returns."""
    folder = tmp_path_factory.mktemp("by_hand")
    init_county(folder / "county", NAME)
    for name, text in (("localities.yaml", LOCALITIES), ("policy.yaml", POLICY), ("population.csv", POPULATION)):
        (folder / "county" / name).write_text(text, encoding="utf-8")
    found = County.open(folder / "county")
    for day in RETURN_DAYS:
        path = write_return(day, folder / f"annex_a_{day.isoformat()}.xlsx")
        found.load([path], as_at=day, today=TODAY, by="test")
    return found


@pytest.fixture(scope="module")
def observed(county: County) -> Mapping[tuple[str, str, str], Observation]:
    """Every figure, by when, its full name and the place; a stock is asked for on the day."""
    found: dict[tuple[str, str, str], Observation] = {}
    for when, period in PERIODS.items():
        for each in county.observe(periods=[period], as_at=DAY):
            place = COUNTY if each.level == COUNTY else each.place
            name = f"{each.measure}/{each.part}" if each.part else each.measure
            found[when, name, place] = each
            if when == "september":
                found["day", name, place] = each
    return found


@pytest.fixture(scope="module")
def rows(county: County) -> Mapping[str, Sequence[MeasureRow]]:
    """The rows behind every figure, by its full name; those of a stock on the day."""
    journey = build_journey(duckdb.connect(), county.store, as_at=DAY)
    run_pages(journey, county.files, county.measures.pages, [DAY])
    return {
        page.name_of(part): [row for row in fetch_rows(journey, page) if row.part == part]
        for page in county.measures.pages
        for part in page.parts
    }


@pytest.fixture(scope="module")
def children(county: County) -> ChildrenList:
    """The children who need someone now, for the reasons that were worked by hand."""
    reasons = [reason for reason in load_reasons() if reason.id in EXPECTED["not_checked"]]
    journey = build_journey(duckdb.connect(), county.store, as_at=DAY)
    return list_children(journey, county.measures, reasons, county.files, day=DAY)


def by_hand(when: str, name: str, place: str) -> list[int]:
    """Met, met or not met, cannot tell, left out and undated: how many rows a person put there."""
    rows = EXPECTED[when][name].get(place, {})
    assert set(rows) <= set(KINDS)
    met, not_met, *rest = (len(rows.get(kind, [])) for kind in KINDS)
    return [met, met + not_met, *rest]


def by_headway(each: Observation) -> list[int]:
    """The same five numbers of an observation."""
    return [each.numerator or 0, each.denominator or 0, each.cannot_tell or 0, each.left_out, each.undated]


def comparable(numbers: list[int], each: Observation) -> list[int]:
    """The numbers that the pages give: for a count they name no denominator, so that it is not compared."""
    return numbers if each.shape == "proportion" else [numbers[0], *numbers[2:]]


def kind_of(row: MeasureRow) -> str:
    """Where a person would have written the row."""
    if row.placed_on is None:
        return "undated"
    if row.left_out:
        return "left_out"
    return "cannot_tell" if row.met is None else "met" if row.met else "not_met"


@pytest.mark.parametrize(("when", "name"), FIGURES)
def test_the_places_worked_by_hand_add_up_to_the_county_worked_by_hand(when: str, name: str) -> None:
    assert set(EXPECTED[when][name]) <= {"county", *PLACES}
    columns = zip(*(by_hand(when, name, place) for place in PLACES), strict=True)
    assert [sum(column) for column in columns] == EXPECTED[when][name]["county"]


@pytest.mark.parametrize(("when", "name"), FIGURES)
def test_every_figure_is_what_a_person_makes_of_the_page(
    when: str, name: str, observed: Mapping[tuple[str, str, str], Observation]
) -> None:
    wanted = {place: by_hand(when, name, place) for place in PLACES} | {COUNTY: EXPECTED[when][name]["county"]}
    for place, numbers in wanted.items():
        each = observed[when, name, place]
        assert comparable(by_headway(each), each) == comparable(numbers, each), place


@pytest.mark.parametrize(("when", "name"), FIGURES)
def test_every_value_is_the_share_of_the_two_numbers(
    when: str, name: str, observed: Mapping[tuple[str, str, str], Observation]
) -> None:
    for place in (COUNTY, *PLACES):
        each = observed[when, name, place]
        met, base, *_ = EXPECTED[when][name]["county"] if place == COUNTY else by_hand(when, name, place)
        if each.shape == "proportion":
            assert each.value == (pytest.approx(met / base) if base else None)
            assert each.status == ("ok" if base else "no data")
        else:
            assert each.value == met


# A child who counts once has no row of its own to name; an adopter is no child, and no key stands on the row.
WITHOUT_KEYS = (
    "re_referrals/children",
    "adopters_waiting",
    "adopters_stages_in_time/stage-1",
    "adopters_stages_in_time/stage-2",
)


@pytest.mark.parametrize(("when", "name"), [each for each in FIGURES if each[1] not in WITHOUT_KEYS])
def test_every_child_counts_where_and_as_a_person_puts_it(
    when: str, name: str, rows: Mapping[str, Sequence[MeasureRow]]
) -> None:
    period = PERIODS.get(when)
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows[name]:
        first, last = (period.start, period.end) if period else (DAY, DAY)
        if row.placed_on is None or first <= row.placed_on <= last:
            found.setdefault(row.locality, {}).setdefault(kind_of(row), []).append(row.child_key)
    wanted = {place: kinds for place, kinds in EXPECTED[when][name].items() if place != "county"}
    assert {place: {kind: sorted(keys) for kind, keys in kinds.items()} for place, kinds in found.items()} == wanted


@pytest.mark.parametrize(
    ("name", "when", "place"),
    [
        (name, when, place)
        for name, by in EXPECTED["numbers"].items()
        for when, places in by.items()
        for place in places
    ],
)
def test_medians_and_a_mean_are_what_a_person_makes_of_the_rows(
    name: str, when: str, place: str, observed: Mapping[tuple[str, str, str], Observation]
) -> None:
    each = observed[when, name, COUNTY if place == "county" else place]
    value, of, cannot_tell = EXPECTED["numbers"][name][when][place]
    assert each.value == pytest.approx(value, abs=1e-6)
    assert (each.denominator, each.cannot_tell) == (of, cannot_tell)


@pytest.mark.parametrize("when", ["six_months", "september"])
def test_the_rate_is_made_up_to_a_year(when: str, observed: Mapping[tuple[str, str, str], Observation]) -> None:
    for place in (COUNTY, *PLACES):
        each = observed[when, "referrals/rate", place]
        wanted = EXPECTED["rate"][when].get("county" if place == COUNTY else place)
        assert each.value == (None if wanted is None else pytest.approx(wanted, abs=0.0001)), place
        assert each.status == ("ok" if wanted else "no population given")


@pytest.mark.parametrize("when", ["six_months", "september"])
@pytest.mark.parametrize("name", EXPECTED["county_rate"])
def test_the_rate_of_a_list_without_teams_is_the_countys(
    name: str, when: str, observed: Mapping[tuple[str, str, str], Observation]
) -> None:
    assert observed[when, name, COUNTY].value == pytest.approx(EXPECTED["county_rate"][name][when], abs=0.0001)


def test_every_figure_worked_by_hand_is_still_there_whole(county: County) -> None:
    """Each measure named here is here with all of its parts."""
    named = {name for _, name in FIGURES} | {"referrals/rate", *EXPECTED["county_rate"]}
    measures = {name.split("/")[0] for name in named}
    assert len(measures) >= 12
    pages = [page for page in county.measures.pages if page.id in measures]
    assert named == {page.name_of(part) for page in pages for part in page.parts}


def test_the_list_of_children_is_what_a_person_makes_of_the_pages(children: ChildrenList) -> None:
    found = [
        {
            "child": entry.child_key,
            "place": entry.locality,
            "hits": [[hit.reason.id, hit.due_on, hit.days, hit.since] for hit in entry.hits],
        }
        for entry in children.entries
    ]
    assert [each["child"] for each in found] == [each["child"] for each in EXPECTED["children"]]
    assert found == EXPECTED["children"]


def test_the_children_who_could_not_be_told_are_counted_beside_each_reason(children: ChildrenList) -> None:
    assert dict(children.not_checked) == EXPECTED["not_checked"]
    assert children.not_asked == ()


@pytest.mark.parametrize("wanted", EXPECTED["words"], ids=lambda wanted: wanted["child"])
def test_the_line_of_a_child_shows_its_arithmetic(wanted: Mapping[str, str], children: ChildrenList) -> None:
    entry = next(entry for entry in children.entries if entry.child_key == wanted["child"])
    assert [hit.words for hit in entry.hits if hit.reason.id == wanted["reason"]] == [wanted["words"]]
