"""What the rows of the journey say against themselves, in words without a child's values."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from headway.journey.definitions import TableDefinition
from headway.store.sql_text import quoted, text


@dataclass(frozen=True)
class FindingCount:
    """How many rows of a table have one finding, and what it says."""

    table: str
    kind: str
    words: str
    row_count: int


def count_findings(con: duckdb.DuckDBPyConnection) -> tuple[FindingCount, ...]:
    """``journey.findings`` counted by table and kind."""
    found = con.execute(
        "SELECT table_name, kind, words, count(*) FROM journey.findings GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    return tuple(FindingCount(*row) for row in found)


def find_in_rows(con: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
    """Adds to ``journey.findings`` rows withdrawn, rows that left the list, and dates that cannot both be right."""
    name = quoted(table.table)
    standing = quoted(table.table + "_standing")
    if table.is_listed:
        _add(con, table, "withdrawn", "A newer load covers this row and does not list it.",
             f"SELECT row_id FROM listed.{standing} WHERE is_withdrawn AND NOT stands_alone")  # fmt: skip
        _add(con, table, "left the list, end unknown", "A newer load should list this open row and does not.",
             f"SELECT row_id FROM listed.{standing} WHERE left_on IS NOT NULL")  # fmt: skip
        _add(con, table, "cannot be told apart", "A cell that tells rows apart is blank or cannot be read.",
             f"SELECT n.row_id FROM journey.{name} n JOIN listed.{standing} s USING (row_id) "
             "WHERE s.stands_alone AND NOT n.is_withdrawn")  # fmt: skip
    elif not table.service and table.kind != "derived":
        _add(con, table, "withdrawn", "A later load took this row back.",
             f"SELECT row_id FROM journey.{name} WHERE is_withdrawn")  # fmt: skip
    if table.begins and table.ends:
        _add(con, table, "ends before it starts", f"{_words(table.ends)} is before {_words(table.begins).lower()}.",
             f"SELECT row_id FROM journey.{name} WHERE {quoted(table.ends)} < {quoted(table.begins)} "
             "AND NOT is_withdrawn")  # fmt: skip
    if table.closed_status:
        closed = table.closed_status
        _add(con, table, "closed without an end date", f"{_words(closed.column)} says closed and no end date is given.",
             f"SELECT row_id FROM journey.{name} WHERE {quoted(closed.column)} = {text(closed.code)} "
             f"AND {quoted(table.ends)} IS NULL AND NOT list_contains(unreadable, {text(table.ends)}) "
             "AND NOT is_withdrawn")  # fmt: skip


def _add(con: duckdb.DuckDBPyConnection, table: TableDefinition, kind: str, words: str, rows: str) -> None:
    con.execute(f"INSERT INTO journey.findings SELECT ?, row_id, ?, ? FROM ({rows})", [table.table, kind, words])


def _words(column: str) -> str:
    return column.removesuffix("_code").replace("_on", "").replace("_", " ").capitalize() + (
        " date" if column.endswith("_on") else ""
    )
