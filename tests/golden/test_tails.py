"""Do our exact tails, and what is called low or high by them, equal the worked cases?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.evidence.tails import binomial_tails, poisson_tails, side

CASES = json.loads((Path(__file__).parent / "data" / "tails_examples.json").read_text(encoding="utf-8"))["cases"]


def tails(case: dict[str, Any]) -> list[tuple[float, float]]:
    given, target = case["input"], case["output"]["target"]
    counts = zip(given["numerators"], given["denominators"], strict=True)
    if given["data_type"] == "PR":
        rate = sum(given["numerators"]) / sum(given["denominators"])
        assert rate == pytest.approx(target, abs=1e-9)
        return [binomial_tails(numerator, denominator, rate) for numerator, denominator in counts]
    return [poisson_tails(numerator, expected * target) for numerator, expected in counts]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_tails(case: dict[str, Any]) -> None:
    found, wanted = tails(case), case["output"]
    assert [low for low, _ in found] == pytest.approx(wanted["p_low"], abs=1e-9)
    assert [high for _, high in found] == pytest.approx(wanted["p_high"], abs=1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
@pytest.mark.parametrize(("q", "name"), [(0.025, "verdict95_exact"), (0.001, "verdict998_exact")])
def test_the_side_by_the_tails(case: dict[str, Any], q: float, name: str) -> None:
    assert [side(each, q) for each in tails(case)] == case["output"][name]


def test_all_of_a_few_is_not_high_where_chance_gives_it_often() -> None:
    """At 96% a third of units of 25 reach all 25: the published interpolated limit would call them high."""
    low, high = binomial_tails(25, 25, 0.96)
    assert high == pytest.approx(0.96**25)
    assert side((low, high), 0.001) == "within"
