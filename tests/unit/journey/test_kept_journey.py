"""A journey read back is the journey that was built, and what is derived may be deleted."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from headway.errors import FileError
from headway.journey.built import KEPT_COUNT
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
