"""A place's week: measures in their own order, worries and actions by the written rules, and no child."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from headway.evidence.words import HIDDEN
from headway.improvement import PlanAction
from headway.measures import load_measures
from headway.publish.cockpit import CockpitView, cockpits
from headway.publish.outline import read_cockpit
from headway.publish.shown import measure_name
from tests.unit.publish.sample import AS_AT, CHILD, PLACES, WORKER, sample_contents

TEN = ("children_unallocated", "assessment_within_45_days")


def views(**changed: object) -> dict[str, CockpitView]:
    return {each.place: each for each in cockpits(sample_contents(**changed), TEN, by_council=False).places}  # type: ignore[arg-type]


def test_headways_own_ten_are_ten_different_figures() -> None:
    known = {name for page in load_measures().pages for name in page.names}
    assert len(set(read_cockpit())) == 10 and set(read_cockpit()) <= known


def test_the_measures_keep_their_order_whatever_their_figures() -> None:
    for chosen in (TEN, TEN[::-1]):
        for view in cockpits(sample_contents(), chosen, by_council=True).places:
            assert tuple(each.link[2:] for each in view.measures) == chosen


@pytest.mark.parametrize("place", PLACES)
def test_the_worries_are_three_reasons_by_urgency_then_what_is_hidden_then_what_cannot_be_told(place: str) -> None:
    c = sample_contents()
    view = views()[place]
    own = Counter(hit.reason.id for e in c.children.entries if e.locality == place for hit in e.hits)
    asked = [reason.id for reason in c.children.reasons if reason.id in own]
    assert [each.reason for each in view.worries[:3]] == asked[:3]
    for worry in view.worries[:3]:
        whole = c.children.total(worry.reason)
        assert worry.size.startswith(f"{own[worry.reason]} child") and f"of {whole:,} in the county" in worry.size
    hidden = [measure_name(each) for each in c.evidence if any(found.place == place for found in each.masked)]
    lost = [measure_name(each) for each in c.evidence if each.is_lost_in(place)]
    rest = [each.link[2:].replace("-", "/") for each in view.worries[3:]]
    assert len(rest) <= 2 and set(rest) <= {*hidden, *lost, *(r.front.measure for r in c.children.reasons)}
    assert rest[: len(hidden[:2])] == [name.replace("-", "/") for name in hidden[:2]]
    left = len(asked) + len(hidden) + len(lost) - 5
    assert view.more_worries.startswith(f"{left} more thing") if left > 0 else not view.more_worries
    assert all(each.next_step for each in view.worries)


def test_a_place_that_the_average_hides_is_told_and_the_others_are_not() -> None:
    told = {place for place, view in views().items() if any(HIDDEN in each.title.lower() for each in view.worries)}
    assert told == {found.place for each in sample_contents().evidence for found in each.masked} != set()


def action(number: int, due: date, **more: object) -> PlanAction:
    given = {"id": f"A{number}", "title": f"Work {number}", "owner": "Head", "start": date(2026, 1, 1), "due": due}
    return PlanAction.model_validate(given | more)


def test_the_actions_are_those_of_the_place_not_done_the_longest_due_first() -> None:
    step = {"title": "A step", "due": date(2026, 10, 20)}
    actions = (
        action(1, date(2026, 12, 1), milestones=[step]),
        action(2, date(2026, 8, 31), localities=["East", "South"], delivery="under way"),
        action(3, date(2026, 9, 29)),
        action(4, date(2026, 1, 1), delivery="stopped"),
        action(5, date(2026, 1, 1), delivery="done", done_on=date(2026, 2, 1)),
        *(action(n, date(2027, 1, n)) for n in range(6, 10)),
    )
    c = sample_contents()
    found = {
        v.place: v for v in cockpits(replace(c, plan=replace(c.plan, actions=actions)), TEN, by_council=True).places
    }
    assert [each.title for each in found["East"].actions] == ["Work 2", "Work 3", "Work 1", "Work 6", "Work 7"]
    assert [each.title for each in found["North"].actions] == ["Work 3", "Work 1", "Work 6", "Work 7", "Work 8"]
    assert found["East"].more_actions.startswith("2 more actions")
    first, second, third = found["East"].actions[:3]
    assert (first.owner, first.standing) == (
        "Head, with South",
        f"under way, {(AS_AT - date(2026, 8, 31)).days} days late",
    )
    assert second.standing == "not started, 1 day late" and third.standing == "not started"
    assert third.next_step == "A step, due 20 Oct 2026"
    assert "2 actions are late" in found["East"].headline and "1 action is late" in found["North"].headline


def test_a_reason_that_was_not_asked_is_told_and_without_any_nobody_is_counted() -> None:
    view = views()["North"]
    assert any("no local standard" in line for line in view.unknown)
    c = sample_contents()
    none = [replace(c.children.not_asked[0], reason=reason) for reason in c.children.reasons]
    nothing = replace(c, children=replace(c.children, entries=(), not_asked=tuple(none)))
    assert "cannot be told" in cockpits(nothing, TEN, by_council=False).places[0].headline


def test_no_child_and_no_worker_is_in_it() -> None:
    text = repr(views())
    assert CHILD not in text and WORKER not in text
