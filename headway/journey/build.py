"""The journey of a store: every load typed, stacked, and known by the newest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb

from headway.errors import RefusedError
from headway.journey.definitions import TableDefinition, journey_version, table_definitions
from headway.journey.empty import empty_journey
from headway.journey.journey import Journey, JourneyLoad
from headway.journey.listed import build_listed
from headway.journey.mapping import ReturnMap
from headway.journey.newest import build_newest
from headway.journey.stacking import Typing, held_days, stack_loads
from headway.journey.team_history import build_team_history
from headway.store import LoadManifest, Store
from headway.store.sql_text import quoted


def build_stacked_journey(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    *,
    mapping: ReturnMap,
    typing: Typing,
    as_at: date | None = None,
    known_on: date | None = None,
) -> Journey:
    """The journey of the loads in effect, by a return's own mapping and typing. Raises RefusedError if there is none."""
    loads = store.loads(as_at=as_at, known_on=known_on)
    if not loads:
        raise _no_load(as_at, known_on)
    lists = tuple(mapping.feeds)
    stack_loads(con, store, loads, lists, typing)
    empty_journey(con)
    con.execute("DROP SCHEMA IF EXISTS listed CASCADE")
    con.execute("CREATE SCHEMA listed")
    for load in loads:
        con.execute("INSERT INTO journey.loads VALUES (?, ?, ?)", [load.load_id, load.as_at, load.received_at])
    held = _build_tables(con, mapping, held_days(loads, lists), loads[-1].as_at)
    return Journey(con, loads[-1].as_at, tuple(_journey_load(load) for load in loads), journey_version(), held)


def _build_tables(
    con: duckdb.DuckDBPyConnection, mapping: ReturnMap, list_held: Mapping[str, tuple[date, ...]], as_at: date
) -> dict[str, tuple[date, ...]]:
    """Every journey table; returns, per table, the loads that held its list in a form that could be used."""
    held: dict[str, tuple[date, ...]] = {}
    for table in table_definitions().values():
        list_key = mapping.list_of(table)
        if table.is_listed and list_key:
            build_listed(con, table, list_key, mapping)
            held[table.table] = _usable(con, table, list_held[list_key])
            build_newest(con, table, held[table.table], as_at)
            if "team_id" in table.columns:
                build_team_history(con, table)
    return held


def _usable(con: duckdb.DuckDBPyConnection, table: TableDefinition, held: tuple[date, ...]) -> tuple[date, ...]:
    """The loads that held the list, without those that had rows but not one whose identity could be read.

    A list without its date column cannot say that a row is gone: it covers nothing and withdraws nothing.
    """
    found = con.execute(
        f"SELECT as_at_on FROM listed.{quoted(table.table)} GROUP BY as_at_on HAVING bool_and(stands_alone)"
    ).fetchall()
    blind = {day for (day,) in found}
    return tuple(day for day in held if day not in blind)


def _journey_load(load: LoadManifest) -> JourneyLoad:
    return JourneyLoad(load.load_id, load.as_at, load.received_at)


def _no_load(as_at: date | None, known_on: date | None) -> RefusedError:
    if as_at is None and known_on is None:
        return RefusedError("Nothing has been loaded yet.", todo="Load a return with 'headway load' first.")
    asked = " and ".join(
        words
        for day, words in [
            (as_at, f"as at {as_at} or before"),
            (known_on, f"received by {known_on}"),
        ]
        if day
    )
    return RefusedError(f"No load is {asked}.", todo="Ask for a later day, or load the earlier return.")
