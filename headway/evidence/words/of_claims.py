"""What is said of a claim in all its versions, of the evidence behind its word, and of many claims judged at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from headway.evidence.words import AGAINST, EXPECTED, plan_word_words
from headway.evidence.words.of_change import change_words
from headway.evidence.words.of_shares import share_words
from headway.periods import day_words

if TYPE_CHECKING:
    from headway.evidence.judge import Evidenced, Judgement, PlaceJudgement

SHOWN = "Impact is shown: sustained, everywhere, and declared beforehand."
NOT_YET_SHOWN = "Impact is not yet shown: {against}."
NOT_SHOWN = {"apart": "not yet level with the rest", "not_sustained": "not yet six months in a row"}
CHANGED_AFTERWARDS = "The claim was changed afterwards; every version is kept and judged by its own terms."


def judgement_words(found: Judgement, each: PlaceJudgement, shape: str) -> tuple[str, ...]:
    """A place's word and what is behind it: the change at the date, and how far it has come of what was promised."""
    is_share = shape == "proportion"
    said = [
        f"{each.place}: {plan_word_words(each.word, shape)}.",
        change_words(each.change, found.terms.expects, is_share=is_share),
    ]
    if each.so_far is not None:
        reached = found.reached(each)
        of = f", {share_words(reached)} of what was promised" if reached is not None else ""
        size = f"{100 * each.so_far:+.0f} points" if is_share else f"{each.so_far:+,.1f}"
        said.append(f"So far: {size}{of}.".replace("-", "−"))
    return tuple(said)


def evidenced_words(found: Evidenced) -> str:
    """Whether impact is shown, and where not why."""
    if found.is_shown:
        return SHOWN
    return NOT_YET_SHOWN.format(
        against="; ".join(f"{place}: {NOT_SHOWN.get(why, why)}" for place, why in found.against)
    )


def versions_words(found: Sequence[Judgement]) -> tuple[str, ...]:
    """Each version of a claim with its terms, the first declared first; that it was changed where there are several."""
    said = [
        f"Declared on {day_words(each.terms.declared_on)}: {each.terms.expects} from {day_words(each.terms.change_from)}"
        f"{', in ' + ', '.join(each.terms.places) if each.terms.places else ''}: {each.county.word.word}."
        for each in found
    ]
    return tuple([*said, CHANGED_AFTERWARDS] if len(found) > 1 else said)


def luck_words(judgements: Sequence[Judgement]) -> str:
    """How many claims and places were judged, and how many would look changed by luck alone."""
    from headway.evidence.judge import expected_by_luck

    count = sum(each.judged_count for each in judgements)
    luck = expected_by_luck(judgements)
    if not count:
        return "None could be judged."
    return (
        f"{count} were judged, places counted one by one. If nothing had changed anywhere, about {luck[EXPECTED]:.1f} would"
        f" read {EXPECTED} and {luck[AGAINST]:.1f} {AGAINST} by luck alone."
    )
