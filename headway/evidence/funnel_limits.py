"""Funnel limits with and without an allowance for units that differ more than chance alone gives.

Formulas: Spiegelhalter (2005) on the arcsine scale for proportions, NHS Digital's SHMI on the log scale and the CQC's
square root for ratios; DerSimonian and Laird for τ². They agree with FunnelPlotR 0.6.0 (MIT), but where its square-root
limits are not squared back (its issue 33) and where it leaves a reflected arcsine at the edge of 0 or 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

from headway.evidence.checks import Floats, checked_pair, refuse_missing, refuse_none_above, refuse_unknown
from headway.evidence.exact_limits import LimitLines

PROPORTION, RATIO_LOG, RATIO_ROOT = "proportion", "ratio_log", "ratio_root"
SCALES = (PROPORTION, RATIO_LOG, RATIO_ROOT)
Z95, Z998 = 1.959964, 3.090232
NO_SPREAD = 1e-12


@dataclass(frozen=True)
class FunnelLimits:
    """All that the approximate method gives, a number for each unit in the order given.

    ``z_kept`` is NaN for a unit that was truncated; ``phi`` and ``tau2`` are None, and ``adjusted`` is None, where a zero
    on the log scale leaves them undefined. ``in_use``: the adjusted limits where phi is above 1, else the unadjusted.
    """

    centre: float
    value: Floats
    z: Floats
    z_kept: Floats
    s: Floats
    phi: float | None
    tau2: float | None
    unadjusted: LimitLines
    adjusted: LimitLines | None
    is_adjusted: bool
    z_adjusted: Floats | None

    @property
    def in_use(self) -> LimitLines:
        """The limits to judge by."""
        return self.adjusted if self.is_adjusted and self.adjusted is not None else self.unadjusted

    def sides(self) -> tuple[tuple[str, str], ...]:
        """For each unit: low, high or within the limits in use, at 95% and at 99.8%; on the line is within."""
        used = self.in_use
        of = zip(self.value, used.lower95, used.upper95, used.lower998, used.upper998, strict=True)
        return tuple((_side(v, l95, u95), _side(v, l998, u998)) for v, l95, u95, l998, u998 in of)


def funnel_limits(
    numerators: list[float | None], denominators: list[float | None], *, scale: str, trim: float = 0.1
) -> FunnelLimits:
    """The limits of units: ``denominators`` are children for a proportion, expected events for a ratio, all above 0.

    ``trim`` is the share at each end whose z is tamed: winsorised, or on the log scale dropped. Raises
    UnusableNumbersError for no unit, counts that are missing or negative, a denominator that is not above 0 or, for a
    proportion, more in the numerator than in it.
    """
    refuse_unknown(scale, SCALES, "scale")
    o, n = checked_pair(numerators, denominators, is_share=scale == PROPORTION)
    refuse_missing(o, "numerators, denominators")
    refuse_none_above(n, "denominators")
    centre = float(o.sum() / n.sum()) if scale == PROPORTION else 1.0
    value = o / n
    with np.errstate(divide="ignore"):
        y = _forward(scale, value)
    t = float(_forward(scale, np.array([centre]))[0])
    s = {PROPORTION: 0.5 / np.sqrt(n), RATIO_LOG: 1 / np.sqrt(n), RATIO_ROOT: 0.5 / np.sqrt(n)}[scale]
    z = (y - t) / s
    kept = _truncated(z, trim) if scale == RATIO_LOG else _winsorised(z, trim)
    phi, tau2 = _spread(kept, s)
    adjusted = None if tau2 is None else _lines(scale, t, np.sqrt(s * s + tau2))
    return FunnelLimits(
        centre=centre,
        value=value,
        z=z,
        z_kept=kept,
        s=s,
        phi=phi,
        tau2=tau2,
        unadjusted=_lines(scale, t, s) if scale == PROPORTION else _poisson_lines(n),
        adjusted=adjusted,
        is_adjusted=phi is not None and phi > 1,
        z_adjusted=None if tau2 is None else (y - t) / np.sqrt(s * s + tau2),
    )


def _forward(scale: str, value: Floats) -> Floats:
    if scale == PROPORTION:
        return np.arcsin(np.sqrt(value))
    return np.log(value) if scale == RATIO_LOG else np.sqrt(value)


def _back(scale: str, y: Floats) -> Floats:
    """Back to the plotted scale; an angle or a root past the edge is the edge."""
    if scale == PROPORTION:
        found: Floats = np.sin(np.clip(y, 0.0, np.pi / 2)) ** 2
        return found
    return np.exp(y) if scale == RATIO_LOG else np.maximum(y, 0.0) ** 2


def _lines(scale: str, t: float, s: Floats) -> LimitLines:
    return LimitLines(*(_back(scale, t + c * s) for c in (-Z95, Z95, -Z998, Z998)))


def _poisson_lines(expected: Floats) -> LimitLines:
    """The chi-squared interval about a count equal to what is expected."""

    def low(p: float) -> Floats:
        found: Floats = gammaincinv(expected, p) / expected
        return found

    def high(p: float) -> Floats:
        found: Floats = gammaincinv(expected + 1, 1 - p) / expected
        return found

    return LimitLines(low(0.025), high(0.025), low(0.001), high(0.001))


def _winsorised(z: Floats, trim: float) -> Floats:
    low, high = np.quantile(z, [trim, 1 - trim])
    return np.clip(z, low, high)


def _truncated(z: Floats, trim: float) -> Floats:
    """z of the middle buckets by rank, NaN for the others."""
    from scipy.stats import rankdata  # slow to import, and only this needs it

    count = round(1 / trim)
    bucket = np.floor(count * rankdata(z) / (len(z) + 1))
    return np.where((bucket >= 1) & (bucket <= count - 2), z, np.nan)


def _spread(kept: Floats, s: Floats) -> tuple[float | None, float | None]:
    """φ and τ² from the z that were kept; None of both where a z is infinite or none was kept."""
    there = ~np.isnan(kept)
    k = int(there.sum())
    if not k or np.isinf(kept[there]).any():
        return None, None
    phi = float(np.sum(kept[there] ** 2) / k)
    phi = 0.0 if phi < NO_SPREAD else phi
    w = 1 / s[there] ** 2
    below = w.sum() - np.sum(w * w) / w.sum()
    tau2 = 0.0 if k * phi < k - 1 or below <= 0 else max(0.0, float((k * phi - (k - 1)) / below))
    return phi, tau2


def _side(value: float, lower: float, upper: float) -> str:
    return "high" if value > upper else "low" if value < lower else "within"
