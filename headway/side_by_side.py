"""Questions that do not wait for one another, asked of one database at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TypeVar

import duckdb

AT_ONCE = 2
"""The database uses one core for a table of few rows; more at once than this costs memory and gains little."""
Found = TypeVar("Found")


def side_by_side(
    con: duckdb.DuckDBPyConnection, tasks: Iterable[Callable[[duckdb.DuckDBPyConnection], Found]]
) -> list[Found]:
    """What each task gives, with a connection of its own to the same database, two at a time; the first error is raised.

    What a task makes has a name that no other uses. Temporary tables and settings of ``con`` are not seen.
    """

    def run(task: Callable[[duckdb.DuckDBPyConnection], Found]) -> Found:
        with closing(con.cursor()) as own:
            return task(own)

    (threads,) = con.execute("SELECT current_setting('threads')").fetchone() or (1,)
    con.execute(f"SET threads = {max(1, threads // AT_ONCE)}")  # each its share: threads that wait for others cost time
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                return [done.result() for done in [pool.submit(run, task) for task in tasks]]
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise
    finally:
        con.execute(f"SET threads = {threads}")
