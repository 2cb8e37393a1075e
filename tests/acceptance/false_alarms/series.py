"""Made-up series in which nothing changed, of every kind that a county has, and stocks of children who stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.periods import month_of

STABLE, SEASONAL, ALIKE_3, ALIKE_6 = "stable", "seasonal", "alike 0.3", "alike 0.6"
SMALL = {"0.3 a month": 0.3, "1 a month": 1.0, "3 a month": 3.0, "10 a month": 10.0}
KINDS = (STABLE, SEASONAL, ALIKE_3, ALIKE_6, *SMALL)
RHO = {ALIKE_3: 0.3, ALIKE_6: 0.6}
# Referrals over a year in units of the noise: fewer in August and December, more in March and June.
WAVE = np.array([0.5, 0.3, 1.0, -0.5, 0.4, 1.0, 0.3, -2.0, 0.3, 0.5, 0.4, -2.2])


def null_series(kind: str, dice: np.random.Generator, count: int, months: int) -> np.ndarray:
    """So many series of so many months in which nothing changed; of standard deviation 1 but for counts."""
    if kind in SMALL:
        return dice.poisson(SMALL[kind], (count, months)).astype(float)
    found = alike(dice, count, months, RHO.get(kind, 0.0))
    return found + WAVE[np.arange(months) % 12] if kind == SEASONAL else found


def alike(dice: np.random.Generator, count: int, months: int, rho: float) -> np.ndarray:
    """Series whose neighbouring months are alike by ``rho``, steady from the first month on."""
    noise = dice.normal(size=(count, months))
    for at in range(1, months):
        noise[:, at] = rho * noise[:, at - 1] + np.sqrt(1 - rho * rho) * noise[:, at]
    return noise


@dataclass(frozen=True)
class Stock:
    """A stock's months: how many of how many; and how far a month holds the same children with the same answer."""

    met: np.ndarray
    rows: np.ndarray
    same_children: float


def null_stock(dice: np.random.Generator, months: int) -> Stock:
    """A hundred and fifty children of whom one in twenty leaves each month; an answer is asked anew once in three years."""
    size, leaves, flips, share = 150, 0.05, 0.03, 0.6
    answer = dice.random(size) < share
    answers, stayed = [answer], []
    for _ in range(months - 1):
        stays = dice.random(size) >= leaves
        drawn = dice.random(size) < share
        again = dice.random(size) < flips
        answer = np.where(stays & ~again, answer, drawn)
        answers.append(answer)
        stayed.append(stays)
    every, kept = np.array(answers), np.array(stayed)
    before, after = every[:-1][kept].astype(float), every[1:][kept].astype(float)
    likeness = float(np.corrcoef(before, after)[0, 1]) * float(kept.mean())
    return Stock(every.sum(axis=1), np.full(months, size), likeness)


def null_stock_count(dice: np.random.Generator, months: int) -> Stock:
    """How many are there: 150 in the mean, one in twenty of them leaves each month, and others come by chance."""
    size, leaves = 150, 0.05
    there, stayed = [int(dice.poisson(size))], 0
    for _ in range(months - 1):
        stays = int(dice.binomial(there[-1], 1 - leaves))
        stayed += stays
        there.append(stays + int(dice.poisson(size * leaves)))
    return Stock(np.array(there), np.array(there), stayed / sum(there[:-1]))


def place_series(
    values: Sequence[float], *, rows: Sequence[int] | None = None, shape: str = "mean", is_stock: bool = False
) -> PlaceSeries:
    """Months from January 2024 as the verdicts read them; ``values`` are numerators where there are ``rows``."""
    points = []
    for at, value in enumerate(values):
        period = month_of(date(2024 + at // 12, at % 12 + 1, 1))
        denominator = int(rows[at]) if rows is not None else int(value) if shape == "count" else 100
        points.append(
            SeriesPoint(
                month=period.name,
                start=period.start,
                end=period.end,
                numerator=int(value) if shape != "mean" else None,
                denominator=denominator,
                cannot_tell=0,
                value=value / denominator if rows is not None else float(value),
                status="ok",
                coverage="covered",
            )
        )
    return PlaceSeries("East", "locality", tuple(points), is_stock, shape)
