"""Curves: what each step costs in seconds and memory at Devon's size, at 4 and at 16 times it; and a whole rebuild.

``python -m benchmarks --curves`` runs it (up to an hour on 2 cores) and keeps the figures in ``benchmarks/curves.json``,
from which docs/reference/performance.md is made; ``python -m benchmarks.curves 4 rebuild`` measures those parts again. Each
step runs in a process of its own, so that its memory is its own; one that does not finish is kept as that, with how it
ended. The baseline, in the same run and on the same workbook, is fastexcel reading every sheet as text and nothing else.
"""

from __future__ import annotations

import json
import math
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.alone import alone, machine, peak_mebibytes
from headway.county import County
from headway.synthetic import synthesise

KEPT = Path(__file__).with_name("curves.json")
TODAY = date(2026, 10, 12)
# Times Devon's size, and in how many rounds: the best of them counts.
SIZES: Mapping[float, int] = {1: 2, 4: 1, 16: 1}
MONTHS, REBUILD_MONTHS, REBUILD_SECONDS = 3, 24, 60.0
STEPS = ("baseline", "load", "journey", "measure", "children", "pack")
Run = dict[str, float]


def main(
    parts: Sequence[str] = (),
    kept: Path = KEPT,
    sizes: Mapping[float, int] = SIZES,
    months: int = REBUILD_MONTHS,
    scale: float = 1,
) -> bool:
    """Measures the parts named, or all, prints and keeps each at once; whether the rebuild is fast enough."""
    found = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {"curves": []}
    parts = parts or [*map(str, sizes), "rebuild"]
    for part in parts:
        if part == "rebuild":
            found["rebuild"] = {**_rebuild(months, scale), "machine": machine()}
        else:
            size = next(each for each in sizes if str(each) == part)
            curve = {**_curve(size, sizes[size]), "machine": machine()}
            others = [each for each in found["curves"] if each["size"] != size]
            found["curves"] = sorted([*others, curve], key=itemgetter("size"))
        kept.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    for step in STEPS[1:]:
        grows = power(found["curves"], step)
        print(f"{step}: grows as rows to the power {grows:.2f}" if grows is not None else f"{step}: one size alone")
    return "rebuild" not in parts or found["rebuild"].get("seconds", math.inf) <= REBUILD_SECONDS


def power(curves: Sequence[Mapping[str, Any]], step: str) -> float | None:
    """How a step's work grows with rows, from the smallest size to the largest that finished: 1 is linear, less is less."""
    done = [each for each in curves if "work" in each["steps"][step]]
    if len(done) < 2:
        return None
    first, last = done[0], done[-1]
    return math.log(last["steps"][step]["work"] / first["steps"][step]["work"]) / math.log(last["rows"] / first["rows"])


def _curve(size: float, rounds: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{size}x: making {MONTHS} months", flush=True)
        synthesise(folder, months=MONTHS, seed=1, scale=size)
        *before, _ = _workbooks(folder)
        for workbook in before:
            County.open(folder / "county").load([workbook], as_at=None, today=TODAY, by="bench")
        steps = {step: _best(step, folder, rounds) for step in STEPS}
        rows = sum(table.row_count for table in County.open(folder / "county").loads()[-1].tables)
    return {"size": size, "months": MONTHS, "rows": rows, "rounds": rounds, "steps": steps}


def _rebuild(months: int, scale: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"rebuild: making {months} months", flush=True)
        synthesise(folder, months=months, seed=1, scale=scale)
        run, baseline = _best("rebuild", folder, 1), _best("read all", folder, 1)
        rows = sum(table.row_count for load in County.open(folder / "county").loads() for table in load.tables)
    return {"months": months, "rows": rows, "baseline": baseline, **run}


def _best(step: str, folder: Path, rounds: int) -> Run:
    """The fastest of the rounds; or how the step ended where it did not finish."""
    runs: list[Run] = []
    for _ in range(rounds):
        try:
            runs.append(alone("curves", step, folder))
        except subprocess.CalledProcessError as ended:
            print(f"{step}: ended with {ended.returncode}", flush=True)
            return {"ended_with": ended.returncode}
    best = min(runs, key=itemgetter("seconds"))
    print(f"{step}: {best['seconds']:.1f} s, {best['work']:.1f} s of work, {best['gibibytes']:.2f} GiB", flush=True)
    return best


def _workbooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("annex_a_*.xlsx"))


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
    county.children()
    county.board_pack(folder / "pack", by="bench", today=TODAY)  # holds every measure by month and locality


def _run(step: str, folder: Path) -> None:
    do = _step(step, folder)
    began, worked = time.perf_counter(), time.process_time()
    do()
    seconds, work = round(time.perf_counter() - began, 3), round(time.process_time() - worked, 3)
    print(json.dumps({"seconds": seconds, "work": work, "gibibytes": round(peak_mebibytes() / 1024, 2)}))


if __name__ == "__main__":
    if len(sys.argv) == 3 and Path(sys.argv[2]).is_dir():
        _run(sys.argv[1], Path(sys.argv[2]))
    else:
        raise SystemExit(0 if main(sys.argv[1:]) else 1)
