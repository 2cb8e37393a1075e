"""A connection as Headway makes it, and the two steps under test together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from headway.returns import LandedReturn, TypingReport, UnreadableCell, read_return, type_tables
from tests.unit.returns.look_alikes import AS_AT, TODAY


@dataclass(frozen=True)
class Read:
    """A file read and typed."""

    con: duckdb.DuckDBPyConnection
    landed: LandedReturn
    typing: TypingReport

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.con.execute(sql).fetchall()

    def column(self, list_key: str, key: str) -> list[Any]:
        return [value for (value,) in self.rows(f'SELECT "{key}" FROM typed."{list_key}" ORDER BY row_number')]

    def list(self, list_key: str) -> Any:
        return next(each for each in self.landed.lists if each.list_key == list_key)

    def unreadable(self, list_key: str) -> list[UnreadableCell]:
        return [cell for cell in self.typing.unreadable if cell.list_key == list_key]

    def values(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every typed row of every list without where it stood."""
        return {
            key: self.rows(f'SELECT * EXCLUDE (row_id, sheet, row_number) FROM typed."{key}" ORDER BY row_number')
            for key in self.typing.row_counts
        }


def read_and_type(
    con: duckdb.DuckDBPyConnection, *paths: Path, as_at: date | None = AS_AT, today: date = TODAY
) -> Read:
    """The files read, landed and typed."""
    landed = read_return(con, paths, as_at=as_at, today=today)
    return Read(con, landed, type_tables(con, sha256=landed.sha256))


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false; SET timezone = 'UTC'")
        yield connection


@pytest.fixture
def read(con: duckdb.DuckDBPyConnection) -> Callable[..., Read]:
    return partial(read_and_type, con)
