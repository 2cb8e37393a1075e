"""A promise in a narrow column: the plan word in bold, without *signal in the*, and its mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, PlanWord
from headway.evidence.words import HIDDEN, NO_CLAIM, NOTHING_CLAIMED, NOTHING_WOULD_SHOW, SHORT, plan_word_words
from headway.improvement import Claim, ClaimStatus, PlanStatus, RecommendationStatus
from headway.publish.charts.marks import dash, mark
from headway.publish.contents import ASKED_OF_MINISTER
from headway.publish.say import Words, bold, say
from headway.publish.views import KeyEntry, Picture

# The icon that says what a plan word says, where the promise is of the better direction.
SAME_AS = {EXPECTED: "improvement", AGAINST: "concern", NO_SIGN: "common"}
MARKS = {EXPECTED: "improvement", AGAINST: "concern", NO_SIGN: "steady", TOO_EARLY: "too_early"}


def of_council(plan: PlanStatus) -> list[RecommendationStatus]:
    """What was asked of the council and its partners: the first page's rows."""
    return [each for each in plan.recommendations if each.recommendation.asked_of != ASKED_OF_MINISTER]


def of_minister(plan: PlanStatus) -> list[RecommendationStatus]:
    """What was asked of the Minister."""
    return [each for each in plan.recommendations if each.recommendation.asked_of == ASKED_OF_MINISTER]


def claims_by_measure(plan: PlanStatus) -> dict[str, ClaimStatus]:
    """The claim that each figure's page is drawn by: the first that the plan makes of it."""
    found: dict[str, ClaimStatus] = {}
    for recommendation in plan.recommendations:
        for claim in recommendation.claims:
            found.setdefault(claim.figures.measure, claim)
    return found


def narrow_words(word: str, words: str) -> Words:
    """The words with the plan word bold and, in a narrow column, short."""
    short = SHORT.get(word, word)
    head, found, tail = words.partition(word)
    return say(head, bold(short), tail) if found else say(words)


def impact_words(each: RecommendationStatus) -> Words:
    """A recommendation's impact with its plan word bold and short, and what is done bold before it."""
    if each.lead is None or each.word is None:
        return say(bold(NOTHING_CLAIMED), f": {NOTHING_WOULD_SHOW}")
    return say(bold(each.done_words), *narrow_words(each.word, each.lead.judged_words))


def not_working_words(promise: Claim) -> str:
    """What its owner said beforehand would show that it does not work; nothing where nothing was said."""
    said = promise.not_working_if.rstrip(".")
    return f"Not working, its owner said, if {said}." if said else ""


def word_mark(claim: ClaimStatus, found: PlanWord | None, place: str, *, is_hidden: bool = False) -> Picture:
    """The mark of a plan word in a place."""
    if found is None:
        return Picture(dash(f"{place}: no promise here"), f"{place}: no promise here")
    is_up = (claim.claim.expects == "higher") == (found.word != AGAINST)
    label = f"{place}: {plan_word_words(found, claim.figures.shape)}" + (f", {HIDDEN}" if is_hidden else "")
    return Picture(mark(MARKS.get(found.word, "cannot_tell"), label, up=is_up, boxed=is_hidden), label)


def place_marks(
    claim: ClaimStatus | None, places: Sequence[str], hidden: Mapping[str, set[str]]
) -> tuple[Picture, ...]:
    """One mark a place, boxed where the claim's figure hides the place."""
    if claim is None:
        return tuple(Picture(dash(f"{place}: {NO_CLAIM}"), f"{place}: {NO_CLAIM}") for place in places)
    boxed = hidden.get(claim.figures.measure, set())
    return tuple(word_mark(claim, claim.by_place.get(p), p, is_hidden=p in boxed) for p in places)


def plan_key() -> tuple[KeyEntry, ...]:
    """The marks of the first page with their words."""

    def pictures(kind: str, *ups: bool, boxed: bool = False) -> tuple[Picture, ...]:
        return tuple(Picture(mark(kind, "", up=up, boxed=boxed, pixels=13)) for up in ups)

    return (
        KeyEntry(pictures("improvement", True, False), say(SHORT[EXPECTED])),
        KeyEntry(pictures("concern", True, False), say(AGAINST)),
        KeyEntry(pictures("steady", True), say(NO_SIGN)),
        KeyEntry(pictures("too_early", True), say(TOO_EARLY)),
        KeyEntry(pictures("cannot_tell", True), say(CANNOT_TELL)),
        KeyEntry(pictures("steady", True, boxed=True), say(HIDDEN)),
    )
