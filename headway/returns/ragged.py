"""Rows of a CSV that have more or fewer cells than its headings."""

from __future__ import annotations

import duckdb

from headway.returns.recognise import FoundList


def mark_ragged_rows(
    con: duckdb.DuckDBPyConnection, table: str, rows: str, sheet: str, found: FoundList, width: int
) -> list[str]:
    """What should be said of the rows that are not as long as the headings; ``rows`` counts the cells of each.

    With more cells, a comma stood inside one of them and what follows is shifted: nothing says where, so every cell of
    the row is marked as unreadable. Fewer are the blank ones at the end, which Excel leaves out; except in a last row
    alone, where the file has been cut off and the last cell that is there may be half of one. A line that has nothing is no
    row, nor is a report's footer.
    """
    numbered = f"(SELECT row_number() OVER () AS row_number, * FROM {rows})"
    counted = con.execute(
        f"SELECT given, (SELECT count(*) FROM {rows}) FROM {numbered} WHERE row_number = ?", [found.header_row]
    ).fetchone()
    headings, last = counted or (width, 0)
    beyond = [f"c{number} IS NOT NULL" for number in range(headings, width)]
    is_longer = " OR ".join([f"given > greatest({headings}, {width})", *beyond])
    body = f"{numbered} WHERE row_number > {found.header_row}"
    is_row = f"(given > 1 OR (trim(c0) <> '' AND NOT {is_footer('c0')}))"
    longer = _count(con, f"SELECT count(*) FROM {body} AND ({is_longer})")
    shorter = _count(con, f"SELECT count(*) FROM {body} AND {is_row} AND given < {headings}")
    notes = []
    if longer:
        keys = ", ".join(f"'{key}'" for key in sorted(found.columns))
        con.execute(
            f"UPDATE {table} SET error_cells = [{keys}] WHERE row_number IN (SELECT row_number FROM {body} AND ({is_longer}))"
        )
        rows, its, it = ("1 row has", "its", "it") if longer == 1 else (f"{longer:,} rows have", "their", "they")
        notes.append(
            f"Sheet {sheet}: {rows} more cells than there are headings, so {its} cells are shifted: "
            f"{it} {'is' if longer == 1 else 'are'} kept, and no cell of {'it' if longer == 1 else 'them'} could be read."
        )
    if shorter:
        rows = "1 row has" if shorter == 1 else f"{shorter:,} rows have"
        notes.append(
            f"Sheet {sheet}: {rows} fewer cells than there are headings: the missing ones were taken as blank."
        )
    if shorter == 1 and (
        given := _count(con, f"SELECT given FROM {body} AND row_number = {last} AND {is_row} AND given < {headings}")
    ):
        cut = [key for key, position in sorted(found.columns.items()) if position >= given - 1]
        con.execute(f"UPDATE {table} SET error_cells = ? WHERE row_number = {last}", [cut])
        notes[-1] = f"Sheet {sheet}, row {last:,}: the last row breaks off: is the file whole?"
    return notes


def is_footer(column: str) -> str:
    """The condition that a row is the footer which a report puts below its rows."""
    return f"{column} ILIKE 'applied filters%'"


def _count(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
