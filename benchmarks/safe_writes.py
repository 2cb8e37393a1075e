"""What it costs a load to survive a kill: less than 10% of the load, measured against the same load without flushing.

Both load the same workbook of a county's size into an empty store, in turn, in the same run. The baseline prepares and
renames as well, so that what is measured is what a flush waits for the disk; the waiting is timed by itself too, because
two loads of a busy machine differ by more. The figures are kept for docs/reference/performance.md.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.alone import machine
from headway.county import County
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
ROUNDS, MOST = 7, 0.10
KEPT = Path(__file__).with_suffix(".json")


def main() -> bool:
    """Prints the seconds of both and what flushing adds; whether the promise holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        synthesise(folder, months=1, seed=1)
        [workbook] = folder.glob("annex_a_*.xlsx")
        _load(folder, workbook, 0)  # what is read once, such as definitions, is read now
        safe, unsafe, waits, flushes = [], [], [], 0
        for number in range(1, ROUNDS + 1):  # in turn, so that whatever else the machine does falls on both alike
            with _counted() as seen:
                safe.append(_load(folder, workbook, number * 2))
            flushes = len(seen)
            waits.append(sum(seen))
            print(f"  round {number}: {safe[-1]:.2f} s, of which {waits[-1]:.3f} s in {flushes} flushes", flush=True)
            with _without_flushing():
                unsafe.append(_load(folder, workbook, number * 2 + 1))
    found = {
        "rounds": ROUNDS,
        "safe": round(statistics.median(safe), 3),
        "unsafe": round(statistics.median(unsafe), 3),
        "flushes": flushes,
        "waited": round(statistics.median(waits), 3),
        "share": round(
            statistics.median(wait / (all_of_it - wait) for wait, all_of_it in zip(waits, safe, strict=True)), 4
        ),
        "most": MOST,
        "machine": machine(),
    }
    KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    cost = found["safe"] / found["unsafe"] - 1
    print(f"load, safe against a kill     : {found['safe']:.2f} s (median of {ROUNDS}), {flushes} flushes")
    print(f"the same load, nothing flushed: {found['unsafe']:.2f} s")
    print(f"waiting for the disk adds     : {found['share']:+.1%} (limit {MOST:.0%}); between the medians {cost:+.1%}")
    return found["share"] < MOST


def _load(folder: Path, workbook: Path, number: int) -> float:
    own = folder / str(number)
    shutil.copytree(folder / "county", own)
    os.sync()
    began = time.perf_counter()
    report = County.open(own).load([workbook], as_at=None, today=TODAY, by="bench")
    seconds = time.perf_counter() - began
    if not report.is_new:
        raise SystemExit("the month was there already: nothing was measured")
    return seconds


@contextmanager
def _without_flushing() -> Iterator[None]:
    whole = os.fsync
    os.fsync = lambda _: None
    try:
        yield
    finally:
        os.fsync = whole


@contextmanager
def _counted() -> Iterator[list[float]]:
    whole, seen = os.fsync, list[float]()

    def fsync(opened: int) -> None:
        began = time.perf_counter()
        whole(opened)
        seen.append(time.perf_counter() - began)

    os.fsync = fsync
    try:
        yield seen
    finally:
        os.fsync = whole


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
