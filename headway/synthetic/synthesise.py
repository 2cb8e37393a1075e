"""One call that makes a synthetic county: its monthly workbooks, its county folder, and what is true of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

from headway.errors import FileError, RefusedError
from headway.store import disk
from headway.synthetic.annex_a import workbook_name, write_workbook
from headway.synthetic.contacts import write_extracts
from headway.synthetic.county_files import write_county
from headway.synthetic.county_made import County, make_county
from headway.synthetic.setting import ALL, Setting
from headway.synthetic.snapshot import snapshot
from headway.synthetic.truths import Truths, truths_of

COUNTY_FOLDER = "county"
MOST_PROCESSES = 4


def _silent(_: str) -> None:
    return None


def synthesise(
    out: Path,
    *,
    months: int = 24,
    seed: int,
    scale: float = 1.0,
    last: date = date(2026, 9, 30),
    plant: frozenset[str] = ALL,
    progress: Callable[[str], None] = _silent,
) -> Truths:
    """Writes ``months`` workbooks, the extracts of the last day, ``truths.json`` and a ``county`` folder; gives the truths.

    The same seed, size and months give the same bytes. Raises RefusedError when no such county can be made, or when
    the folder holds anything already.
    """
    setting = Setting(seed=seed, months=months, scale=scale, last=last, plant=frozenset(plant))
    _must_be_free(out)
    disk.make_folder(out)
    write_county(out / COUNTY_FOLDER, scale=scale)
    days = setting.snapshots
    for done, rows in enumerate(_written(setting, out, days), 1):
        progress(f"{workbook_name(days[done - 1])}: {rows:,} rows ({done} of {len(days)})")
    write_extracts(_county(setting), out, days[-1])
    truths = truths_of(_county(setting))
    truths.write(out)
    return truths


def _must_be_free(out: Path) -> None:
    """Raises for a file, and for a folder in which something could be written over."""
    todo = "Name another folder, or take that one away."
    if out.exists() and not out.is_dir():
        raise FileError(f"{out.name} is a file, not a folder.", f"{out.absolute()}", todo)
    if out.is_dir() and any(out.iterdir()):
        raise RefusedError(f"{out.name} is not empty: nothing was written.", f"{out.absolute()}", todo)


def _written(setting: Setting, out: Path, days: list[date]) -> Iterator[int]:
    """Every workbook, by as many processes as there are processors; gives the rows of each as it is done."""
    processes = min(len(days), os.cpu_count() or 1, MOST_PROCESSES)
    if processes == 1:
        yield from (_write_day(setting, out, day) for day in days)
        return
    # New interpreters, not copies of this one: the caller may hold a database with threads of its own.
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_write_day, [setting] * len(days), [out] * len(days), days)


def _write_day(setting: Setting, out: Path, day: date) -> int:
    return write_workbook(snapshot(_county(setting), day), out / workbook_name(day), day)


@lru_cache(maxsize=1)
def _county(setting: Setting) -> County:
    return make_county(setting)
