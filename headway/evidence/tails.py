"""How likely a count at least so far off would be by chance: exact tails, and the exact test of two rates."""

from __future__ import annotations

from math import ceil

from scipy.special import bdtr, bdtrc, bdtrik, betaincinv, pdtr, pdtrc  # scipy.stats is slow to import


def binomial_tails(numerator: int, denominator: int, rate: float) -> tuple[float, float]:
    """The chance of so few or fewer, and of so many or more, of ``denominator`` at the rate."""
    low = float(bdtr(numerator, denominator, rate))
    return low, float(bdtrc(numerator - 1, denominator, rate))


def poisson_tails(count: int, expected: float) -> tuple[float, float]:
    """The chance of so few or fewer, and of so many or more, where ``expected`` are expected."""
    return float(pdtr(count, expected)), float(pdtrc(count - 1, expected)) if count else 1.0


def binomial_quantile(p: float, denominator: int, rate: float) -> int:
    """The smallest count with a chance of at least ``p`` of so few or fewer, of ``denominator`` at the rate."""
    if not denominator:
        return 0
    found = max(ceil(float(bdtrik(p, denominator, rate))), 0)
    # The inverse is worked out by steps, and may come out one too high.
    return found - 1 if found and float(bdtr(found - 1, denominator, rate)) >= p else found


def side(tails: tuple[float, float], q: float) -> str:
    """*low* where so few or fewer has a chance below ``q``, *high* where so many or more has, else *within*."""
    low, high = tails
    return "low" if low < q else "high" if high < q else "within"


def ratio_interval(one: float, of_one: float, other: float, of_other: float, alpha: float) -> tuple[float, float]:
    """The exact interval of the ratio of two rates, ``one`` per ``of_one`` to ``other`` per ``of_other``.

    Given their sum, ``one`` is binomial; its Clopper-Pearson limits at ``alpha`` are turned into a ratio. Counts may be
    parts of a whole, where they are counted as fewer. The upper limit is infinite when ``other`` is 0.
    """
    low = float(betaincinv(one, other + 1, alpha / 2)) if one > 0 else 0.0
    high = float(betaincinv(one + 1, other, 1 - alpha / 2)) if other > 0 else 1.0
    scale = of_other / of_one
    return low / (1 - low) * scale, high / (1 - high) * scale if high < 1 else float("inf")
