"""Does the series have seasons (referrals fall in August and December), and what is left when they are taken out?

With three years or more the months of the year are taken out (deseasonalised); with two, a month is compared with the
same month a year before; with less, seasons cannot be seen. The result says which.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats, value_array

YEAR = 12
LEAST_MONTHS, ENOUGH_MONTHS = 24, 36
SHOWN = 0.01
DESEASONALISED, YEAR_BEFORE, AS_IT_IS = "deseasonalised", "year_before", "as_it_is"


@dataclass(frozen=True)
class Season:
    """What to chart: ``values`` by the ``method`` deseasonalised, year_before (differences) or as_it_is.

    ``effects`` are how far each month of the year, January first, lies from the mean, in the series' unit; None where
    they were not worked out. ``p``: how easily chance alone gives such months. ``why`` is none, few, no_season or shown.
    """

    method: str
    values: tuple[float | None, ...]
    effects: tuple[float, ...] | None
    p: float | None
    why: str


def season(values: Sequence[float | None], *, first_month: int, base_count: int | None = None) -> Season:
    """The series without its seasons. ``first_month`` is the month of the year of the first value, 1 for January.

    ``base_count`` takes the months of the year from the first months only, so that a later change does not leak into
    them; it needs 36 or more to be used. Seasons are taken out only where an F test shows them (p < 0.01).
    Raises UnusableNumbersError for a first month that is none, or a value that is infinite.
    """
    if first_month not in range(1, YEAR + 1):
        raise UnusableNumbersError(f"There is no month {first_month}.", "first_month", "Give 1 for January to 12.")
    y = value_array(values)
    month = (np.arange(len(y)) + first_month - 1) % YEAR
    base = y[:base_count]
    if np.isfinite(base).sum() < LEAST_MONTHS or not _every_month_twice(base, month):
        return Season(AS_IT_IS, _listed(y), None, None, "few")
    effects, p = _effects(base, month[: len(base)])
    if not p < SHOWN:
        return Season(AS_IT_IS, _listed(y), None, p, "no_season")
    if np.isfinite(base).sum() >= ENOUGH_MONTHS:
        return Season(DESEASONALISED, _listed(y - effects[month]), tuple(effects.tolist()), p, "shown")
    before = np.concatenate([np.full(YEAR, np.nan), y[:-YEAR]])
    return Season(YEAR_BEFORE, _listed(y - before), tuple(effects.tolist()), p, "shown")


def _every_month_twice(base: Floats, month: np.ndarray[tuple[int], np.dtype[np.int64]]) -> bool:
    counts = np.bincount(month[: len(base)][np.isfinite(base)], minlength=YEAR)
    return bool(counts.min() >= 2)


def _effects(base: Floats, month: np.ndarray[tuple[int], np.dtype[np.int64]]) -> tuple[Floats, float]:
    """The months' effects about a straight line, summing to 0; and the F test of all of them."""
    known = np.isfinite(base)
    y, time = base[known], np.arange(len(base), dtype=float)[known]
    line = np.column_stack([np.ones(len(y)), time - time.mean()])
    # Eleven columns, each a month against the twelfth, so that the effects sum to 0.
    months = np.eye(YEAR)[month[known]]
    months = months[:, :-1] - months[:, -1:]
    both = np.hstack([line, months])
    left = _left(line, y)[1]
    beta, within = _left(both, y)
    df = len(y) - both.shape[1]
    found = beta[line.shape[1] :]
    effects = np.append(found, -found.sum())
    if df < 1 or left <= 1e-12 * max(float(np.sum(y * y)), 1e-300):
        return effects, 1.0
    if within <= 1e-12 * left:
        return effects, 0.0
    ratio = max(left - within, 0.0) / (YEAR - 1) / (within / df)
    return effects, float(fdtrc(YEAR - 1, df, ratio))


def _left(x: Floats, y: Floats) -> tuple[Floats, float]:
    beta: Floats = np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=float)
    return beta, float(np.sum((y - x @ beta) ** 2))


def _listed(y: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in y)
