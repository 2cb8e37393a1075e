"""Did it change at that date? An interrupted time series of a named change, with everything that could explain it away.

y = β0 + β1·(t − T) + β2·step + β3·step·(t − T) + e, e alike from month to month (AR(1)), fitted by REML. T is the first
month after the change and was named beforehand. The timing can fit a change; it never proves the cause. The table of
verdicts and how often each is right is in docs/explanation/evidence.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.special import chdtrc, expit

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats, refuse_negative, refuse_unknown, value_array
from headway.evidence.reml import Estimate, LineFit, fit_line

LEAST_BEFORE, LEAST_AFTER = 12, 8
SUGGESTS, SHOWS = 0.05, 0.01
# The middle of the fewest months after: there the model's own uncertainty is least.
HORIZON = 3
MOVED = (-2, 2)
LOW, HIGH, UNEVEN = 0.1, 0.9, 3.0
SCALES = ("as_given", "log_odds")


@dataclass(frozen=True)
class ChangeFit:
    """One series before and after T, in the values' own unit; p and intervals are of the scale it was fitted on.

    ``expected``: what the earlier course would have given ``horizon`` months after T; ``effect``: how far above it
    (below, negative) the series was by then. ``jump`` is at T; slopes are by month. Of a fit of log-odds all are told in
    shares, both slopes at ``level``, before the jump: so the slope and its change add up to what the slope after would be
    there.
    """

    before_count: int
    after_count: int
    horizon: int
    scale: str
    level: float
    slope: Estimate
    jump: Estimate
    slope_change: Estimate
    effect: Estimate
    expected: float
    rho: float
    beta: tuple[float, ...] = ()

    def course(self, since: float) -> tuple[float, float]:
        """What the model gives so many months after T, and what the earlier course would have given, in the values' unit.

        ``beta`` are its coefficients on the scale that it was fitted on: level, slope, jump, change of slope.
        """
        level, slope, jump, change = self.beta
        earlier = level + slope * since
        now = earlier + (jump + change * since if since >= 0 else 0.0)
        return (float(expit(now)), float(expit(earlier))) if self.scale == "log_odds" else (now, earlier)


@dataclass(frozen=True)
class SeriesChange:
    """The verdict on one series: changed, suggests, worse, no_change_shown, no_change, too_early or cannot_tell.

    ``doubts`` keep a change from being called shown: chance, rival, control, compared (control_unchecked,
    compared_unchecked: given, and it could not be fitted), recording, and of one that was hoped for the date. ``reason``
    of cannot_tell: late, few_before, flat. ``moved``: the effect with T so many months off.
    """

    verdict: str
    fit: ChangeFit | None
    doubts: tuple[str, ...] = ()
    reason: str = ""
    before_count: int = 0
    after_count: int = 0
    moved: Mapping[int, Estimate] = field(default_factory=dict)


@dataclass(frozen=True)
class Groups:
    """Groups of children: each one's change; whether they differ (p), and which are behind the others or got worse."""

    by_group: Mapping[str, SeriesChange]
    p_differ: float | None
    behind: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A named change judged: the series itself, each place, what should not have moved, comparison places, groups."""

    whole: SeriesChange
    good: str
    matters: float | None
    places: Mapping[str, SeriesChange]
    control: ChangeFit | None
    compared: ChangeFit | None
    groups: Groups | None
    rival_events: tuple[str, ...]


def change_at(
    values: Sequence[float | None],
    *,
    at: int,
    good: str,
    matters: float | None = None,
    horizon: int = HORIZON,
    sizes: Sequence[float | None] | None = None,
    places: Mapping[str, Sequence[float | None]] | None = None,
    control: Sequence[float | None] | None = None,
    compared: Sequence[Sequence[float | None]] = (),
    groups: Mapping[str, Sequence[float | None]] | None = None,
    rival_events: Sequence[str] = (),
    is_declared_before: bool = True,
    is_recording_changed: bool = False,
) -> Change:
    """The verdict on a change whose first month is ``values[at]``; monthly values, oldest first, None where missing.

    ``good``: higher or lower. ``matters``: the smallest change worth having, in the values' unit. ``horizon``: the month
    after T at which the effect is told. ``sizes``: denominators of values that are shares, so that shares near 0 or 1, or
    of very uneven months, are fitted as log-odds. ``control`` should not have moved; ``compared`` are places that did
    not change (difference in differences); ``groups`` are of children. All of one length.
    Raises UnusableNumbersError for what cannot be right: T outside the series, lengths that differ, infinite values.
    """
    others = [
        *(places or {}).values(),
        *(groups or {}).values(),
        *compared,
        *([control] if control is not None else []),
    ]
    y, scale = _scaled(_checked(values, at, good, horizon, [*others, *([sizes] if sizes is not None else [])]), sizes)
    beside = fit_change(value_array(control, "control"), at, horizon) if control is not None else None
    apart = _difference(value_array(values), compared, at, horizon)
    doubts = ("rival",) * bool(rival_events) + ("recording",) * is_recording_changed
    if control is not None:
        doubts += _of_control(beside)
    if compared:
        doubts += _of_compared(apart, good)

    def judged(found: Floats, by: str, more: tuple[str, ...]) -> SeriesChange:
        return judge_series(found, at, good, matters, horizon, by, more, is_declared_before=is_declared_before)

    return Change(
        whole=judged(y, scale, doubts),
        good=good,
        matters=matters,
        places={name: judged(value_array(each), "as_given", doubts[:1]) for name, each in (places or {}).items()},
        control=beside,
        compared=apart,
        groups=_groups({name: judged(value_array(g), "as_given", ()) for name, g in groups.items()}, good)
        if groups
        else None,
        rival_events=tuple(rival_events),
    )


def _checked(
    values: Sequence[float | None], at: int, good: str, horizon: int, others: Sequence[Sequence[float | None]]
) -> Floats:
    """The values as an array; UnusableNumbersError for a date, direction or length that cannot be right."""
    refuse_unknown(good, ("higher", "lower"), "good")
    y = value_array(values)
    if not 0 < at <= len(y) or horizon < 0:
        raise UnusableNumbersError(
            f"There is no month {at} after a month before it, of {len(y)}, or the horizon is below 0.",
            "at, horizon",
            "Give the place, from 0, of the first month after the change.",
        )
    if any(len(each) != len(y) for each in others):
        raise UnusableNumbersError("The series differ in length.", "values", "Give the same months of every series.")
    return y


def judge_series(
    y: Floats,
    at: int,
    good: str,
    matters: float | None = None,
    horizon: int = HORIZON,
    scale: str = "as_given",
    doubts: tuple[str, ...] = (),
    *,
    is_declared_before: bool = True,
) -> SeriesChange:
    """The verdict on one series (NaN where missing), by the first line of the table that fits."""
    before, after = int(np.isfinite(y[:at]).sum()), int(np.isfinite(y[at:]).sum())
    if before < LEAST_BEFORE:
        return SeriesChange("cannot_tell", None, (), "few_before", before, after)
    if after < LEAST_AFTER:
        return SeriesChange("too_early", None, (), "", before, after)
    fit = fit_change(y, at, horizon, scale)
    if fit is None:
        return SeriesChange("cannot_tell", None, (), "flat", before, after)
    if not is_declared_before:
        return SeriesChange("cannot_tell", fit, (), "late", before, after)
    effect = fit.effect
    if matters is not None and max(abs(effect.low), abs(effect.high)) < matters:
        return SeriesChange("no_change", fit, doubts, "", before, after)
    if effect.p >= SUGGESTS:
        return SeriesChange("no_change_shown", fit, doubts, "", before, after)
    doubts += ("chance",) * (effect.p >= SHOWS)
    if not _is_hoped(effect, good, SUGGESTS):
        return SeriesChange("worse", fit, doubts, "", before, after)
    moved = _moved(y, at, horizon, scale)
    doubts += ("date",) * (not all(_is_hoped(each, good, SUGGESTS) for each in moved.values()))
    return SeriesChange("suggests" if doubts else "changed", fit, doubts, "", before, after, moved)


def fit_change(y: Floats, at: int, horizon: int = HORIZON, scale: str = "as_given") -> ChangeFit | None:
    """The model fitted to one series with T at ``at``; None where it has too few values each side, or no variation."""
    known = np.isfinite(y)
    before, after = int(known[:at].sum()), int(known[at:].sum())
    if min(before, after) < 3 or before + after < 7:
        return None
    time = np.flatnonzero(known).astype(float)
    since = time - at
    step = (since >= 0).astype(float)
    line = fit_line(y[known], np.column_stack([np.ones(len(time)), since, step, step * since]), time)
    if line is None:
        return None
    expected = float(line.beta[0] + line.beta[1] * horizon)
    effect, jump = line.of(np.array([0.0, 0.0, 1.0, horizon])), line.of(np.array([0.0, 0.0, 1.0, 0.0]))
    slope, change = _one(line, 1), _one(line, 3)
    level = float(line.beta[0])
    if scale == "log_odds":
        slope, change = _in_shares(slope, level), _in_shares(change, level + slope.value)
        effect, jump = _in_shares(effect, expected), _in_shares(jump, level)
        level, expected = float(expit(level)), float(expit(expected))
    beta = tuple(line.beta.tolist())
    return ChangeFit(before, after, horizon, scale, level, slope, jump, change, effect, expected, line.rho, beta)


def _one(line: LineFit, column: int) -> Estimate:
    return line.of(np.eye(4)[column])


def _in_shares(found: Estimate, expected: float) -> Estimate:
    """A difference in log-odds as one in shares, from what was expected."""

    def share(off: float) -> float:
        return float(expit(expected + off) - expit(expected))

    return Estimate(share(found.value), share(found.low), share(found.high), found.p)


def _scaled(y: Floats, sizes: Sequence[float | None] | None) -> tuple[Floats, str]:
    """The shares as they are while all lie in 10 to 90% and months are of like size; else their log-odds."""
    if sizes is None:
        return y, "as_given"
    n = value_array(sizes, "sizes")
    refuse_negative(n, "sizes")
    known = np.isfinite(y) & np.isfinite(n) & (n > 0)
    y = np.where(known, y, np.nan)
    if np.any(y[known] < 0) or np.any(y[known] > 1):
        raise UnusableNumbersError("A share lies outside 0 to 1.", "values", "Give shares, or leave sizes out.")
    is_plain = known.any() and y[known].min() >= LOW and y[known].max() <= HIGH
    if not known.any() or (is_plain and n[known].max() <= UNEVEN * n[known].min()):
        return y, "as_given"
    return np.log((y * n + 0.5) / ((1 - y) * n + 0.5)), "log_odds"


def _is_hoped(found: Estimate, good: str, level: float) -> bool:
    return found.p < level and (found.value > 0) == (good == "higher")


def _moved(y: Floats, at: int, horizon: int, scale: str) -> dict[int, Estimate]:
    """The effect with T two months earlier or later, the months between the two dates left out.

    Left in, months of the new level would be taken for the earlier course, and the clearest step would fail the most.
    """
    found = {}
    for off in MOVED:
        without = y.copy()
        without[min(at, at + off) : max(at, at + off)] = np.nan
        fit = fit_change(without, at, horizon, scale)
        if fit is not None:
            found[off] = fit.effect
    return found


def _difference(y: Floats, compared: Sequence[Sequence[float | None]], at: int, horizon: int) -> ChangeFit | None:
    """The change beyond that of the comparison places: of the series less the mean of those that have data, by month."""
    if not compared:
        return None
    others = np.array([value_array(each, "compared") for each in compared])
    others = others[np.isfinite(others).any(axis=1)]
    if not len(others):
        return None
    # About each place's own mean: else a month in which a low place is missing would look like a rise of the others.
    own = np.nanmean(others, axis=1, keepdims=True)
    known = np.isfinite(others).any(axis=0)
    mean = np.full(len(y), np.nan)
    mean[known] = np.nanmean(others[:, known] - own, axis=0) + own.mean()
    return fit_change(y - mean, at, horizon)


def _of_control(beside: ChangeFit | None) -> tuple[str, ...]:
    """The doubt that a measure leaves that should not have moved."""
    if beside is None:
        return ("control_unchecked",)
    return ("control",) if beside.effect.p < SUGGESTS else ()


def _of_compared(apart: ChangeFit | None, good: str) -> tuple[str, ...]:
    """The doubt that comparison places leave: what could not be checked is never taken for checked."""
    if apart is None:
        return ("compared_unchecked",)
    return () if _is_hoped(apart.effect, good, SUGGESTS) else ("compared",)


def _groups(found: Mapping[str, SeriesChange], good: str) -> Groups:
    """Whether the groups' effects differ, and the groups that got worse or are behind the others by more than chance."""
    fits = {name: each.fit for name, each in found.items() if each.fit is not None}
    worse = [name for name, each in found.items() if each.verdict == "worse"]
    if len(fits) < 2:
        return Groups(found, None, tuple(worse))
    effect = np.array([fit.effect.value for fit in fits.values()])
    # The half-width of an interval at about two standard errors; t is near normal with 16 months or more.
    weight = np.array([(3.92 / max(fit.effect.high - fit.effect.low, 1e-12)) ** 2 for fit in fits.values()])
    mean = float(np.sum(weight * effect) / weight.sum())
    p = float(chdtrc(len(fits) - 1, np.sum(weight * (effect - mean) ** 2)))
    sign = 1 if good == "higher" else -1
    behind = list(worse)
    for at, name in enumerate(fits):
        rest = np.arange(len(fits)) != at
        of_rest = np.sum(weight[rest] * effect[rest]) / weight[rest].sum()
        error = np.sqrt(1 / weight[at] + 1 / weight[rest].sum())
        if p < SUGGESTS and sign * (effect[at] - of_rest) < -1.96 * error and name not in behind:
            behind.append(name)
    return Groups(found, p, tuple(name for name in found if name in behind))
