"""How a share is written, wherever one is: *0%* is said of none and *100%* of all, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable

NEARLY = 1e-9
"""A mean of shares that are all 1 may be less by the width of a float."""


def decimals_for(shares: Iterable[float], most: int = 1) -> int:
    """How many decimals, up to the most, tell shares apart that differ: more where two of them would be written alike."""
    different = {round(share, 9) for share in shares}
    for decimals in range(most):
        if len({share_words(share, decimals) for share in different}) == len(different):
            return decimals
    return most


def share_words(share: float, decimals: int = 0) -> str:
    """A share of 1 as a percentage: *61%*; *under 1%* of some that would round to none, *over 99%* of all but a few."""
    shown = f"{100 * share:.{decimals}f}"
    step = 10.0**-decimals
    if share > NEARLY and float(shown) == 0:
        return f"under {step:.{decimals}f}%"
    if share < 1 - NEARLY and float(shown) == 100:
        return f"over {100 - step:.{decimals}f}%"
    return f"{shown}%" if float(shown) else f"{0:.{decimals}f}%"


def points_words(size: float) -> str:
    """A size of shares: *1 point*, *9 points*, *−2 points*."""
    number = round(100 * size)
    return f"{number} point{'' if abs(number) == 1 else 's'}".replace("-", "−")
