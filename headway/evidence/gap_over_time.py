"""Is the gap between places closing, and did it close because the last one rose or because the others fell?

The place that is furthest behind over both periods together is followed: chosen by the first period alone, chance would
let the gap close in most counties (regression to the mean).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import sqrt

from headway.errors import UnusableNumbersError
from headway.evidence.checks import checked_pair, refuse_missing
from headway.evidence.consistency import (
    LEAST_EACH_WAY,
    PlaceCount,
    likely_gap,
    wilson,
)
from headway.evidence.masking import Z95
from headway.evidence.thresholds import LEAST_CHILDREN
from headway.evidence.words import of_places as words

MOSTLY, PARTLY = 0.5, 0.25


@dataclass(frozen=True)
class GapChange:
    """The verdict: closing, widening, no_change_shown, cannot_tell or could_not_check; all sizes are proportions.

    ``before`` and ``after``: how far ``place`` lies behind the rest, positive is behind. ``change`` is after less
    before, with its 95% interval. ``risen`` and ``fallen``: how much of a closing is the place getting better and the
    rest getting worse; ``how`` is levelling_up, levelling_down or both, and empty unless the gap is closing.
    """

    verdict: str
    place: str = ""
    before: float = 0.0
    after: float = 0.0
    change: float = 0.0
    low: float = 0.0
    high: float = 0.0
    risen: float = 0.0
    fallen: float = 0.0
    how: str = ""
    likely_before: float | None = None
    likely_after: float | None = None
    why: str = field(default="")


def gap_over_time(
    before: Sequence[PlaceCount], after: Sequence[PlaceCount], *, good: str, dispersion: float = 1.0
) -> GapChange:
    """Whether the gap is closing between two periods of the same places, of a year each for a flow.

    ``good`` is higher or lower; ``dispersion`` as in ``consistency``. The interval squares and adds the Wilson intervals
    of the four proportions (Newcombe's method, as Zou and Donner 2008 extend it). Raises UnusableNumbersError where the
    places are not the same, for a direction that is neither, and for counts that cannot be right.
    """
    for period in (before, after):
        x, _ = checked_pair([each.numerator for each in period], [each.denominator for each in period], is_share=True)
        refuse_missing(x, "before, after")
    if good not in ("higher", "lower"):
        raise UnusableNumbersError("A gap closes only where one way is good.", "good", "Give higher or lower.")
    one, other = {each.place: each for each in before}, {each.place: each for each in after}
    if set(one) != set(other) or len(one) != len(before) or len(other) != len(after):
        raise UnusableNumbersError(
            "The places of the two periods are not the same.", "before, after", "Give each place once in both periods."
        )
    if len(one) < 2:
        return GapChange("could_not_check", why=words.ONE_UNIT)
    if any(each.denominator < LEAST_CHILDREN for each in (*before, *after)):
        return GapChange("cannot_tell", why=words.TOO_FEW_IN_A_PLACE)
    if any(_is_few(period) for period in (before, after)):
        return GapChange("cannot_tell", why=words.TOO_FEW_TO_COMPARE)
    sign = 1 if good == "higher" else -1

    def behind(place: str, *periods: dict[str, PlaceCount]) -> float:
        own = _sum([period[place] for period in periods])
        rest = _sum([each for period in periods for name, each in period.items() if name != place])
        return sign * (rest.rate - own.rate)

    place = max(one, key=lambda name: behind(name, one, other))
    own1, own2 = one[place], other[place]
    rest1 = _sum([each for name, each in one.items() if name != place])
    rest2 = _sum([each for name, each in other.items() if name != place])
    start, end = sign * (rest1.rate - own1.rate), sign * (rest2.rate - own2.rate)
    low, high = _interval(end - start, sign, (own1, rest2), (own2, rest1), dispersion)
    risen, fallen = sign * (own2.rate - own1.rate), sign * (rest1.rate - rest2.rate)
    verdict = "closing" if high < 0 else "widening" if low > 0 else "no_change_shown"
    return GapChange(
        verdict,
        place,
        start,
        end,
        end - start,
        low,
        high,
        risen,
        fallen,
        _how(risen, fallen) if verdict == "closing" else "",
        _likely(before, dispersion),
        _likely(after, dispersion),
    )


def _sum(counts: Sequence[PlaceCount]) -> PlaceCount:
    return PlaceCount("", sum(each.numerator for each in counts), sum(each.denominator for each in counts))


def _is_few(period: Sequence[PlaceCount]) -> bool:
    whole = _sum(period)
    least = LEAST_EACH_WAY * len(period)
    return min(whole.numerator, whole.denominator - whole.numerator) < least


def _interval(
    change: float,
    sign: int,
    added: tuple[PlaceCount, PlaceCount],
    taken: tuple[PlaceCount, PlaceCount],
    dispersion: float,
) -> tuple[float, float]:
    """The interval of a sum of two proportions less two others; all turned over where lower is good."""
    plus, minus = (added, taken) if sign > 0 else (taken, added)
    down = up = 0.0
    for each, is_added in [(e, True) for e in plus] + [(e, False) for e in minus]:
        low, high = wilson(each.numerator / dispersion, each.denominator / dispersion, Z95)
        below, above = each.rate - low, high - each.rate
        down += (below if is_added else above) ** 2
        up += (above if is_added else below) ** 2
    return change - sqrt(down), change + sqrt(up)


def _how(risen: float, fallen: float) -> str:
    closed = risen + fallen
    if fallen >= MOSTLY * closed:
        return "levelling_down"
    return "both" if fallen > PARTLY * closed else "levelling_up"


def _likely(period: Sequence[PlaceCount], dispersion: float) -> float:
    p = _sum(period).rate
    return likely_gap([e.rate for e in period], [dispersion * p * (1 - p) / e.denominator for e in period], p)[0]
