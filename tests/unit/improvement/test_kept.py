"""No version of a claim vanishes: one that went back, one that was taken away, one whose owner has another id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from headway.cli.plan_commands import taken_away_row
from headway.improvement import KeptClaims, first_kept, keep_plan
from headway.improvement.status import AGAINST, EXPECTED
from headway.store import Store
from tests.unit.improvement.test_status import STATE, action, claim_on, plan_of, state_of, status_of


def kept_in_turn(tmp_path: Path, *texts: str) -> KeptClaims:
    """What is kept of states of the plan used in January, February and so on, asked of the plan as it is now."""
    store = Store(tmp_path / "store")
    for month, text in enumerate(texts, 1):
        keep_plan(store, state_of(text), kept_at=datetime(2026, month, 1, tzinfo=UTC), kept_by="A")
    return first_kept(store, is_current=True)


def test_a_claim_that_went_back_to_its_first_terms_still_shows_those_between(tmp_path: Path) -> None:
    kept = kept_in_turn(tmp_path, STATE, STATE.replace("expects: higher", "expects: lower"), STATE)
    status = status_of(plan_of(action(1, claim_on("expected"))), kept)
    ((between,),) = (each.earlier for each in status.recommendations[0].claims)
    assert (between.claim.expects, between.word, between.first_kept_at.month) == ("lower", AGAINST, 2)
    assert status.taken_away == ()


def test_a_claim_that_was_taken_away_is_told_with_every_version_and_judged(tmp_path: Path) -> None:
    without = STATE[: STATE.index("        claim:")]
    texts = (STATE, STATE.replace("expects: higher", "expects: lower"), without)
    kept = kept_in_turn(tmp_path, *texts)
    (gone,) = status_of(plan_of(action(1)), kept).taken_away
    assert (gone.owner_id, gone.owner_title, gone.now_at) == ("P1.1", "See each child", "")
    assert [each.word for each in gone.versions] == [EXPECTED, AGAINST]
    assert gone.words.startswith(
        "Claimed until 1 March 2026, then taken away. It said: expected lower from 1 October 2025;"
    )
    row = taken_away_row(gone)
    assert (row["id"], row["impact"], row["first kept"]) == ("P1.1", gone.words, "2026-02-01")
    assert str(row["said before"]).startswith("Before it was changed, it said: expected higher")
    assert status_of(plan_of(action(1)), replace(kept, is_current=False)).taken_away == ()
    # Taken away by going back to a plan that was kept before: when is not known.
    (back,) = status_of(plan_of(action(1)), kept_in_turn(tmp_path / "back", without, STATE)).taken_away
    assert back.words.startswith("Claimed, then taken away.")


def test_a_claim_whose_owner_has_another_id_is_told_where_it_stood_and_where_it_is(tmp_path: Path) -> None:
    kept = kept_in_turn(tmp_path, STATE, STATE.replace("P1.1", "P1.2"))
    (moved,) = status_of(plan_of(action(2, claim_on("expected"))), kept).taken_away
    assert moved.owner_id == "P1.1"
    assert moved.words.startswith("Claimed here until 1 February 2026, now at P1.2. It said: expected higher")
