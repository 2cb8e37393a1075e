"""Visits, reviews, checks and placements: each load names only the newest, so these fill as loads stack."""

from __future__ import annotations

import duckdb

from headway.journey.definitions import TableDefinition
from headway.journey.listed import source_columns, unreadable_columns
from headway.journey.mapping import ReturnMap
from headway.store.sql_text import quoted, text


def build_latest_only(
    con: duckdb.DuckDBPyConnection, table: TableDefinition, list_key: str, mapping: ReturnMap
) -> None:
    """``journey.<table>`` from the sheet rows that the source table kept: a row per identity that could be read.

    A row is withdrawn when a later load gives the same child (and the same kind of check) an earlier date: the later
    one was taken back. A blank in a later load means nothing.
    """
    name = quoted(table.table)
    identity = ", ".join(quoted(column) for column in table.identity)
    per = ", ".join(quoted(column) for column in _per_child(table))
    latest = quoted(table.latest)
    fixed = "".join(f", {str(value).lower()} AS {quoted(column)}" for column, value in table.fixed.items())
    columns = ", ".join("g." + quoted(column) for column in table.columns if column not in table.fixed)
    con.execute(f"CREATE OR REPLACE TEMP TABLE given AS {_given_sql(table, list_key, mapping)}")
    con.execute(f"""
        INSERT INTO journey.{name} BY NAME
        WITH known AS (
            SELECT {identity}, min(as_at_on) AS first_listed_on, max(as_at_on) AS last_listed_on
            FROM temp.given GROUP BY {identity}),
        last_named AS (SELECT {per}, as_at_on, max({latest}) AS last_on FROM temp.given GROUP BY {per}, as_at_on),
        taken_back AS (
            SELECT DISTINCT {", ".join("k." + quoted(column) for column in table.identity)}
            FROM known k JOIN last_named m USING ({per})
            WHERE m.as_at_on > k.last_listed_on AND m.last_on < k.{latest})
        SELECT g.row_id, g.load_id, g.as_at_on, k.first_listed_on, 1 AS occurrence,
            t.child_key IS NOT NULL AS is_withdrawn, g.unreadable, {columns}{fixed}
        FROM temp.given g
        JOIN known k ON g.as_at_on = k.last_listed_on AND {_same("g", "k", table.identity)}
        LEFT JOIN taken_back t ON {_same("g", "t", table.identity)}
        QUALIFY row_number() OVER (PARTITION BY {_of("g", table.identity)} ORDER BY g.place, g.row_id) = 1""")


def _given_sql(table: TableDefinition, list_key: str, mapping: ReturnMap) -> str:
    """The dated cells of every load; a sheet row with two of them (health and dental) gives two rows."""
    source = quoted(table.source)
    if table.turns is None:
        selects = [
            f"{source_columns(table, list_key, mapping)}, {unreadable_columns(table, list_key, mapping)} AS unreadable"
        ]
    else:
        selects = [
            f"s.child_key, {text(code)} AS {quoted(table.turns.into)}, s.{quoted(cell)} AS {quoted(table.latest)}, "
            "[]::VARCHAR[] AS unreadable"
            for code, cell in table.turns.cells.items()
        ]
    complete = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in table.identity)
    return " UNION ALL ".join(
        f"SELECT * FROM (SELECT s.row_id, s.load_id, s.as_at_on, l.last_begun_first AS place, {select} "
        f"FROM stacked.{quoted(list_key)} s JOIN {_kept(source)} l ON l.row_id = s.row_id AND l.load_id = s.load_id) "
        f"WHERE {complete}"
        for select in selects
    )


def _kept(source: str) -> str:
    """The source's rows; where two of a child give the same date, the one of the period begun last is taken."""
    return (
        "(SELECT row_id, load_id, row_number() OVER "
        f"(PARTITION BY load_id, child_key ORDER BY started_on DESC NULLS LAST, occurrence) AS last_begun_first "
        f"FROM listed.{source})"
    )


def _per_child(table: TableDefinition) -> list[str]:
    return ["child_key", table.turns.into] if table.turns else ["child_key"]


def _same(one: str, other: str, columns: tuple[str, ...]) -> str:
    return " AND ".join(f"{one}.{quoted(column)} = {other}.{quoted(column)}" for column in columns)


def _of(alias: str, columns: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{quoted(column)}" for column in columns)
