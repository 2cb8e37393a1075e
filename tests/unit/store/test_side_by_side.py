"""Questions side by side: each is asked, by itself, and the first that fails is told."""

from __future__ import annotations

from functools import partial

import duckdb
import pytest

from headway.store.side_by_side import side_by_side


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
