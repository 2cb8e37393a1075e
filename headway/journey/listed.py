"""Rows of one list in every load: known by identity, numbered, one kept where the table keeps one.

``listed.<table>`` holds a row per load and identity, with ``newest_row_id``, the row of the newest load that lists it.
A row whose identity cannot be read stands in its own load only (``stands_alone``).
"""

from __future__ import annotations

import duckdb

from headway.journey.definitions import TableDefinition
from headway.journey.mapping import ReturnMap
from headway.store.sql_text import quoted, text


def build_listed(con: duckdb.DuckDBPyConnection, table: TableDefinition, list_key: str, mapping: ReturnMap) -> None:
    """``listed.<table>`` from ``stacked.<list>``, and the rows not kept as findings."""
    name = table.table
    con.execute(f"CREATE OR REPLACE TEMP TABLE ranked AS {_ranked_sql(table, list_key, mapping)}")
    kept = "stands_alone OR occurrence = 1" if table.repeats == "keep one" else "true"
    known_by = _known_by(table)
    columns = ", ".join(f"r.{quoted(column)}" for column in table.own_columns)
    con.execute(f"""
        CREATE TABLE listed.{quoted(name)} AS
        WITH kept AS (SELECT * FROM temp.ranked WHERE {kept}),
        known AS (
            SELECT {known_by}, arg_max(row_id, as_at_on) AS newest_row_id,
                min(as_at_on) AS first_listed_on, max(as_at_on) AS last_listed_on
            FROM kept WHERE NOT stands_alone GROUP BY {known_by})
        SELECT r.row_id, r.load_id, r.as_at_on, coalesce(k.first_listed_on, r.as_at_on) AS first_listed_on,
            r.occurrence::INTEGER AS occurrence, r.unreadable, {columns},
            r.stands_alone, coalesce(k.newest_row_id, r.row_id) AS newest_row_id,
            coalesce(k.last_listed_on, r.as_at_on) AS last_listed_on
        FROM kept r LEFT JOIN known k USING ({known_by})""")
    if table.repeats == "keep one":
        con.execute(
            "INSERT INTO journey.findings SELECT ?, row_id, 'one of several kept', "
            "'The list has this ' || ? || ' more than once: another row was kept.' "
            f"FROM temp.ranked WHERE NOT ({kept}) AND as_at_on = (SELECT max(as_at_on) FROM temp.ranked)",
            [name, _thing(table)],
        )


def source_columns(table: TableDefinition, list_key: str, mapping: ReturnMap, alias: str = "s") -> str:
    """The table's own columns as SQL over the list's rows: each typed cell, or null where the list has none."""
    found: list[str] = []
    for column in table.own_columns:
        cell = mapping.cell_for(list_key, table, column)
        value = f"{alias}.{quoted(cell)}" if cell else "NULL"
        found.append(f"CAST({value} AS {table.sql_type(column)}) AS {quoted(column)}")
    return ", ".join(found)


def unreadable_columns(table: TableDefinition, list_key: str, mapping: ReturnMap, alias: str = "s") -> str:
    """The list's unreadable cells as SQL, under the names of this table's columns."""
    pairs = [(mapping.cell_for(list_key, table, column), column) for column in table.own_columns]
    marks = ", ".join(
        f"CASE WHEN list_contains({alias}.unreadable, {text(cell)}) THEN {text(column)} END"
        for cell, column in pairs
        if cell
    )
    return (
        f"CASE WHEN len({alias}.unreadable) = 0 OR {alias}.unreadable IS NULL THEN []::VARCHAR[] "
        f"ELSE list_filter([{marks}]::VARCHAR[], lambda x: x IS NOT NULL) END"
    )


def _ranked_sql(table: TableDefinition, list_key: str, mapping: ReturnMap) -> str:
    """Every row with its place among the rows of its identity in its load, by its other cells and never by its line."""
    keys = [mapping.cell_for(list_key, table, column) or column for column in table.identity if column != "as_at_on"]
    others = [f"CAST(s.{quoted(cell)} AS VARCHAR)" for cell in mapping.feeds[list_key] if cell not in keys]
    known_by = ", ".join(f"s.{quoted(key)}" for key in keys)
    complete = " AND ".join(f"s.{quoted(key)} IS NOT NULL" for key in keys)
    order = ", ".join([*_keep_order(table, list_key, mapping), *_cell_order(table, others)])
    return f"""
        WITH repeated AS (
            SELECT s.as_at_on, {known_by} FROM stacked.{quoted(list_key)} s GROUP BY ALL HAVING count(*) > 1),
        numbered AS (
            SELECT s.row_id, s.load_id,
                row_number() OVER (PARTITION BY s.as_at_on, {known_by} ORDER BY {order}) AS place
            FROM stacked.{quoted(list_key)} s
            WHERE EXISTS (SELECT 1 FROM repeated r WHERE r.as_at_on = s.as_at_on AND {_same("r", keys)}))
        SELECT s.row_id, s.load_id, s.as_at_on, {source_columns(table, list_key, mapping)},
            {unreadable_columns(table, list_key, mapping)} AS unreadable,
            NOT ({complete}) AS stands_alone, coalesce(n.place, 1) AS occurrence
        FROM stacked.{quoted(list_key)} s
        LEFT JOIN numbered n ON n.row_id = s.row_id AND n.load_id = s.load_id"""


def _same(alias: str, cells: list[str]) -> str:
    return " AND ".join(f"{alias}.{quoted(cell)} IS NOT DISTINCT FROM s.{quoted(cell)}" for cell in cells)


def _keep_order(table: TableDefinition, list_key: str, mapping: ReturnMap) -> list[str]:
    """The rule that names the row kept, before the other cells decide."""
    ends = f"s.{quoted(mapping.cell_for(list_key, table, table.ends) or table.ends)}"
    dates = [
        mapping.cell_for(list_key, table, name)
        for name, column in table.columns.items()
        if column.type == "date" and name not in table.identity
    ]
    filled = " + ".join(f"(s.{quoted(cell)} IS NOT NULL)::INTEGER" for cell in dates if cell)
    orders = {"open": f"({ends} IS NULL) DESC", "latest end": f"{ends} DESC", "most dates": f"({filled}) DESC"}
    return [orders[rule] for rule in table.keeps]


def _cell_order(table: TableDefinition, others: list[str]) -> list[str]:
    """Blanks last when numbering; the row kept is the one that sorts last. Twins that differ in nothing: any order."""
    direction = "DESC NULLS FIRST" if table.repeats == "keep one" else "ASC NULLS LAST"
    return [f"{cell} {direction}" for cell in [*others, "array_to_string(s.unreadable, ' ')", "s.row_id"]]


def _known_by(table: TableDefinition) -> str:
    return ", ".join(quoted(column) for column in [*table.identity, "occurrence"])


def _thing(table: TableDefinition) -> str:
    return table.grain.split(" and ", 1)[-1].split(" (")[0]
