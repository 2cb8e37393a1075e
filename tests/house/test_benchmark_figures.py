"""The benchmarks run and say what they are taken to say; their figures are measured elsewhere and kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import curves
from benchmarks.alone import alone, machine, peak_mebibytes
from docs.performance import STEP_WORDS, page_of

HOSTILE = [{"name": "a pipe", "megabytes": 0.0, "answer": "it is none", "seconds_of_work": 0.1, "peak_megabytes": 190}]

SPREAD = {"pages": 40, "p50": 90, "p95": 501, "most": 900}
WEB = {
    "people": {
        "people": 50,
        "seconds": 60.0,
        "pages": 90,
        "errors": 2,
        "measure": SPREAD,
        "children": SPREAD,
        "every": SPREAD,
    },
    "growth": [{"loads": 1, "measure": 30, "children": 40}, {"loads": 16, "measure": 31, "children": 41}],
    "machine": machine(),
}
MEASURES = {
    "headway": {"seconds": 12.0, "processor": 11.0, "figures": 1200, "mebibytes": 1024},
    "from_tables": {"seconds": 1.0, "own": 2.0, "on_day": 0.25, "figures": 10, "measures": 5},
    "place_by_place": {"seconds": 2.0, "figures": 10, "measures": 6},
    "months": 60,
    "most": 10.0,
    "times": 10.0,
    "machine": machine(),
}


def curve(size: float, rows: int, work: float | None) -> dict[str, Any]:
    run = {"ended_with": -9} if work is None else {"seconds": work + 1, "work": work, "gibibytes": 0.5}
    steps = dict.fromkeys(curves.STEPS, run)
    return {"size": size, "months": 3, "rows": rows, "rounds": 1, "steps": steps, "machine": machine()}


def test_every_step_of_a_curve_has_its_line_of_the_page() -> None:
    assert tuple(STEP_WORDS) == curves.STEPS


@pytest.mark.parametrize(
    ("work", "power"), [((2.0, 8.0), 1.0), ((2.0, 2.0), 0.0), ((2.0, 32.0), 2.0), ((2.0, None), None)]
)
def test_the_power_says_how_work_grows_with_rows(work: tuple[float, float | None], power: float | None) -> None:
    found = curves.power([curve(1, 1000, work[0]), curve(4, 4000, work[1])], "load")
    assert found == (None if power is None else pytest.approx(power))


def test_what_was_not_measured_or_did_not_finish_is_said_and_a_promise_that_does_not_hold_too() -> None:
    assert page_of({}, {}, {}, [], {}, {}, {}).count("Not measured yet") == 7
    run = {"seconds": 61.0, "work": 50.0, "gibibytes": 1.0}
    rebuild = {"months": 24, "rows": 9, **run, "baseline": run, "machine": machine()}
    icons = {"seconds": 0.5, "baseline": 1.0, "most": 2.0, "series": 9, "months": 60}
    evidence = {"icons": icons, "change": {"milliseconds": 6.0, "baseline": 3.0, "most": 5.0}, "machine": machine()}
    curves_of = [curve(1, 1000, 2), curve(4, 4000, None)]
    page = page_of({"curves": curves_of, "rebuild": rebuild}, {}, {}, HOSTILE, evidence, WEB, MEASURES)
    assert "| a measure | 40 | 90 ms | 501 ms | 900 ms |" in page and "Beyond the limit" in page.replace(
        "**", ""
    ).replace("beyond", "Beyond")
    assert "1,200 figures in 12.0 s" in page and "Limit: 10 s: **beyond the limit**" in page
    assert "| 5 | 10 | 1.00 s | 2.00 s | 0.5 | 10.0 | told, no limit |" in page
    assert "| 6 | 10 | 2.0 s | | | 20.0 | 10 times: within the limit |" in page
    assert "16: 31 ms and 41 ms" in page and "2 of 90 pages with an error" in page
    assert "0.50 s | 1.00 s | 0.50 | 2 s: within the limit" in page
    assert "6.00 ms | 3.00 ms | 2.00 | 5 ms: **beyond the limit**" in page
    assert "did not finish (ended with -9)" in page and "- 16 ×: not measured." in page
    assert "**beyond the limit**" in page and "| a pipe | 0.0 | 0.1 | 190 |" in page


def test_the_memory_of_a_step_is_not_that_of_what_started_it(tmp_path: Path) -> None:
    held = bytearray(b"x" * 600 * 2**20)
    assert peak_mebibytes() > 600
    (tmp_path / "list_1.csv").write_bytes(b"")
    assert alone("hostile_files", "--load", tmp_path / "list_1.csv")["peak_megabytes"] < 500
    assert len(held) > 0


@pytest.mark.slow  # it loads, measures and packs at three sizes
def test_the_curves_are_measured_to_their_end_at_a_tiny_size(tmp_path: Path) -> None:
    kept = tmp_path / "curves.json"
    curves.main(("0.02", "0.01"), kept, {0.01: 1, 0.02: 1})
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert [each["size"] for each in found["curves"]] == [0.01, 0.02]
    assert all(
        set(run) == {"seconds", "work", "gibibytes"} for each in found["curves"] for run in each["steps"].values()
    )
    assert found["curves"][0]["rows"] < found["curves"][1]["rows"]
    curves.main(("rebuild",), kept, months=2, scale=0.02)
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert found["rebuild"]["months"] == 2 and found["rebuild"]["baseline"]["seconds"] > 0 and len(found["curves"]) == 2
    assert "did not finish" not in page_of(found, {}, {}, [], {}, {}, {})
