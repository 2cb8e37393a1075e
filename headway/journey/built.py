"""A journey once built is kept beside the store, so that the next command does not build it again.

It is known by the loads it was built from and the versions of what built it, and is safe to delete.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import duckdb

from headway.identity import sha256_of_bytes
from headway.journey.definitions import journey_version
from headway.journey.empty import empty_journey
from headway.journey.stacking import Typing
from headway.side_by_side import side_by_side
from headway.store import LoadManifest, Store
from headway.store.sql_text import quoted, text

BUILD_VERSION = "16"
"""Raised whenever the code that types the loads or builds the journey changes: what was kept is then made again."""
KEPT_COUNT = 3
PREFIX = "journey-"


def built_key(loads: Sequence[LoadManifest], typing: Typing) -> str:
    """The name under which the journey of these loads is kept."""
    parts = [BUILD_VERSION, journey_version(), typing.version, *(load.load_id for load in loads)]
    return PREFIX + sha256_of_bytes("\n".join(parts).encode())[:16]


def fresh_journey(con: duckdb.DuckDBPyConnection) -> None:
    """Schemas ``journey`` and ``listed``, empty."""
    empty_journey(con)
    con.execute("DROP SCHEMA IF EXISTS listed CASCADE")
    con.execute("CREATE SCHEMA listed")


def read_built(con: duckdb.DuckDBPyConnection, store: Store, key: str) -> bool:
    """Whether the journey was kept and is as it was kept; if so, its tables are now in ``journey`` and ``listed``.

    Another command may forget what was kept while it is being read: then nothing was read.
    """
    folder = store.derived_whole(key)
    paths = sorted(folder.glob("*.parquet")) if folder else []
    con.begin()
    try:
        for path in paths:
            _read(con, path)
    except duckdb.IOException:
        con.rollback()
        if all(path.is_file() for path in paths):
            raise
        return False
    con.commit()
    return bool(paths)


def _read(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    schema, _, name = path.stem.partition(".")
    rows = f"SELECT * FROM read_parquet({text(path.as_posix())})"
    if schema == "listed":
        con.execute(f"CREATE TABLE listed.{quoted(name)} AS {rows}")
    else:
        con.execute(f"INSERT INTO journey.{quoted(name)} {rows}")


def keep_built(con: duckdb.DuckDBPyConnection, store: Store, key: str) -> None:
    """Keeps what ``journey`` and ``listed`` hold, and forgets the oldest of those kept before."""

    def write_table(own: duckdb.DuckDBPyConnection, schema: str, name: str, folder: Path) -> None:
        path = folder / f"{schema}.{name}.parquet"
        own.execute(f"COPY {schema}.{quoted(name)} TO {text(path.as_posix())} (FORMAT parquet, COMPRESSION zstd)")

    def write(folder: Path) -> None:
        filled = _filled_tables(con)
        side_by_side(con, [partial(write_table, schema=schema, name=name, folder=folder) for schema, name in filled])

    store.derive(key, write)
    store.forget_derived(PREFIX, KEPT_COUNT)


def _filled_tables(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Every table of ``listed``, and those of ``journey`` with rows; the loads are known without."""
    found = con.execute(
        "SELECT schema_name, table_name, estimated_size FROM duckdb_tables() "
        "WHERE schema_name IN ('journey', 'listed') AND table_name <> 'loads' ORDER BY ALL"
    ).fetchall()
    return [(schema, name) for schema, name, size in found if schema == "listed" or size]
