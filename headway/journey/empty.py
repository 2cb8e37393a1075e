"""The journey's tables, empty and with the right types: where building starts, and for tests that fill their own."""

from __future__ import annotations

import duckdb

from headway.journey.definitions import LINEAGE, TableDefinition, table_definitions, tables_not_fed
from headway.store.sql_text import quoted, text

SIDE_TABLES = {
    "team_history": "row_id VARCHAR, team_id VARCHAR, is_unreadable BOOLEAN, listed_from DATE, listed_to DATE",
    "findings": "table_name VARCHAR, row_id VARCHAR, kind VARCHAR, words VARCHAR",
    "loads": "load_id VARCHAR, as_at_on DATE, received_at TIMESTAMPTZ",
}


def empty_journey(con: duckdb.DuckDBPyConnection) -> None:
    """Schema ``journey`` with every table of the journey, empty, in place of whatever the schema held.

    Tables that no return feeds have the lineage columns and the child only; their comment says what would feed them.
    """
    con.execute("DROP SCHEMA IF EXISTS journey CASCADE")
    con.execute("CREATE SCHEMA journey")
    for table in table_definitions().values():
        con.execute(f"CREATE TABLE journey.{quoted(table.table)} ({column_list(table)})")
        if table.on_day:
            con.execute(f"CREATE TABLE journey.{quoted(table.table + '_on_day')} ({on_day_column_list(table)})")
    for name, fed_by in tables_not_fed().items():
        con.execute(f"CREATE TABLE journey.{quoted(name)} ({_lineage()}, child_key VARCHAR)")
        con.execute(f"COMMENT ON TABLE journey.{quoted(name)} IS {text(f'Empty. What would feed it: {fed_by}.')}")
    for name, columns in SIDE_TABLES.items():
        con.execute(f"CREATE TABLE journey.{name} ({columns})")


def column_list(table: TableDefinition) -> str:
    """The columns of a journey table as SQL: lineage first, then its own."""
    own = ", ".join(f"{quoted(name)} {table.sql_type(name)}" for name in table.columns)
    return f"{_lineage()}, {own}"


def on_day_column_list(table: TableDefinition) -> str:
    """The columns of its ``_on_day`` table: the same, the day, the day of its state, the row it is of."""
    return f"{column_list(table)}, day DATE, state_on DATE, state_row_id VARCHAR"


def _lineage() -> str:
    defaults = {"occurrence": " DEFAULT 1", "is_withdrawn": " DEFAULT false", "unreadable": " DEFAULT []"}
    return ", ".join(f"{name} {kind}{defaults.get(name, '')}" for name, kind in LINEAGE.items())
