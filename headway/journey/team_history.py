"""Which team each row was with, load by load: a later move never rewrites an earlier month."""

from __future__ import annotations

import duckdb

from headway.journey.definitions import TableDefinition
from headway.store.sql_text import quoted


def build_team_history(con: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
    """Adds to ``journey.team_history`` the spells of loads that name one team for a row of the table.

    A row of ``journey.<table>`` is placed by the first spell whose ``listed_to`` is on or after the placing date. A
    blank team and an unreadable one are spells too.
    """
    con.execute(f"""
        INSERT INTO journey.team_history
        WITH named AS (
            SELECT newest_row_id, as_at_on, team_id, list_contains(unreadable, 'team_id') AS is_unreadable,
                row_number() OVER (PARTITION BY newest_row_id ORDER BY as_at_on)
                - row_number() OVER (
                    PARTITION BY newest_row_id, team_id, list_contains(unreadable, 'team_id') ORDER BY as_at_on)
                AS spell
            FROM listed.{quoted(table.table)})
        SELECT newest_row_id, team_id, is_unreadable, min(as_at_on), max(as_at_on)
        FROM named GROUP BY newest_row_id, team_id, is_unreadable, spell""")
