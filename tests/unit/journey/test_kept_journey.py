"""A journey read back is the journey that was built, and what is derived may be deleted."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import duckdb
import pytest

from headway.errors import FileError
from headway.journey.built import KEPT_COUNT
from headway.store.records import SUMS, changed_files
from tests.unit.journey.sheets import Sheets

PLAN = {"child_key": "c1", "started_on": "2026-05-01", "worker_key": "w1", "team_id": "North"}


def whole(sheets: Sheets) -> dict[str, list[tuple[object, ...]]]:
    """Every table of the journey with its rows, a past day included."""
    sheets.journey().on_day([date(2026, 6, 30)])
    tables = sheets.rows("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'journey'")
    return {str(name): sheets.rows(f'SELECT * FROM "{name}" ORDER BY ALL') for (name,) in tables}


def test_a_journey_read_back_is_the_one_that_was_built(sheets: Sheets) -> None:
    sheets.load("2026-06-30", child_protection=[{**PLAN, "last_visited_on": "2026-06-20"}], contacts=[])
    sheets.load("2026-07-31", child_protection=[{**PLAN, "ended_on": "#N/A"}], contacts=[])
    built = whole(sheets)
    assert len(built["cp_plans"]) == len(built["cp_visits"]) == len(built["cp_plans_on_day"]) == 1
    assert whole(sheets) == built
    shutil.rmtree(sheets.store.path / "derived")
    assert whole(sheets) == built


def test_only_the_newest_journeys_are_kept(sheets: Sheets) -> None:
    for month in range(1, 8):
        sheets.load(f"2026-{month:02}-28", contacts=[])
        sheets.journey()
    assert len(list((sheets.store.path / "derived").glob("journey-*"))) == KEPT_COUNT
    assert len(list((sheets.store.path / "derived").glob("typed-*"))) == 7


def test_a_table_that_was_changed_in_the_store_is_refused_by_name(sheets: Sheets) -> None:
    load = sheets.load("2026-06-30", child_protection=[PLAN], contacts=[]).manifest
    path = sheets.store.path / "loads" / load.load_id / "child_protection.parquet"
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"x")
    with pytest.raises(FileError, match=f"child_protection of load {load.load_id} has been changed"):
        sheets.journey()
    path.unlink()
    with pytest.raises(FileError, match=f"child_protection of load {load.load_id} is gone"):
        sheets.journey()
    path.write_bytes(good)
    assert sheets.journey().as_at == date(2026, 6, 30)


@pytest.mark.parametrize("kind", ["journey-", "typed-"])
@pytest.mark.parametrize("damage", ["cut", "other rows", "gone", "no hashes", "hashes that are none"])
def test_what_was_derived_and_is_damaged_is_worked_out_again(sheets: Sheets, kind: str, damage: str) -> None:
    sheets.load("2026-06-30", child_protection=[{**PLAN, "last_visited_on": "2026-06-20"}], contacts=[])
    built = whole(sheets)
    derived = sheets.store.path / "derived"
    (folder,) = derived.glob(f"{kind}*")
    path = next(each for each in folder.glob("*.parquet") if each.stem.endswith(("cp_plans", "child_protection")))
    if damage == "cut":
        path.write_bytes(path.read_bytes()[:-9])
    elif damage == "other rows":
        duckdb.execute(f"COPY (SELECT * FROM '{path}' LIMIT 0) TO '{path}.new' (FORMAT parquet)")
        Path(f"{path}.new").replace(path)
    elif damage == "gone":
        path.unlink()
    elif damage == "no hashes":
        (folder / SUMS).unlink()
    else:
        (folder / SUMS).write_bytes(b"\xff\n")
    if kind == "typed-":
        shutil.rmtree(next(derived.glob("journey-*")))
    assert whole(sheets) == built
    assert all(changed_files(each) == [] for each in derived.iterdir())


def test_what_is_damaged_and_cannot_be_taken_away_is_told_by_its_folder(
    sheets: Sheets, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets.load("2026-06-30", child_protection=[PLAN])
    sheets.journey()
    (folder,) = (sheets.store.path / "derived").glob("journey-*")
    next(folder.glob("*.parquet")).unlink()

    def kept_open(*_: object) -> None:
        raise PermissionError("as Windows says while another program has it open")

    monkeypatch.setattr(Path, "rename", kept_open)
    with pytest.raises(FileError, match="Delete that folder") as told:
        sheets.journey()
    assert told.value.where == str(folder)


def test_what_an_older_version_typed_is_forgotten(sheets: Sheets) -> None:
    for month in (5, 6):
        sheets.load(f"2026-{month:02}-28", contacts=[])
    sheets.journey()
    derived = sheets.store.path / "derived"
    for folder in list(derived.glob("typed-*-hand")):
        shutil.copytree(folder, folder.with_name(folder.name.replace("-hand", "-older")))
    shutil.rmtree(next(derived.glob("journey-*")))
    sheets.journey()
    names = sorted(each.name for each in derived.glob("typed-*"))
    assert len(names) == 2 and all(name.endswith("-hand") for name in names)
