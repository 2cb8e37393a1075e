"""Verifying a pack against making it, at a county's size with 24 loads: no slower, and from the stored loads alone.

The baseline is making the same pack in the same run. Both are timed twice over: with what was worked out from the loads
before (every day's use), and with nothing of it (a restored backup; ``verify --fresh``).
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.alone import alone, machine, peak_mebibytes
from headway.county import County
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)
KEPT = Path(__file__).with_suffix(".json")
MOST_TIMES = 1.1
"""Two runs of the same thing differ by some hundredths."""


def main() -> None:
    """Prints seconds, peak memory and the ratios; exits with 1 when verifying is slower than making."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("making and loading 24 months", flush=True)
        synthesise(folder, months=24, seed=1)
        county = County.open(folder / "county")
        for workbook in sorted(folder.glob("annex_a_*.xlsx")):
            county.load([workbook], as_at=None, today=TODAY, by="bench")
        measured(folder)


def measured(folder: Path) -> None:
    """Times both on the county in the folder."""
    cold_pack = min((_alone("pack-cold", folder) for _ in range(2)), key=lambda each: each["seconds"])
    cold = min((_alone("verify-cold", folder) for _ in range(2)), key=lambda each: each["seconds"])
    pack = min((_alone("pack", folder) for _ in range(3)), key=lambda each: each["seconds"])
    verify = min((_alone("verify", folder) for _ in range(3)), key=lambda each: each["seconds"])
    ways = (("as every day", pack, verify), ("from the loads alone", cold_pack, cold))
    found = [{"way": way, "make": made, "verify": checked} for way, made, checked in ways]
    KEPT.write_text(json.dumps({"ways": found, "machine": machine()}, indent=1) + "\n", encoding="utf-8")
    ratios = [checked["seconds"] / made["seconds"] for _, made, checked in ways]
    for (way, made, checked), ratio in zip(ways, ratios, strict=True):
        print(f"{way}: make {_said(made)}, verify {_said(checked)}, ratio {ratio:.2f} (limit {MOST_TIMES})")
    if max(ratios) > MOST_TIMES:
        raise SystemExit(1)


def _said(found: dict[str, float]) -> str:
    return f"{found['seconds']:.1f} s, peak {found['gibibytes']:.2f} GiB"


def _alone(what: str, folder: Path) -> dict[str, float]:
    """One run in a process of its own, so that its memory is its own. Processor seconds: other work does not count."""
    return alone("verify_pack", what, folder)


def _run(what: str, folder: Path) -> None:
    kind, _, cold = what.partition("-")
    if kind == "pack" and cold:
        shutil.rmtree(folder / "county" / "store" / "derived", ignore_errors=True)
    began = time.process_time()
    county = County.open(folder / "county")
    if kind == "pack":
        county.board_pack(folder / "pack", by="bench", today=TODAY)
    elif not county.verify(folder / "pack", fresh=bool(cold)).is_as_it_was:
        raise SystemExit("the pack does not hold: nothing was measured")
    seconds = time.process_time() - began
    print(json.dumps({"seconds": round(seconds, 2), "gibibytes": round(peak_mebibytes() / 1024, 2)}))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        _run(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
