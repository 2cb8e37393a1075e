"""Anhøj's run rules: did something shift? Not when, and not which way. A second opinion, never mixed into an icon.

Anhøj and Olesen, PLoS ONE 2014. Equal to qicharts2 0.8.1, but that a series without a point off its centre has no verdict.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log2
from statistics import median

from headway.evidence.checks import checked_values
from headway.evidence.tails import binomial_quantile

LEAST_USEFUL = 10
CROSSINGS_QUANTILE = 0.05


@dataclass(frozen=True)
class Runs:
    """The verdict: signal, no_signal, too_short (fewer than 10 off the centre) or cannot_tell (none).

    ``useful_count``: points off the centre. ``is_shift``: the longest stretch on one side is longer than chance gives;
    ``is_few_crossings``: the centre is crossed less often. Both are given for a short series too, and are no verdict.
    """

    centre: float | None
    useful_count: int
    longest_run: int
    longest_run_allowed: int | None
    crossings: int
    fewest_crossings_allowed: int | None
    is_shift: bool
    is_few_crossings: bool
    verdict: str

    @property
    def is_signal(self) -> bool:
        """Whether either rule is broken."""
        return self.is_shift or self.is_few_crossings


def runs(values: Sequence[float | None], *, centre: float | None = None) -> Runs:
    """The run rules of a series, oldest first, about its median or a ``centre`` given; missing months are left out.

    Raises UnusableNumbersError for a value that is infinite or no number. Source: docs/explanation/other-charts.md.
    """
    known = [value for value in checked_values(values) if value is not None]
    middle = checked_values([centre], "centre")[0] if centre is not None else median(known) if known else None
    sides = [value > middle for value in known if middle is not None and value != middle]
    count = len(sides)
    if not count:
        return Runs(middle, 0, 0, None, 0, None, False, False, "cannot_tell")
    stretches = [len(list(stretch)) for _, stretch in groupby(sides)]
    longest, crossings = max(stretches), len(stretches) - 1
    most, fewest = round(log2(count)) + 3, binomial_quantile(CROSSINGS_QUANTILE, count - 1, 0.5)
    is_shift, is_few = longest > most, crossings < fewest
    verdict = "too_short" if count < LEAST_USEFUL else "signal" if is_shift or is_few else "no_signal"
    return Runs(middle, count, longest, most, crossings, fewest, is_shift, is_few, verdict)
