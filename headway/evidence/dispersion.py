"""Do the places vary from month to month more than children counted one by one would?

Brothers and sisters are assessed, seen and conferred on together, so 100 children are worth fewer than 100 separate
ones, and the return does not say who is whose brother. The months themselves do: how far they jump about, against how
far they would by chance. Neighbouring months are compared, so that a slow drift does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import sqrt

from headway.evidence.series import PlaceSeries, SeriesPoint

LEAST_STEPS = 24


def dispersion_of(places: Iterable[PlaceSeries]) -> float:
    """How many times the variance is that of separate children, over all places together; at least 1.

    With fewer than 24 steps from month to month it cannot be told and is taken as 1. For flows: the months of a stock
    hold the same children, and their steps say nothing about chance.
    """
    steps = [step for place in places for step in _steps(place)]
    if len(steps) < LEAST_STEPS:
        return 1.0
    return max(1.0, sum(step * step for step in steps) / (2 * len(steps)))


def _steps(place: PlaceSeries) -> list[float]:
    """From each month to the next, in units of chance; none beside a month without a figure."""
    scores = _counted(place) if place.shape in ("count", "rate") else _shares(place)
    return [b - a for a, b in pairwise(scores) if a is not None and b is not None]


def _shares(place: PlaceSeries) -> list[float | None]:
    usable = [point for point in place.points if point.value is not None and point.denominator]
    n = sum(point.denominator or 0 for point in usable)
    share = sum(point.numerator or 0 for point in usable) / n if n else 0.0
    if not 0 < share < 1:
        return []

    def score(point: SeriesPoint) -> float | None:
        if point.value is None or not point.denominator:
            return None
        return ((point.numerator or 0) / point.denominator - share) / sqrt(share * (1 - share) / point.denominator)

    return [score(point) for point in place.points]


def _counted(place: PlaceSeries) -> list[float | None]:
    known = [point.numerator or 0 for point in place.points if point.value is not None]
    mean = sum(known) / len(known) if known else 0.0
    if not mean:
        return []
    return [None if point.value is None else ((point.numerator or 0) - mean) / sqrt(mean) for point in place.points]
