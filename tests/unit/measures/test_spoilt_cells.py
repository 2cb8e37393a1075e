"""A cell that cannot be read may never raise the county's low end over the whole window, on the engine itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.journey import Journey
from headway.measures import MeasurePage, Observation, observe
from tests.unit.measures.tables import LOAD, MEASURES, WHOLE, Row, county, journey

DATES = st.integers(0, 300).map(lambda days: date(2024, 12, 1) + timedelta(days=days))
TEAMS = st.sampled_from(["North 1", "East 1", "Front Door", "Nobody", None])
CELLS = {
    "AS02": ("cin_assessments", {"started_on": DATES, "completed_on": DATES, "team_id": TEAMS}),
    "AS05": ("cin_assessments", {"completed_on": DATES, "child_seen_code": st.sampled_from(["yes", "no", "unknown"]), "team_id": TEAMS}),
    "RF01": ("referrals", {"referred_on": DATES, "team_id": TEAMS}),
    "RF02": ("referrals", {"referred_on": DATES, "earlier_referral_count": st.integers(-1, 3), "team_id": TEAMS}),
    "CP04": ("cp_plans", {"started_on": DATES, "earlier_plan_count": st.integers(-1, 3), "team_id": TEAMS}),
    "CP08": ("cp_plans", {"started_on": DATES, "last_reviewed_on": DATES, "team_id": TEAMS}),
    "CP09": ("cp_plans", {"started_on": DATES, "last_visited_on": DATES, "team_id": TEAMS}),
    "CL06": ("cla_periods", {"started_on": DATES, "placement_count": st.integers(0, 5), "legal_status_code": st.sampled_from(["C2", "V3", "V4"]), "team_id": TEAMS}),
}  # fmt: skip
LIMIT = {
    "visit_limit": {"cp_visits_in_time": {"value": 10, "kind": "working days", "source": "a", "from": "2020-01-01"}}
}


def figure(made: Journey, page: MeasurePage) -> list[Observation]:
    people = {(2024, "Sample County"): 1000}
    return observe(made, [page], periods=[WHOLE], county=county(standards=LIMIT, population=people))


def check(page: MeasurePage, before: list[Observation], after: list[Observation]) -> None:
    for old, new in zip(before, after, strict=True):
        if old.level == "county" and old.status == new.status == "ok":
            assert old.low is not None and new.low is not None
            assert new.low <= old.low + 1e-12, (page.id, old, new)
    for part in page.parts:
        whole = next(each for each in after if each.part == part and each.level == "county")
        places = [each for each in after if each.part == part and each.level == "locality"]
        if whole.numerator is not None:
            assert sum(each.numerator or 0 for each in places) == whole.numerator
            assert sum(each.cannot_tell or 0 for each in places) == whole.cannot_tell
            assert sum(each.undated for each in places) == whole.undated


@pytest.mark.parametrize("name", CELLS)
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_spoiling_a_cell_never_raises_the_low_end(name: str, data: st.DataObject) -> None:
    page = MEASURES.page(name)
    table, cells = CELLS[name]
    rows: list[Row] = data.draw(
        st.lists(
            st.fixed_dictionaries({"child_key": st.sampled_from(["a", "b", "c", "d"]), **{c: st.none() | cells[c] for c in cells}}),
            min_size=1, max_size=6,
        )
    )  # fmt: skip
    number = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.sampled_from(sorted(cells)))
    spoilt = [dict(row) for row in rows]
    spoilt[number] = {**spoilt[number], column: None, "unreadable": [column]}
    before = figure(journey({table: rows}, loads=[LOAD]), page)
    check(page, before, figure(journey({table: spoilt}, loads=[LOAD]), page))
