"""What is said of two figures that somebody put side by side."""

from __future__ import annotations

from headway.evidence.two_figures import APART, NO_SHARE, SAME_CHILDREN, TwoFigures
from headway.evidence.words.of_change import signed_words
from headway.evidence.words.of_shares import points_words


def two_figures_words(found: TwoFigures, first: str, second: str) -> str:
    """One sentence; ``first`` and ``second`` name the figures: *North, September 2026*."""
    if found.verdict == NO_SHARE:
        return "Only shares of children are judged against each other: these two stand side by side."
    assert found.difference is not None
    size = points_words(abs(found.difference))
    side = "above" if found.difference > 0 else "below"
    lies = f"{second} is {size} {side} {first}" if found.difference else f"{second} is as {first}"
    if found.verdict == SAME_CHILDREN:
        return f"{lies}. Both rest in part on the same children, so chance cannot be judged."
    assert found.low is not None and found.high is not None
    digits = 1 if found.verdict == APART and min(abs(found.low), abs(found.high)) < 0.005 else 0
    between = f"{signed_words(100 * found.low, digits)} to {signed_words(100 * found.high, digits)}"
    if found.verdict == APART:
        return f"{lies} ({between}): more than chance alone gives."
    return f"{lies} ({between}): chance alone could part them so far."
