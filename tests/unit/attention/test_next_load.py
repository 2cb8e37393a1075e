"""For every reason: the child is on the list in one load, and the next load, in which the fact has changed, takes it off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from headway.attention import list_children, load_reasons
from headway.measures import CountyFiles, load_measures
from tests.unit.journey.sheets import Row, Sheets

AUG, SEP = "2026-08-31", "2026-09-30"
NEED = {"child_key": "c1", "started_on": "2026-01-05", "team_id": "North Family Support 1", "worker_key": "w1"}
IN_NEED = {**NEED, "case_status_code": "cin_plan"}
PLAN = {
    "child_key": "c1", "started_on": "2026-01-05", "team_id": "East Family Support 1", "worker_key": "w1",
    "last_visited_on": AUG, "last_reviewed_on": "2026-06-01",
}  # fmt: skip
ASSESSMENT = {"child_key": "c1", "started_on": "2026-06-01", "team_id": "West Assessment 1"}
ENQUIRY = {"child_key": "c1", "started_on": "2026-08-03", "team_id": "West Assessment 1"}
LEAVER = {
    "child_key": "c1", "born_on": "2006-01-01", "eligibility_code": "former_relevant", "in_touch_code": "YES",
    "team_id": "Care Leavers", "worker_key": "w9",
}  # fmt: skip
Lists = Mapping[str, Sequence[Row]]
NOBODY: Lists = {"children_in_need": [], "child_protection": [], "children_in_care": []}
# By reason: the lists of the load with the child on it, and those of the next.
LOADS: Mapping[str, tuple[Lists, Lists]] = {
    "unallocated": (
        {**NOBODY, "children_in_need": [{**NEED, "worker_key": None}]},
        {**NOBODY, "children_in_need": [{**NEED, "last_seen_on": "2026-09-07"}]},
    ),
    "cp_visit_overdue": (
        {"child_protection": [{**PLAN, "last_visited_on": "2026-08-03"}]},
        {"child_protection": [{**PLAN, "last_visited_on": "2026-09-28"}]},
    ),
    "cp_review_overdue": (
        {"child_protection": [{**PLAN, "last_reviewed_on": "2026-02-02"}]},
        {"child_protection": [{**PLAN, "last_visited_on": SEP, "last_reviewed_on": "2026-09-01"}]},
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
        {"care_leavers": [{**LEAVER, "is_accommodation_suitable": "false"}]},
        {"care_leavers": [{**LEAVER, "is_accommodation_suitable": "true"}]},
    ),
}  # fmt: skip


def reasons_of(sheets: Sheets, county: CountyFiles) -> dict[str, list[str]]:
    journey = sheets.journey()
    found = list_children(journey, load_measures(), load_reasons(), county, day=journey.as_at)
    return {entry.child_key: [hit.reason.id for hit in entry.hits] for entry in found.entries}


@pytest.mark.parametrize("reason", [reason.id for reason in load_reasons()])
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
