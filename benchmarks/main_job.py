"""The main job on one new month at a county's size: load, plan, children, pack. Limits: 10 seconds and 1.5 GiB.

The baseline is reading the same month's workbook with pandas and openpyxl, in the same run: the ratio travels from
machine to machine, the seconds do not. The 23 months before are loaded first and are not timed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.alone import alone, peak_mebibytes
from headway.county import County
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
SECONDS, GIBIBYTES = 10.0, 1.5


def main() -> None:
    """Prints seconds, peak memory and the ratio; exits with 1 beyond the limits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("making and loading 23 months", flush=True)
        synthesise(folder, months=24, seed=1)
        *before, newest = sorted(folder.glob("annex_a_*.xlsx"))
        county = County.open(folder / "county")
        for workbook in before:
            county.load([workbook], as_at=None, today=TODAY, by="bench")
        county.plan(by="bench", today=TODAY)
        found = [_alone("job", folder, newest) for _ in range(3)]
        baseline = _alone("pandas", folder, newest)
    best = min(found, key=lambda each: each["seconds"])
    print(
        f"main job: {best['seconds']:.1f} s, peak {best['gibibytes']:.2f} GiB (limits {SECONDS:.0f} s, {GIBIBYTES} GiB)"
    )
    print(f"pandas.read_excel with openpyxl on the same workbook: {baseline['seconds']:.1f} s")
    print(f"ratio, main job to reading with pandas: {best['seconds'] / baseline['seconds']:.2f}")
    if best["seconds"] > SECONDS or best["gibibytes"] > GIBIBYTES:
        raise SystemExit(1)


def _alone(what: str, folder: Path, workbook: Path) -> dict[str, float]:
    """One run in a process of its own, so that its memory is its own."""
    return alone("main_job", what, folder, workbook)


def _job(folder: Path, workbook: Path) -> None:
    county = County.open(folder / "county")
    report = county.load([workbook], as_at=None, today=TODAY, by="bench")
    county.plan(by="bench", today=TODAY)
    county.children()
    county.board_pack(folder / "pack", by="bench", today=TODAY)
    if not report.is_new:
        raise SystemExit("the month was there already: nothing was measured")


def _pandas(workbook: Path) -> None:
    import pandas as pd

    pd.read_excel(workbook, sheet_name=None, engine="openpyxl", header=1)


def _run(what: str, folder: Path, workbook: Path) -> None:
    if what == "job":
        _forget(folder, workbook)
    began = time.perf_counter()
    _job(folder, workbook) if what == "job" else _pandas(workbook)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "gibibytes": round(peak_mebibytes() / 1024, 2)}))


def _forget(folder: Path, workbook: Path) -> None:
    """Takes the month out of the store again, and what was worked out with it, so that the next run meets it new."""
    import shutil

    for load in County.open(folder / "county").loads():
        if workbook.name in load.file_names:
            shutil.rmtree(folder / "county" / "store" / "loads" / load.load_id)
            for kept in (folder / "county" / "store" / "derived").glob("journey-*"):
                shutil.rmtree(kept)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _run(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
