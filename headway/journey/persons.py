"""One row per child or young person: which list's answer is taken when several lists name the child."""

from __future__ import annotations

from datetime import date

import duckdb

from headway.journey.definitions import Column, TableDefinition, table_definitions
from headway.journey.mapping import ReturnMap
from headway.store.sql_text import quoted, text

ROW_OF = "born_on"
"""The column whose winning row gives the person's row_id."""


def build_persons(con: duckdb.DuckDBPyConnection, table: TableDefinition, mapping: ReturnMap, as_at: date) -> None:
    """``journey.person``, and a finding for each child whose stated answers differ within the newest load."""
    asked = _asked(table, mapping)
    if not asked:
        return
    con.execute("CREATE OR REPLACE TABLE stacked.people AS " + _people_sql(table, mapping))
    for name in asked:
        con.execute(f"CREATE OR REPLACE TABLE stacked.{quoted('won_' + name)} AS {_won_sql(table, mapping, name)}")
    _find_differences(con, table, mapping, asked)
    day = f"DATE {text(as_at.isoformat())}"
    con.execute("CREATE OR REPLACE TABLE stacked.uasc AS " + _uasc_sql(mapping))
    con.execute("CREATE OR REPLACE TABLE stacked.unborn AS " + _unborn_sql(table, mapping))
    joins = " ".join(f"LEFT JOIN stacked.{quoted('won_' + name)} USING (child_key)" for name in asked)
    marks = ", ".join(f"CASE WHEN {quoted('won_' + name)}.is_unreadable THEN {text(name)} END" for name in asked)
    con.execute(f"""
        INSERT INTO journey.person BY NAME
        SELECT r.row_id, r.load_id, r.as_at_on, p.first_listed_on, 1 AS occurrence, false AS is_withdrawn,
            list_filter([{marks}, CASE WHEN u.is_unreadable THEN 'is_uasc' END]::VARCHAR[],
                lambda x: x IS NOT NULL) AS unreadable,
            p.child_key, {", ".join(f"{quoted('won_' + name)}.value AS {quoted(name)}" for name in asked)},
            u.is_uasc, coalesce(r.value > {day}, b.is_unborn) AS is_unborn
        FROM (SELECT child_key, min(as_at_on) AS first_listed_on FROM stacked.people GROUP BY child_key) p
        {joins}
        JOIN stacked.{quoted("won_" + ROW_OF)} r ON r.child_key = p.child_key
        LEFT JOIN stacked.uasc u ON u.child_key = p.child_key
        LEFT JOIN stacked.unborn b ON b.child_key = p.child_key""")


def _asked(table: TableDefinition, mapping: ReturnMap) -> list[str]:
    """The columns that a list held answers; none when no list of children is held."""
    lists = mapping.lists_of(table)
    events = [name for name, column in table.columns.items() if column.knowledge == "event" and name != "child_key"]
    return [name for name in events if any(mapping.cell_for(key, table, name) for key in lists)]


def _people_sql(table: TableDefinition, mapping: ReturnMap) -> str:
    return " UNION ALL ".join(
        f"SELECT child_key, as_at_on FROM stacked.{quoted(key)} WHERE child_key IS NOT NULL"
        for key in mapping.lists_of(table)
    )


def _won_sql(table: TableDefinition, mapping: ReturnMap, name: str) -> str:
    """Per child the cell that wins: newest load, then readable, then stated, then the order of the lists."""
    stated = _stated(table.columns[name], "c.value")
    return f"""
        WITH cells AS ({_cells_sql(table, mapping, name)}),
        newest AS (SELECT child_key, max(as_at_on) AS as_at_on FROM cells GROUP BY child_key)
        SELECT c.*, {stated} AS is_stated FROM cells c JOIN newest USING (child_key, as_at_on)
        QUALIFY row_number() OVER (PARTITION BY c.child_key ORDER BY
            c.value IS NULL, NOT {stated}, NOT c.is_unreadable, c.place, CAST(c.value AS VARCHAR), c.row_id) = 1"""


def _cells_sql(table: TableDefinition, mapping: ReturnMap, name: str) -> str:
    """The cells that answer this column, over every load and list that has it."""
    found = []
    for place, list_key in enumerate(mapping.lists_of(table)):
        cell = mapping.cell_for(list_key, table, name)
        if cell:
            found.append(
                f"SELECT child_key, as_at_on, load_id, row_id, {place} AS place, {quoted(cell)} AS value, "
                f"coalesce(list_contains(unreadable, {text(cell)}), false) AS is_unreadable "
                f"FROM stacked.{quoted(list_key)} WHERE child_key IS NOT NULL"
            )
    return " UNION ALL ".join(found)


def _stated(column: Column, value: str) -> str:
    if not column.not_stated:
        return "true"
    return f"coalesce({value} NOT IN ({', '.join(text(code) for code in column.not_stated)}), true)"


def _find_differences(
    con: duckdb.DuckDBPyConnection, table: TableDefinition, mapping: ReturnMap, asked: list[str]
) -> None:
    """A child is named once, with what differs and the lists; never with the answers."""
    lists = "[" + ", ".join(text(key.replace("_", " ")) for key in mapping.lists_of(table)) + "]"
    differing = " UNION ALL ".join(_differing_sql(table, mapping, name) for name in asked)
    con.execute(f"""
        INSERT INTO journey.findings
        WITH differing AS ({differing}),
        whats AS (SELECT child_key, string_agg(DISTINCT what, ', ' ORDER BY what) AS whats FROM differing GROUP BY ALL),
        places AS (SELECT DISTINCT child_key, unnest(places) AS place FROM differing),
        named AS (SELECT child_key, string_agg(({lists})[place + 1], ', ' ORDER BY place) AS lists
                  FROM places GROUP BY ALL)
        SELECT 'person', p.row_id, 'answers differ',
            'Within one load the lists ' || n.lists || ' do not agree on: ' || w.whats || '.'
        FROM whats w JOIN named n USING (child_key) JOIN stacked.{quoted("won_" + ROW_OF)} p USING (child_key)""")


def _differing_sql(table: TableDefinition, mapping: ReturnMap, name: str) -> str:
    return f"""
        (WITH cells AS ({_cells_sql(table, mapping, name)})
        SELECT c.child_key, {text(_words(name))} AS what, list(DISTINCT c.place) AS places
        FROM cells c JOIN stacked.{quoted("won_" + name)} w USING (child_key, as_at_on)
        WHERE c.value IS NOT NULL AND {_stated(table.columns[name], "c.value")}
        GROUP BY c.child_key HAVING count(DISTINCT c.value) > 1)"""


def _words(name: str) -> str:
    return "date of birth" if name == ROW_OF else name.removesuffix("_code")


def _uasc_sql(mapping: ReturnMap) -> str:
    """The answer of the newest load that has the child in a list that asks (8 and 9)."""
    asking = [table.table for table in table_definitions().values() if "is_uasc" in table.columns and table.is_listed]
    said = " UNION ALL ".join(
        f"SELECT child_key, as_at_on, is_uasc, list_contains(unreadable, 'is_uasc') AS is_unreadable FROM listed.{name}"
        for name in asking
        if mapping.list_of(table_definitions()[name])
    )
    return f"""
        WITH said AS ({said or "SELECT NULL::VARCHAR, NULL::DATE, NULL::BOOLEAN, NULL::BOOLEAN WHERE false"}),
        answers (child_key, as_at_on, is_uasc, is_unreadable) AS (FROM said),
        newest AS (SELECT child_key, max(as_at_on) AS as_at_on FROM answers GROUP BY child_key)
        SELECT child_key, CASE WHEN bool_or(is_uasc) OR NOT bool_or(is_unreadable) THEN bool_or(is_uasc) END AS is_uasc,
            bool_or(is_unreadable) AND bool_or(is_uasc) IS NOT true AS is_unreadable
        FROM answers JOIN newest USING (child_key, as_at_on) GROUP BY child_key"""


def _unborn_sql(table: TableDefinition, mapping: ReturnMap) -> str:
    """An age of -1 is how the lists say not yet born; it counts only where no date of birth is given."""
    found = []
    for list_key in mapping.lists_of(table):
        cell = mapping.cell_for(list_key, table, "is_unborn")
        if cell:
            found.append(
                f"SELECT child_key, as_at_on, try_cast(CAST({quoted(cell)} AS VARCHAR) AS DOUBLE) = -1 AS is_unborn "
                f"FROM stacked.{quoted(list_key)} WHERE child_key IS NOT NULL"
            )
    if not found:
        return "SELECT NULL::VARCHAR AS child_key, NULL::BOOLEAN AS is_unborn WHERE false"
    return f"""
        WITH ages AS ({" UNION ALL ".join(found)})
        SELECT child_key, CASE WHEN arg_max_null(is_unborn, as_at_on) THEN true END AS is_unborn
        FROM (SELECT child_key, as_at_on, bool_or(is_unborn) AS is_unborn FROM ages GROUP BY ALL) GROUP BY child_key"""
