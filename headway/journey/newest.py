"""The newest knowledge of each row, and what it means that a newer load does not list it.

``journey.<table>`` holds one row per identity; ``listed.<table>_standing`` says for each whether it stands alone and
from which day it had left the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb

from headway.journey.definitions import LINEAGE, TableDefinition
from headway.journey.open_rows import derived_columns
from headway.store.sql_text import quoted, text


def build_newest(con: duckdb.DuckDBPyConnection, table: TableDefinition, held: Sequence[date], as_at: date) -> None:
    """``journey.<table>`` and ``listed.<table>_standing`` from ``listed.<table>``; ``held`` are the list's loads."""
    name = quoted(table.table)
    con.execute("CREATE OR REPLACE TEMP TABLE held (as_at_on DATE)")
    if held:
        con.execute(f"INSERT INTO temp.held VALUES {', '.join(f'(DATE {text(day.isoformat())})' for day in held)}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE gone AS {_gone_sql(table)}")
    con.execute(f"CREATE TABLE listed.{quoted(table.table + '_standing')} AS {_standing_sql(table)}")
    con.execute(f"""
        INSERT INTO journey.{name} BY NAME
        SELECT {", ".join("n." + column for column in LINEAGE if column != "is_withdrawn")}, st.is_withdrawn,
            {", ".join("n." + quoted(column) for column in table.own_columns)}
            {derived_columns(table, f"DATE {text(as_at.isoformat())}", "n", "n", "st")}
        FROM listed.{name} n JOIN listed.{quoted(table.table + "_standing")} st ON st.row_id = n.row_id
        WHERE n.row_id = n.newest_row_id""")


def window_date(table: TableDefinition, alias: str = "n") -> str:
    """The date that must be inside a load's window, as SQL; null where the table has none."""
    if table.window is None:
        return "NULL::DATE"
    return f"coalesce({', '.join(f'{alias}.{quoted(column)}' for column in table.window.columns)})"


def _gone_sql(table: TableDefinition) -> str:
    """Per newest row: the first newer load that held the list, and whether a newer load's window covers its date."""
    months = table.window.months if table.window else 0
    return f"""
        SELECT n.row_id, n.child_key_or_null, n.on_date, following.as_at_on AS following_on,
            covering.as_at_on AS covering_on,
            coalesce(n.on_date > CAST(covering.as_at_on - to_months({months}) AS DATE), false) AS in_window
        FROM (SELECT row_id, newest_row_id, last_listed_on, {_child(table)} AS child_key_or_null,
                {window_date(table, "l")} AS on_date
              FROM listed.{quoted(table.table)} l WHERE row_id = newest_row_id) n
        ASOF LEFT JOIN temp.held following ON n.last_listed_on < following.as_at_on
        ASOF LEFT JOIN temp.held covering ON greatest(n.last_listed_on + 1, n.on_date) <= covering.as_at_on"""


def _child(table: TableDefinition) -> str:
    return "l.child_key" if "child_key" in table.columns else "NULL::VARCHAR"


def _standing_sql(table: TableDefinition) -> str:
    """A row that stands alone is repeated by every load that still lists it: only the last such copy is measured."""
    withdrawn = _withdrawn(table)
    return f"""
        WITH judged AS (
            SELECT n.row_id, n.stands_alone, g.following_on,
                CASE WHEN n.stands_alone
                    THEN g.in_window OR (g.on_date IS NULL AND g.following_on IS NOT NULL)
                    ELSE {withdrawn} END AS is_withdrawn,
                {_left(table)} AS is_gone
            FROM listed.{quoted(table.table)} n JOIN temp.gone g ON g.row_id = n.row_id
            WHERE n.row_id = n.newest_row_id)
        SELECT row_id, stands_alone, coalesce(is_withdrawn, false) AS is_withdrawn,
            CASE WHEN is_gone AND NOT coalesce(is_withdrawn, false) THEN following_on END AS left_on
        FROM judged"""


def _withdrawn(table: TableDefinition) -> str:
    name = quoted(table.table)
    rule = table.absence.withdrawn
    if rule == "inside the window":
        return "g.in_window"
    if rule == "closed inside the window, with no newer row of the child":
        begins = quoted(table.begins)
        newest = f"(SELECT child_key, as_at_on, max({begins}) AS begins FROM listed.{name} GROUP BY ALL)"
        return (
            f"g.in_window AND NOT EXISTS (SELECT 1 FROM {newest} m WHERE m.child_key = n.child_key "
            f"AND m.as_at_on = g.covering_on AND m.begins > n.{begins})"
        )
    if rule == "unfinished, with another decision of the child":
        return (
            f"g.on_date IS NULL AND g.following_on IS NOT NULL AND EXISTS (SELECT 1 FROM listed.{name} m "
            "WHERE m.child_key = n.child_key AND m.as_at_on > n.last_listed_on)"
        )
    return "false"


def _left(table: TableDefinition) -> str:
    rules = {
        "never": "false",
        "unfinished": "g.on_date IS NULL",
        "undecided": f"n.{quoted(table.ends)} IS NULL AND n.{quoted(table.undecided)} IS NULL",
        "open": f"(n.{quoted(table.ends)} IS NULL OR n.{quoted(table.ends)} > g.following_on)",
    }
    return f"(g.following_on IS NOT NULL AND {rules[table.absence.left]})"
