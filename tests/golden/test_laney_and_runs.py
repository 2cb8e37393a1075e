"""Do our Laney charts and run rules equal qicharts2's on its cases?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.evidence.laney import laney
from headway.evidence.runs import runs

DATA = Path(__file__).parent / "data"
LANEY = json.loads((DATA / "laney_examples.json").read_text(encoding="utf-8"))["cases"]
RUNS = json.loads((DATA / "run_rule_examples.json").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("case", LANEY, ids=lambda case: case["name"])
def test_laney(case: dict[str, Any]) -> None:
    given, wanted = case["input"], case["output"]
    found = laney(given["counts"], given["sizes"], chart=given["chart"], base_count=given["baseline"])
    assert (found.centre, found.sigma_z) == pytest.approx((wanted["centre"], wanted["sigma_z"]), abs=1e-6)
    for name, ours in (("y", "value"), ("lcl", "lower"), ("ucl", "upper")):
        assert [getattr(point, ours) for point in found.points] == pytest.approx(wanted[name], abs=1e-6)
    assert [point.verdict for point in found.points] == wanted["verdict"]


@pytest.mark.parametrize("case", RUNS, ids=lambda case: case["name"])
def test_runs(case: dict[str, Any]) -> None:
    wanted = case["output"]
    found = runs(case["input"]["values"], centre=case["input"]["centre"])
    assert found.centre == pytest.approx(wanted["centre"], abs=1e-9)
    assert (found.useful_count, found.longest_run, found.longest_run_allowed) == (
        wanted["n_useful"],
        wanted["longest_run"],
        wanted["longest_run_max"],
    )
    assert (found.crossings, found.fewest_crossings_allowed) == (wanted["crossings"], wanted["crossings_min"])
    assert (found.is_shift, found.is_few_crossings) == (wanted["shift"], wanted["too_few_crossings"])
    assert found.is_signal == wanted["signal"]


@pytest.mark.parametrize(
    ("count", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (24, 8, 8), (36, 8, 13), (48, 9, 18)],
)
def test_the_published_table(count: int, longest: int, crossings: int) -> None:
    found = runs([at % 2 for at in range(count)], centre=0.5)
    assert (found.longest_run_allowed, found.fewest_crossings_allowed) == (longest, crossings)
