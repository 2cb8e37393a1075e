"""Do our limits and icons equal those of NHSRplotthedots, but where we differ on purpose?

The cases were made with NHSRplotthedots 0.2.2 (MIT); a ``headway`` block is laid over what it gives.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.evidence.rule_set import MAKING_DATA_COUNT, UNSCREENED
from headway.evidence.xmr import Xmr, xmr

CASES = json.loads((Path(__file__).parent / "data" / "xmr_examples.json").read_text())["cases"]
GOOD = {"increase": "higher", "decrease": "lower", "neutral": "neither"}
GROUP = {"mean": "mean", "amr_all": "amr_all", "amr_used": "amr", "lpl": "lower", "upl": "upper"}
GROUP |= {"nlpl": "near_lower", "nupl": "near_upper"}


def chart(given: dict[str, Any]) -> Xmr:
    months = given["months"]
    return xmr(
        given["values"],
        good=GOOD[given["improvement_direction"]],
        target=given.get("target"),
        base_count=given.get("fix_after_n_points"),
        rebase_at=[months.index(month) for month in given.get("rebase", [])],
        ghosted=[months.index(month) for month in given.get("ghosts", [])],
        rules=MAKING_DATA_COUNT if given["screen_outliers"] else UNSCREENED,
    )


def expected(case: dict[str, Any]) -> dict[str, Any]:
    ours = case["headway"]
    wanted = dict(ours.get("output") or case["output"])
    wanted["points"] = {**wanted["points"], **ours.get("points", {})}
    return {**wanted, **{key: value for key, value in ours.items() if key not in ("output", "points")}}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_case(case: dict[str, Any]) -> None:
    found, wanted = chart(case["input"]), expected(case)
    assert found.status == wanted["status"]
    assert found.variation == wanted["variation_icon"]
    assert found.assurance == wanted["assurance"]
    assert len(found.groups) == len(wanted["groups"])
    for group, known in zip(found.groups, wanted["groups"], strict=True):
        for name, ours in GROUP.items():
            assert getattr(group, ours) == pytest.approx(known[name], abs=1e-9), name
    assert [point.rule for point in found.points] == wanted["points"]["rule"]
    kinds = [point.kind for point in found.points]
    wanted_kinds = wanted["points"]["point_type"]
    assert [k for k in kinds if k] == [w for w, ours in zip(wanted_kinds, kinds, strict=True) if ours]
