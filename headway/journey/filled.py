"""A journey over tables that a test or a generator filled itself, without a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

import duckdb

from headway.identity import LoadId
from headway.journey.coverage import Stretch
from headway.journey.definitions import TableDefinition, journey_version, table_definitions
from headway.journey.journey import Journey, JourneyLoad
from headway.journey.team_history import build_team_history
from headway.store.sql_text import quoted, text


def journey_over(
    con: duckdb.DuckDBPyConnection,
    *,
    loads: Sequence[date],
    coverage: Mapping[str, Sequence[Stretch]] | None = None,
) -> Journey:
    """A journey over schema ``journey`` as ``empty_journey`` made it and the caller filled it since.

    ``loads`` are as-at days, each taken to have held every list. A row is taken to stand, with the same state, in
    every load from its ``first_listed_on`` to its ``as_at_on`` (blank: from the first, to the last). ``coverage``
    replaces, for the tables it names, what loads on those days would cover. ``row_id`` must be given.
    """
    days = tuple(sorted(loads))
    con.execute("DROP SCHEMA IF EXISTS listed CASCADE")
    con.execute("CREATE SCHEMA listed")
    con.execute("DELETE FROM journey.team_history")
    con.execute("DELETE FROM journey.loads")
    found = tuple(
        JourneyLoad(LoadId(f"load-{day.isoformat()}"), day, datetime.combine(day, time(9), UTC)) for day in days
    )
    for load in found:
        con.execute("INSERT INTO journey.loads VALUES (?, ?, ?)", [load.load_id, load.as_at, load.received_at])
    for table in table_definitions().values():
        if table.is_listed:
            _list_in_every_load(con, table, days)
            if "team_id" in table.columns:
                build_team_history(con, table)
    given = {name: tuple(stretches) for name, stretches in (coverage or {}).items()}
    return Journey(con, days[-1], found, journey_version(), dict.fromkeys(table_definitions(), days), given)


def _list_in_every_load(con: duckdb.DuckDBPyConnection, table: TableDefinition, days: Sequence[date]) -> None:
    name = quoted(table.table)
    standing = quoted(table.table + "_standing")
    loads = ", ".join(f"(DATE {text(day.isoformat())})" for day in days)
    con.execute(f"""
        UPDATE journey.{name} SET occurrence = coalesce(occurrence, 1), is_withdrawn = coalesce(is_withdrawn, false),
            unreadable = coalesce(unreadable, []), as_at_on = coalesce(as_at_on, DATE {text(days[-1].isoformat())})""")
    con.execute(f"""
        CREATE TABLE listed.{standing} AS
        SELECT row_id, false AS stands_alone, is_withdrawn, NULL::DATE AS left_on FROM journey.{name}""")
    con.execute(f"""
        CREATE TABLE listed.{name} AS
        SELECT n.* REPLACE (l.as_at_on AS as_at_on), n.row_id AS newest_row_id
        FROM journey.{name} n JOIN (VALUES {loads}) l (as_at_on)
            ON l.as_at_on <= n.as_at_on AND l.as_at_on >= coalesce(n.first_listed_on, l.as_at_on)""")
