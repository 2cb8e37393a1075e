"""p and u charts, and Laney's p′ and u′ for large denominators, where months differ more than separate children would.

Laney (Quality Engineering 2002). Equal to qicharts2 0.8.1 on its cases; moving ranges are not screened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats, checked_pair, refuse_unknown
from headway.evidence.thresholds import LEAST_EXPECTED

CHARTS = ("p", "u", "p'", "u'")
LEAST_RANGES = 10
MEAN_RANGE = 1.128


@dataclass(frozen=True)
class LaneyPoint:
    """One month: its share or rate, its own limits, and within, above or below; None for a month without a value."""

    value: float | None
    lower: float | None
    upper: float | None
    verdict: str | None


@dataclass(frozen=True)
class LaneyChart:
    """The chart: ``status`` is firm, provisional (fewer than 10 moving ranges in the base) or cannot_tell.

    ``sigma_z`` is how many times wider months spread than separate children would; 1 on a p or u chart. ``small_months``
    have fewer than 5 expected (or, of a share, fewer than 5 not met): they belong in quarters or on a g or t chart.
    """

    chart: str
    centre: float | None
    sigma_z: float | None
    points: tuple[LaneyPoint, ...]
    status: str
    small_months: tuple[int, ...]

    @property
    def last(self) -> LaneyPoint | None:
        """The last month with a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


def laney(
    counts: Sequence[float | None],
    sizes: Sequence[float | None],
    *,
    chart: str = "p'",
    base_count: int | None = None,
) -> LaneyChart:
    """The chart of months: ``counts`` of ``sizes`` children (p, p') or per ``sizes`` of population or days (u, u').

    ``base_count`` takes centre and spread from the first months. Raises UnusableNumbersError for an unknown chart,
    negative counts, more met than there were (p, p'), a base of no month. Source: docs/explanation/other-charts.md.
    """
    refuse_unknown(chart, CHARTS, "chart")
    is_share = chart.startswith("p")
    x, n = checked_pair(counts, sizes, is_share=is_share)
    if base_count is not None and base_count < 1:
        raise UnusableNumbersError(
            "The base holds no month.", "base_count", "Give a number of months, or None for all."
        )
    x, n = np.where(n > 0, x, np.nan), np.where(n > 0, n, np.nan)
    base = slice(0, base_count)
    of = np.nansum(n[base])
    if not of:
        return _cannot(chart, None, None, x, n)
    if np.isfinite(x).sum() < 2:
        return _cannot(chart, float(np.nansum(x[base]) / of), None, x, n)
    centre = float(np.nansum(x[base]) / of)
    sigma = np.sqrt(centre * (1 - centre) / n if is_share else centre / n)
    if centre == 0 or (is_share and centre == 1):
        return _cannot(chart, centre, None, x, n)
    z = (x / n - centre) / sigma
    ranges = np.abs(np.diff(z[base]))
    ranges = ranges[~np.isnan(ranges)]
    sigma_z = 1.0 if not chart.endswith("'") else float(ranges.mean() / MEAN_RANGE) if ranges.size else 0.0
    if sigma_z <= 1e-12:
        return _cannot(chart, centre, 0.0 if ranges.size else None, x, n)
    lower = np.maximum(centre - 3 * sigma * sigma_z, 0.0)
    upper = centre + 3 * sigma * sigma_z
    if is_share:
        upper = np.minimum(upper, 1.0)
    expected = np.minimum(n * centre, n * (1 - centre)) if is_share else n * centre
    return LaneyChart(
        chart,
        centre,
        sigma_z,
        tuple(_point(*each) for each in zip(x / n, lower, upper, strict=True)),
        "provisional" if ranges.size < LEAST_RANGES else "firm",
        tuple(int(at) for at in np.flatnonzero(expected < LEAST_EXPECTED)),
    )


def _point(value: float, lower: float, upper: float) -> LaneyPoint:
    if np.isnan(value):
        return LaneyPoint(None, None, None, None)
    verdict = "above" if value > upper else "below" if value < lower else "within"
    return LaneyPoint(float(value), float(lower), float(upper), verdict)


def _cannot(chart: str, centre: float | None, sigma_z: float | None, x: Floats, n: Floats) -> LaneyChart:
    points = (LaneyPoint(None if np.isnan(each) else float(each), None, None, None) for each in x / n)
    return LaneyChart(chart, centre, sigma_z, tuple(points), "cannot_tell", ())
