"""Which signs of a chart may be said, where its months are too few or too alike for its limits.

A good sign that chance may well have lit is withheld; a concern is not passed over for it, but said with its caution.
Where months hold mostly the same children the moving ranges are so small that over half of all icons would be chance: there
better is not said, and worse, higher or lower only beyond three standard errors of so many separate children: of a share as
on a p chart, of a count or a rate of all who are there as on a c or u chart.
"""

from __future__ import annotations

from math import sqrt

from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.evidence.thresholds import LEAST_A_MONTH, SAME_CHILDREN_LIMIT

SPREAD = 3


def is_few_a_month(series: PlaceSeries) -> bool:
    """Whether months are so small that they carry no good signs: fewer than three a month are counted, or are not."""
    least = least_a_month(series)
    return least is not None and least < LEAST_A_MONTH


def is_nearly_all(series: PlaceSeries) -> bool:
    """Whether it is those not met that are few, of a proportion."""
    points = [point for point in series.points if point.value is not None]
    counted = sum(point.numerator or 0 for point in points)
    return series.shape == "proportion" and 2 * counted > sum(point.denominator or 0 for point in points)


def least_a_month(series: PlaceSeries) -> float | None:
    """How many a month are counted, of a proportion the fewer of met and not met; None for other shapes or no month."""
    points = [point for point in series.points if point.value is not None]
    if series.shape not in ("count", "proportion") or not points:
        return None
    counted = sum(point.numerator or 0 for point in points)
    others = sum(point.denominator or 0 for point in points) - counted
    return min(counted, others if series.shape == "proportion" else counted) / len(points)


def are_alike(same_children: float | None) -> bool:
    """Whether months hold mostly the same children with the same answer, by the share of them that do."""
    return (same_children or 0) > SAME_CHILDREN_LIMIT


def may_be_said(kind: str | None, series: PlaceSeries, point: SeriesPoint, mean: float | None, is_alike: bool) -> bool:
    """Whether a month's sign, with or without its direction, may be said; that there is none always may."""
    if kind is None or kind == "common_cause":
        return True
    if is_alike:
        return not kind.startswith("improvement") and is_beyond_spread(series.shape, point, mean)
    return not (kind.startswith("improvement") and is_few_a_month(series))


def is_beyond_spread(shape: str, point: SeriesPoint, mean: float | None) -> bool:
    """Whether a month's count is further from what the mean would give than so many separate children would bring it.

    Of shapes that are no count of children nothing is known of that: any month is.
    """
    if shape not in ("count", "proportion", "rate"):
        return True
    if mean is None or point.value is None or point.numerator is None:
        return False
    size, rest = point.denominator or 0, 1.0
    if shape == "rate":
        # A rate of none does not tell of how many.
        expected = mean * point.numerator / point.value if point.value else 0.0
    else:
        expected = mean * size if shape == "proportion" else mean
        # A count of all who are there has no others among whom it could have fallen: it spreads as a Poisson count does.
        is_of_some = shape == "proportion" or size > point.numerator
        rest = max(1 - expected / size, 0.0) if size and is_of_some else 1.0
    return abs(point.numerator - expected) > SPREAD * sqrt(expected * rest)
