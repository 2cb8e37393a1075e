"""Every load's rows, typed once and stacked: one table per list in ``stacked``, with the loads that held each list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from headway.journey.mapping import ReturnMap
from headway.side_by_side import side_by_side
from headway.store import LoadManifest, Store
from headway.store.sql_text import path_list, quoted, text

PREFIX = "typed-"
TypeTables = Callable[[duckdb.DuckDBPyConnection, LoadManifest], None]


@dataclass(frozen=True)
class Typing:
    """How a load's landed text becomes typed tables in ``typed``, and the version of that, for the cache."""

    type_tables: TypeTables
    version: str


def stack_loads(
    con: duckdb.DuckDBPyConnection, store: Store, loads: Sequence[LoadManifest], mapping: ReturnMap, typing: Typing
) -> None:
    """``stacked.<list>`` for each list of the mapping: typed rows of each load that held it, load_id, as_at_on."""
    folders = [(load, _typed(con, store, load, mapping, typing)) for load in loads]
    store.forget_derived(PREFIX, but_ending=f"-{typing.version}")
    con.execute("DROP SCHEMA IF EXISTS stacked CASCADE")
    con.execute("CREATE SCHEMA stacked")

    def stack(own: duckdb.DuckDBPyConnection, list_key: str) -> None:
        paths = path_list(folder / f"{list_key}.parquet" for load, folder in folders if load.holds(list_key))
        own.execute(f"CREATE TABLE stacked.{quoted(list_key)} AS SELECT * FROM read_parquet({paths})")

    side_by_side(con, [partial(stack, list_key=list_key) for list_key in mapping.feeds])


def _typed(
    con: duckdb.DuckDBPyConnection, store: Store, load: LoadManifest, mapping: ReturnMap, typing: Typing
) -> Path:
    """The folder of a load's typed tables, made now if no run has made it before or what it made is damaged.

    A column that the file lacks is unreadable in every row, not blank: no worker column does not make every child
    unallocated. Raises FileError when what the store holds of the load is no longer what was written.
    """

    if store.derived_whole(_name(load, typing)) is None:
        store.check_tables(load.load_id)
        store.attach(con, load.load_id, "landed")
        con.execute("DROP SCHEMA IF EXISTS typed CASCADE")
        typing.type_tables(con, load)
    return keep_typed(con, store, load, mapping, typing)


def keep_typed(
    con: duckdb.DuckDBPyConnection, store: Store, load: LoadManifest, mapping: ReturnMap, typing: Typing
) -> Path:
    """The folder of a load's typed tables, from those in ``typed`` unless it was made before."""

    def write_list(own: duckdb.DuckDBPyConnection, list_key: str, folder: Path) -> None:
        path = folder / f"{list_key}.parquet"
        missing = ", ".join(text(column) for column in mapping.lacking(load, list_key))
        unreadable = f"list_distinct(list_concat(unreadable, [{missing}]::VARCHAR[]))"
        own.execute(
            f"COPY (SELECT * REPLACE ({unreadable} AS unreadable), "
            f"{text(load.load_id)} AS load_id, DATE {text(load.as_at.isoformat())} AS as_at_on "
            f"FROM typed.{quoted(list_key)}) TO {text(path.as_posix())} (FORMAT parquet, COMPRESSION zstd)"
        )

    def write(folder: Path) -> None:
        side_by_side(con, [partial(write_list, list_key=each.name, folder=folder) for each in load.tables])

    return store.derive(_name(load, typing), write)


def _name(load: LoadManifest, typing: Typing) -> str:
    return f"{PREFIX}{load.load_id}-{typing.version}"
