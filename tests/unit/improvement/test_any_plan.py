"""What must hold of any plan: no shape of file stops the checks, loops are found wherever they are, no word hides a worse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue import parse_yaml
from headway.evidence.plan_word import CANNOT_TELL, WORST_FIRST, PlanWord
from headway.evidence.series import PlaceSeries
from headway.improvement import ClaimFigures, ClaimStatus, KeptClaims, Plan, first_kept, keep_plan, plan_status
from headway.improvement.plan import PlanState
from headway.improvement.plan_checks import Known, plan_faults
from headway.improvement.read_plan import checked_plan
from headway.store import Store

KNOWN = Known(("AS02", "AS04"), ("North", "East"), date(2026, 10, 12))


def plan_of_waits(waits: dict[int, set[int]]) -> dict[str, object]:
    actions = [{"id": f"A{n}", "depends_on": [f"A{m}" for m in sorted(on)]} for n, on in waits.items()]
    return {"priorities": [{"id": "P", "actions": actions}]}


@given(st.data(), st.integers(2, 8))
def test_waiting_only_for_earlier_actions_is_no_loop_and_one_wait_back_is(data: st.DataObject, count: int) -> None:
    waits = {n: data.draw(st.sets(st.integers(0, n - 1))) if n else set() for n in range(count)}
    assert plan_faults(plan_of_waits(waits), KNOWN) == []
    last = data.draw(st.integers(1, count - 1))
    waits[last].add(last - 1)
    waits[last - 1].add(last)
    found = [fault.words for fault in plan_faults(plan_of_waits(waits), KNOWN)]
    assert any(f"A{last}" in words and f"A{last - 1}" in words for words in found), found


JUNK = st.recursive(
    st.none() | st.integers() | st.text(max_size=4) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["id", "priorities", "actions", "claim", "answers", "depends_on", "due", "start", "milestones"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JUNK)
def test_no_shape_of_file_stops_the_checks(value: object) -> None:
    for fault in plan_faults({"priorities": value, "recommendations": value, "findings": value}, KNOWN):
        assert fault.words


def test_an_empty_plan_asks_nothing() -> None:
    assert checked_plan(parse_yaml("", "plan.yaml"), KNOWN) == Plan()


ASKED = "{id: R1, from: {source: Report, on: 2020-09-28}, asked_of: council and partners, says: Keep at it."
PROMISED = "claim: {measure: AS02, expects: higher, from: 2025-07-01, declared_on: 2025-04-20}"
TEXT = f"recommendations:\n  - {ASKED}, {PROMISED}}}\n"


def keep(store: Store, text: str, at: datetime) -> Plan:
    plan = parse_yaml(text, "plan.yaml").into(Plan)
    keep_plan(store, PlanState(plan, text.encode()), kept_at=at, kept_by="a test")
    return plan


def test_a_promise_changed_afterwards_is_another_promise(tmp_path: Path) -> None:
    """Moving the change date, the direction or the declared day does not inherit the older claim's first day."""
    store = Store(tmp_path / "store")
    [first] = keep(store, TEXT, datetime(2025, 5, 3, tzinfo=UTC)).claims()
    for number, (old, new) in enumerate(
        [("2025-07-01", "2025-12-01"), ("higher", "lower"), ("2025-04-20", "2025-01-20"), ("AS02", "AS04")]
    ):
        [claim] = keep(store, TEXT.replace(old, new), datetime(2025, 8, 1 + number, tzinfo=UTC)).claims()
        assert first_kept(store).by_key[claim.key].first_kept_at == datetime(2025, 8, 1 + number, tzinfo=UTC)
    assert first_kept(store).by_key[first.key].first_kept_at == datetime(2025, 5, 3, tzinfo=UTC)


NOTHING = PlaceSeries("county", "county", ())


def claimed(count: int) -> Plan:
    """A plan of that many actions, all done, each with the same claim."""
    done = {"answers": ["R1"], "owner": "A director", "start": "2025-01-01", "due": "2025-12-31", "delivery": "done"}
    promise = {"measure": "AS02", "expects": "higher", "from": "2025-07-01", "declared_on": "2025-04-20"}
    actions = [{"id": f"A{n}", "title": "T", "done_on": "2025-06-01", "claim": promise, **done} for n in range(count)]
    asked = checked_plan(parse_yaml(f"recommendations:\n  - {ASKED}}}\n", "plan.yaml"), KNOWN)
    priority = {"id": "P1", "title": "T", "outcome": "Children do not wait.", "actions": actions}
    return asked.model_copy(update={"priorities": Plan.model_validate({"priorities": [priority]}).priorities})


def with_word(claim: ClaimStatus, word: str) -> ClaimStatus:
    judgement = claim.judgement
    return replace(claim, judgement=replace(judgement, county=replace(judgement.county, word=PlanWord(word))))


@given(st.lists(st.sampled_from(WORST_FIRST), max_size=6))
def test_a_better_claim_never_hides_a_worse_one(words: Sequence[str]) -> None:
    figures = ClaimFigures("AS02", "In time", "proportion", 10, None, NOTHING, {})
    [shown] = plan_status(
        claimed(len(words)), lambda _: figures, as_at=date(2026, 9, 30), first_kept=KeptClaims()
    ).recommendations
    assert {claim.word for claim in shown.claims} <= {CANNOT_TELL}
    claims = tuple(with_word(each, word) for each, word in zip(shown.claims, words, strict=True))
    found = replace(shown, claims=claims)
    assert found.word == (min(words, key=WORST_FIRST.index) if words else None)
    assert sum(found.word_counts.values()) == len(words)


def test_no_figures_is_cannot_tell_and_never_all_done_with_no_sign() -> None:
    figures = ClaimFigures(
        "AS02", "In time", "proportion", 10, None, NOTHING, {"North": replace(NOTHING, place="North")}
    )
    [found] = plan_status(
        claimed(1), lambda _: figures, as_at=date(2026, 9, 30), first_kept=KeptClaims()
    ).recommendations
    assert not found.is_done_without_sign
    assert found.impact_words == "cannot tell: no figures"
    assert found.claims[0].by_place["North"].word == CANNOT_TELL
