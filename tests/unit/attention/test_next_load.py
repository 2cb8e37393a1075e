"""For every reason: the child is on the list in one load, and the next load, in which the fact has changed, takes it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from headway.attention import list_children, load_reasons
from headway.measures import CountyFiles, load_measures
from tests.unit.journey.sheets import Row, Sheets

MEASURES, REASONS = load_measures(), load_reasons()
AUG, SEP = "2026-08-31", "2026-09-30"
NEED = {"child_key": "c1", "started_on": "2026-01-05", "team_id": "North Family Support 1", "worker_key": "w1"}
IN_NEED = {**NEED, "case_status_code": "cin_plan"}
PLAN = {
    "child_key": "c1", "born_on": "2014-05-01", "started_on": "2026-01-05", "team_id": "East Family Support 1",
    "worker_key": "w1", "last_visited_on": AUG, "last_reviewed_on": "2026-06-01",
}  # fmt: skip
CARE = {
    "child_key": "c1", "started_on": "2025-01-06", "team_id": "South Family Support 1", "worker_key": "w1",
    "legal_status_code": "C2", "placement_started_on": "2026-02-02", "placement_type_code": "U6",
    "last_visited_on": AUG, "last_reviewed_on": "2026-06-01",
}  # fmt: skip
ASSESSMENT = {"child_key": "c1", "started_on": "2026-06-01", "team_id": "West Assessment 1"}
ENQUIRY = {"child_key": "c1", "started_on": "2026-08-03", "team_id": "West Assessment 1"}
LEAVER = {
    "child_key": "c1", "born_on": "2006-01-01", "eligibility_code": "former_relevant", "in_touch_code": "YES",
    "team_id": "Care Leavers", "worker_key": "w9", "is_accommodation_suitable": "true",
}  # fmt: skip
Lists = Mapping[str, Sequence[Row]]
NOBODY: Lists = {"children_in_need": [], "child_protection": [], "children_in_care": []}


def plans(**cells: str) -> Lists:
    return {"child_protection": [{**PLAN, **cells}]}


def care(**cells: str) -> Lists:
    return {"children_in_care": [{**CARE, **cells}]}


def leavers(**cells: str) -> Lists:
    return {"care_leavers": [{**LEAVER, **cells}]}


# By reason: the lists of the load with the child on it, and those of the next.
LOADS: Mapping[str, tuple[Lists, Lists]] = {
    "unallocated": (
        {**NOBODY, "children_in_need": [{**NEED, "worker_key": None}]},
        {**NOBODY, "children_in_need": [{**NEED, "last_seen_on": "2026-09-07"}]},
    ),
    "cp_visit_overdue": (plans(last_visited_on="2026-08-03"), plans(last_visited_on="2026-09-28")),
    "cp_review_overdue": (
        plans(last_reviewed_on="2026-02-02"),
        plans(last_visited_on=SEP, last_reviewed_on="2026-09-01"),
    ),
    "cp_not_seen_alone": (
        plans(last_seen_alone_code="no"),
        plans(last_seen_alone_code="yes", last_visited_on="2026-09-28"),
    ),
    "cp_plan_fifteen_months": (plans(started_on="2025-05-31"), plans(started_on="2025-05-31", ended_on="2026-09-11")),
    "cp_plan_two_years": (plans(started_on="2024-08-31"), plans(started_on="2024-08-31", ended_on="2026-09-11")),
    "cla_visit_overdue": (care(last_visited_on="2026-07-01"), care(last_visited_on="2026-09-01")),
    "cla_review_overdue": (care(last_reviewed_on="2026-02-10"), care(last_reviewed_on="2026-09-10")),
    "return_interview": (
        care(missing_count="2", return_interview_offered_code="no"),
        care(missing_count="2", return_interview_offered_code="yes"),
    ),
    "assessment_overdue": (
        {"assessments": [ASSESSMENT]},
        {"assessments": [{**ASSESSMENT, "completed_on": "2026-09-14"}]},
    ),
    "icpc_overdue": (
        {"section_47": [ENQUIRY], "child_protection": []},
        {"section_47": [{**ENQUIRY, "icpc_held_on": "2026-09-07"}], "child_protection": []},
    ),
    "cin_never_seen": (
        {"children_in_need": [NEED]},
        {"children_in_need": [{**NEED, "last_seen_on": "2026-09-07"}]},
    ),
    "cin_visit_overdue": (
        {"children_in_need": [{**IN_NEED, "last_seen_on": "2026-06-01"}]},
        {"children_in_need": [{**IN_NEED, "last_seen_on": "2026-09-07"}]},
    ),
    "care_leaver_accommodation": (
        leavers(is_accommodation_suitable="false"),
        leavers(is_accommodation_suitable="true"),
    ),
    "care_leaver_not_in_touch": (leavers(in_touch_code="NO"), leavers(in_touch_code="YES")),
}


def reasons_of(sheets: Sheets, county: CountyFiles) -> dict[str, list[str]]:
    journey = sheets.journey()
    found = list_children(journey, MEASURES, REASONS, county, day=journey.as_at)
    return {entry.child_key: [hit.reason.id for hit in entry.hits] for entry in found.entries}


@pytest.mark.parametrize("reason", [reason.id for reason in REASONS])
def test_the_next_load_takes_the_child_off(reason: str, sheets: Sheets, county: CountyFiles, tmp_path: Path) -> None:
    before, after = LOADS[reason]
    sheets.load(AUG, **before)
    assert reason in reasons_of(sheets, county)["c1"]
    sheets.load(SEP, **after)
    assert reasons_of(sheets, county) == {}
    # It was the fact that changed, and not the days that passed.
    again = Sheets(tmp_path / "again")
    again.load(AUG, **before)
    again.load(SEP, **before)
    assert reason in reasons_of(again, county)["c1"]


@pytest.mark.parametrize("change", ["decided", "on a plan"])
def test_an_enquiry_with_no_conference_due_is_off_the_list(sheets: Sheets, county: CountyFiles, change: str) -> None:
    sheets.load(AUG, **LOADS["icpc_overdue"][0])
    assert reasons_of(sheets, county) == {"c1": ["icpc_overdue"]}
    decided = {**ENQUIRY, "is_icpc_unnecessary": "true"} if change == "decided" else ENQUIRY
    plans = [{**PLAN, "started_on": "2026-09-21", "last_visited_on": SEP}] if change == "on a plan" else []
    sheets.load(SEP, section_47=[decided], child_protection=plans)
    assert reasons_of(sheets, county) == {}


def test_days_past_a_standard_of_several_kinds_are_counted_by_the_calendar(sheets: Sheets, county: CountyFiles) -> None:
    sheets.load(SEP, children_in_care=[{**CARE, "started_on": "2026-08-31", "last_reviewed_on": None}])
    journey = sheets.journey()
    found = list_children(journey, MEASURES, REASONS, county, day=journey.as_at)
    words = [hit.words for entry in found.entries for hit in entry.hits if hit.reason.id == "cla_review_overdue"]
    # 31 August 2026 is a bank holiday: the twentieth working day after it is Monday 28 September.
    assert words == ["no review since care began on 2026-08-31; due 28 Sep 2026, 2 days over"]
