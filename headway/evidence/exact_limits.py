"""Exact funnel limits from the binomial and Poisson distributions: the line and the test say the same.

A unit is low where so few or fewer has a chance below q, high where so many or more has. The published limits
(Spiegelhalter, Statistics in Medicine 2005) interpolate the distribution function on both sides; their lower limit is
right and their upper one calls too many high. Headway draws the mirror image of the lower one above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from headway.evidence.checks import Floats

Q95, Q998 = 0.025, 0.001


@dataclass(frozen=True)
class LimitLines:
    """Lower and upper limits at 95% and 99.8%, one of each for every unit, on the plotted scale."""

    lower95: Floats
    upper95: Floats
    lower998: Floats
    upper998: Floats


def exact_limits(sizes: Floats, rate: float, *, is_share: bool, published: bool = False) -> LimitLines:
    """Limits about ``rate``: of shares of ``sizes`` children, or of ratios to ``sizes`` expected events (rate 1).

    ``published`` gives Spiegelhalter's upper limit in place of the mirrored one, to compare with other software.
    """
    from scipy.stats import binom, poisson  # slow to import, and only funnels need it

    counts = binom(sizes, rate) if is_share else poisson(sizes * rate)
    top = 1.0 if is_share else np.inf

    def lower(q: float) -> Floats:
        return np.clip(_below(counts, q) / sizes, 0.0, top)

    def upper(q: float) -> Floats:
        found = _below(counts, 1 - q) if published else _above(counts, q)
        return np.clip(found / sizes, 0.0, top)

    return LimitLines(lower(Q95), upper(Q95), lower(Q998), upper(Q998))


def _below(counts: Any, p: float) -> Floats:
    """r − (F(r) − p) ÷ (F(r) − F(r−1)) for the smallest r with F(r) ≥ p."""
    r = counts.ppf(p)
    at, under = counts.cdf(r), counts.cdf(r - 1)
    found: Floats = r - (at - p) / (at - under)
    return found


def _above(counts: Any, q: float) -> Floats:
    """r + (P(X ≥ r) − q) ÷ (P(X ≥ r) − P(X > r)) for the largest r with P(X ≥ r) ≥ q."""
    r = counts.isf(q)
    r = np.where(counts.sf(r - 1) < q, r - 1, r)
    r = np.where(counts.sf(r) >= q, r + 1, r)
    at, over = counts.sf(r - 1), counts.sf(r)
    found: Floats = r + (at - q) / (at - over)
    return found
