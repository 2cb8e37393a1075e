"""Does the way for many series at once give what the way for one series gives, in every corner and by every rule set?"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from headway.errors import UnusableNumbersError
from headway.evidence.rule_set import EXCEL_TOOLS, MAKING_DATA_COUNT, POWER_BI, UNSCREENED, RuleSet
from headway.evidence.xmr import xmr
from tests.acceptance.false_alarms.xmr_arrays import RULES, xmr_many

SETS = (MAKING_DATA_COUNT, EXCEL_TOOLS, POWER_BI, UNSCREENED)
GOODS = ("higher", "lower", "neither")
GOLDEN = Path(__file__).parents[2] / "golden" / "data" / "xmr_examples.json"
NAMES = ("mean", "amr_all", "amr", "lower", "upper", "near_lower", "near_upper")
MONTHS = 30
one_series = some.lists(
    some.one_of(some.none(), some.integers(0, 12), some.floats(-50, 50).map(lambda v: round(v, 1))),
    min_size=MONTHS,
    max_size=MONTHS,
)


def agree(
    series: list[list[float | None]], good: list[str], targets: list[float | None], rules: RuleSet, base: int | None
) -> None:
    array = np.array([[np.nan if v is None else v for v in each] for each in series], dtype=float)
    target = np.array([np.nan if t is None else t for t in targets])
    many = xmr_many(array, good=good, target=target, base_count=base, rules=rules)
    for at, values in enumerate(series):
        one = xmr(values, good=good[at], target=targets[at], base_count=base, rules=rules)
        assert [RULES[code] for code in many.rules[at]] == [point.rule for point in one.points]
        assert (many.variation[at] or None, many.assurance[at] or None) == (one.variation, one.assurance)
        assert many.status[at] == one.status
        assert many.last[at] == (-1 if one.last is None else one.last)
        for name in NAMES:
            known = getattr(one.groups[0], name)
            assert getattr(many.limits, name)[at] == pytest.approx(
                np.nan if known is None else known, abs=1e-9, nan_ok=True
            )


@given(
    some.lists(one_series, min_size=1, max_size=4),
    some.sampled_from(SETS),
    some.sampled_from([None, 12]),
    some.randoms(),
)
def test_many_at_once_are_each_as_one(
    series: list[list[float | None]], rules: RuleSet, base: int | None, dice: object
) -> None:
    good = [dice.choice(GOODS) for _ in series]  # type: ignore[attr-defined]
    targets = [dice.choice([None, 0.0, 5.0, 6.0]) for _ in series]  # type: ignore[attr-defined]
    agree(series, good, targets, rules, base)


@pytest.mark.parametrize("rules", SETS, ids=lambda rules: rules.name)
def test_the_golden_series_and_long_runs_are_each_as_one(rules: RuleSet) -> None:
    cases = json.loads(GOLDEN.read_text(encoding="utf-8"))["cases"]
    walk = np.cumsum(np.random.default_rng(3).normal(size=(40, MONTHS)).round(1), axis=1).tolist()
    for values in [*(case["input"]["values"] for case in cases), *walk]:
        for good in GOODS:
            agree([values], [good], [cases[0]["input"]["target"]], rules, None)


def test_infinities_and_short_bases_are_refused() -> None:
    with pytest.raises(UnusableNumbersError, match="infinite"):
        xmr_many(np.array([[1.0, np.inf]]), good=["higher"])
    with pytest.raises(UnusableNumbersError, match="too short"):
        xmr_many(np.ones((1, 20)), good=["higher"], base_count=11)
