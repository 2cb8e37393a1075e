"""The list of children: who is on it, why, since when, in what order, and what takes a child off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.attention import ChildEntry, ChildrenList, ReasonHit, list_children, load_reasons, longest_wait
from headway.measures import CountyFiles, Policy, load_measures
from tests.unit.journey.sheets import Row, Sheets

JUN, JUL, AUG, SEP = "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"
NEED = {"child_key": "c1", "started_on": "2026-01-05", "team_id": "North Family Support 1",
        "last_seen_on": "2026-01-20"}  # fmt: skip
CP = {"child_key": "p1", "started_on": "2026-01-05", "team_id": "East Family Support 1", "worker_key": "w1",
      "last_reviewed_on": "2026-06-01"}  # fmt: skip


def listed(sheets: Sheets, county: CountyFiles, day: str | None = None) -> ChildrenList:
    journey = sheets.journey()
    asked = date.fromisoformat(day) if day else journey.as_at
    return list_children(journey, load_measures(), load_reasons(), county, day=asked)


def reasons_of(found: ChildrenList) -> dict[str, list[str]]:
    return {entry.child_key: [hit.reason.id for hit in entry.hits] for entry in found.entries}


def words_of(found: ChildrenList, child: str) -> list[str]:
    return [hit.words for entry in found.entries if entry.child_key == child for hit in entry.hits]


def needs(sheets: Sheets, **workers: str | None) -> None:
    """Loads in which one child in need has that worker, or none; nobody is on a plan or in care."""
    for as_at, worker in workers.items():
        day = {"jun": JUN, "jul": JUL, "aug": AUG, "sep": SEP}[as_at]
        sheets.load(day, children_in_need=[{**NEED, "worker_key": worker}], child_protection=[], children_in_care=[])


def test_a_child_with_no_worker_is_listed_since_the_load_in_which_it_began(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun="w1", jul=None, aug=None)
    [entry] = listed(sheets, county).entries
    assert entry.hits[0].words == "no worker named since the load of 31 Jul 2026 (31 days)"
    assert (entry.locality, entry.team, entry.worker) == ("North", "North Family Support 1", "none named")
    assert (entry.hits[0].days, entry.hits[0].since, entry.hits[0].state_on) == (
        31, date(2026, 7, 31), date(2026, 8, 31))  # fmt: skip


def test_what_the_first_load_shows_may_be_older(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun=None, jul=None)
    assert words_of(listed(sheets, county), "c1") == [
        "no worker named since the load of 30 Jun 2026 or before (31 days)"
    ]


def test_a_worker_who_cannot_be_read_never_makes_a_child_unallocated(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun="w1", jul="#N/A")
    found = listed(sheets, county)
    assert found.entries == ()
    assert found.not_checked["unallocated"] == 1


def test_a_load_in_which_it_could_not_be_told_does_not_end_the_wait(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun=None, jul="#N/A", aug=None)
    assert listed(sheets, county).entries[0].hits[0].since == date(2026, 6, 30)


def test_a_load_that_names_a_worker_ends_the_wait(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun=None, jul="w1", aug=None)
    assert listed(sheets, county).entries[0].hits[0].since == date(2026, 8, 31)


def test_the_next_load_with_a_worker_takes_the_child_off(sheets: Sheets, county: CountyFiles) -> None:
    needs(sheets, jun=None)
    assert reasons_of(listed(sheets, county)) == {"c1": ["unallocated"]}
    needs(sheets, jul="w1")
    assert reasons_of(listed(sheets, county)) == {}


def plan_load(sheets: Sheets, as_at: str, visit: str | None, **more: str) -> None:
    sheets.load(as_at, child_protection=[{**CP, "last_visited_on": visit, **more}])


@pytest.mark.parametrize(
    ("visit", "expected"),
    [
        ("2026-08-14", []),  # 10 working days to 31 August, whose Monday is a bank holiday
        ("2026-08-13", ["due 27 Aug 2026, 1 working day over"]),
        ("2026-08-12", ["due 26 Aug 2026, 2 working days over"]),
        ("2026-08-11", ["due 25 Aug 2026, 3 working days over"]),
        (None, ["due 19 Jan 2026, 155 working days over"]),
    ],
)
def test_a_visit_past_the_councils_limit_with_its_arithmetic(
    sheets: Sheets, county: CountyFiles, visit: str | None, expected: list[str]
) -> None:
    plan_load(sheets, AUG, visit)
    assert [words.split("; ")[-1] for words in words_of(listed(sheets, county), "p1")] == expected


def test_one_day_over_is_one_day(sheets: Sheets, county: CountyFiles) -> None:
    plan_load(sheets, SEP, "2026-09-15")
    assert words_of(listed(sheets, county), "p1") == [
        "last seen on 2026-09-15; days since: 15; due 29 Sep 2026, 1 working day over"
    ]


def test_a_child_leaves_the_list_when_the_next_load_shows_the_visit(sheets: Sheets, county: CountyFiles) -> None:
    plan_load(sheets, AUG, "2026-08-01")
    assert reasons_of(listed(sheets, county)) == {"p1": ["cp_visit_overdue"]}
    plan_load(sheets, SEP, "2026-09-28")
    assert reasons_of(listed(sheets, county)) == {}


def test_a_visit_that_cannot_be_read_is_not_checked_and_not_overdue(sheets: Sheets, county: CountyFiles) -> None:
    plan_load(sheets, AUG, "#VALUE!")
    found = listed(sheets, county)
    assert (found.entries, found.not_checked["cp_visit_overdue"]) == ((), 1)


def test_without_a_local_standard_the_reason_is_not_asked_and_says_why(sheets: Sheets, county: CountyFiles) -> None:
    plan_load(sheets, AUG, None)
    found = listed(sheets, replace(county, policy=Policy()))
    assert found.entries == ()
    assert {each.reason.id: each.why for each in found.not_asked}["cp_visit_overdue"] == (
        "no local standard: policy.yaml gives no visit_limit for cp_visits_in_time"
    )
    assert {each.reason.id for each in found.not_asked if each.lacks_standard} >= {"cp_visit_overdue"}


def test_a_list_that_no_load_near_enough_held_is_not_asked(sheets: Sheets, county: CountyFiles) -> None:
    plan_load(sheets, JUN, "2026-06-29")
    sheets.load(SEP, children_in_need=[NEED], children_in_care=[])
    (found,) = (each for each in listed(sheets, county).not_asked if each.reason.id == "cp_visit_overdue")
    assert found.why.startswith("not covered: no load within 45 days held")
    assert found.is_too_old and not found.lacks_standard


def test_days_over_are_counted_to_the_load_that_was_read(sheets: Sheets, county: CountyFiles) -> None:
    """The newest load has no list of plans: what is known is as at August, and is not made worse by waiting."""
    plan_load(sheets, AUG, "2026-08-12")
    sheets.load(SEP, children_in_need=[NEED])
    [entry] = listed(sheets, county).entries
    assert (entry.hits[0].days, entry.hits[0].state_on) == (2, date(2026, 8, 31))


def test_review_and_assessment_overdue(sheets: Sheets, county: CountyFiles) -> None:
    assessment = {"child_key": "a1", "started_on": "2026-07-01", "team_id": "West Assessment 1"}
    sheets.load(
        SEP,
        child_protection=[{**CP, "last_visited_on": SEP, "last_reviewed_on": "2026-03-01"}],
        assessments=[assessment, {**assessment, "child_key": "a2", "started_on": "2026-09-01"}],
    )
    found = listed(sheets, county)
    assert reasons_of(found) == {"p1": ["cp_review_overdue"], "a1": ["assessment_overdue"]}
    assert words_of(found, "p1")[0].endswith("due 1 Sep 2026, 29 days over")
    assert words_of(found, "a1")[0].endswith("due 3 Sep 2026, 19 working days over")
    assert [(entry.locality, entry.team) for entry in found.entries] == [
        ("East", "East Family Support 1"), ("West", "West Assessment 1")]  # fmt: skip


def leaver(child: str, suitable: str | None) -> Row:
    return {"child_key": child, "born_on": "2006-01-01", "eligibility_code": "former_relevant", "in_touch_code": "YES",
            "team_id": "Care Leavers", "worker_key": "w9", "is_accommodation_suitable": suitable}  # fmt: skip


def test_unsuitable_and_not_recorded_are_told_apart(sheets: Sheets, county: CountyFiles) -> None:
    sheets.load(SEP, care_leavers=[leaver("l1", "false"), leaver("l2", None), leaver("l3", "true")])
    found = listed(sheets, county)
    assert words_of(found, "l1")[0].startswith("recorded as unsuitable")
    assert words_of(found, "l2")[0].startswith("no information recorded")
    assert words_of(found, "l3") == []
    assert {entry.locality for entry in found.entries} == {"county-wide"}


def test_a_child_on_several_lists_is_placed_by_care_then_plan_then_need(sheets: Sheets, county: CountyFiles) -> None:
    care = {"child_key": "p1", "started_on": "2026-08-01", "team_id": "South Family Support 1", "worker_key": "w8",
            "legal_status_code": "C2"}  # fmt: skip
    need = {**NEED, "child_key": "p1", "worker_key": "w6"}
    sheets.load(AUG, child_protection=[{**CP, "last_visited_on": None}], children_in_need=[need])
    sheets.load(
        SEP, child_protection=[{**CP, "last_visited_on": None}], children_in_need=[need], children_in_care=[care]
    )
    [entry] = listed(sheets, county).entries
    assert (entry.locality, entry.worker) == ("South", "w8")


def test_each_child_stands_once_and_is_counted_under_each_reason(sheets: Sheets, county: CountyFiles) -> None:
    sheets.load(
        SEP,
        child_protection=[{**CP, "last_visited_on": "2026-08-03", "last_reviewed_on": "2026-03-01"}],
        children_in_need=[NEED],
        children_in_care=[],
    )
    found = listed(sheets, county)
    assert reasons_of(found) == {"c1": ["unallocated"], "p1": ["cp_visit_overdue", "cp_review_overdue"]}
    assert dict(found.counts()) == {
        ("unallocated", "North"): 1, ("cp_visit_overdue", "East"): 1, ("cp_review_overdue", "East"): 1,
    }  # fmt: skip
    waits = {reason.id: longest_wait(found, reason) for reason in found.reasons}
    assert waits["cp_review_overdue"] == "29 days over, East"
    assert waits["assessment_overdue"] == ""


REASONS = load_reasons()
WAITS = st.lists(
    st.tuples(st.sampled_from(range(len(REASONS))), st.integers(0, 400), st.dates(date(2025, 1, 1), date(2026, 9, 30))),
    min_size=2,
    max_size=12,
)


@given(WAITS)
def test_no_child_stands_before_one_with_a_more_urgent_reason_or_a_longer_wait(
    waits: list[tuple[int, int, date]],
) -> None:
    entries = [
        ChildEntry(f"c{n}", "North", "t", "w", (ReasonHit(REASONS[which], "", None, days, since, since),))
        for n, (which, days, since) in enumerate(waits)
    ]
    ordered = sorted(entries, key=lambda entry: entry.order)
    for one, other in pairwise(ordered):
        a, b = one.hits[0], other.hits[0]
        assert a.reason.front.urgency <= b.reason.front.urgency
        if a.reason is b.reason:
            assert a.days >= b.days
            assert a.days > b.days or (a.since, one.child_key) < (b.since, other.child_key)


def test_a_team_that_is_not_listed_keeps_its_name_and_is_not_placed(sheets: Sheets, county: CountyFiles) -> None:
    elsewhere = {**NEED, "team_id": "A Team Elsewhere", "worker_key": None}
    sheets.load(JUN, children_in_need=[elsewhere], child_protection=[], children_in_care=[])
    [entry] = listed(sheets, county).entries
    assert (entry.team, entry.locality, entry.worker) == ("A Team Elsewhere", "not placed", "none named")


def test_a_worker_named_on_another_list_is_shown(sheets: Sheets, county: CountyFiles) -> None:
    plan = {**CP, "last_reviewed_on": "2025-01-01", "worker_key": None}
    need = {**NEED, "child_key": "p1", "worker_key": "w6"}
    sheets.load(JUN, children_in_need=[need], child_protection=[plan], children_in_care=[])
    [entry] = listed(sheets, county).entries
    assert ([hit.reason.id for hit in entry.hits], entry.worker) == (["cp_visit_overdue", "cp_review_overdue"], "w6")


def test_the_total_of_a_reason_is_its_children_in_every_place(sheets: Sheets, county: CountyFiles) -> None:
    rows = [{**NEED, "child_key": f"c{n}", "team_id": name, "worker_key": None}
            for n, name in enumerate(("North Family Support 1", "East Family Support 1", "A Team Elsewhere"))]  # fmt: skip
    sheets.load(JUN, children_in_need=rows, child_protection=[], children_in_care=[])
    found = listed(sheets, county)
    assert found.total("unallocated") == 3 == sum(found.counts().values())
    assert found.total("cp_review_overdue") == 0
