"""Loads mutants, one after the other, in a process of its own with limits of time and memory; prints what went wrong.

``python -m tests.generative.mutation_worker SEED FIRST COUNT FOLDER``: one line of JSON for each fault, then a summary.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import shutil
import sys
import time
import traceback
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from headway.county.load_report import LoadReport
from headway.county.loading import load_return
from headway.errors import HeadwayError
from headway.returns import LandedReturn
from headway.store import Store
from tests.generative.mutants import SECRETS, Model, Mutant, Sheet, as_text, make_mutant
from tests.unit.returns.look_alikes import LAYOUT

AS_AT, TODAY = date(2026, 9, 30), date(2026, 11, 25)
MOST_SECONDS_OF_WORK = 20.0
MOST_MEMORY = 4 << 30


def main(seed: int, first: int, count: int, folder: Path) -> None:
    """Works through the mutants; the number of the one at work stands in ``folder/at`` for whoever must stop it."""
    faulthandler.enable()
    _limit_memory()
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for number in range(first, first + count):
        (folder / "at").write_text(str(number))
        place = folder / str(number)
        place.mkdir()
        mutant = make_mutant(number, seed, place)
        before = time.process_time()
        outcome, faults = _try(mutant, place)
        took = time.process_time() - before
        slowest = max(slowest, took)
        outcomes[outcome] += 1
        if took > MOST_SECONDS_OF_WORK:
            faults.append(f"took {took:.0f} seconds of work")
        for fault in faults:
            print(json.dumps({"number": number, "seed": seed, "what": mutant.what, "fault": fault}), flush=True)
        shutil.rmtree(place)
    print(json.dumps({"done": count, "outcomes": outcomes, "slowest": round(slowest, 2)}), flush=True)


def _limit_memory() -> None:
    with contextlib.suppress(ImportError):  # Windows has no such limit
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _try(mutant: Mutant, place: Path) -> tuple[str, list[str]]:
    """How the mutant was answered, and what was wrong with the answer."""
    store = Store(place / "store")
    try:
        report = load_return(store, [mutant.path], as_at=AS_AT, today=TODAY, received_by="tester")
        told = "\n".join([*report.landed.notes, *report.landed.doubts, *report.doubts])
        assert report.lines()
        faults = _lost_rows(mutant.model, store, report) if mutant.model else []
        return "read", faults + _secrets_in(told)
    except HeadwayError as error:
        faults = _secrets_in(str(error))
        if not (error.what and error.where and error.todo):
            faults.append(f"not what, where and what to do: {error}")
        if store.loads():
            faults.append("the store holds a load that was refused")
        if mutant.model is not None and not mutant.model.may_be_refused:
            faults.append(f"refused: {error}")
        return type(error).__name__, faults
    except BaseException:
        return "traceback", [traceback.format_exc(limit=-6)]


def _secrets_in(told: str) -> list[str]:
    return [f"a message holds a child's: {secret}" for secret in SECRETS if secret in told]


def _lost_rows(model: Model, store: Store, report: LoadReport) -> list[str]:
    """What a reader of the file would miss: rows nobody touched that are not there whole, lists that nobody mentions."""
    with duckdb.connect() as con:
        store.attach(con, report.load_id, "landed")
        return [fault for sheet in _read_sheets(model, report.landed) for fault in _missing(con, sheet, report)]


def _read_sheets(model: Model, landed: LandedReturn) -> list[Sheet]:
    """Of sheets that hold the same list the one that was read; that the other was not is said."""
    chosen: dict[str, Sheet] = {}
    for sheet in model.sheets:
        twice = sheet.list_key in chosen
        if twice and not any(" is also list " in note for note in landed.notes):
            raise AssertionError("a list is there twice and nobody says so")
        read = next((each.sheet for each in landed.lists if each.list_key == sheet.list_key), "")
        if not twice or read == sheet.name:
            chosen[sheet.list_key] = sheet
    return list(chosen.values())


def _missing(con: duckdb.DuckDBPyConnection, sheet: Sheet, report: LoadReport) -> list[str]:
    name = sheet.list_key
    one = next((each for each in report.landed.lists if each.list_key == name), None)
    if one is None:
        return [f"list {name} is not found"]
    keys = [key for key in sheet.keys if key]
    places = [sheet.keys.index(key) for key in keys]
    columns = ", ".join(f'"{key}"' for key in keys)
    rows = con.execute(f'SELECT row_number, {columns} FROM landed."{name}"').fetchall()
    unread = {cell.row_number for cell in report.typing.unreadable if cell.list_key == name}
    found = Counter(tuple(_plain(cell) for cell in cells) for number, *cells in rows if number not in unread)
    wanted = Counter(
        tuple(_plain(as_text(row[place])) for place in places)
        for number, row in enumerate(sheet.rows)
        if number not in sheet.touched
    )
    lost = wanted - found
    unsaid = set(LAYOUT.lists[name].columns) - set(keys) - set(one.missing_keys)
    faults = [f"{name}: {sum(lost.values())} of {sum(wanted.values())} untouched rows are lost"] if lost else []
    return faults + ([f"{name}: missing and not said: {sorted(unsaid)}"] if unsaid else [])


def _plain(cell: Any) -> str:
    """A cell without the ways in which the two kinds of file write the same day."""
    text = str(cell or "")
    if len(text) >= 19 and text[4] == "-" and text[10] in " T":
        return f"{text[8:10]}/{text[5:7]}/{text[:4]}"
    return text


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
