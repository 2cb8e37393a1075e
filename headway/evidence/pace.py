"""Is it fast enough? How far from baseline to target, when it gets there at this pace, and promises that slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats, checked_number, refuse_unknown, value_array
from headway.evidence.reml import Estimate, LineFit, fit_line
from headway.evidence.words.of_pace import YEARS_AHEAD
from headway.evidence.xmr import SAME

LEAST_VALUES = 8
RECENT = 24
MOST_AHEAD = 12 * YEARS_AHEAD
STEADY = 0.05


@dataclass(frozen=True)
class Pace:
    """How fast a figure goes to its target, in the values' own unit and in months.

    ``verdict``: reached, on_time or by (it gets there at this pace, with and without a promised month), not_at_this_pace,
    cannot_tell (standing still cannot be ruled out), too_early. ``share`` of the way from baseline to target that the
    line stands at now. ``arrives``, ``earliest`` and ``latest`` are places of months counted as the values are; None is
    not within five years. ``trajectory`` is the line and its 95% interval for each month after the last value.
    """

    verdict: str
    baseline: float
    target: float
    now: float | None
    share: float | None
    slope: Estimate | None
    arrives: int | None
    earliest: int | None
    latest: int | None
    promised: int | None
    trajectory: tuple[Estimate, ...]
    value_count: int


def pace(
    values: Sequence[float | None],
    *,
    baseline: float,
    target: float,
    good: str,
    promised: int | None = None,
    months: int = RECENT,
) -> Pace:
    """The pace of monthly values, oldest first, over the last ``months``: a straight line by REML, as for a change.

    ``good``: higher or lower, the way from baseline to target. ``promised``: the place of the month, counted as the
    values are, by which the target was promised. Fewer than 8 values: too early. Raises UnusableNumbersError for a
    target that is not on the good side of the baseline, or is no number.
    """
    refuse_unknown(good, ("higher", "lower"), "good")
    baseline, target = checked_number(baseline, "baseline"), checked_number(target, "target")
    sign = 1 if good == "higher" else -1
    if not sign * (target - baseline) > 0:
        raise UnusableNumbersError(
            "The target does not lie on the good side of the baseline.",
            "baseline, target",
            "Look at which way is good.",
        )
    y = value_array(values)
    known = np.flatnonzero(np.isfinite(y))
    time = known[known >= len(y) - months]
    if len(time) < LEAST_VALUES:
        return Pace("too_early", baseline, target, None, None, None, None, None, None, promised, (), len(time))
    last = int(time[-1])
    since = (time - last).astype(float)
    line = fit_line(y[time], np.column_stack([np.ones(len(time)), since]), since)
    if line is None:
        line = _exact(y[time], since)
    ahead = [line.of(np.array([1.0, each])) for each in range(1, MOST_AHEAD + 1)]
    now, slope = line.of(np.array([1.0, 0.0])), line.of(np.array([0.0, 1.0]))
    share = (now.value - baseline) / (target - baseline)

    close = SAME * max(abs(target), abs(baseline))

    def first(ends: Sequence[float]) -> int | None:
        return next((last + at for at, end in enumerate(ends, start=1) if sign * (end - target) >= -close), None)

    best, worst = ("high", "low") if sign > 0 else ("low", "high")
    arrives = first([each.value for each in ahead])
    earliest, latest = first([getattr(each, best) for each in ahead]), first([getattr(each, worst) for each in ahead])
    verdict = _verdict(sign, now, slope, target, arrives, earliest, promised)
    if verdict == "reached":
        arrives = earliest = latest = last
    return Pace(
        verdict, baseline, target, now.value, share, slope, arrives, earliest, latest, promised, tuple(ahead), len(time)
    )


def _exact(y: Floats, since: Floats) -> LineFit:
    """Values that lie on a line as they are: nothing is left over, and the interval is the line."""
    x = np.column_stack([np.ones(len(y)), since])
    beta: Floats = np.asarray(np.linalg.lstsq(x, y, rcond=None)[0], dtype=float)
    beta = np.where(np.abs(beta) <= 1e-9 * max(float(np.abs(y).max()), 1e-300), 0.0, beta)
    return LineFit(beta, np.zeros((2, 2)), 0.0, len(y) - 2)


def _verdict(
    sign: int,
    now: Estimate,
    slope: Estimate,
    target: float,
    arrives: int | None,
    earliest: int | None,
    promised: int | None,
) -> str:
    """The first that fits: there already; going away, or too slow even at best; not sure that it moves; when."""
    if sign * (now.value - target) >= 0:
        return "reached"
    is_away = sign * slope.value <= 0
    if (is_away and slope.p < STEADY) or earliest is None or (promised is not None and earliest > promised):
        return "not_at_this_pace"
    if is_away or slope.p >= STEADY:
        return "cannot_tell"
    if arrives is None or (promised is not None and arrives > promised):
        return "not_at_this_pace"
    return "by" if promised is None else "on_time"


@dataclass(frozen=True)
class Slippage:
    """How a promised day has moved: days in all, how often, and ``rate``, days slipped for each day that has passed.

    ``verdict``: kept (it was done by the first day), waiting (the day has not moved nor come), slipped, overdue,
    never_nearer (it slips at least as fast as time passes).
    """

    verdict: str
    first_promised: date
    now_promised: date
    slipped_days: int
    times_moved: int
    rate: float | None


def slippage(promises: Sequence[tuple[date, date]], *, as_at: date, done_on: date | None = None) -> Slippage:
    """The slippage of one promise: pairs of the day it was said and the day it was promised for, in any order.

    Raises UnusableNumbersError for none, and for one said after ``as_at``.
    """
    said = sorted(promises)
    if not said or said[-1][0] > as_at:
        raise UnusableNumbersError(
            "No promise was made by that day." if not said else "A promise was made after that day.",
            "promises",
            "Give pairs of the day it was said and the day it was promised for.",
        )
    days = [promised for _, promised in said]
    first, latest = days[0], done_on or days[-1]
    moved = sum(one != other for one, other in pairwise(days))
    slipped, passed = (latest - first).days, ((done_on or as_at) - said[0][0]).days
    rate = slipped / passed if passed else None
    if done_on is not None:
        verdict = "kept" if done_on <= first else "slipped"
    elif moved > 1 and rate is not None and rate >= 1:
        verdict = "never_nearer"
    elif latest < as_at:
        verdict = "overdue"
    else:
        verdict = "slipped" if slipped > 0 else "waiting"
    return Slippage(verdict, first, days[-1], slipped, moved, rate)
