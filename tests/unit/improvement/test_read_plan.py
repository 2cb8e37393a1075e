"""A plan is read whole, or refused with every fault, each on the line where a person will find it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.catalogue import parse_yaml
from headway.errors import DefinitionError
from headway.improvement.plan import Plan
from headway.improvement.plan_checks import Known
from headway.improvement.read_plan import checked_plan, plan_of_state, read_plan, read_plan_state
from headway.measures import load_measures
from headway.synthetic.county_files import PLAN

PLACES = ("North", "East", "South", "West")
TODAY = date(2026, 10, 1)
KNOWN = Known(("child_seen_in_assessment", "re_referrals/children"), PLACES, TODAY)

GOOD = """\
findings:
  - id: F1
    from: {source: Inspection, on: 2020-03-17}
    says: Help differs.
recommendations:
  - id: R1
    from: {source: Report, on: 2020-09-28}
    asked_of: council and partners
    findings: [F1]
    says: The same help everywhere.
priorities:
  - id: P1
    title: Seen
    outcome: Children are seen.
    actions:
      - id: P1.1
        title: See each child
        answers: [R1]
        owner: Team managers
        localities: [North, East]
        start: 2025-04-01
        due: 2025-09-30
        delivery: done
        done_on: 2025-09-01
        milestones: [{title: Agreed, due: 2025-05-01, done: 2025-05-12}]
        claim:
          measure: child_seen_in_assessment
          places: [East]
          expects: higher
          from: 2025-07-01
          declared_on: 2025-04-20
      - id: P1.2
        title: Look again
        answers: [R1]
        owner: Team managers
        start: 2025-04-01
        due: 2025-12-31
        depends_on: [P1.1]
"""


def read(text: str) -> Plan:
    return checked_plan(parse_yaml(text, "plan.yaml"), KNOWN)


def faults_of(text: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read(text)
    return caught.value.where.splitlines()


def line_with(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_good_plan_reads_with_every_part() -> None:
    plan = read(GOOD)
    first, second = plan.actions
    assert (first.delivery, first.done_on, first.localities) == ("done", date(2025, 9, 1), ("North", "East"))
    assert (second.delivery, second.depends_on, second.claim) == ("not started", ("P1.1",), None)
    assert [claim.measure for claim in plan.claims()] == ["child_seen_in_assessment"]
    assert plan.actions_answering("R1") == (first, second)


# What stands in the good plan, what is written in its place, the part that marks the line, and what must be said.
FAULTS = {
    "unknown measure": (
        "measure: child_seen_in_assessment", "measure: child_seen_in_assesment", "measure: child",
        "there is no measure 'child_seen_in_assesment'; did you mean child_seen_in_assessment?",
    ),
    "unknown place of a claim": (
        "places: [East]", "places: [Eest]", "places:", "there is no place 'Eest' in localities.yaml; did you mean West or East?"
    ),
    "unknown locality of an action": (
        "localities: [North, East]", "localities: [North, Sout]", "localities:",
        "there is no place 'Sout' in localities.yaml; did you mean South",
    ),
    "unknown recommendation": (
        "answers: [R1]\n        owner: Team managers\n        localities",
        "answers: [R11]\n        owner: Team managers\n        localities",
        "answers: [R11]", "there is no recommendation 'R11' in this plan; did you mean R1?",
    ),
    "unknown finding": (
        "findings: [F1]", "findings: [Z9]", "findings: [", "there is no finding 'Z9' in this plan; there are F1"
    ),
    "unknown action waited for": (
        "depends_on: [P1.1]", "depends_on: [P1.9]", "depends_on:",
        "there is no action 'P1.9' in this plan; did you mean P1.",
    ),
    "an action that waits for itself": (
        "depends_on: [P1.1]", "depends_on: [P1.2]", "depends_on:",
        "these actions wait for each other: P1.2 waits for P1.2; take one of them out",
    ),
    "an id used twice": ("id: P1.2", "id: P1.1", "", "'P1.1' is used twice"),
    "due before start": (
        "due: 2025-12-31", "due: 2025-03-31", "due: 2025-03-31",
        "due 31 March 2025 is before the start, 1 April 2025; correct one of them",
    ),
    "done without its day": (
        "        done_on: 2025-09-01\n", "", "delivery: done",
        "an action that is done needs 'done_on', the day it was done",
    ),
    "a day done but not done": (
        "delivery: done", "delivery: under way", "done_on:", "'done_on' is given but delivery is not 'done'"
    ),
    "done before start": (
        "done_on: 2025-09-01", "done_on: 2025-03-01", "done_on:", "done 1 March 2025 is before the start, 1 April 2025"
    ),
    "done on a day to come": (
        "done_on: 2025-09-01", "done_on: 2026-10-02", "done_on:", "2 October 2026 has not been yet"
    ),
    "declared on a day to come": (
        "declared_on: 2025-04-20", "declared_on: 2027-01-01", "declared_on:", "1 January 2027 has not been yet"
    ),
    "a milestone before its action": (
        "due: 2025-05-01, done: 2025-05-12", "due: 2025-03-01, done: 2025-05-12", "milestones:",
        "due 1 March 2025 is before the action starts, 1 April 2025",
    ),
    "a milestone after its action": (
        "due: 2025-05-01, done: 2025-05-12", "due: 2025-10-01", "milestones:",
        "due 1 October 2025 is after the action is due, 30 September 2025",
    ),
    "a size without end": (
        "declared_on: 2025-04-20", "by_about: 1e400\n          declared_on: 2025-04-20", "by_about:", "by_about"
    ),
    "a milestone done on a day to come": (
        "done: 2025-05-12", "done: 2026-12-24", "milestones:", "24 December 2026 has not been yet"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(name: str) -> None:
    good, bad, mark, words = FAULTS[name]
    assert GOOD.count(good) == 1
    text = GOOD.replace(good, bad)
    line = line_with(text, mark) if mark else line_with(GOOD, good)
    fault = next(each for each in faults_of(text) if words in each)
    assert fault.startswith(f"plan.yaml, line {line}, ")


def test_each_single_mistake_is_told_once() -> None:
    counts = {name: len(faults_of(GOOD.replace(good, bad))) for name, (good, bad, _, _) in FAULTS.items()}
    # Using an id twice also leaves the second action waiting for its own id.
    assert {name for name, count in counts.items() if count > 1} == {"an id used twice"}


def test_a_loop_of_waiting_is_named_once_from_its_first_action() -> None:
    text = GOOD.replace("        claim:\n", "        depends_on: [P1.2]\n        claim:\n")
    (fault,) = faults_of(text)
    assert fault.startswith(f"plan.yaml, line {line_with(text, 'depends_on: [P1.2]')}, ")
    assert "P1.1 waits for P1.2 waits for P1.1" in fault


def test_a_measure_like_no_other_points_to_the_list() -> None:
    (fault,) = faults_of(GOOD.replace("measure: child_seen_in_assessment", "measure: zzzz"))
    assert "there is no measure 'zzzz'; 'headway measures list' shows them all." in fault


def test_the_county_may_be_the_place_of_a_claim() -> None:
    (claim,) = read(GOOD.replace("places: [East]", "places: [county]")).claims()
    assert claim.places == ("county",)


def test_a_field_nobody_knows_is_told_with_its_line() -> None:
    text = GOOD.replace("        owner: Team managers\n        localities", "        ownr: Us\n        localities")
    faults = faults_of(text)
    assert any(f"line {line_with(text, 'ownr')}, " in each and "ownr" in each for each in faults)


def test_every_fault_is_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD
    for name in ("unknown finding", "unknown measure", "unknown place of a claim", "due before start"):
        good, bad, _, _ = FAULTS[name]
        text = text.replace(good, bad)
    text = text.replace("    says: The same", "    sais: 1\n    says: The same")
    with pytest.raises(DefinitionError) as caught:
        read(text)
    lines = [int(each.split("line ")[1].split(",")[0]) for each in caught.value.where.splitlines()]
    marks = ("findings: [Z9]", "sais", "measure: child", "places:", "due: 2025-03-31")
    assert lines == [line_with(text, mark) for mark in marks]
    assert caught.value.what == "plan.yaml has 5 things to put right."


def test_text_that_is_not_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("findings: []\nrecommendations: [R1\npriorities: {\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"plan\.yaml") as caught:
        read_plan(path, KNOWN.measures, PLACES, TODAY)
    assert "line " in str(caught.value.what) + str(caught.value.where)


def test_a_kept_state_reads_as_the_same_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(GOOD, encoding="utf-8")
    state = read_plan_state(path, KNOWN.measures, PLACES, TODAY)
    assert plan_of_state(state.content, KNOWN) == state
    assert len(state.sha256) == 64


def test_the_plan_of_the_synthetic_county_reads() -> None:
    catalogue = load_measures()
    known = [name for page in catalogue.pages for name in page.names]
    plan = read_plan_state(PLAN, known, PLACES, TODAY).plan
    council = [each.id for each in plan.recommendations if each.asked_of == "council and partners"]
    minister = [each.id for each in plan.recommendations if each.asked_of == "minister and DfE"]
    assert council == [f"R{number}" for number in range(1, 9)]
    assert minister == ["M1", "M2", "M3"]
    assert all(plan.actions_answering(name) for name in council)
    assert len(plan.priorities) <= 5
    assert [action.id for action in plan.actions_answering("R4") if action.delivery != "done"] == []
    assert {claim.measure for claim in plan.claims() if claim.is_declared_late} == {"three_or_more_placements"}
    assert {action.id for action in plan.actions if action.claim} == {
        "P1.1", "P2.2", "P2.3", "P3.1", "P4.1", "P4.3", "P5.1"
    }  # fmt: skip
