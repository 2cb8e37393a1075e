"""The journey of a store: every load typed, stacked, and known by the newest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from headway.errors import RefusedError
from headway.journey.as_given import keep_as_given
from headway.journey.conferences import build_conferences
from headway.journey.definitions import TableDefinition, journey_version, table_definitions
from headway.journey.empty import empty_journey
from headway.journey.findings import find_in_rows
from headway.journey.involvements import build_involvements
from headway.journey.journey import Journey, JourneyLoad
from headway.journey.latest_only import build_latest_only
from headway.journey.listed import build_listed
from headway.journey.mapping import ReturnMap
from headway.journey.newest import build_newest
from headway.journey.persons import build_persons
from headway.journey.stacking import Typing, stack_loads
from headway.journey.team_history import build_team_history
from headway.store import LoadManifest, Store


def build_stacked_journey(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    *,
    mapping: ReturnMap,
    typing: Typing,
    as_at: date | None = None,
    known_on: date | None = None,
) -> Journey:
    """The journey of the loads in effect, by a return's own mapping and typing. RefusedError if there is none."""
    loads = store.loads(as_at=as_at, known_on=known_on)
    if not loads:
        raise _no_load(as_at, known_on)
    mapping = _of_lists_held(mapping, loads)
    stack_loads(con, store, loads, tuple(mapping.feeds), typing)
    empty_journey(con)
    con.execute("DROP SCHEMA IF EXISTS listed CASCADE")
    con.execute("CREATE SCHEMA listed")
    for load in loads:
        con.execute("INSERT INTO journey.loads VALUES (?, ?, ?)", [load.load_id, load.as_at, load.received_at])
    held = _build_tables(con, mapping, loads)
    return Journey(con, loads[-1].as_at, tuple(_journey_load(load) for load in loads), journey_version(), held)


def _build_tables(
    con: duckdb.DuckDBPyConnection, mapping: ReturnMap, loads: Sequence[LoadManifest]
) -> dict[str, tuple[date, ...]]:
    """Every journey table; returns, per table, the loads that held its list in a form that could be used."""
    held: dict[str, tuple[date, ...]] = {}
    as_at = loads[-1].as_at
    tables = table_definitions().values()
    for table in tables:
        list_key = mapping.list_of(table)
        if table.is_listed and list_key:
            build_listed(con, table, list_key, mapping)
            held[table.table] = _held(table, list_key, mapping, loads)
            build_newest(con, table, held[table.table], as_at)
            keep_as_given(con, table)
            if "team_id" in table.columns:
                build_team_history(con, table)
    for table in tables:
        list_key = mapping.list_of(table)
        if table.source and list_key:
            build = build_latest_only if table.latest else build_conferences
            build(con, table, list_key, mapping)
            held[table.table] = held[table.source]
    build_persons(con, table_definitions()["person"], mapping, as_at)
    build_involvements(con, held)
    held["person"] = tuple(load.as_at for load in loads if load.tables)
    held["involvements"] = tuple(sorted({day for each in tables if each.service for day in held.get(each.table, ())}))
    for table in tables:
        if table.table in held:
            find_in_rows(con, table)
    return held


def _of_lists_held(mapping: ReturnMap, loads: Sequence[LoadManifest]) -> ReturnMap:
    """The mapping of the lists that some load held: what no load held feeds nothing."""
    return ReturnMap({key: cells for key, cells in mapping.feeds.items() if any(load.holds(key) for load in loads)})


def _held(table: TableDefinition, list_key: str, mapping: ReturnMap, loads: Sequence[LoadManifest]) -> tuple[date, ...]:
    """The as-at days of the loads that held the list with the columns by which its rows are known.

    A list without its date column cannot say that a row is gone: it covers nothing and withdraws nothing.
    """
    known_by = {mapping.cell_for(list_key, table, column) for column in table.identity}
    return tuple(
        load.as_at for load in loads if load.holds(list_key) and not known_by & set(load.missing_columns(list_key))
    )


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
