"""Limits and rules of many series at once: arrays of shape (series, months), NaN for a month without a value.

The same answers as ``xmr`` of each series, for the study's hundreds of thousands; the tests hold the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats
from headway.evidence.rule_set import MAKING_DATA_COUNT, RuleSet
from headway.evidence.xmr import LEAST_BASE, SAME

Flags = NDArray[np.bool_]
Texts = NDArray[np.str_]
Codes = NDArray[np.int8]

# A code is the place of its name: even is low or down, odd is high or up; the higher the code, the earlier the rule.
RULES = (
    None, None, "shift_low", "shift_high", "near_low", "near_high", "trend_down", "trend_up", "limit_low", "limit_high",
)  # fmt: skip
WAYS = {"higher": 1, "lower": -1, "neither": 0}
SHIFT, NEAR, TREND, BEYOND = 2, 4, 6, 8


@dataclass(frozen=True)
class Limits:
    """Limits of each series, shape (series,): NaN where there are none. ``close``: two numbers so near are equal."""

    mean: Floats
    amr_all: Floats
    amr: Floats
    lower: Floats
    upper: Floats
    near_lower: Floats
    near_upper: Floats
    close: Floats
    value_count: NDArray[np.int64]
    is_constant: Flags

    @property
    def is_flat(self) -> Flags:
        """Whether no month of the base differs from the one before: the two limit rules do not apply."""
        flat: Flags = self.amr <= self.close
        return flat


def limits_of(values: Floats, rules: RuleSet, base_count: int | None = None) -> Limits:
    """The limits of each series of one group of months; ``base_count`` takes them from its first months."""
    known = ~np.isnan(values)
    count = known.sum(axis=1)
    own = np.where(known, values, 0.0)
    close = SAME * np.max(np.abs(own), axis=1, initial=0.0)
    highest = np.max(np.where(known, values, -np.inf), axis=1, initial=-np.inf)
    lowest = np.min(np.where(known, values, np.inf), axis=1, initial=np.inf)
    base = values[:, :base_count]
    ranges = np.abs(np.diff(base, axis=1))
    there = ~np.isnan(ranges)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = own[:, :base_count].sum(axis=1) / known[:, :base_count].sum(axis=1)
        amr_all = np.where(there, ranges, 0.0).sum(axis=1) / there.sum(axis=1)
        amr = amr_all if rules.screen_at is None else _screened(ranges, there, amr_all, close, rules.screen_at)
        amr = np.where(amr <= close, 0.0, amr)
        return Limits(
            mean=mean,
            amr_all=amr_all,
            amr=amr,
            lower=mean - rules.limit * amr,
            upper=mean + rules.limit * amr,
            near_lower=mean - rules.near * amr,
            near_upper=mean + rules.near * amr,
            close=close,
            value_count=count,
            is_constant=(count > 0) & (highest - lowest <= close),
        )


def _screened(ranges: Floats, there: Flags, amr: Floats, close: Floats, screen_at: float) -> Floats:
    """The mean range without the wild ones, screened once; all of them where only zeros would be left."""
    kept = there & (ranges < (screen_at * amr - close)[:, None])
    largest = np.max(np.where(kept, ranges, 0.0), axis=1, initial=0.0)
    keeps_all = ~kept.any(axis=1) | ((largest <= close) & (amr > close))
    screened: Floats = np.where(kept, ranges, 0.0).sum(axis=1) / kept.sum(axis=1)
    return np.where(keeps_all, amr, screened)


def rules_of(values: Floats, limits: Limits, rules: RuleSet, good: Codes) -> tuple[Codes, Codes]:
    """The rule that each month sets off (its place in RULES) and its side of the mean, both of the values' shape.

    ``good`` is 1 where higher is good, −1 where lower is, 0 where neither: asked only where improvement wins.
    """
    sides = _sides(values, limits)
    every = (
        _coded(SHIFT, _in_run(sides > 0, rules.shift), _in_run(sides < 0, rules.shift)),
        _near(values, sides, limits, rules),
        _trends(values, limits.close, rules.trend),
        _coded(BEYOND, *_beyond(values, limits)),
    )
    found: Codes = np.maximum.reduce(every)
    if rules.improvement_wins:
        is_good = [(code > 0) & (np.where(code % 2 == 1, 1, -1) == good[:, None]) for code in every]
        better = np.maximum.reduce([np.where(flag, code, 0) for flag, code in zip(is_good, every, strict=True)])
        found = np.where(better > 0, better, found).astype(np.int8)
    return found, sides


def _coded(code: int, high: Flags, low: Flags) -> Codes:
    found: Codes = np.where(high, code + 1, np.where(low, code, 0)).astype(np.int8)
    return found


def _sides(values: Floats, limits: Limits) -> Codes:
    """1 above the mean, −1 below it, 0 on it or where there is no value."""
    off = values - limits.mean[:, None]
    with np.errstate(invalid="ignore"):
        found: Codes = np.where(np.abs(off) > limits.close[:, None], np.sign(off), 0.0).astype(np.int8)
    return found


def _in_run(flags: Flags, length: int) -> Flags:
    """Whether a month lies in an unbroken stretch of at least so many."""
    if flags.shape[1] < length:
        return np.zeros(flags.shape, dtype=bool)
    return _spread(_windows(flags, length) == length, length, flags.shape[1])


def _windows(flags: Flags, length: int) -> NDArray[np.int64]:
    """How many of each ``length`` neighbours hold, by the first of them."""
    total = np.cumsum(np.pad(flags, ((0, 0), (1, 0))), axis=1)
    found: NDArray[np.int64] = total[:, length:] - total[:, :-length]
    return found


def _spread(starts: Flags, length: int, months: int) -> Flags:
    """Every month of the windows that begin where it holds."""
    found = np.zeros((starts.shape[0], months), dtype=bool)
    for shift in range(length):
        found[:, shift : shift + starts.shape[1]] |= starts
    return found


def _beyond(values: Floats, limits: Limits) -> tuple[Flags, Flags]:
    """Above the upper limit, below the lower one; on the line is inside."""
    judged = ~limits.is_flat[:, None]
    with np.errstate(invalid="ignore"):
        high = judged & (values > (limits.upper + limits.close)[:, None])
        low = judged & (values < (limits.lower - limits.close)[:, None])
    return high, low


def _near(values: Floats, sides: Codes, limits: Limits, rules: RuleSet) -> Codes:
    """Two of three: of three neighbours, the two beyond the near limit on one side."""
    if values.shape[1] < 3:
        return np.zeros(values.shape, dtype=np.int8)
    high, low = _beyond(values, limits)
    judged = ~limits.is_flat[:, None]
    with np.errstate(invalid="ignore"):
        near_high = judged & (values > (limits.near_upper + limits.close)[:, None])
        near_low = judged & (values < (limits.near_lower - limits.close)[:, None])
    if not rules.beyond_is_near:
        near_high, near_low = near_high & ~high, near_low & ~low
    known = ~np.isnan(values)

    def of_three(near: Flags, on_side: Flags) -> Flags:
        window = (_windows(near, 3) >= 2) & (_windows(on_side if rules.third_on_same_side else known, 3) == 3)
        return near & _spread(window, 3, values.shape[1])

    return _coded(NEAR, of_three(near_high, sides > 0), of_three(near_low, sides < 0))


def _trends(values: Floats, close: Floats, length: int) -> Codes:
    """All months of ``length`` or more that go strictly one way; where two trends meet, the later one's direction."""
    found = np.zeros(values.shape, dtype=np.int8)
    if values.shape[1] < length:
        return found
    with np.errstate(invalid="ignore"):
        steps = np.diff(values, axis=1)
        rising, falling = steps > close[:, None], steps < -close[:, None]
    way = _coded(TREND, _in_run(rising, length - 1), _in_run(falling, length - 1))
    found[:, 1:] = way
    found[:, :-1] = np.where(way > 0, way, found[:, :-1])
    return found


@dataclass(frozen=True)
class XmrMany:
    """Many charts at once, as arrays: by series, and ``rules`` by series and month as places in RULES.

    ``variation`` and ``assurance`` are the icons' names, '' where there is none; ``status`` as in Xmr.
    """

    limits: Limits
    rules: Codes
    last: NDArray[np.int64]
    variation: Texts
    assurance: Texts
    status: Texts


def xmr_many(
    values: Floats,
    *,
    good: Sequence[str],
    target: Floats | None = None,
    base_count: int | None = None,
    rules: RuleSet = MAKING_DATA_COUNT,
) -> XmrMany:
    """The charts of many series, shape (series, months), NaN for a missing month; the same answers as ``xmr`` of each.

    ``good`` and ``target`` are by series, NaN for no target; ``base_count`` is the same for all, and there is one group.
    Raises UnusableNumbersError as ``xmr`` does.
    """
    if np.isinf(values).any():
        raise UnusableNumbersError("A value is infinite.", "values", "Give NaN where there is no value.")
    if base_count is not None and base_count < LEAST_BASE:
        raise UnusableNumbersError(
            f"A base of {base_count} months is too short.",
            "base_count",
            f"A fixed base needs {LEAST_BASE} months or more.",
        )
    ways = np.array([WAYS[each] for each in good], dtype=np.int8)
    limits = limits_of(values, rules, base_count)
    codes, _ = rules_of(values, limits, rules, ways)
    known = ~np.isnan(values)
    last = np.where(known.any(axis=1), values.shape[1] - 1 - np.argmax(known[:, ::-1], axis=1), -1)
    cannot = np.isnan(limits.amr) | (limits.is_flat & ~limits.is_constant)
    status = np.where(cannot, "cannot_tell", np.where(limits.value_count >= rules.icons_from, "firm", "provisional"))
    final = codes[np.arange(len(codes)), last] if values.shape[1] else np.zeros(len(codes), dtype=np.int8)
    variation = np.where(cannot, "", _icons(final, ways))
    assurance = np.full(len(codes), "", dtype="U12")
    if target is not None:
        assurance = np.where(cannot, "", _assurances(limits, target, ways))
    return XmrMany(limits, codes, last, variation, assurance, status)


def _icons(codes: Codes, ways: Codes) -> Texts:
    up = codes % 2 == 1
    kinds = np.where(ways == 0, "neutral", np.where(up == (ways > 0), "improvement", "concern"))
    return np.where(codes == 0, "common_cause", np.char.add(kinds, np.where(up, "_high", "_low")))


def _assurances(limits: Limits, target: Floats, ways: Codes) -> Texts:
    with np.errstate(invalid="ignore"):
        above, below = target > limits.upper + limits.close, target < limits.lower - limits.close
        met = (limits.mean - target) * ways >= -limits.close
    found = np.where(above, np.where(ways > 0, "fail", "pass"), np.where(below, np.where(ways > 0, "pass", "fail"), ""))
    found = np.where(found == "", "inconsistent", found)
    found = np.where(limits.is_flat, np.where(met, "pass", "fail"), found)
    return np.where(np.isnan(target) | (ways == 0), "", found)
