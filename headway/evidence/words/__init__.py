"""Every verdict's words, once. No module outside this folder says what a verdict means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING

from headway.evidence.series import PlaceValue
from headway.evidence.words.of_shares import points_words, share_words
from headway.measures import Observation
from headway.periods import day_words

if TYPE_CHECKING:
    from headway.evidence.consistency import Consistency, PlaceCount, PlaceGap
    from headway.evidence.masking import Masking
    from headway.evidence.plan_word import PlanWord
    from headway.evidence.recording_break import RecordingBreak
    from headway.evidence.xmr import Xmr

FEW = 20

# The five plan words. A recommendation with several claims takes the first of WORST_FIRST that any of them has.
CANNOT_TELL = "cannot tell"
TOO_EARLY = "too early"
AGAINST = "signal against"
EXPECTED = "signal in the expected direction"
NO_SIGN = "no sign"
PLAN_WORDS = (EXPECTED, NO_SIGN, TOO_EARLY, CANNOT_TELL, AGAINST)
WORST_FIRST = (AGAINST, NO_SIGN, CANNOT_TELL, TOO_EARLY, EXPECTED)
NOT_LEVEL = "not yet level with the rest"
# In a narrow column: what is as long as its name is short already.
SHORT = {EXPECTED: "expected direction"}

# What is said beside a word: of delivery, of a claim that was never made, of a place.
DONE = "done"
ALL_DONE = "all done"
NO_CLAIM = "no claim"
NOTHING_CLAIMED = "no claim declared"
NOTHING_WOULD_SHOW = "nothing would show that it works"
HIDDEN = "hidden by the average"
APART = "apart from the rest"

# An icon in a narrow column, and what explains it.
VARIATION_SHORT = {
    "common_cause": "No real change",
    "improvement": "Really better",
    "concern": "Really worse",
    "neutral_high": "Really higher",
    "neutral_low": "Really lower",
}
VARIATION_WHY = {
    "common_cause": "the ups and downs are what chance gives",
    "improvement": "more than chance",
    "concern": "more than chance. Find out why",
    "neutral_high": "neither is better",
    "neutral_low": "neither is better",
}
VARIATION = {
    kind: f"{short}{';' if kind.startswith('neutral') else ':'} {VARIATION_WHY[kind]}."
    for kind, short in VARIATION_SHORT.items()
}
ASSURANCE_SHORT = {
    "pass": "Will go on meeting",
    "fail": "Will go on missing",
    "inconsistent": "Will sometimes meet",
}
ASSURANCE = {kind: f"{short} the target unless something changes." for kind, short in ASSURANCE_SHORT.items()}
# The same where the months themselves say that it is changing the other way: *unless something changes* has come true.
ASSURANCE_TURNING = {
    ("pass", "concern"): "Would go on meeting the target, but is getting worse",
    ("fail", "improvement"): "Would go on missing the target, but is getting better",
}
# A month's mark in one word, for a table.
SIGNS = {"steady": "none", "improvement": "improving", "concern": "concern", "neutral": "changed"}
SIGN_NOT_SAID = "not said"
# Why a good sign is withheld.
FEW_A_MONTH = "So few are counted a month that none is called better"
NEARLY_ALL = "Nearly all are met each month, so that none is called better"
ALIKE = "Mostly the same children each month: no sign is given that chance may well have lit"
# What a month that sets off a rule lies beyond, read aloud.
RULES = {
    "limit_high": "above {upper}, the most that chance alone would give",
    "limit_low": "below {lower}, the least that chance alone would give",
    "shift_high": "above the mean of {mean}, more in a row than chance alone gives",
    "shift_low": "below the mean of {mean}, more in a row than chance alone gives",
    "trend_up": "on a rise of seven months or more, longer than chance alone gives",
    "trend_down": "on a fall of seven months or more, longer than chance alone gives",
    "near_high": "near the upper limit of {upper} with another of the three, more than chance alone gives",
    "near_low": "near the lower limit of {lower} with another of the three, more than chance alone gives",
}
# What must be said beside a chart whose limits do not hold as they stand.
CAUTIONS = {
    "few": "Fewer than three a month are counted, or are not: the limits are not to be trusted. Look at them one by one.",
    "alike": "Mostly the same children each month: better is not said, and worse, higher or lower only beyond what chance"
    " gives among so many separate children. Whether a change worked is judged at its date.",
    "slow": "Much the same children each month: neighbouring months are alike, so signals come too easily.",
}

# Why places could not be compared, or cannot be told apart.
ONE_PLACE = "there are not two places to compare"
MANY_PLACES = "more places than this comparison is made for"
NONE_IN_PLACES = "none of them is in a locality"
NOT_COMPARED = {
    "count": "numbers of places of different size are not compared",
    "split": "shares of several kinds are not compared",
}
NOT_COMPARED_MIDDLES = "how far chance alone would move a place's median or mean is not known"
ALL_OR_NONE = "every place has all of them, or none"
TOO_FEW_IN_COUNTY = "too few in the county to compare places"
# The same of groups of children, which are compared as places are.
OF_GROUPS = {
    ONE_PLACE: "there are not two groups to compare",
    MANY_PLACES: "more groups than this comparison is made for",
    ALL_OR_NONE: "every group has all of them, or none",
    TOO_FEW_IN_COUNTY: "too few to compare groups",
}

# Why a claim cannot be judged.
NO_FIGURES = "no figures"
DECLARED_LATE = "declared after its change date"
SAME_CHILDREN, SAME_CHILDREN_SHORT = "mostly the same children each month", "months too alike"
TOO_SMALL = "too few children in the place"
NO_VARIATION = "no variation to judge by"


def backdated_words(declared_on: date, kept_on: date, said: date) -> str:
    """That the plan, as it was kept on a day, gave a later day of declaring than it gives now."""
    return f"declared on {day_words(declared_on)}; the plan kept on {day_words(kept_on)} said {day_words(said)}: no verdict"


def few_before_words(before: int, needed: int) -> str:
    """That too few months came before the change for a base."""
    return f"{before} of {needed} months before the change, and there will be no more"


def lost_words(lost: int, rows: int, when: str) -> str:
    """That too much could not be told; ``when`` is *before* or *since* the change."""
    return f"{lost:,} of {rows:,} could not be told {when} the change"


def recording_changed_words(found: RecordingBreak) -> str:
    """That the recording changed beside the change that is to be judged."""
    return f"the recording changed in {month_words(found.start)}"


def too_early_words(after: int, needed: int) -> str:
    """How many months there are since the change, and how many are still needed."""
    return f"{after} of {needed} months, {needed - after} still needed"


def no_figure_words(places: Sequence[str]) -> str:
    """That a place has no figure, or none that may be shown."""
    return f"there is no figure for {listed_words(places)}"


def none_counted_words(places: Sequence[str]) -> str:
    """That a place's rate is nought, which does not say of how many children it is one."""
    return f"none were counted in {listed_words(places)}, so that the size of the place is not known"


def few_in_words(places: Sequence[str]) -> str:
    """That some places have too few to be compared."""
    return f"too few in {listed_words(places)}"


def figure_words(each: Observation) -> str:
    """A figure as it is shown: a percentage, *7 of 12* for fewer than 20, a count, a rate, a mean, or why there is none."""
    if each.value is None:
        return each.status
    if each.shape == "proportion":
        return proportion_words(each.numerator or 0, each.denominator or 0)
    return f"{each.value:,.0f}" if each.shape == "count" else f"{each.value:,.1f}"


def proportion_words(numerator: int, denominator: int, decimals: int = 0) -> str:
    """A percentage; of fewer than 20, how many of how many."""
    if denominator < FEW:
        return f"{numerator} of {denominator}"
    return share_words(numerator / denominator, decimals)


def counted_words(numerator: int, denominator: int, decimals: int = 0) -> str:
    """A percentage with its n: *61% (430 of 705)*; *7 of 12* for fewer than 20."""
    share = proportion_words(numerator, denominator, decimals)
    return share if denominator < FEW else f"{share} ({numerator:,} of {denominator:,})"


def month_words(day: date) -> str:
    """The month of a day: *May 2026*."""
    return f"{day:%B %Y}"


def span_words(each: Observation) -> str:
    """When a figure is of: *on 30 September 2026*, *in September 2026*, *in the 12 months to September 2026*."""
    if each.state_on is not None:
        return f"on {day_words(each.period_end)}"
    months = (each.period_end.year - each.period_start.year) * 12 + each.period_end.month - each.period_start.month + 1
    end = month_words(each.period_end)
    return f"in {end}" if months == 1 else f"in the {months} months to {end}"


def plan_word_words(found: PlanWord, shape: str) -> str:
    """A plan word with what it rests on: *signal in the expected direction since May 2026*."""
    if found.word == EXPECTED:
        return _since(found) + ("" if found.is_level else f", {NOT_LEVEL}")
    if found.word == AGAINST:
        return _since(found)
    if found.word == NO_SIGN and found.smallest_change is not None:
        return f"{NO_SIGN}: a change of {_size(found.smallest_change, shape)} would show"
    return f"{found.word}: {found.why}" if found.why else found.word


def county_words(county: PlanWord, by_place: Mapping[str, PlanWord], shape: str) -> str:
    """The county's word, and the places that it would hide: *…, but not in East*; *…; against in East*.

    Where the county goes the expected way, a place that is still behind the rest is named as well.
    """
    words = plan_word_words(county, shape)
    against = [place for place, found in by_place.items() if found.word == AGAINST]
    if county.word != EXPECTED:
        return f"{words}; against in {listed_words(against)}" if against else words
    behind = [place for place, found in by_place.items() if found.word != AGAINST and not found.is_level]
    said = f"{words}, but not in {listed_words(against)}" if against else words
    return f"{said}; {listed_words(behind)} {NOT_LEVEL}" if behind else said


def consistency_words(found: Consistency, margin: float) -> str:
    """What is said of the places: who is apart and by how much, or what cannot be told."""
    return " ".join(consistency_parts(found, margin))


def consistency_parts(found: Consistency, margin: float) -> tuple[str, ...]:
    """The same as sentences: the verdict first, then what it rests on; the likely gap last."""
    alike = dispersion_words(found.dispersion)
    if found.verdict == "differs":
        apart = "; ".join(_gap_words(gap, is_rate=found.is_rate) for gap in found.apart)
        said = f"Not the same everywhere: {apart}.", alike, likely_gap_words(found)
    elif found.verdict == "consistent":
        said = f"The same everywhere, to within {margin:.0f} {'%' if found.is_rate else 'points'}.", alike, ""
    elif found.verdict == "could_not_check":
        said = f"Could not be compared: {found.why}.", "", ""
    elif found.largest_hidden is None:
        said = f"Too few children to say: {found.why}.", "", ""
    else:
        said = (
            "No difference shown, but the numbers are too small to say it is the same.",
            f"The largest gap they could hide is {_gap_size(found.largest_hidden, found)}.",
            alike,
        )
    return tuple(each for each in said if each)


def likely_gap_words(found: Consistency) -> str:
    """How far apart the places probably are; nothing where they are not shown to differ."""
    return f"Likely gap {_gap_size(found.likely_gap, found)}." if found.verdict == "differs" else ""


def dispersion_words(dispersion: float) -> str:
    """That children are not separate from one another, so that they count as fewer; nothing where it is no matter."""
    if round(dispersion, 1) <= 1:
        return ""
    return f"Children counted near one another are alike (φ = {dispersion:.1f}): they count as that many times fewer."


def masking_words(county: str, place: str, place_value: str) -> str:
    """What the county's figure hides."""
    return f"The county's {county} hides {place}: {place_value}."


def masked_words(found: Masking) -> str:
    """What the county's figure hides, from the counts of both."""
    return masking_words(hidden_figure_words(found.county), found.place, hidden_figure_words(found.locality))


def hidden_figure_words(found: PlaceCount | PlaceValue, *, is_counted: bool = False) -> str:
    """The figure of the county or of the place that it hides: a share, with its n if asked for, or a value."""
    if isinstance(found, PlaceValue):
        return f"{found.rate:,.0f}" if found.shape == "count" else f"{found.rate:,.1f}"
    words = counted_words if is_counted else proportion_words
    return words(found.numerator, found.denominator)


def hidden_headline(title: str, found: Masking, span: str) -> str:
    """*Assessments in time: 61% (430 of 705) in East in the 12 months to …; the county's 84% hides it.*"""
    here, whole = hidden_figure_words(found.locality, is_counted=True), hidden_figure_words(found.county)
    return f"{title}: {here} in {found.place} {span}; the county's {whole} hides it."


def apart_headline(title: str, gap: PlaceGap, figure: str, span: str, *, is_rate: bool = False) -> str:
    """*Assessments in time: 61% (430 of 705) in East in the 12 months to …, 20 points below the rest.*"""
    side = "below" if gap.difference < 0 else "above"
    size = f"{abs(gap.difference):,.1f}" if is_rate else points_words(abs(gap.difference))
    return f"{title}: {figure} in {gap.place} {span}, {size} {side} the rest."


def verdict_headline(title: str, figure: str, place: str, span: str, verdict: str = "") -> str:
    """*Assessments in time: 84% (2,381 of 2,835) in the county in September 2026: really worse, more than chance.*"""
    said = verdict.split(".")[0].replace(":", ",")
    return f"{title}: {figure} in {place} {span}" + (f": {said[:1].lower()}{said[1:]}." if said else ".")


def no_data_headline(title: str, place: str, since: date | None, why: str) -> str:
    """*Assessments in time: no data in the county since March 2026 (not covered).*"""
    when = f" since {month_words(since)}" if since else ""
    return f"{title}: no data in {place}{when}" + (f" ({why})." if why else ".")


def recording_words(found: RecordingBreak | None) -> str:
    """That the recording changed, and from when: no better figure is called better across it."""
    if found is None:
        return ""
    month = month_words(found.start)
    stopped = "A better figure is not called better."
    if found.sign == "definition":
        return f"The definition changed in {month}. {stopped}"
    if found.sign == "cannot_tell":
        before, after = share_words(found.before), share_words(found.after)
        return (
            f"The recording changed about {month}: in the three months before {before} could not be told, in the three from"
            f" then on {after}. {stopped}"
        )
    return (
        f"The recording may have changed about {month}: {found.before:,.0f} rows a month before,"
        f" {found.after:,.0f} after. {stopped}"
    )


def assurance_of(kind: str, target: str, icon: str | None = None) -> str:
    """The target verdict with its target: *Will sometimes meet the 80% target unless something changes.*

    ``icon`` is that of the same chart: where it says that the figure is leaving what the verdict rests on, that is said.
    """
    turning = ASSURANCE_TURNING.get((kind, variation_kind(icon or "")))
    return (f"{turning}." if turning else ASSURANCE[kind]).replace("the target", f"the {target} target")


def assurance_short(kind: str, target: str, icon: str | None = None) -> str:
    """The same for a narrow column: *Will sometimes meet 80%*."""
    turning = ASSURANCE_TURNING.get((kind, variation_kind(icon or "")))
    return turning.replace("the target", target) if turning else f"{ASSURANCE_SHORT[kind]} {target}"


def variation_kind(icon: str) -> str:
    """The key of an icon's words: without a direction, but where neither is better."""
    return icon if icon in VARIATION else icon.split("_")[0]


def not_yet_words(chart: Xmr, *, doubt: str = "") -> str:
    """Why a chart has no icon; ``doubt`` (few, alike) is why not all of its signs are said."""
    if doubt and chart.status == "firm":
        return f"Cannot tell: {SAME_CHILDREN if doubt == 'alike' else 'too few a month'}."
    if chart.status == "provisional":
        return f"Too early: {chart.value_count} of {chart.values_needed} months."
    return "Cannot tell: the recording changed." if chart.status == "firm" else "Cannot tell: too few months."


def _since(found: PlanWord) -> str:
    return found.word + (f" since {month_words(found.since)}" if found.since else "")


def _gap_words(gap: PlaceGap, *, is_rate: bool) -> str:
    side = "below" if gap.difference < 0 else "above"
    low, high = sorted((abs(gap.low), abs(gap.high)))
    size = f"{abs(gap.difference):,.1f}" if is_rate else points_words(abs(gap.difference))
    if not isfinite(high):
        return f"{gap.place} is {size} {side} the rest"
    # An interval that leaves out nought is never told as one that begins with it.
    digits = 1 if is_rate or round(100 * low) == 0 else 0
    per = 1 if is_rate else 100
    between = f"{per * low:,.{digits}f} to {per * high:,.{digits}f}"
    return f"{gap.place} is {size} {side} the rest ({between})"


def _gap_size(size: float | None, found: Consistency) -> str:
    return f"{size or 0:,.1f} per 10,000" if found.is_rate else points_words(size or 0)


def _size(change: float, shape: str) -> str:
    return points_words(change) if shape == "proportion" else f"{change:,.1f}"


def listed_words(names: Sequence[str]) -> str:
    """Names in a sentence: *North, East and South*; nothing of none."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def number_words(count: int) -> str:
    """A small number as a word, a larger one in digits."""
    names = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return names[count] if 0 <= count < len(names) else f"{count:,}"
