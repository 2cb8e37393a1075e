"""Who worked with a child: unbroken runs of loads that name one worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import duckdb

from headway.journey.definitions import TableDefinition, table_definitions
from headway.store.sql_text import quoted, text


def build_involvements(con: duckdb.DuckDBPyConnection, held: Mapping[str, tuple[date, ...]]) -> None:
    """``journey.involvements`` from the rows of each load that were open on its day and name a worker."""
    for table in table_definitions().values():
        if table.service and held.get(table.table):
            con.execute(_spells_sql(table, held[table.table]))


def _spells_sql(table: TableDefinition, held: tuple[date, ...]) -> str:
    loads = ", ".join(f"(DATE {text(day.isoformat())}, {number})" for number, day in enumerate(held))
    standing = "true"
    if table.ends:
        standing = f"(n.{quoted(table.ends)} IS NULL OR n.{quoted(table.ends)} > n.as_at_on)"
    if table.closed_status:
        standing += f" AND n.{quoted(table.closed_status.column)} IS DISTINCT FROM {text(table.closed_status.code)}"
    begins = f"n.{quoted(table.begins)}" if table.begins else "n.as_at_on"
    return f"""
        INSERT INTO journey.involvements BY NAME
        WITH loads (as_at_on, number) AS (VALUES {loads}),
        named AS (
            SELECT n.child_key, n.worker_key, n.team_id, n.row_id, n.load_id, n.as_at_on, o.number,
                list_contains(n.unreadable, 'team_id') AS no_team,
                row_number() OVER (
                    PARTITION BY n.child_key, n.worker_key, n.as_at_on
                    ORDER BY {begins} DESC NULLS LAST, n.occurrence, n.row_id) AS place
            FROM listed.{quoted(table.table)} n JOIN loads o USING (as_at_on)
            WHERE n.worker_key IS NOT NULL AND n.child_key IS NOT NULL AND {standing}),
        runs AS (
            SELECT *, number - row_number() OVER (PARTITION BY child_key, worker_key ORDER BY number) AS run
            FROM named WHERE place = 1)
        SELECT arg_max(row_id, number) AS row_id, arg_max(load_id, number) AS load_id, max(as_at_on) AS as_at_on,
            min(as_at_on) AS first_listed_on, 1 AS occurrence, false AS is_withdrawn,
            CASE WHEN arg_max(no_team, number) THEN ['team_id'] ELSE [] END AS unreadable,
            child_key, {text(table.service)} AS service_code, worker_key,
            arg_max_null(team_id, number) AS team_id,
            min(as_at_on) AS first_seen_on, max(as_at_on) AS last_seen_on
        FROM runs GROUP BY child_key, worker_key, run"""
