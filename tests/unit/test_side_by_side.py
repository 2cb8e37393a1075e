"""Questions side by side: each is asked, by itself, and the first that fails is told."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import duckdb
import pytest

import headway
from headway.side_by_side import side_by_side


def test_each_task_is_done_and_scratch_tables_of_one_name_do_not_meet() -> None:
    con = duckdb.connect()

    def task(own: duckdb.DuckDBPyConnection, number: int) -> None:
        own.execute(f"CREATE TEMP TABLE scratch AS SELECT {number} AS n")
        own.execute(f"CREATE TABLE made_{number} AS SELECT n FROM temp.scratch")

    side_by_side(con, [partial(task, number=number) for number in range(9)])
    assert [con.execute(f"SELECT n FROM made_{number}").fetchall() for number in range(9)] == [[(n,)] for n in range(9)]


def test_what_goes_wrong_in_one_is_raised() -> None:
    con = duckdb.connect()

    def wrong(own: duckdb.DuckDBPyConnection) -> None:
        own.execute("SELECT * FROM nowhere")

    with pytest.raises(duckdb.CatalogException, match="nowhere"):
        side_by_side(con, [lambda own: own.execute("CREATE TABLE made AS SELECT 1"), wrong])
    assert con.execute("SELECT * FROM made").fetchall() == [(1,)]


ASKED = """
from headway.store.connection import connect
from headway.side_by_side import side_by_side

con = connect()
said = []
ask = lambda own: said.append(own.execute("SELECT '2026-03-01 00:30+00'::TIMESTAMPTZ::DATE::VARCHAR").fetchall())
side_by_side(con, [ask, ask])
ask(con)
print(said)
"""


def test_a_day_is_the_same_day_in_every_connection_whatever_the_machine_s_time_zone() -> None:
    told = subprocess.run(
        [sys.executable, "-c", ASKED], env={**os.environ, "TZ": "America/New_York"}, capture_output=True, check=True
    )
    assert told.stdout.decode().strip() == str([[("2026-03-01",)]] * 3)


def test_connections_are_made_in_one_place() -> None:
    root = Path(headway.__file__).parent
    found = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        if "duckdb.connect(" in path.read_text(encoding="utf-8")
    }
    assert found == {"store/connection.py", "comparators/table.py"}  # the second reads what ships, without any time


def test_the_database_has_its_threads_again_afterwards_also_when_one_went_wrong() -> None:
    con = duckdb.connect(config={"threads": 6})
    asked: list[int] = []

    def ask(own: duckdb.DuckDBPyConnection) -> None:
        asked.append(own.execute("SELECT current_setting('threads')").fetchall()[0][0])
        if len(asked) == 2:
            own.execute("SELECT * FROM nowhere")

    with pytest.raises(duckdb.CatalogException):
        side_by_side(con, [ask, ask])
    assert asked == [3, 3]
    assert con.execute("SELECT current_setting('threads')").fetchone() == (6,)
