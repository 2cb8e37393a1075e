"""Is the county one place? The likely gap between localities, and who stands apart by more than chance.

Each place is compared with the rest, at 0.05 over twice the number of places, so that all of them together are wrong
in about one county in twenty. With few places no funnel is used: a bad one would widen its own limits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, sqrt

from scipy.special import ndtri

from headway.errors import UnusableNumbersError
from headway.evidence import words
from headway.evidence.checks import (
    GOODS,
    Floats,
    checked_pair,
    refuse_missing,
    refuse_negative,
    refuse_none_above,
    refuse_unknown,
    value_array,
)
from headway.evidence.tails import ratio_interval
from headway.evidence.thresholds import LEAST_CHILDREN

LEAST_EACH_WAY = 5
MOST_PLACES = 12
WRONG = 0.05


@dataclass(frozen=True)
class PlaceCount:
    """How many of how many in one place."""

    place: str
    numerator: int
    denominator: int

    @property
    def rate(self) -> float:
        """The proportion."""
        return self.numerator / self.denominator


@dataclass(frozen=True)
class PlaceRate:
    """How many in one place, and of what population: in ten thousands, for as many years as they were counted."""

    place: str
    numerator: int
    exposure: float

    @property
    def rate(self) -> float:
        """The rate, per 10,000 and a year."""
        return self.numerator / self.exposure


@dataclass(frozen=True)
class PlaceGap:
    """One place against the rest, in proportions (or in the rate's own unit): positive is above the rest."""

    place: str
    difference: float
    low: float
    high: float
    is_apart: bool
    is_bad_side: bool


@dataclass(frozen=True)
class Consistency:
    """The verdict: differs, consistent, cannot_tell or could_not_check; gaps and sizes as proportions.

    ``is_rate``: gaps and sizes are rates instead. ``dispersion``: intervals are those of so many times fewer children.
    """

    verdict: str
    likely_gap: float | None
    gaps: tuple[PlaceGap, ...]
    largest_hidden: float | None
    chi_squared: float | None
    why: str = ""
    dispersion: float = 1.0
    is_rate: bool = False

    @property
    def apart(self) -> tuple[PlaceGap, ...]:
        """The places that stand apart, the furthest first."""
        return tuple(sorted((gap for gap in self.gaps if gap.is_apart), key=lambda gap: -abs(gap.difference)))


def consistency(
    counts: Sequence[PlaceCount],
    *,
    good: str,
    tolerance: float = 5,
    margin: float = 10,
    dispersion: float = 1.0,
    unknown: Sequence[str] = (),
) -> Consistency:
    """The verdict on places' proportions; ``tolerance`` and ``margin`` in percentage points, agreed beforehand.

    ``dispersion`` says how much more the places vary from month to month than children counted one by one would.
    ``unknown`` are places whose counts are not known, or not shown: never taken for 0. Raises UnusableNumbersError for
    a place given twice, a count below nothing or missing, more met than there were, an unknown ``good`` or a dispersion
    of 0.
    """
    counted, _ = checked_pair([c.numerator for c in counts], [c.denominator for c in counts], is_share=True)
    _refuse([c.place for c in counts], counted, good, dispersion)
    k, x, n = len(counts), sum(c.numerator for c in counts), sum(c.denominator for c in counts)
    stopped = _stopped(k, unknown, [c.place for c in counts if c.denominator < LEAST_CHILDREN])
    if stopped:
        return stopped
    if x in (0, n):
        return Consistency("cannot_tell", None, (), None, None, words.ALL_OR_NONE)
    if x < LEAST_EACH_WAY * k or n - x < LEAST_EACH_WAY * k:
        return Consistency("cannot_tell", None, (), None, None, words.TOO_FEW_IN_COUNTY)
    p = x / n
    variances = [dispersion * p * (1 - p) / c.denominator for c in counts]
    z = float(ndtri(1 - WRONG / (2 * k)))

    def gap(count: PlaceCount) -> PlaceGap:
        rest = PlaceCount("", x - count.numerator, n - count.denominator)
        low, high = newcombe(count, rest, z, dispersion)
        difference = count.rate - rest.rate
        is_apart = (low > 0 or high < 0) and abs(difference) >= tolerance / 100
        return PlaceGap(count.place, difference, low, high, is_apart, is_apart and is_bad(difference, good))

    gaps = tuple(gap(count) for count in counts)
    hidden = _hidden(gaps)
    likely, chi_squared = likely_gap([c.rate for c in counts], variances, p)
    return Consistency(_verdict(gaps, hidden <= margin / 100), likely, gaps, hidden, chi_squared, dispersion=dispersion)


@dataclass(frozen=True)
class ChildrenApart:
    """How many children live in places that stand apart on the bad side, of how many in all places."""

    places: tuple[str, ...]
    children: int
    of: int

    @property
    def share(self) -> float:
        """The share of all children; 0 of none."""
        return self.children / self.of if self.of else 0.0


def children_apart(found: Consistency, children: Mapping[str, int | None]) -> ChildrenApart | None:
    """The children who live in places apart on the bad side, of the ``children`` of every place compared.

    None where the places could not be compared or a place's children are not known. Raises UnusableNumbersError for a
    count below nothing.
    """
    known = [children.get(gap.place) for gap in found.gaps]
    counts = [count for count in known if count is not None]
    refuse_negative(value_array(counts, "children"), "children")
    if not found.gaps or len(counts) < len(known):
        return None
    places = tuple(gap.place for gap in found.gaps if gap.is_bad_side)
    return ChildrenApart(places, sum(children[place] or 0 for place in places), sum(counts))


def rate_consistency(
    counts: Sequence[PlaceRate],
    *,
    good: str,
    tolerance: float = 5,
    margin: float = 10,
    dispersion: float = 1.0,
    unknown: Sequence[str] = (),
) -> Consistency:
    """The same for rates over populations; ``tolerance`` and ``margin`` are percent of the rate of the rest.

    A place and the rest are compared by the exact test of two rates. Gaps are in the rate's own unit. Raises
    UnusableNumbersError as ``consistency`` does, and for a population that is not above 0.
    """
    counted, exposed = checked_pair([c.numerator for c in counts], [c.exposure for c in counts], is_share=False)
    _refuse([c.place for c in counts], counted, good, dispersion)
    if counts:
        refuse_none_above(exposed, "exposure")
    k, x, n = len(counts), sum(c.numerator for c in counts), sum(c.exposure for c in counts)
    stopped = _stopped(k, unknown, [])
    if stopped:
        return stopped
    if x < LEAST_EACH_WAY * k:
        return Consistency("cannot_tell", None, (), None, None, words.TOO_FEW_IN_COUNTY, is_rate=True)

    ratios = [_ratio(count, x, n, WRONG / k, dispersion) for count in counts]
    gaps = tuple(
        _rate_gap(count, (x - count.numerator) / (n - count.exposure), ratio, good, tolerance / 100)
        for count, ratio in zip(counts, ratios, strict=True)
    )
    p = x / n
    likely, chi_squared = likely_gap([c.rate for c in counts], [dispersion * p / c.exposure for c in counts], p)
    is_close = all(1 - margin / 100 <= low and high <= 1 + margin / 100 for low, high in ratios)
    hidden = _hidden(gaps)
    known = hidden if isfinite(hidden) else None
    why = "" if known is not None else words.TOO_FEW_IN_COUNTY
    return Consistency(_verdict(gaps, is_close), likely, gaps, known, chi_squared, why, dispersion, is_rate=True)


def _ratio(count: PlaceRate, x: int, n: float, alpha: float, dispersion: float) -> tuple[float, float]:
    rest = (x - count.numerator) / dispersion
    return ratio_interval(count.numerator / dispersion, count.exposure, rest, n - count.exposure, alpha)


def _rate_gap(count: PlaceRate, rest: float, ratio: tuple[float, float], good: str, tolerance: float) -> PlaceGap:
    difference = count.rate - rest
    is_apart = (ratio[0] > 1 or ratio[1] < 1) and abs(difference) >= tolerance * rest
    low, high = (rest * (ratio[0] - 1), rest * (ratio[1] - 1)) if rest else (0.0, inf)
    return PlaceGap(count.place, difference, low, high, is_apart, is_apart and is_bad(difference, good))


def is_bad(difference: float, good: str) -> bool:
    """Whether a place on this side of the rest is on the bad one."""
    return (difference < 0 and good == "higher") or (difference > 0 and good == "lower")


def wilson(numerator: float, denominator: float, z: float) -> tuple[float, float]:
    """Wilson's interval of a proportion; counts may be parts of a whole, where children are counted as fewer."""
    p, n = numerator / denominator, denominator
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(one: PlaceCount, other: PlaceCount, z: float, dispersion: float = 1.0) -> tuple[float, float]:
    """Newcombe's interval of a difference between two proportions, from both Wilson intervals."""
    r1, r2 = one.rate, other.rate
    l1, u1 = wilson(one.numerator / dispersion, one.denominator / dispersion, z)
    l2, u2 = wilson(other.numerator / dispersion, other.denominator / dispersion, z)
    d = r1 - r2
    return d - sqrt((r1 - l1) ** 2 + (u2 - r2) ** 2), d + sqrt((u1 - r1) ** 2 + (r2 - l2) ** 2)


def likely_gap(rates: Sequence[float], variances: Sequence[float], p: float) -> tuple[float, float]:
    """How far apart the places probably are once chance is allowed for, and the chi-squared of the whole.

    Each place is drawn towards the county's rate ``p``, the more the less it says (DerSimonian and Laird).
    """
    weights = [1 / v for v in variances]
    q = sum(w * (rate - p) ** 2 for w, rate in zip(weights, rates, strict=True))
    total = sum(weights)
    spread = max(0.0, (q - (len(rates) - 1)) / (total - sum(w * w for w in weights) / total))
    if spread == 0:
        return 0.0, q
    shares = [v / (v + spread) for v in variances]
    pooled = [b * p + (1 - b) * rate for b, rate in zip(shares, rates, strict=True)]
    return max(pooled) - min(pooled), q


def _refuse(places: Sequence[str], counted: Floats, good: str, dispersion: float) -> None:
    """UnusableNumbersError for a place twice, a count that is missing, a way that is none, a dispersion not above 0."""
    if len(set(places)) < len(places):
        twice = next(place for place in places if places.count(place) > 1)
        raise UnusableNumbersError(f"{twice} is given twice.", "counts", "Give each place once.")
    refuse_unknown(good, GOODS, "good")
    refuse_missing(counted, "counts")
    refuse_none_above(value_array([dispersion], "dispersion"), "dispersion")


def _stopped(k: int, unknown: Sequence[str], small: Sequence[str]) -> Consistency | None:
    """The verdict where there is nothing to compare, or too little."""

    found = ("", "")
    if unknown:
        found = ("could_not_check", words.no_figure_words(unknown))
    elif k < 2:
        found = ("could_not_check", words.ONE_PLACE)
    elif k > MOST_PLACES:
        found = ("could_not_check", words.MANY_PLACES)
    elif small:
        found = ("cannot_tell", words.few_in_words(small))
    return Consistency(found[0], None, (), None, None, found[1]) if found[0] else None


def _hidden(gaps: Sequence[PlaceGap]) -> float:
    return max(max(abs(gap.low), abs(gap.high)) for gap in gaps)


def _verdict(gaps: Sequence[PlaceGap], is_close: bool) -> str:
    if any(gap.is_apart for gap in gaps):
        return "differs"
    return "consistent" if is_close else "cannot_tell"
