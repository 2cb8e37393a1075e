"""A small landed return, and a store that it goes into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

import duckdb
import pytest

from headway.identity import LoadId
from headway.store import Appended, Store

Give = Callable[..., Appended]


def landed_return() -> duckdb.DuckDBPyConnection:
    """A return as it was read: one list with a row, one without."""
    con = duckdb.connect()
    con.execute("CREATE SCHEMA landed")
    con.execute("CREATE TABLE landed.contacts AS SELECT 2 AS row_number, 'List 1' AS sheet, '007' AS child_key")
    con.execute("CREATE TABLE landed.adoption (row_number BIGINT, sheet VARCHAR, child_key VARCHAR)")
    return con


def append(
    store: Store,
    con: duckdb.DuckDBPyConnection,
    content: str,
    as_at: str,
    *,
    received: str | None = None,
    corrects: LoadId | None = None,
    tables: tuple[str, ...] = ("contacts", "adoption"),
) -> Appended:
    """A file with the content in the store, as at a day, received on that day unless another is said."""
    return store.append(
        con,
        tables=tables,
        return_name="annex_a",
        sha256=content * 64,
        as_at=date.fromisoformat(as_at),
        as_at_basis="given by --as-at",
        received_at=datetime.fromisoformat(f"{received or as_at}T09:00:00+00:00"),
        received_by="data lead",
        file_names=["annex_a.xlsx"],
        reader_version="r1",
        definition_version="d1",
        report={"unreadable": 3},
        corrects=corrects,
    )


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    return landed_return()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def give(store: Store, con: duckdb.DuckDBPyConnection) -> Give:
    """Gives the store a file with the content (``append``)."""
    return partial(append, store, con)
