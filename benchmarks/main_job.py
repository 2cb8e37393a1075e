"""The main job on one new month at a county's size: load, plan, children, pack. Limits: 10 seconds and 1.5 GiB.

Run with every published measure, and with the twelve measures and five reasons that the limit was first set for.

The baseline is reading the same month's workbook with pandas and openpyxl, in the same run: the ratio travels from
machine to machine, the seconds do not. The 23 months before are loaded first and are not timed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.alone import alone, peak_mebibytes
from headway.county import County, reading
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
SECONDS, GIBIBYTES = 10.0, 1.5
TWELVE = ("WF09", "CP09", "CP08", "S406", "AS02", "AS04", "AS05", "RF01", "RF02", "CP04", "CL06", "LV02")


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
        jobs = {job: _best(job, folder, newest) for job in ("twelve", "every")}
        baseline = _alone("pandas", folder, newest)
    for job, best in jobs.items():
        print(
            f"main job, {job} measure{'s' if job == 'twelve' else ''}: {best['seconds']:.1f} s,"
            f" peak {best['gibibytes']:.2f} GiB (limits {SECONDS:.0f} s, {GIBIBYTES} GiB);"
            f" {best['seconds'] / baseline['seconds']:.2f} of reading with pandas"
        )
    print(f"pandas.read_excel with openpyxl on the same workbook: {baseline['seconds']:.1f} s")
    if any(best["seconds"] > SECONDS or best["gibibytes"] > GIBIBYTES for best in jobs.values()):
        raise SystemExit(1)


def _best(job: str, folder: Path, workbook: Path) -> dict[str, float]:
    return min((_alone(job, folder, workbook) for _ in range(3)), key=lambda each: each["seconds"])


def _alone(what: str, folder: Path, workbook: Path) -> dict[str, float]:
    """One run in a process of its own, so that its memory is its own."""
    return alone("main_job", what, folder, workbook)


def _job(folder: Path, workbook: Path, *, is_twelve: bool) -> None:
    county = County.open(folder / "county")
    if is_twelve:
        _keep_twelve(county)
    report = county.load([workbook], as_at=None, today=TODAY, by="bench")
    county.plan(by="bench", today=TODAY)
    county.children()
    county.board_pack(folder / "pack", by="bench", today=TODAY)
    if not report.is_new:
        raise SystemExit("the month was there already: nothing was measured")


def _keep_twelve(county: County) -> None:
    """Leaves the county the twelve measures, and the reasons that read one of them."""
    assert county.files  # read while every measure is known: the council's policy names others too
    pages = tuple(page for page in county.measures.pages if page.front.catalogue in TWELVE)
    vars(county)["measures"] = replace(county.measures, pages=pages)
    names = {name for page in pages for name in page.names}
    reasons = tuple(each for each in reading.load_reasons() if each.front.measure in names)
    vars(reading)["load_reasons"] = lambda: reasons


def _pandas(workbook: Path) -> None:
    import pandas as pd

    pd.read_excel(workbook, sheet_name=None, engine="openpyxl", header=1)


def _run(what: str, folder: Path, workbook: Path) -> None:
    if what != "pandas":
        _forget(folder, workbook)
    began = time.perf_counter()
    _pandas(workbook) if what == "pandas" else _job(folder, workbook, is_twelve=what == "twelve")
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
