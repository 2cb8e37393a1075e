"""What is said of a claim in all its versions, of the evidence behind its word, and of many claims judged at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, SHORT, listed_words
from headway.evidence.words.of_account import value_words
from headway.evidence.words.of_change import TIMING, change_words, course_words, interval_words, signed_words
from headway.periods import day_words

if TYPE_CHECKING:
    from headway.evidence.judge import ClaimTerms, ImpactShown, Judgement, PlaceJudgement

SHOWN = "Impact is shown: {how}, {where}, and declared beforehand."
HOW = {
    "sustained": "six months in a row",
    "changed": "a change at the date",
    "either": "six months in a row or a change at the date",
}
EVERYWHERE = "everywhere"
IN_PLACES = "in the places claimed ({places})"
NOT_YET_SHOWN = "Impact is not yet shown: {against}."
NOT_SHOWN = {
    "apart": "not yet level with the rest",
    "not_compared": "could not be compared with the rest",
    "not_sustained": "neither six months in a row nor a change at the date",
    "short": "less than half of what was promised",
}
VERSION = "{lead}: {what} {expects}{size} from {from_}{places}; declared on {declared}: {word}."
BEFORE_CHANGE, LAST_SAID = "Before it was changed, it said", "It said"
TAKEN_AWAY = "Claimed{until}, then taken away."
MOVED = "Claimed here{until}, now at {now_at}."
EVERY_VERSION = "Every version is kept and judged by its own terms."
NO_LONGER_KNOWN = "its measure is no longer known"
NOT_AGAINST = "It is no worse than before the change, so this is not called against."
EVIDENCE_HEADS = ("Place", "Change at the date", "Jump", "Slope; its change, a month", "So far")


def judgement_words(found: Judgement, each: PlaceJudgement, shape: str) -> tuple[str, ...]:
    """What is behind a place's word: the change at the date with its course, and how far it has come."""
    is_share = shape == "proportion"
    said = [
        _change_said(found, each, is_share),
        *course_words(each.change, is_share=is_share),
    ]
    so_far = so_far_words(found, each, shape)
    return tuple([*said, f"So far: {so_far}."] if so_far else said)


def evidence_row(found: Judgement, each: PlaceJudgement, shape: str) -> tuple[str, ...]:
    """The same as cells under EVIDENCE_HEADS."""
    is_share, fit = shape == "proportion", each.change.fit
    jump = slope = ""
    if fit is not None:
        jump = interval_words(fit.jump, is_share=is_share)
        change = interval_words(fit.slope_change, is_share=is_share, digits=1)
        slope = f"{interval_words(fit.slope, is_share=is_share, digits=1)}; {change}"
    change_said = _change_said(found, each, is_share)
    return each.place, change_said.removesuffix(TIMING).strip(), jump, slope, so_far_words(found, each, shape)


def _change_said(found: Judgement, each: PlaceJudgement, is_share: bool) -> str:
    """The change at the date; where it is worse and the word is not *against*, also why it is not."""
    said = change_words(each.change, found.terms.expects, is_share=is_share)
    is_behind = each.change.verdict == "worse" and "chance" not in each.change.doubts
    return f"{said} {NOT_AGAINST}" if is_behind and each.is_told and each.word.word != AGAINST else said


def so_far_words(found: Judgement, each: PlaceJudgement, shape: str) -> str:
    """How far the last six months are from the baseline, and of how much that was promised; nothing where none is told.

    A baseline that the claim gave is said to be its own, and beside it stands what the months before give.
    """
    if each.so_far is None or not each.is_told:
        return ""
    said = _moved(each.so_far, found.reached(each), shape)
    if not each.is_typed or each.baseline is None or each.since_before is None:
        return said
    before = _moved(each.since_before, found.reached_since_before(each), shape)
    return (
        f"{said}, from the {value_words(shape, each.baseline)} that the claim gives; {before}, from the months before"
    )


def _moved(moved: float, reached: float | None, shape: str) -> str:
    size = signed_words(moved, 1)
    if shape == "proportion":
        # What is some of a promise is not told as nothing.
        digits = int(not round(100 * moved) and (reached or 0) > 0)
        size = signed_words(100 * moved, digits)
        size += " point" if size in ("+1", "−1") else " points"
    if reached is None:
        return size
    # Of a promise more than all may be reached, and what is reached is never quite 0% or 100%.
    share = f"about {max(1, round(100 * reached))}%" if reached > 0 else "none"
    return f"{size}, {share} of what was promised"


def impact_shown_words(found: ImpactShown) -> str:
    """Whether impact is shown, how and where, and where not why."""
    if found.is_shown:
        where = IN_PLACES.format(places=listed_words(found.only_in)) if found.only_in else EVERYWHERE
        return SHOWN.format(how=HOW[found.how], where=where)
    whys = dict.fromkeys(why for _, why in found.against)
    said = (
        f"{NOT_SHOWN.get(why, why)} ({listed_words([place for place, own in found.against if own == why])})"
        for why in whys
    )
    return NOT_YET_SHOWN.format(against="; ".join(said))


def version_words(terms: ClaimTerms, words: str, shape: str, lead: str = BEFORE_CHANGE) -> str:
    """What a claim said before it was changed, and the words of how that is judged; none: its measure is not known."""
    size = terms.size if terms.size is None or shape != "proportion" else 100 * terms.size
    return VERSION.format(
        lead=lead,
        what=terms.measure,
        expects=terms.expects,
        size=f" by about {size:g}" if size else "",
        from_=day_words(terms.change_from),
        places=f", in {', '.join(terms.places)}" if terms.places else "",
        declared=day_words(terms.declared_on),
        word=words or f"{CANNOT_TELL}, {NO_LONGER_KNOWN}",
    )


def taken_away_words(until: date | None, now_at: str) -> str:
    """That a claim is no longer made where it stood: until when, where that is known, and who makes it now."""
    said = f" until {day_words(until)}" if until else ""
    return (MOVED if now_at else TAKEN_AWAY).format(until=said, now_at=now_at)


def luck_short(judgements: Sequence[Judgement]) -> str:
    """How many words were judged, and how many would look changed by luck alone, in short; nothing where none was."""
    from headway.evidence.judge import expected_by_luck

    count, luck = sum(each.judged_count for each in judgements), expected_by_luck(judgements)
    if not count:
        return ""
    judged = f"{count} word{'' if count == 1 else 's'} judged"
    return (
        f"{judged}: by luck alone about {luck[EXPECTED]:.1f} would read {SHORT[EXPECTED]}, {luck[AGAINST]:.1f} against"
    )


def luck_words(judgements: Sequence[Judgement]) -> str:
    """How many claims and places were judged, and how many would look changed by luck alone."""
    from headway.evidence.judge import expected_by_luck

    count = sum(each.judged_count for each in judgements)
    luck = expected_by_luck(judgements)
    if not count:
        return "No claim could be judged."
    return (
        f"{count} words were given to claims, places counted one by one. If nothing had changed anywhere, about"
        f" {luck[EXPECTED]:.1f} would read {EXPECTED} and {luck[AGAINST]:.1f} {AGAINST} by luck alone."
    )
