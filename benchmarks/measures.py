"""Every measure for 60 months, in the county, each locality and each team, in one run. Limits: 10 seconds, 10 times pandas.

Headway starts from the journey, finds each page's rows, places and counts them. Two baselines in pandas stand beside it, in
the same run; what is not equal to Headway's counts ends it. *From the tables*: a handful of measures from the journey's
tables, as a competent analyst would (``from_tables``), beside Headway's own time for those measures alone; its ratio is
told and has no limit. *Place by place*: the rows of a handful of measures are given, placed, and counted period by
period and place by place, as a script or a spreadsheet goes through them: the limit of 10 times is of this one, by the
figure. What the 60 loads take to be made is not timed.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.alone import alone, machine, peak_mebibytes
from headway.county import County
from headway.measures import COUNTY, LOCALITY, TEAM, Observation, fetch_rows, observe, run_pages
from headway.measures.windows import COVERED
from headway.periods import Period
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
MONTHS, SECONDS, TIMES = 60, 10.0, 10.0
KEPT = Path(__file__).with_suffix(".json")
LEVELS = (COUNTY, LOCALITY, TEAM)
HANDFUL = (
    "referrals_no_further_action",
    "assessment_within_45_days",
    "icpc_within_15_days",
    "cla_visits_in_time",
    "cin_visits_in_time",
    "children_unallocated",
)


def main() -> None:
    """Prints seconds, peak memory and the ratio; exits with 1 beyond the limits."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"making and loading {MONTHS} months", flush=True)
        synthesise(folder, months=MONTHS, seed=1)
        county = County.open(folder / "county")
        for workbook in sorted(folder.glob("annex_a_*.xlsx")):
            county.load([workbook], as_at=None, today=TODAY, by="bench")
        measured(folder / "county")


def measured(folder: Path, months: int = MONTHS) -> None:
    """Times both on the county in the folder: a run each in a process of its own, the best of three of Headway's."""
    found = min((alone("measures", "headway", folder, str(months)) for _ in range(3)), key=lambda each: each["seconds"])
    pandas = alone("measures", "pandas", folder, str(months))
    fair = min((alone("measures", "tables", folder, str(months)) for _ in range(3)), key=lambda each: each["seconds"])
    kept = {"headway": found, "place_by_place": pandas | {"measures": len(HANDFUL)}, "from_tables": fair}
    kept |= {"months": months, "most": SECONDS, "times": TIMES, "machine": machine()}
    each, other = found["seconds"] / found["figures"], pandas["seconds"] / pandas["figures"]
    print(
        f"{found['figures']:,} figures: {found['seconds']:.1f} s ({found['processor']:.1f} s of processors), "
        f"peak {found['mebibytes'] / 1024:.2f} GiB (limit {SECONDS:.0f} s)"
    )
    print(
        f"pandas from the tables, {fair['measures']} measures, vectorised: {fair['figures']:,} figures in "
        f"{fair['seconds']:.2f} s, Headway's same figures in {fair['own']:.2f} s, about {fair['on_day']:.2f} s of "
        f"them for the rows open on each day, which pandas is given: {fair['seconds'] / fair['own']:.1f} times; "
        f"by the figure of all measures {fair['seconds'] / fair['figures'] / each:.1f} times (told, no limit)"
    )
    print(
        f"pandas place by place, given the rows of {len(HANDFUL)} measures: {pandas['figures']:,} figures in "
        f"{pandas['seconds']:.1f} s; a figure takes {other * 1e6:.0f} µs, Headway's {each * 1e6:.0f} µs: "
        f"{other / each:.1f} times (limit {TIMES:.0f})"
    )
    if months == MONTHS:
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    if found["seconds"] > SECONDS or other < TIMES * each:
        raise SystemExit(1)


def _headway(folder: Path, months: int) -> dict[str, Any]:
    county = County.open(folder)
    reading, files, pages = county.read(), county.files, county.measures.pages
    periods = reading.periods("month")[-months:]
    began, worked = time.perf_counter(), time.process_time()
    found = observe(reading.journey, pages, periods=periods, county=files, levels=LEVELS)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    return {"seconds": seconds, "processor": processor, "figures": len(found), "mebibytes": peak_mebibytes()}


def _pandas(folder: Path, months: int) -> dict[str, Any]:
    import pandas as pd

    county = County.open(folder)
    reading, pages = county.read(), [county.measures.page(name) for name in HANDFUL]
    periods = reading.periods("month")[-months:]
    ours = observe(reading.journey, pages, periods=periods, county=county.files, levels=LEVELS)
    run_pages(reading.journey, county.files, pages, [min(each.end, reading.day) for each in periods])
    seconds, counted = 0.0, 0
    for page in pages:
        rows = pd.DataFrame(
            [
                (row.placed_on, row.met, row.left_out, row.locality, row.team)
                for row in fetch_rows(reading.journey, page)
            ],
            columns=["day", "met", "left_out", LOCALITY, TEAM],
        ).astype({"day": "datetime64[ns]", "met": "boolean"})
        own = [each for each in ours if each.measure == page.id]
        began = time.perf_counter()
        found = _counted(rows, periods, own, stock=page.front.timing == "stock")
        seconds += time.perf_counter() - began
        counted += len(found)
        _same(own, found)
    return {"seconds": seconds, "figures": counted}


def _tables(folder: Path, months: int) -> dict[str, Any]:
    from benchmarks.from_tables import MEASURES, ON_DAY, counted, given

    county = County.open(folder)
    reading, pages = county.read(), [county.measures.page(name) for name in MEASURES]
    periods = reading.periods("month")[-months:]
    began = time.perf_counter()
    ours = observe(reading.journey, pages, periods=periods, county=county.files, levels=LEVELS)
    own_seconds = time.perf_counter() - began
    days = [min(each.end, reading.day) for each in periods]
    began = time.perf_counter()
    reading.journey.on_day(days, county.files.policy.state_days, [each.removesuffix("_on_day") for each in ON_DAY])
    on_day_seconds = time.perf_counter() - began
    start = given(county, reading.journey, days)
    seconds, figures = 0.0, 0
    for name, answers in MEASURES.items():
        own = [each for each in ours if each.measure == name]
        names = {level: list(dict.fromkeys(each.place for each in own if each.level == level)) for level in LEVELS}
        began = time.perf_counter()
        found = counted(answers(start), start, periods, names)
        seconds += time.perf_counter() - began
        figures += len(found)
        _same(own, found)
    return {
        "seconds": seconds,
        "own": own_seconds,
        "on_day": on_day_seconds,
        "figures": figures,
        "measures": len(MEASURES),
    }


def _counted(rows: Any, periods: Sequence[Period], own: Sequence[Observation], *, stock: bool) -> dict[Any, Any]:
    """Met and told by period, level and place, as one would write it: the period's rows, then those of each place."""
    import pandas as pd

    places = {level: list(dict.fromkeys(each.place for each in own if each.level == level)) for level in LEVELS}
    newest = rows["day"].max()
    found = {}
    for period in periods:
        first, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
        inside = rows[(rows["day"] == min(last, newest)) if stock else (rows["day"] >= first) & (rows["day"] <= last)]
        inside = inside[~inside["left_out"]]
        for level, names in places.items():
            for name in names:
                here = inside if level == COUNTY else inside[inside[level] == name]
                found[period.name, level, name] = (int(here["met"].sum()), int(here["met"].count()))
    return found


def _same(own: Sequence[Observation], found: dict[Any, Any]) -> None:
    """Exits where a figure is not the same: two that differ cannot be compared by their seconds.

    A month that the loads cover in part is left out: Headway counts its covered days alone.
    """
    for each in (each for each in own if each.coverage == COVERED):
        if each.numerator is not None and found[each.period, each.level, each.place] != (
            each.numerator,
            each.denominator,
        ):
            raise SystemExit(f"{each.measure} {each.period} {each.place}: pandas and Headway differ")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        runs = {"headway": _headway, "pandas": _pandas, "tables": _tables}
        print(json.dumps(runs[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))))
    else:
        main()
