"""Curves: what each step costs in seconds and memory at Devon's size, at 4 and at 16 times it; and a whole rebuild.

``python -m benchmarks --curves`` runs it (up to an hour on 2 cores) and keeps the figures in ``benchmarks/curves.json``,
from which docs/reference/performance.md is made. Each step runs in a process of its own, so that its memory is its own.
The baseline, in the same run and on the same workbook, is fastexcel reading every sheet as text and doing nothing else.
"""

from __future__ import annotations

import json
import math
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import psutil

from benchmarks.alone import alone, peak_mebibytes
from headway import __version__
from headway.county import County
from headway.synthetic import synthesise

KEPT = Path(__file__).with_name("curves.json")
TODAY = date(2026, 10, 12)
# Times Devon's size, and in how many rounds: the best of them counts.
SIZES: Mapping[int, int] = {1: 3, 4: 2, 16: 1}
MONTHS, REBUILD_MONTHS, REBUILD_SECONDS = 3, 24, 60.0
STEPS = ("baseline", "load", "journey", "measure", "children", "pack")
Run = dict[str, float]


def main() -> None:
    """Measures every curve and the rebuild, prints and keeps them; exits with 1 where the rebuild is too slow."""
    curves = [_curve(size, rounds) for size, rounds in SIZES.items()]
    rebuild = _rebuild()
    found = {"machine": _machine(), "months": MONTHS, "curves": curves, "rebuild": rebuild}
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for step in STEPS[1:]:
        print(f"{step}: grows as rows to the power {power(curves, step):.2f}")
    print(f"rebuild: {rebuild['seconds']:.0f} s, {rebuild['seconds'] / rebuild['baseline']:.1f} times its baseline")
    if rebuild["seconds"] > REBUILD_SECONDS:
        raise SystemExit(1)


def power(curves: list[dict[str, Any]], step: str) -> float:
    """How the seconds of a step grow with rows, from the smallest size to the largest: 1 is linear, less is better."""
    first, last = curves[0], curves[-1]
    seconds = last["steps"][step]["seconds"] / first["steps"][step]["seconds"]
    return math.log(seconds) / math.log(last["rows"] / first["rows"])


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "gibibytes": round(psutil.virtual_memory().total / 2**30),
        "load_before": round(os.getloadavg()[2], 1),
        "measured_on": time.strftime("%Y-%m-%d"),
        "headway": __version__,
        "python": platform.python_version(),
        "duckdb": duckdb.__version__,
    }


def _curve(size: int, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{size}x: making {MONTHS} months", flush=True)
        synthesise(folder, months=MONTHS, seed=1, scale=size)
        *before, _ = _workbooks(folder)
        for workbook in before:
            County.open(folder / "county").load([workbook], as_at=None, today=TODAY, by="bench")
        steps = {step: min((_alone(step, folder) for _ in range(rounds)), key=_seconds) for step in STEPS}
        rows = sum(table.row_count for table in County.open(folder / "county").loads()[-1].tables)
    for step, run in steps.items():
        print(f"{size}x {step}: {run['seconds']:.1f} s, {run['gibibytes']:.2f} GiB", flush=True)
    return {"size": size, "rows": rows, "rounds": rounds, "steps": steps}


def _rebuild() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"rebuild: making {REBUILD_MONTHS} months", flush=True)
        synthesise(folder, months=REBUILD_MONTHS, seed=1)
        run, baseline = _alone("rebuild", folder), _alone("read all", folder)
        rows = sum(table.row_count for load in County.open(folder / "county").loads() for table in load.tables)
    return {"months": REBUILD_MONTHS, "rows": rows, "baseline": baseline["seconds"], **run}


def _seconds(run: Run) -> float:
    return run["seconds"]


def _workbooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("annex_a_*.xlsx"))


def _alone(step: str, folder: Path) -> Run:
    """The step in a process of its own."""
    return alone("curves", step, folder)


def _read(workbook: Path) -> None:
    import fastexcel

    book = fastexcel.read_excel(workbook)
    for name in book.sheet_names:
        book.load_sheet(name, dtypes="string", header_row=None)


def _load(county: County, workbook: Path) -> None:
    if not county.load([workbook], as_at=None, today=TODAY, by="bench").is_new:
        raise SystemExit("the month was there already: nothing was measured")


def _forget_newest(county: County, workbook: Path) -> None:
    """Takes the newest month out of the store again, so that the next round meets it new."""
    for load in county.loads():
        if workbook.name in load.file_names:
            shutil.rmtree(county.folder / "store" / "loads" / load.load_id)


def _forget_journey(county: County) -> None:
    for kept in (county.folder / "store" / "derived").glob("journey-*"):
        shutil.rmtree(kept)


def _step(step: str, folder: Path) -> Callable[[], object]:
    """The step ready to be timed; what it needs beforehand is done here."""
    county, workbooks = County.open(folder / "county"), _workbooks(folder)
    if step == "baseline":
        return lambda: _read(workbooks[-1])
    if step == "read all":
        return lambda: [_read(each) for each in workbooks]
    if step == "load":
        _forget_newest(county, workbooks[-1])
        return lambda: _load(county, workbooks[-1])
    if step == "journey":
        _forget_journey(county)
        return county.read
    if step == "measure":
        county.read()
        return county.observe
    if step == "children":
        county.read()
        return county.children
    if step == "pack":
        return lambda: county.board_pack(folder / "pack", by="bench", today=TODAY)
    return lambda: _all(county, workbooks, folder)


def _all(county: County, workbooks: list[Path], folder: Path) -> None:
    for workbook in workbooks:
        _load(county, workbook)
    county.observe()
    county.children()
    county.board_pack(folder / "pack", by="bench", today=TODAY)


def _run(step: str, folder: Path) -> None:
    do = _step(step, folder)
    began = time.perf_counter()
    do()
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": round(seconds, 2), "gibibytes": round(peak_mebibytes() / 1024, 2)}))


if __name__ == "__main__":
    _run(sys.argv[1], Path(sys.argv[2])) if len(sys.argv) == 3 else main()
