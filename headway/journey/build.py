"""The journey of a store: every load typed, stacked, and known by the newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import duckdb

from headway.errors import RefusedError
from headway.journey.as_given import keep_as_given
from headway.journey.built import built_key, fresh_journey, keep_built, read_built
from headway.journey.conferences import build_conferences
from headway.journey.definitions import TableDefinition, journey_version, table_definitions
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
from headway.side_by_side import side_by_side
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
    found = store.loads(as_at=as_at, known_on=known_on)
    loads = [load for load in found if load.return_name == mapping.return_name]
    if not loads:
        raise _no_load(store, as_at, known_on)
    mapping = _of_lists_held(mapping, loads)
    fresh_journey(con)
    for load in loads:
        con.execute("INSERT INTO journey.loads VALUES (?, ?, ?)", [load.load_id, load.as_at, load.received_at])
    key = built_key(loads, typing)
    if not read_built(con, store, key):
        stack_loads(con, store, loads, mapping, typing)
        _build_tables(con, mapping, loads)
        con.execute("DROP SCHEMA stacked CASCADE")
        keep_built(con, store, key)
    held = _held_by_table(mapping, loads)
    return Journey(con, loads[-1].as_at, tuple(_journey_load(load) for load in loads), journey_version(), held)


def _build_tables(con: duckdb.DuckDBPyConnection, mapping: ReturnMap, loads: Sequence[LoadManifest]) -> None:
    """Every journey table that a list of these loads feeds."""
    held = _held_by_table(mapping, loads)
    as_at = loads[-1].as_at
    tables = [table for table in table_definitions().values() if table.table in held]

    def listed(own: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
        build_listed(own, table, mapping.list_feeding(table), mapping)
        build_newest(own, table, held[table.table], as_at)
        keep_as_given(own, table)
        if "team_id" in table.columns:
            build_team_history(own, table)

    def sourced(own: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
        build = build_latest_only if table.latest else build_conferences
        build(own, table, mapping.list_feeding(table), mapping)

    def persons(own: duckdb.DuckDBPyConnection) -> None:
        build_persons(own, table_definitions()["person"], mapping, as_at)

    def involvements(own: duckdb.DuckDBPyConnection) -> None:
        build_involvements(own, held)

    side_by_side(con, [partial(listed, table=table) for table in tables if table.is_listed])
    side_by_side(
        con,
        [partial(persons), partial(involvements), *(partial(sourced, table=table) for table in tables if table.source)],
    )
    for table in tables:
        find_in_rows(con, table)


def _held_by_table(mapping: ReturnMap, loads: Sequence[LoadManifest]) -> dict[str, tuple[date, ...]]:
    """Per table, the as-at days of the loads that held what it is made from; tables that none feeds are left out."""
    tables = table_definitions()
    held = {
        table.table: _held(table, mapping.list_feeding(table), mapping, loads)
        for table in tables.values()
        if table.is_listed and mapping.list_of(table)
    }
    made = {table.table: held[table.source] for table in tables.values() if table.source in held}
    services = {day for table in tables.values() if table.service for day in held.get(table.table, ())}
    everyone = tuple(load.as_at for load in loads if load.tables)
    return {**held, **made, "person": everyone, "involvements": tuple(sorted(services))}


def _of_lists_held(mapping: ReturnMap, loads: Sequence[LoadManifest]) -> ReturnMap:
    """The mapping of the lists that some load held: what no load held feeds nothing."""
    held = {key: cells for key, cells in mapping.feeds.items() if any(load.holds(key) for load in loads)}
    return replace(mapping, feeds=held)


def _held(table: TableDefinition, list_key: str, mapping: ReturnMap, loads: Sequence[LoadManifest]) -> tuple[date, ...]:
    """The as-at days of the loads that held the list with the columns by which its rows are known.

    A list without its date column cannot say that a row is gone: it covers nothing and withdraws nothing. Nor does a
    load that has no date near its day, where the day or the file is a wrong one.
    """
    known_by = {mapping.cell_for(list_key, table, column) for column in table.identity}
    return tuple(
        load.as_at
        for load in loads
        if load.holds(list_key)
        and not known_by & set(mapping.lacking(load, list_key))
        and not (table.window and load.is_far_from_its_dates)
    )


def _journey_load(load: LoadManifest) -> JourneyLoad:
    return JourneyLoad(load.load_id, load.as_at, load.received_at, load.is_far_from_its_dates)


def _no_load(store: Store, as_at: date | None, known_on: date | None) -> RefusedError:
    if as_at is None and known_on is None:
        return RefusedError("Nothing has been loaded yet.", f"{store.path}", "Load a return with 'headway load' first.")
    asked = " and ".join(
        words
        for day, words in [
            (as_at, f"as at {as_at} or before"),
            (known_on, f"received by {known_on}"),
        ]
        if day
    )
    return RefusedError(f"No load is {asked}.", f"{store.path}", "Ask for a later day, or load the earlier return.")
