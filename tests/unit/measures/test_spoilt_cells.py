"""A cell that cannot be read may never raise the county's low end over the whole window, on the engine itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from headway.measures import MeasurePage, Observation, observe
from tests.unit.measures.tables import LOAD, MEASURES, WHOLE, Row, assessment, county, journey, place, team

DATES = st.integers(0, 300).map(lambda days: date(2024, 12, 1) + timedelta(days=days))
CELLS = {
    "AS02": ("cin_assessments", {"started_on": DATES, "completed_on": DATES}),
    "AS05": ("cin_assessments", {"completed_on": DATES, "child_seen_code": st.sampled_from(["yes", "no", "unknown"])}),
    "RF01": ("referrals", {"referred_on": DATES}),
    "RF02": ("referrals", {"referred_on": DATES, "earlier_referral_count": st.integers(-1, 3)}),
    "CP04": ("cp_plans", {"started_on": DATES, "earlier_plan_count": st.integers(-1, 3)}),
    "CP08": ("cp_plans", {"started_on": DATES, "last_reviewed_on": DATES}),
    "CP09": ("cp_plans", {"started_on": DATES, "last_visited_on": DATES}),
    "CL06": ("cla_periods", {"started_on": DATES, "placement_count": st.integers(0, 5), "legal_status_code": st.sampled_from(["C2", "V3", "V4"])}),
}  # fmt: skip
LIMIT = {
    "visit_limit": {"cp_visits_in_time": {"value": 10, "kind": "working days", "source": "a", "from": "2020-01-01"}}
}


def spoilt_each_in_turn(rows: list[Row]) -> list[list[Row]]:
    """The rows as they are, and then once for each cell of theirs with that cell spoilt."""
    found = [rows]
    for number, row in enumerate(rows):
        for column in row.keys() - {"child_key"}:
            changed = [dict(each) for each in rows]
            changed[number] = {**row, column: None, "unreadable": [column]}
            found.append(changed)
    return found


def low_ends(page: MeasurePage, table: str, variants: list[list[Row]]) -> dict[tuple[str | None, int], Observation]:
    """Each variant as a county of its own: one locality each, so that one run answers for all of them."""
    rows = [
        {**row, "child_key": f"{at}-{row['child_key']}", "team_id": f"team {at}"}
        for at, variant in enumerate(variants)
        for row in variant
    ]
    places = [place(f"Place {at}") for at in range(len(variants))]
    teams = [team(f"Team {at}", f"place {at}") for at in range(len(variants))]
    people = {(2024, f"Place {at}"): 1000 for at in range(len(variants))}
    files = county(places, teams, standards=LIMIT, population=people)
    found = observe(journey({table: rows}, loads=[LOAD]), [page], periods=[WHOLE], county=files, levels=["locality"])
    return {(each.part, int(each.place.split()[1])): each for each in found if each.place.startswith("Place")}


@pytest.mark.parametrize("name", CELLS)
@given(data=st.data())
@settings(max_examples=6, deadline=None, phases=[Phase.generate])
def test_spoiling_any_cell_never_raises_the_low_end(name: str, data: st.DataObject) -> None:
    page = MEASURES.page(name)
    table, cells = CELLS[name]
    child = st.sampled_from(["a", "b", "c"])
    row = st.fixed_dictionaries({"child_key": child, **{column: cells[column] for column in cells}})
    variants = spoilt_each_in_turn(data.draw(st.lists(row, min_size=3, max_size=6)))
    found = low_ends(page, table, variants)
    for part in page.parts:
        base = found[part, 0]
        for at in range(1, len(variants)):
            spoilt = found[part, at]
            if base.low is not None and spoilt.low is not None:
                assert spoilt.low <= base.low + 1e-12, (part, variants[at])


def test_a_team_that_cannot_be_read_takes_nothing_from_the_county() -> None:
    rows = [assessment("North 1"), assessment("East 1", 100), assessment("East 1", None)]
    spoilt = [*rows[:1], {**rows[1], "team_id": None, "unreadable": ["team_id"]}, *rows[2:]]
    before, after = (
        {
            (each.level, each.place): each
            for each in observe(made, [MEASURES.page("AS02")], periods=[WHOLE], county=county())
        }
        for made in (journey({"cin_assessments": rows}), journey({"cin_assessments": spoilt}))
    )
    assert before["county", "Sample County"] == after["county", "Sample County"]
    assert (after["locality", "not placed"].denominator, after["locality", "East"].denominator) == (1, 0)
