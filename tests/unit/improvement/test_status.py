"""Delivery and impact stand side by side: what was done, and the one word that the data have for each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from headway.errors import UnknownNameError
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.improvement import (
    Claim,
    ClaimFigures,
    KeptClaim,
    KeptClaims,
    Plan,
    PlanStatus,
    first_kept,
    keep_plan,
    plan_status,
)
from headway.improvement.plan import PlanState
from headway.improvement.status import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY
from headway.periods import month_of
from headway.store import Store

AS_AT = date(2026, 9, 30)
CHANGE = date(2025, 10, 1)
ROWS = 100
STEADY = (70, 72, 69, 71, 70, 73, 68, 71, 70, 72, 69, 71)
BETTER = tuple(each + 12 for each in STEADY)
WORSE = tuple(each - 12 for each in STEADY)


def series(place: str, after: Sequence[int], *, before: Sequence[int] = STEADY, lost: int = 0) -> PlaceSeries:
    """Twelve months or fewer before October 2025, and what came after it; ``lost`` rows a month could not be told."""
    points = []
    for number, count in enumerate((*before, *after)):
        month = (CHANGE.month - 1 - len(before) + number) + 12 * CHANGE.year
        period = month_of(date(month // 12, month % 12 + 1, 1))
        points.append(
            SeriesPoint(
                month=str(period),
                start=period.start,
                end=period.end,
                numerator=count,
                denominator=ROWS,
                cannot_tell=lost,
                value=count / ROWS,
                status="ok",
                coverage="covered",
            )
        )
    return PlaceSeries(place, "county" if place == "county" else "locality", tuple(points))


def figures(county: PlaceSeries, *localities: PlaceSeries, same_children: float | None = None) -> ClaimFigures:
    places = {each.place: each for each in localities}
    return ClaimFigures("m", "Seen", "proportion", 10, same_children, county, places)


# One made-up figure per word, by the id of the measure that a claim names.
FIGURES = {
    "expected": figures(series("county", BETTER), series("North", BETTER), series("East", WORSE)),
    "against": figures(series("county", WORSE), series("North", STEADY), series("East", WORSE)),
    "flat": figures(series("county", STEADY), series("North", STEADY), series("East", STEADY)),
    "flat but East": figures(series("county", STEADY), series("North", STEADY), series("East", WORSE)),
    "new": figures(series("county", BETTER[:5])),
    "unread": figures(series("county", BETTER, lost=30)),
    "short": figures(series("county", BETTER, before=STEADY[:6])),
    "same children": figures(series("county", BETTER), same_children=0.4),
    "same children, new": figures(series("county", BETTER[:7]), same_children=0.4),
    "same children, flat": figures(series("county", STEADY), same_children=0.4),
}


def claim_on(measure: str, **fields: object) -> dict[str, object]:
    return {"measure": measure, "expects": "higher", "from": CHANGE, "declared_on": date(2025, 9, 1), **fields}


def action(number: int, claim: Mapping[str, object] | None = None, **fields: object) -> dict[str, object]:
    return {
        "id": f"P1.{number}",
        "title": f"Step {number}",
        "answers": ["R1"],
        "owner": "Team managers",
        "start": date(2025, 4, 1),
        "due": date(2026, 12, 31),
        "claim": claim,
        **fields,
    }


def plan_of(*actions: Mapping[str, object], claim: Mapping[str, object] | None = None) -> Plan:
    origin = {"source": "Report", "on": date(2020, 9, 28)}
    asked = {"id": "R1", "from": origin, "asked_of": "council and partners", "says": "The same help.", "claim": claim}
    priority = {"id": "P1", "title": "Seen", "outcome": "Children are seen.", "actions": actions}
    return Plan.model_validate({"recommendations": [asked], "priorities": [priority]})


def figures_for(claim: Claim) -> ClaimFigures:
    if claim.measure not in FIGURES:
        raise UnknownNameError("There is no such measure.", claim.measure, "Give another.")
    return FIGURES[claim.measure]


def status_of(plan: Plan, kept: KeptClaims | None = None) -> PlanStatus:
    return plan_status(plan, figures_for, as_at=AS_AT, first_kept=kept or KeptClaims())


NO_CLAIM = "no claim declared: nothing would show that it works"
DONE: dict[str, Any] = {"delivery": "done", "done_on": date(2025, 9, 30)}


@pytest.mark.parametrize(
    ("measure", "word", "words"),
    [
        ("expected", EXPECTED, "signal in the expected direction since October 2025, but not in East"),
        ("against", AGAINST, "signal against since October 2025"),
        ("flat", NO_SIGN, "no sign: a change of "),
        ("flat but East", NO_SIGN, "; against in East"),
        ("new", TOO_EARLY, "too early: 5 of 6 months, 1 still needed"),
        ("unread", CANNOT_TELL, "cannot tell: 360 of 1,560 could not be told since the change"),
        ("short", CANNOT_TELL, "cannot tell: 6 of 12 months before the change, and there will be no more"),
        ("same children", EXPECTED, "signal in the expected direction since October 2025"),
        ("same children, new", CANNOT_TELL, "cannot tell: mostly the same children each month"),
        ("same children, flat", NO_SIGN, "no sign"),
    ],
)
def test_a_claim_has_one_of_five_words_and_what_it_rests_on(measure: str, word: str, words: str) -> None:
    (found,) = status_of(plan_of(action(1, claim_on(measure)))).recommendations
    assert found.word == word
    assert words in found.impact_words


def test_a_claim_that_expects_lower_reads_the_same_figures_the_other_way() -> None:
    lower = [status_of(plan_of(action(1, claim_on(name, expects="lower")))) for name in ("expected", "against")]
    assert [each.recommendations[0].word for each in lower] == [AGAINST, EXPECTED]


def test_a_recommendation_takes_the_worst_word_of_its_claims() -> None:
    order = ["against", "flat", "unread", "new", "expected"]
    words = [AGAINST, NO_SIGN, CANNOT_TELL, TOO_EARLY, EXPECTED]
    for at in range(len(order)):
        # The better claims come first in the plan, so that their place there cannot decide.
        actions = [action(n, claim_on(name)) for n, name in enumerate(reversed(order[at:]), 1)]
        (found,) = status_of(plan_of(*actions)).recommendations
        assert found.word == words[at]
        assert found.lead is not None and found.lead.claim.measure == order[at]
        assert found.word_counts == dict.fromkeys(words[at:], 1)


def test_a_claim_on_some_places_is_judged_there_and_not_by_the_county() -> None:
    plan = plan_of(action(1, claim_on("flat but East", places=["East"])), action(2, claim_on("flat but East")))
    named, everywhere = status_of(plan).recommendations[0].claims
    assert {place: word.word for place, word in named.by_place.items()} == {"East": AGAINST}
    assert (named.word, named.words) == (AGAINST, "East: signal against since October 2025")
    assert {place: word.word for place, word in everywhere.by_place.items()} == {"North": NO_SIGN, "East": AGAINST}
    assert everywhere.word == NO_SIGN and everywhere.words.endswith("; against in East")


def test_a_claim_on_the_county_by_name_is_judged_as_one_on_no_place() -> None:
    plan = plan_of(action(1, claim_on("expected", places=["county"])), action(2, claim_on("expected")))
    by_name, unnamed = status_of(plan).recommendations[0].claims
    assert (by_name.word, by_name.words) == (unnamed.word, unnamed.words)
    assert by_name.word == EXPECTED


def test_a_claim_made_after_its_change_date_gets_no_verdict_and_is_said_to_be_late() -> None:
    (found,) = status_of(plan_of(action(1, claim_on("expected", declared_on=date(2025, 10, 2))))).recommendations
    assert found.word == CANNOT_TELL
    assert found.impact_words == "cannot tell: declared after its change date"
    short = claim_on("short", declared_on=date(2025, 10, 2))
    (also,) = status_of(plan_of(action(1, short))).recommendations
    assert also.impact_words.startswith("cannot tell: 6 of 12 months before the change")
    assert also.impact_words.endswith("(declared after its change date)")
    (on_the_day,) = status_of(plan_of(action(1, claim_on("expected", declared_on=CHANGE)))).recommendations
    assert on_the_day.word == EXPECTED and "declared" not in on_the_day.impact_words


def test_all_done_without_a_sign_is_said() -> None:
    (done,) = status_of(plan_of(action(1, claim_on("flat"), **DONE), action(2, **DONE))).recommendations
    assert done.is_done_without_sign
    assert done.delivery_words == "2 of 2 done"
    assert done.impact_words.startswith("all done, no sign: a change of ")
    (open_still,) = status_of(plan_of(action(1, claim_on("flat"), **DONE), action(2))).recommendations
    assert not open_still.is_done_without_sign
    assert open_still.impact_words.startswith("done, no sign: a change of ")
    (under_way,) = status_of(plan_of(action(1, claim_on("flat")))).recommendations
    assert under_way.impact_words.startswith("no sign: a change of ")


def test_all_done_and_against_is_said() -> None:
    (done,) = status_of(plan_of(action(1, claim_on("against"), **DONE), action(2, **DONE))).recommendations
    assert done.is_all_done and not done.is_done_without_sign
    assert done.impact_words.startswith("all done, signal against since October 2025")
    (open_still,) = status_of(plan_of(action(1, claim_on("against"), **DONE), action(2))).recommendations
    assert not open_still.is_all_done
    assert open_still.impact_words.startswith("signal against since October 2025")


def test_a_stopped_action_does_not_hide_that_all_the_rest_is_done_without_a_sign() -> None:
    (found,) = status_of(plan_of(action(1, claim_on("flat"), **DONE), action(2, delivery="stopped"))).recommendations
    assert found.is_done_without_sign and found.delivery_words == "1 of 2 done, 1 stopped"
    (stopped,) = status_of(plan_of(action(1, claim_on("flat"), delivery="stopped"))).recommendations
    assert not stopped.is_done_without_sign


def test_no_claim_and_no_action_are_said() -> None:
    (found,) = status_of(plan_of(action(1, **DONE))).recommendations
    assert (found.word, found.impact_words, found.is_done_without_sign) == (None, NO_CLAIM, False)
    (bare,) = status_of(plan_of()).recommendations
    assert (bare.delivery_words, bare.impact_words) == ("no action", NO_CLAIM)


def test_a_claim_of_the_recommendation_itself_counts_too() -> None:
    (found,) = status_of(plan_of(action(1, claim_on("expected")), claim=claim_on("flat"))).recommendations
    assert [each.owner_id for each in found.claims] == ["R1", "P1.1"]
    assert found.word == NO_SIGN


def test_delivery_counts_done_and_late() -> None:
    plan = plan_of(
        action(1, **DONE),
        action(2, due=date(2026, 9, 29), delivery="under way"),
        action(3, due=AS_AT, delivery="under way"),
        action(4, due=date(2026, 1, 31), delivery="stopped"),
        action(5, due=date(2026, 1, 31)),
    )
    (found,) = status_of(plan).recommendations
    assert (found.done_count, found.late_count) == (1, 2)
    assert found.delivery_words == "1 of 5 done, 2 late, 1 stopped"


def test_what_was_done_after_the_day_is_not_yet_done_on_it() -> None:
    step = {"title": "Agreed", "due": AS_AT, "done": AS_AT + timedelta(1)}
    plan = plan_of(
        action(1, claim_on("flat"), delivery="done", done_on=AS_AT + timedelta(1), due=AS_AT - timedelta(1)),
        action(2, delivery="done", done_on=AS_AT, milestones=[step]),
        action(3, delivery="done", done_on=AS_AT + timedelta(30), start=AS_AT + timedelta(2)),
    )
    (found,) = status_of(plan).recommendations
    assert found.delivery_words == "1 of 3 done, 1 late"
    assert [each.delivery for each in found.actions] == ["under way", "done", "not started"]
    assert found.actions[1].milestones[0].done is None and found.actions[0].done_on is None
    assert not found.is_all_done and found.impact_words.startswith("no sign: a change of ")


def test_the_plan_counts_recommendations_by_word() -> None:
    base = plan_of(action(1, claim_on("expected")))
    asked = base.recommendations[0]
    others = tuple(asked.model_copy(update={"id": name}) for name in ("R2", "R3"))
    plan = base.model_copy(update={"recommendations": (asked, *others)})
    assert status_of(plan).counts() == {EXPECTED: 1, "no claim": 2}


STATE = """\
priorities:
  - id: P1
    title: Seen
    outcome: Children are seen.
    actions:
      - id: P1.1
        title: See each child
        owner: Team managers
        start: 2025-04-01
        due: 2026-12-31
        claim: {measure: expected, expects: higher, from: 2025-10-01, declared_on: 2025-09-01}
"""


def state_of(text: str) -> PlanState:
    return PlanState(Plan(), text.encode())


def test_a_claim_is_known_from_the_first_state_of_the_plan_that_held_it(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert first_kept(store) == KeptClaims()
    first, second, third = (datetime(2026, month, 1, 9, 0, tzinfo=UTC) for month in (1, 2, 3))
    keep_plan(store, state_of("actions_of_an_older_shape: []\n"), kept_at=first, kept_by="A")
    keep_plan(store, state_of(STATE), kept_at=second, kept_by="A")
    reworded = STATE.replace("See each child", "See every child").replace("P1.1", "P1.7")
    keep_plan(store, state_of(reworded), kept_at=third, kept_by="A")
    moved = reworded.replace("from: 2025-10-01", "from: 2025-11-01")
    keep_plan(store, state_of(moved), kept_at=third, kept_by="A")
    keep_plan(store, state_of(STATE), kept_at=third, kept_by="A")

    plan = plan_of(action(1, claim_on("expected")), action(2, claim_on("expected", **{"from": date(2025, 11, 1)})))
    plan_with_new = plan_of(action(1, claim_on("expected", by_about=3)), action(2, claim_on("flat")))
    kept = first_kept(store)
    assert kept.by_key == {
        claim.key: KeptClaim(moment) for claim, moment in zip(plan.claims(), (second, third), strict=True)
    }
    (found,) = status_of(plan_with_new, kept).recommendations
    assert [each.kept for each in found.claims] == [KeptClaim(second), None]


LATE_STATE = STATE.replace("declared_on: 2025-09-01", "declared_on: 2025-11-20")


def test_a_claim_dated_back_after_it_was_kept_gets_no_verdict_and_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    keep_plan(store, state_of(LATE_STATE), kept_at=datetime(2026, 3, 3, tzinfo=UTC), kept_by="A")
    keep_plan(store, state_of(STATE), kept_at=datetime(2026, 4, 4, tzinfo=UTC), kept_by="A")
    said = "declared on 1 September 2025; the plan kept on 3 March 2026 said 20 November 2025: no verdict"
    claim = claim_on("expected")
    (found,) = status_of(plan_of(action(1, claim)), first_kept(store)).recommendations
    assert (found.word, found.impact_words) == (CANNOT_TELL, f"cannot tell: {said}")
    assert found.claims[0].county.reason == "late"
    assert {place.word for place in found.claims[0].by_place.values()} == {CANNOT_TELL}
    kept = first_kept(store).by_key[Claim.model_validate(claim).key]
    short = KeptClaims({Claim.model_validate(claim_on("short")).key: kept})
    (other,) = status_of(plan_of(action(1, claim_on("short"))), short).recommendations
    assert other.impact_words.startswith("cannot tell: 6 of 12") and other.impact_words.endswith(f"({said})")


def test_a_day_that_was_kept_first_is_believed_when_a_later_one_was_tried_between(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for month, text in ((1, STATE), (2, LATE_STATE), (3, STATE.replace("See each", "See every"))):
        keep_plan(store, state_of(text), kept_at=datetime(2026, month, 1, tzinfo=UTC), kept_by="A")
    (found,) = status_of(plan_of(action(1, claim_on("expected"))), first_kept(store)).recommendations
    assert found.word == EXPECTED
    other = STATE.replace("expects: higher", "expects: lower")
    keep_plan(store, state_of(other), kept_at=datetime(2026, 4, 1, tzinfo=UTC), kept_by="A")
    assert [each.later for each in first_kept(store).by_key.values()] == [None, None, None]


def test_a_claim_changed_afterwards_keeps_every_version_each_judged_by_its_own_terms(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    texts = (
        STATE.replace("expects: higher", "expects: lower"),
        STATE.replace("expects: higher", "expects: higher, by_about: 8"),
        STATE.replace("expects: higher", "expects: higher, by_about: 4"),
        STATE.replace("measure: expected", "measure: gone"),
    )
    for month, text in enumerate(texts, 1):
        keep_plan(store, state_of(text), kept_at=datetime(2026, month, 1, tzinfo=UTC), kept_by="A")
    kept = first_kept(store)
    (found,) = status_of(plan_of(action(1, claim_on("expected", by_about=4))), kept).recommendations
    (claim,) = found.claims
    assert claim.word == EXPECTED
    assert [(each.word, each.claim.by_about) for each in claim.earlier] == [(AGAINST, None), (EXPECTED, 8)]
    assert [each.first_kept_at.month for each in claim.earlier] == [1, 2]
    assert claim.earlier[0].words.startswith(
        "Before it was changed, it said: expected lower from 1 October 2025; declared"
    )
    assert "higher by about 8 from 1 October 2025" in claim.earlier[1].words
    # What came after these terms is no earlier version of them: a pack made from an old state stays as it was.
    (first,) = status_of(plan_of(action(1, claim_on("expected", expects="lower"))), kept).recommendations
    assert first.claims[0].earlier == ()
    # Another action with the same promise has its own history.
    (other,) = status_of(plan_of(action(2, claim_on("expected", by_about=4))), kept).recommendations
    assert other.claims[0].earlier == ()
    (now,) = status_of(plan_of(action(1, claim_on("flat"))), kept).recommendations
    assert now.claims[0].earlier[-1].word == CANNOT_TELL
    assert now.claims[0].earlier[-1].words.endswith("cannot tell, its measure is no longer known.")


def test_the_change_at_the_date_joins_the_word_of_the_plan() -> None:
    """The base rises steeply and the figure then stands still: no month leaves the fixed limits, the course is broken."""
    rising = [30 + 3 * at + at % 2 for at in range(12)]
    broken = figures(series("county", [50, 43] * 6, before=rising), series("East", STEADY))
    status = plan_status(plan_of(action(1, claim_on("broken"))), lambda _: broken, as_at=AS_AT, first_kept=KeptClaims())
    (found,) = status.recommendations
    assert found.claims[0].judgement.county.change.verdict == "worse"
    assert (found.word, found.claims[0].by_place["East"].word) == (AGAINST, NO_SIGN)


def test_each_different_claim_is_judged_once_and_sizes_are_percent_of_a_share() -> None:
    one = claim_on("expected", by_about=10, baseline=70)
    status = status_of(plan_of(action(1, one), action(2, one), action(3, claim_on("flat"))))
    assert [each.terms.measure for each in status.judgements] == ["expected", "flat"]
    county = status.judgements[0].county
    assert status.judgements[0].reached(county) == pytest.approx((county.so_far or 0) / 0.1)
    assert county.baseline == pytest.approx(0.7)
    assert county.so_far == pytest.approx(sum(BETTER[-6:]) / 600 - 0.7)
    east = status.judgements[0].by_place["East"]
    assert east.baseline == pytest.approx(sum(STEADY) / 1200)
