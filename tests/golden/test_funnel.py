"""Do our funnel limits equal FunnelPlotR's where it is right, and the exact ones the worked cases?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from headway.evidence.exact_limits import LimitLines, exact_limits
from headway.evidence.funnel import funnel
from headway.evidence.funnel_limits import PROPORTION, RATIO_LOG, RATIO_ROOT, FunnelLimits, funnel_limits

CASES = json.loads((Path(__file__).parent / "data" / "funnel_examples.json").read_text(encoding="utf-8"))["cases"]
SCALE = {None: PROPORTION, "SHMI": RATIO_LOG, "CQC": RATIO_ROOT}
LINES = {"ll95": "lower95", "ul95": "upper95", "ll998": "lower998", "ul998": "upper998"}


def limits(case: dict[str, Any]) -> FunnelLimits:
    given = case["input"]
    scale = SCALE[given["sr_method"]]
    return funnel_limits(given["numerators"], given["denominators"], scale=scale, trim=given["trim_by"])


def close(found: Any, wanted: Any) -> None:
    numbers = [np.nan if each is None else each for each in wanted]
    assert list(found) == pytest.approx(numbers, abs=1e-6, nan_ok=True)


def same_lines(found: LimitLines | None, wanted: dict[str, list[float | None]] | None) -> None:
    if wanted is None or all(each is None for line in wanted.values() for each in line):
        assert found is None
        return
    for name, ours in LINES.items():
        close(getattr(found, ours), wanted[name])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_approximate_limits(case: dict[str, Any]) -> None:
    found, wanted = limits(case), case["output"]
    assert found.centre == pytest.approx(wanted["target"], abs=1e-6)
    close(found.value, wanted["ratio"])
    close(found.z, wanted["z"])
    close(found.z_kept, wanted["z_kept"])
    close(found.s, wanted["s"])
    assert (found.phi, found.tau2) == pytest.approx((wanted["phi"], wanted["tau2"]), abs=1e-6)
    assert found.is_adjusted == wanted["adjusted_used"]
    same_lines(found.unadjusted, wanted["limits_unadjusted"])
    same_lines(found.adjusted, wanted["limits_adjusted"])
    close(found.z_adjusted, wanted["z_adjusted"])
    assert [at95 for at95, _ in found.sides()] == wanted["verdict95_in_use"]
    assert [at998 for _, at998 in found.sides()] == wanted["verdict998_in_use"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_exact_limits(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["output"]
    sizes, is_share = np.array(given["denominators"], dtype=float), given["data_type"] == "PR"
    rate = sum(given["numerators"]) / sum(given["denominators"]) if is_share else 1.0
    same_lines(exact_limits(sizes, rate, is_share=is_share), wanted["limits_exact"])
    same_lines(exact_limits(sizes, rate, is_share=is_share, published=True), wanted["limits_exact_published"])


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["input"]["data_type"] == "PR"], ids=lambda case: case["name"]
)
def test_headway_decides_by_the_tails_below_twenty_units_and_by_adjusted_limits_from_there(
    case: dict[str, Any],
) -> None:
    given, wanted = case["input"], case["output"]
    names = [f"unit {at}" for at in range(len(given["numerators"]))]
    found = funnel(names, given["numerators"], given["denominators"], good="higher")
    is_adjusted = len(names) >= 20 and wanted["adjusted_used"]
    assert found.limits == ("adjusted" if is_adjusted else "exact")
    outside = wanted["verdict998_in_use" if is_adjusted else "verdict998_exact"]
    assert [unit.verdict == "different" for unit in found.units] == [side != "within" for side in outside]
    lines = wanted["limits_adjusted" if is_adjusted else "limits_exact"]
    assert [unit.lower998 for unit in found.units] == pytest.approx(lines["ll998"], abs=1e-6)
    assert [unit.name for unit in found.units] == names
