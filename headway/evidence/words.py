"""Every verdict's words, once. No other module says what a verdict means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from headway.evidence.consistency import Consistency, PlaceGap
from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, PlanWord
from headway.evidence.recording_break import RecordingBreak
from headway.evidence.xmr import FIRM, Xmr
from headway.measures import Observation

FEW = 20

VARIATION = {
    "common_cause": "No real change: the ups and downs are what chance gives.",
    "improvement": "Really better: more than chance.",
    "concern": "Really worse: more than chance. Find out why.",
    "neutral_high": "Really higher; neither is better.",
    "neutral_low": "Really lower; neither is better.",
}
ASSURANCE = {
    "pass": "Will go on meeting the target unless something changes.",
    "fail": "Will go on missing the target unless something changes.",
    "inconsistent": "Will sometimes meet the target unless something changes.",
}


def figure_words(each: Observation) -> str:
    """A figure as it is shown: a percentage, *7 of 12* for fewer than 20, a count, a rate, or why there is none."""
    if each.value is None or each.numerator is None:
        return {"not covered": "not covered", "not run": "not run"}.get(each.status, "no data")
    if each.shape == "proportion":
        return proportion_words(each.numerator, each.denominator or 0)
    if each.shape == "count":
        return f"{each.numerator:,}"
    return f"{each.value:,.1f}"


def proportion_words(numerator: int, denominator: int) -> str:
    """A percentage; of fewer than 20, how many of how many."""
    if denominator < FEW:
        return f"{numerator} of {denominator}"
    return f"{100 * numerator / denominator:.0f}%"


def month_words(day: date) -> str:
    """The month of a day: *May 2026*."""
    return f"{day:%B %Y}"


def plan_word_words(found: PlanWord, shape: str) -> str:
    """A plan word with what it rests on: *signal in the expected direction since May 2026*."""
    if found.word in (EXPECTED, AGAINST):
        return found.word + (f" since {month_words(found.since)}" if found.since else "")
    if found.word == NO_SIGN and found.smallest_change is not None:
        return f"{NO_SIGN}: a change of {_size(found.smallest_change, shape)} would show"
    return f"{found.word}: {found.why}" if found.why else found.word


def county_words(county: PlanWord, by_place: Mapping[str, PlanWord], shape: str) -> str:
    """The county's word, and the places that it would hide: *…, but not in East*; *…; against in East*."""
    words = plan_word_words(county, shape)
    against = [place for place, found in by_place.items() if found.word == AGAINST]
    if not against:
        return words
    places = _listed(against)
    return f"{words}, but not in {places}" if county.word == EXPECTED else f"{words}; against in {places}"


def consistency_words(found: Consistency, margin: float) -> str:
    """What is said of the places: who is apart and by how much, or what cannot be told."""
    if found.verdict == "differs":
        apart = "; ".join(_gap_words(gap) for gap in found.apart)
        return f"Not the same everywhere: {apart}. Likely gap {_points(found.likely_gap or 0)}."
    if found.verdict == "consistent":
        return f"The same everywhere, to within {margin:.0f} points."
    if found.verdict == "could_not_check":
        return f"Could not be compared: {found.why}."
    if found.largest_hidden is None:
        return f"Too few children to say: {found.why}."
    return (
        "No difference shown, but the numbers are too small to say it is the same."
        f" The largest gap they could hide is {_points(found.largest_hidden)}."
    )


def masking_words(county: str, place: str, place_value: str) -> str:
    """What the county's figure hides."""
    return f"The county's {county} hides {place}: {place_value}."


def _gap_words(gap: PlaceGap) -> str:
    side = "below" if gap.difference < 0 else "above"
    low, high = sorted((abs(gap.low), abs(gap.high)))
    return f"{gap.place} is {_points(abs(gap.difference))} {side} the rest ({100 * low:.0f} to {100 * high:.0f})"


def _points(size: float) -> str:
    number = round(100 * size)
    return f"{number} point{'' if number == 1 else 's'}"


def _size(change: float, shape: str) -> str:
    return _points(change) if shape == "proportion" else f"{change:,.1f}"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


PLAN_WORDS = (EXPECTED, NO_SIGN, TOO_EARLY, CANNOT_TELL, AGAINST)


def headline_words(words: Sequence[str | None], day: str) -> tuple[str, str]:
    """The pack's headline and the sentence under it, from each recommendation's one word."""
    count = Counter(words)
    better, against = count[EXPECTED], count[AGAINST]
    headline = (
        f"{_number(better).capitalize()} of {_number(len(words))} recommendations show the expected direction at {day}"
    )
    headline += (
        f"; {_number(against)} {'goes' if against == 1 else 'go'} against." if against else "; none goes against."
    )
    others = [
        (NO_SIGN, "show no sign"),
        (TOO_EARLY, "are too early"),
        (CANNOT_TELL, "cannot be told"),
        (None, "have no claim"),
    ]
    said = [f"{_number(count[word])} {text}" for word, text in others if count[word]]
    return headline, f"Of the others, {', '.join(said)}." if said else ""


def recording_words(found: RecordingBreak | None) -> str:
    """That the recording changed, and from when: no better figure is called better across it."""
    if found is None:
        return ""
    if found.sign == "cannot_tell":
        return (
            f"The recording changed about {found.month}: {100 * found.before:.0f}% could not be told before,"
            f" {100 * found.after:.0f}% after. A better figure is not called better."
        )
    return (
        f"The recording may have changed about {found.month}: {found.before:,.0f} rows a month before,"
        f" {found.after:,.0f} after. A better figure is not called better."
    )


def not_yet_words(chart: Xmr) -> str:
    """Why a chart has no icon."""
    if chart.status == "provisional":
        count = sum(point.value is not None for point in chart.points)
        return f"Too early: {count} of {FIRM} months."
    return "Cannot tell: the recording changed." if chart.status == "firm" else "Cannot tell: too few months."


def _number(count: int) -> str:
    names = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
    return names[count] if count < len(names) else str(count)
