"""Every recommendation in full: what was asked, each action with its owner, each promise and what the data say of it."""

from __future__ import annotations

from headway.evidence.words import EXPECTED, SHORT, plan_word_words
from headway.evidence.words.of_claims import (
    EVERY_VERSION,
    EVIDENCE_HEADS,
    evidence_row,
    impact_shown_words,
    luck_words,
)
from headway.improvement import ClaimStatus, PlanAction, RecommendationStatus
from headway.publish.contents import ASKED_OF_MINISTER, BoardContents
from headway.publish.plan_words import impact_words, narrow_words, not_working_words
from headway.publish.say import counted
from headway.publish.shown import anchor_of, short_day
from headway.publish.views import ActionView, ClaimView, RecommendationsView, RecommendationView


def recommendations_view(c: BoardContents, pages: set[str]) -> RecommendationsView:
    """The recommendations of the council, then of the Minister, each with its actions and promises."""
    found = c.plan.recommendations
    return RecommendationsView(
        title="Recommendations in full",
        lead=(
            f"{counted(len(found), 'recommendation')}. Delivery is what its owners say is done; impact is what the"
            " children's data say of the promise that was made beforehand. Neither stands for the other."
        ),
        recommendations=tuple(_one(c, each, pages) for each in found),
        luck=luck_words(c.plan.judgements),
    )


def _one(c: BoardContents, each: RecommendationStatus, pages: set[str]) -> RecommendationView:
    asked = each.recommendation
    whom = "the Minister and DfE" if asked.asked_of == ASKED_OF_MINISTER else "the council and its partners"
    before = (
        f" Asked before: {', '.join(f'{s.source}, {short_day(s.on)}' for s in asked.seen_before)}."
        if asked.seen_before
        else ""
    )
    return RecommendationView(
        anchor=f"r-{asked.id}",
        number=("Minister " if asked.asked_of == ASKED_OF_MINISTER else "") + asked.shown_number,
        title=asked.shown_title,
        says=asked.says,
        asked=f"Asked of {whom} by {asked.origin.source}, {short_day(asked.origin.on)}.{before}",
        delivery=each.delivery_words,
        impact=impact_words(each),
        actions=tuple(_action(c, action) for action in each.actions),
        claims=tuple(_claim(claim, pages) for claim in each.claims),
    )


def _action(c: BoardContents, action: PlanAction) -> ActionView:
    delivery = action.delivery + (f" {short_day(action.done_on)}" if action.done_on else "")
    late = ", late" if action.is_late(c.plan.as_at) else ""
    return ActionView(action.title, action.owner, short_day(action.due), delivery + late)


def _claim(claim: ClaimStatus, pages: set[str]) -> ClaimView:
    promise = claim.claim
    size = f" by about {promise.by_about:g}" if promise.by_about else ""
    size += f" from {promise.baseline:g}" if promise.baseline is not None else ""
    kept = f", first kept by Headway {short_day(claim.kept.first_kept_at.date())}" if claim.kept else ""
    shape = claim.figures.shape
    return ClaimView(
        what=claim.figures.title,
        promise=f"{promise.expects}{size}, from {short_day(promise.change_from)} on",
        words=narrow_words(claim.word, claim.words),
        places=tuple(
            f"{place}: {found.word if found.reason == 'late' else _plain(plan_word_words(found, shape))}"
            for place, found in claim.by_place.items()
        ),
        kept=f"declared {short_day(promise.declared_on)}{kept}",
        link=anchor_of(claim.figures.measure) if claim.figures.measure in pages else "",
        not_working=not_working_words(promise),
        heads=EVIDENCE_HEADS,
        rows=_rows(claim),
        impact_shown=impact_shown_words(claim.judgement.impact_shown),
        before=(*(each.words for each in claim.earlier), *([EVERY_VERSION] if claim.earlier else [])),
    )


def _rows(claim: ClaimStatus) -> tuple[tuple[str, ...], ...]:
    """What is behind the words, of the county and each place; nothing where no change could be fitted anywhere."""
    found = claim.judgement
    every = (found.county, *found.by_place.values())
    if all(each.change.fit is None for each in every):
        return ()
    return tuple(evidence_row(found, each, claim.figures.shape) for each in every)


def _plain(words: str) -> str:
    return words.replace(EXPECTED, SHORT[EXPECTED])
