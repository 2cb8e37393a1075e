"""A page of which one figure waits for a council's own standard, and the other does without."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.errors import DefinitionError
from headway.measures import Observation, observe
from headway.measures.behind import MET, NOT_MET, NUMBER, figure_behind
from headway.measures.observation import COUNTY
from headway.measures.sql_check import check_sql
from headway.periods import month_of
from tests.unit.measures.tables import (
    MEASURES,
    MONTH_ENDS,
    SEPTEMBER,
    SQL,
    assessment,
    county,
    journey,
    page_in,
    page_text,
)

WF08 = MEASURES.page("WF08")
MEAN, OVER = "children-per-worker", "workers-over-limit"
CHILDREN = [
    {"team_id": "North 1", "started_on": date(2025, 1, 1), "worker_key": worker} for worker in ("w1", "w1", "w1", "w2")
]
FROM_SEPTEMBER = {"value": 2, "kind": "children", "source": "ours", "from": date(2025, 9, 1)}
STANDARDS = {"limit": {WF08.id: [FROM_SEPTEMBER]}}


def figures(standards: object = None) -> dict[tuple[str | None, str], Observation]:
    made = journey({"cin_episodes": CHILDREN, "cp_plans": [], "cla_periods": []})
    asked = [month_of(day) for day in MONTH_ENDS]
    files = county(standards=standards)  # type: ignore[arg-type]
    found = observe(made, [WF08], periods=asked, county=files, levels=[COUNTY])
    return {(each.part, each.period): each for each in found}


def test_without_the_standard_only_the_figure_that_needs_it_is_not_run() -> None:
    found = figures()
    mean, over = found[MEAN, SEPTEMBER.name], found[OVER, SEPTEMBER.name]
    assert (mean.status, mean.value, mean.denominator, mean.cannot_tell) == ("ok", 2.0, 2, 0)
    assert (over.status, over.value, over.numerator, over.cannot_tell) == ("not run", None, None, None)
    assert over.why == "no local standard: policy.yaml gives no limit for children_per_worker"


def test_a_month_before_the_standard_is_not_run_and_the_other_figure_is() -> None:
    found = figures(STANDARDS)
    august = month_of(date(2025, 8, 31)).name
    assert (found[MEAN, august].value, found[MEAN, SEPTEMBER.name].value) == (2.0, 2.0)
    before, since = found[OVER, august], found[OVER, SEPTEMBER.name]
    assert (before.status, before.why) == ("not run", "no local standard: policy.yaml gives none for these days")
    assert (since.status, since.value, since.denominator) == ("ok", 1.0, 2)


def test_what_happened_before_the_standard_is_in_the_other_figure_alone(tmp_path: Path) -> None:
    front = """parts: {days: {}, long: {shape: count, standard: limit}}
standards: {limit: {national: false, source: ours}}"""
    sql = SQL.replace("as value,", "as value,\n    not within_standard(started_on, completed_on, $limit) as met,")
    page = page_in(tmp_path, page_text(sql, front=front))
    rows = [assessment("North 1", 20, date(2025, 9, day)) for day in (10, 15, 20)]
    since = {"value": 15, "kind": "calendar days", "source": "ours", "from": date(2025, 9, 15)}
    for standards, long in ((None, None), ({"limit": {page.id: [since]}}, 2.0)):
        made = journey({"cin_assessments": rows})
        found = observe(made, [page], periods=[SEPTEMBER], county=county(standards=standards), levels=[COUNTY])
        mean, over = found
        assert (mean.value, mean.denominator, mean.coverage) == (20.0, 3, "covered")
        assert (over.value, over.cannot_tell) == (long, 0 if long else None)
        assert over.coverage == ("part covered" if long else "not covered")


@pytest.mark.parametrize(("part", "roles"), [(MEAN, [NUMBER, NUMBER]), (OVER, [MET, NOT_MET])])
def test_the_rows_behind_each_figure_play_its_own_part(part: str, roles: list[str]) -> None:
    made = journey({"cin_episodes": CHILDREN, "cp_plans": [], "cla_periods": []})
    found = figure_behind(made, county(standards=STANDARDS), WF08, part, SEPTEMBER, COUNTY, "")
    assert [row.role for row in found.inside] == roles


def test_a_part_may_name_only_a_local_standard_of_its_page() -> None:
    parts = {**WF08.front.parts, OVER: WF08.front.parts[OVER].model_copy(update={"standard": "limits"})}
    wrong = type(WF08)(WF08.id, WF08.area, WF08.front.model_copy(update={"parts": parts}), WF08.page)
    with pytest.raises(DefinitionError, match=r"the part workers-over-limit waits for limits"):
        check_sql(wrong)
