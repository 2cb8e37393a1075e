"""Two figures of one measure beside each other: how far apart, and whether chance alone could part them so far.

Two months or two places that somebody picks are not a trend and not a comparison of all places: those are xmr and
consistency. The interval is Newcombe's for two proportions that rest on different children; where they do not, or the
figure is no share, the two are put side by side and nothing more is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from headway.evidence.consistency import PlaceCount, newcombe

# Of a 95% interval.
Z = 1.959964
APART, NOT_APART, SAME_CHILDREN, NO_SHARE = "apart", "close", "same", "no_share"


@dataclass(frozen=True)
class TwoFigures:
    """``difference``: the second less the first, as a proportion, with its 95% interval; None where there is none."""

    verdict: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None


def two_figures(first: PlaceCount | None, second: PlaceCount | None, *, same_children: bool) -> TwoFigures:
    """How the second share lies to the first; None for a figure that is no share of at least one child.

    ``same_children``: the two rest wholly or in part on the same children (a place within the other, a stock at two
    days, periods that overlap), so that no interval holds.
    """
    if first is None or second is None:
        return TwoFigures(NO_SHARE)
    difference = second.rate - first.rate
    if same_children:
        return TwoFigures(SAME_CHILDREN, difference)
    low, high = newcombe(second, first, Z)
    return TwoFigures(APART if low > 0 or high < 0 else NOT_APART, difference, low, high)
