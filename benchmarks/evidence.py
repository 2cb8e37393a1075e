"""The statistics at a county's size: icons and consistency of 134 measures × 29 places × 60 months, changes at a date.

Limits: 2 seconds for the first, 5 milliseconds a series for the second, done by the calls that every page and pack makes.
The baselines do the same work in the same run with pandas and statsmodels: the ratios travel from machine to machine, the
seconds do not. All are processor seconds, which other programs change little, the best of several runs. The figures are
kept for docs/reference/performance.md.
"""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from benchmarks.alone import machine
from headway.evidence.change_at import change_at
from headway.evidence.consistency import PlaceCount, consistency
from headway.evidence.xmr import xmr

MEASURES, PLACES, LOCALITIES, MONTHS = 134, 29, 4, 60
SECONDS, MILLISECONDS = 2.0, 5.0
CHANGES, AT = 100, 30
KEPT = Path(__file__).with_suffix(".json")


def main() -> None:
    """Keeps and prints seconds and ratios; exits with 1 beyond the limits."""
    dice = np.random.default_rng(1)
    values = dice.normal(70, 5, (MEASURES * PLACES, MONTHS))
    sizes = dice.integers(60, 240, (MEASURES, LOCALITIES, MONTHS))
    met = dice.binomial(sizes, 0.7)
    ours = _best(lambda: _icons(values)) + _best(lambda: _places(met, sizes))
    theirs = _best(lambda: _icons_in_pandas(values), 1) + _best(lambda: _places_in_statsmodels(met, sizes), 1)
    changed = values[:CHANGES] + 12 * (np.arange(MONTHS) >= AT)
    each = _best(lambda: _changes(changed)) / CHANGES * 1000
    known = _best(lambda: _changes_in_statsmodels(changed), 1) / CHANGES * 1000
    found = {
        "icons": {"seconds": ours, "baseline": theirs, "most": SECONDS, "series": len(values), "months": MONTHS},
        "change": {"milliseconds": each, "baseline": known, "most": MILLISECONDS},
        "machine": machine(),
    }
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(
        f"icons of {len(values):,} series and {MEASURES * MONTHS:,} comparisons of places: {ours:.2f} s (limit {SECONDS})"
    )
    print(
        f"the same limits, rules and intervals with pandas and statsmodels: {theirs:.2f} s; ratio {ours / theirs:.2f}"
    )
    print(f"change at a date, three fits by REML: {each:.2f} ms a series (limit {MILLISECONDS})")
    print(f"three fits of GLSAR with statsmodels: {known:.2f} ms a series; ratio {each / known:.2f}")
    if ours > SECONDS or each > MILLISECONDS:
        raise SystemExit(1)


def _best(work: Callable[[], None], runs: int = 3) -> float:
    found = []
    for _ in range(runs):
        began = time.process_time()
        work()
        found.append(time.process_time() - began)
    return min(found)


def _icons(values: np.ndarray) -> None:
    for each in values.tolist():
        xmr(each, good="higher", target=75)


def _places(met: np.ndarray, sizes: np.ndarray) -> None:
    for measure, of in zip(met.tolist(), sizes.tolist(), strict=True):
        for month in range(MONTHS):
            counts = [
                PlaceCount(str(at), x[month], n[month]) for at, (x, n) in enumerate(zip(measure, of, strict=True))
            ]
            consistency(counts, good="higher")


def _icons_in_pandas(values: np.ndarray) -> None:
    """Limits with screening, the four rules, and the icon of the last month: a column a series."""
    frame = pd.DataFrame(values.T)
    ranges = frame.diff().abs()
    amr = ranges.where(ranges < 3.267 * ranges.mean()).mean()
    mean = frame.mean()
    upper, lower = mean + 2.66 * amr, mean - 2.66 * amr
    beyond = (frame > upper) | (frame < lower)
    found = beyond.copy()
    for sign in (1, -1):
        side = (frame - mean) * sign > 0
        near = ((frame - mean) * sign > 2 * 2.66 / 3 * amr) & ~beyond
        three = (near.rolling(3).sum() >= 2) & (side.rolling(3).sum() == 3)
        found |= near & (three | three.shift(-1, fill_value=False) | three.shift(-2, fill_value=False))
        for flags, length in ((side, 7), (frame.diff() * sign > 0, 6)):
            runs = flags.rolling(length).sum() == length
            for back in range(7):
                found |= runs.shift(-back, fill_value=False)
    np.where(found.iloc[-1], np.where(frame.iloc[-1] > mean, "improvement", "concern"), "common cause")
    np.where(upper < 75, "fail", np.where(lower > 75, "pass", "inconsistent"))


def _places_in_statsmodels(met: np.ndarray, sizes: np.ndarray) -> None:
    for measure, of in zip(met, sizes, strict=True):
        for month in range(MONTHS):
            x, n = measure[:, month], of[:, month]
            for at in range(LOCALITIES):
                rest = x.sum() - x[at], n.sum() - n[at]
                confint_proportions_2indep(x[at], n[at], *rest, method="newcomb", alpha=0.05 / LOCALITIES)


def _changes(values: np.ndarray) -> None:
    for each in values.tolist():
        change_at(each, at=AT, good="higher")


def _changes_in_statsmodels(values: np.ndarray) -> None:
    since = np.arange(MONTHS) - AT
    design = np.column_stack([np.ones(MONTHS), since, since >= 0, (since >= 0) * since]).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for each in values:
            for _ in range(3):
                sm.GLSAR(each, design, rho=1).iterative_fit(maxiter=10)


if __name__ == "__main__":
    main()
