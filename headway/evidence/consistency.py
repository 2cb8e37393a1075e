"""Is the county one place? The likely gap between localities, and who stands apart by more than chance.

Newcombe's interval for each place against the rest, at 0.05 over twice the number of places, so that all of them
together are wrong in about one county in twenty. With few places no funnel is used: a bad one would widen its own
limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm

LEAST_DENOMINATOR = 5
MOST_PLACES = 12


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
class PlaceGap:
    """One place against the rest, in proportions: positive is above the rest."""

    place: str
    difference: float
    low: float
    high: float
    is_apart: bool
    is_bad_side: bool


@dataclass(frozen=True)
class Consistency:
    """The verdict: differs, consistent, cannot_tell or could_not_check; gaps and sizes as proportions."""

    verdict: str
    likely_gap: float | None
    gaps: tuple[PlaceGap, ...]
    largest_hidden: float | None
    chi_squared: float | None
    why: str = ""

    @property
    def apart(self) -> tuple[PlaceGap, ...]:
        """The places that stand apart, the furthest first."""
        return tuple(sorted((gap for gap in self.gaps if gap.is_apart), key=lambda gap: -abs(gap.difference)))


def consistency(counts: Sequence[PlaceCount], *, good: str, tolerance: float = 5, margin: float = 10) -> Consistency:
    """The verdict on places' proportions; ``tolerance`` and ``margin`` in percentage points, agreed beforehand."""
    k = len(counts)
    if k < 2:
        return Consistency("could_not_check", None, (), None, None, "there are not two places to compare")
    if k > MOST_PLACES:
        return Consistency("could_not_check", None, (), None, None, "more places than this comparison is made for")
    x, n = sum(c.numerator for c in counts), sum(c.denominator for c in counts)
    small = [c.place for c in counts if c.denominator < LEAST_DENOMINATOR]
    if small:
        return Consistency("cannot_tell", None, (), None, None, f"too few in {', '.join(small)}")
    if x in (0, n):
        return Consistency("cannot_tell", None, (), None, None, "every place has all of them, or none")
    if x < 5 * k or n - x < 5 * k:
        return Consistency("cannot_tell", None, (), None, None, "too few in the county to compare places")
    likely, chi_squared = _likely_gap(counts, x / n)
    z = float(norm.ppf(1 - 0.05 / (2 * k)))
    gaps = tuple(_gap(c, x, n, z, good, tolerance / 100) for c in counts)
    hidden = max(max(abs(gap.low), abs(gap.high)) for gap in gaps)
    if any(gap.is_apart for gap in gaps):
        verdict = "differs"
    elif hidden <= margin / 100:
        verdict = "consistent"
    else:
        verdict = "cannot_tell"
    return Consistency(verdict, likely, gaps, hidden, chi_squared)


def wilson(numerator: int, denominator: int, z: float) -> tuple[float, float]:
    """Wilson's interval of a proportion."""
    p, n = numerator / denominator, denominator
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(one: PlaceCount, other: PlaceCount, z: float) -> tuple[float, float]:
    """Newcombe's interval of a difference between two proportions, from both Wilson intervals."""
    r1, r2 = one.rate, other.rate
    l1, u1 = wilson(one.numerator, one.denominator, z)
    l2, u2 = wilson(other.numerator, other.denominator, z)
    d = r1 - r2
    return d - sqrt((r1 - l1) ** 2 + (u2 - r2) ** 2), d + sqrt((u1 - r1) ** 2 + (r2 - l2) ** 2)


def _likely_gap(counts: Sequence[PlaceCount], p: float) -> tuple[float, float]:
    """How far apart the places probably are once chance is allowed for: each is drawn towards the county's rate."""
    variances = [p * (1 - p) / c.denominator for c in counts]
    weights = [1 / v for v in variances]
    q = sum(w * (c.rate - p) ** 2 for w, c in zip(weights, counts, strict=True))
    total = sum(weights)
    spread = max(0.0, (q - (len(counts) - 1)) / (total - sum(w * w for w in weights) / total))
    if spread == 0:
        return 0.0, q
    shares = [v / (v + spread) for v in variances]
    pooled = [b * p + (1 - b) * c.rate for b, c in zip(shares, counts, strict=True)]
    return max(pooled) - min(pooled), q


def _gap(count: PlaceCount, x: int, n: int, z: float, good: str, tolerance: float) -> PlaceGap:
    rest = PlaceCount("the rest", x - count.numerator, n - count.denominator)
    low, high = newcombe(count, rest, z)
    difference = count.rate - rest.rate
    is_apart = (low > 0 or high < 0) and abs(difference) >= tolerance
    is_bad = (difference < 0 and good == "higher") or (difference > 0 and good == "lower")
    return PlaceGap(count.place, difference, low, high, is_apart, is_apart and is_bad)
