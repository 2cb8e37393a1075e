"""A count kept on a row is that of its own time: a later load may not rewrite an earlier month."""

from __future__ import annotations

import duckdb

from headway.journey.definitions import TableDefinition
from headway.store.sql_text import quoted, text


def keep_as_given(con: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
    """Sets each column that is ``as_given_for`` a date from the load at the end of that date's month.

    Without a load on that day, from the first load on or after the date that lists the row; without any, the newest.
    """
    for name, column in table.columns.items():
        if column.as_given_for:
            con.execute(_update_sql(table, name, column.as_given_for))


def _update_sql(table: TableDefinition, name: str, dated: str) -> str:
    target = quoted(table.table)
    day = f"l.{quoted(dated)}"
    return f"""
        UPDATE journey.{target} AS n SET {quoted(name)} = g.value,
            unreadable = list_concat(list_filter(n.unreadable, lambda x: x <> {text(name)}),
                CASE WHEN g.is_unreadable THEN [{text(name)}] ELSE []::VARCHAR[] END)
        FROM (
            SELECT l.newest_row_id, l.{quoted(name)} AS value,
                list_contains(l.unreadable, {text(name)}) AS is_unreadable
            FROM listed.{target} l JOIN journey.{target} j ON j.row_id = l.newest_row_id
            WHERE l.as_at_on >= j.{quoted(dated)}
            QUALIFY row_number() OVER (PARTITION BY l.newest_row_id
                ORDER BY (l.as_at_on = last_day({day})) DESC, l.as_at_on) = 1) g
        WHERE g.newest_row_id = n.row_id"""
