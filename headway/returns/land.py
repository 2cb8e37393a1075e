"""From a sheet's cells to the landed table of one list: text by column key, with true row numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import duckdb

from headway.returns.blanks import BLANK_TOKENS
from headway.returns.landed import LandedList
from headway.returns.layout import ListLayout
from headway.returns.limits import MOST_ROWS_SAID
from headway.returns.ragged import is_footer, mark_ragged_rows
from headway.returns.recognise import LOOK_FOR_HEADINGS, FoundList
from headway.returns.sheet import Batches, Row, Sheet

ErrorInList = tuple[int, str, str]  # row number, column key, text


@dataclass(frozen=True)
class SheetWithHead:
    """A sheet and its first rows, by which it is recognised. ``file_number`` is its file's place among those given.

    ``cells`` is what DuckDB scans; ``table`` names it where it is a table that also counts the cells of each row.
    """

    sheet: Sheet
    head: tuple[Row, ...]
    file_number: int
    cells: Any = field(default=None, repr=False)
    table: str = ""

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def is_hidden(self) -> bool:
        """Whether a person who opens the workbook does not see the sheet."""
        return self.sheet.is_hidden


def with_head(con: duckdb.DuckDBPyConnection, sheet: Sheet, file_number: int) -> SheetWithHead:
    """The sheet with its first rows; none when it has no cell."""
    if sheet.width == 0:
        return SheetWithHead(sheet, (), file_number)
    cells, table = sheet.cells, ""
    if isinstance(cells, Batches):
        table = _gathered(con, cells, file_number)
        cells = con.table(table)
    head = con.execute(f"FROM cells LIMIT {LOOK_FOR_HEADINGS}").fetchall()
    return SheetWithHead(sheet, tuple(row[: sheet.width] for row in head), file_number, cells, table)


def _gathered(con: duckdb.DuckDBPyConnection, batches: Batches, file_number: int) -> str:
    """The name of a table of the connection, which may put it on the disk, with the rows of all batches."""
    table = f"rows_of_file_{file_number}"
    columns = ", ".join(f"c{number} VARCHAR" for number in range(batches.width))
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({columns}, given BIGINT)")
    for batch in batches.columns:  # noqa: B007 - DuckDB finds it by this name
        con.execute(f"INSERT INTO {table} FROM batch")
    return table


def land_list(
    con: duckdb.DuckDBPyConnection,
    layout: ListLayout,
    raw: SheetWithHead,
    found: FoundList,
    errors: Sequence[ErrorInList],
) -> tuple[LandedList, list[str]]:
    """``landed.<list key>`` made from a sheet; what it is, and what should be said about it."""
    table = f'landed."{found.list_key}"'
    _create(con, layout, raw, found, table)
    if errors:
        _put_errors_back(con, table, raw, errors)
    notes = mark_ragged_rows(con, table, raw.table, raw.name, found, raw.sheet.width) if raw.table else []
    notes.extend(_drop_rows_that_are_none(con, layout, table, found, raw))
    if raw.sheet.counts_from_1904:
        notes.extend(_count_from_1900(con, layout, table, found))
    notes.extend(
        f"Sheet {raw.name} has the heading '{heading}' more than once: the first column was read."
        for heading in found.repeated
    )
    counted = con.execute(f"SELECT count(*) FROM {table}").fetchone()
    missing = [key for key in layout.columns if key not in found.columns]
    landed = LandedList(
        list_key=found.list_key,
        number=layout.number,
        title=layout.title,
        sheet=raw.name,
        header_row=found.header_row,
        row_count=counted[0] if counted else 0,
        is_hidden=raw.is_hidden,
        missing_columns=tuple(layout.columns[key].heading for key in missing),
        missing_keys=tuple(missing),
        extra_columns=found.extra_columns,
    )
    return landed, notes


def _create(
    con: duckdb.DuckDBPyConnection, layout: ListLayout, raw: SheetWithHead, found: FoundList, table: str
) -> None:
    cells = ", ".join(
        f'c{found.columns[key]} AS "{key}"' if key in found.columns else f'NULL::VARCHAR AS "{key}"'
        for key in layout.columns
    )
    names = ", ".join(f"c{column}" for column in range(raw.sheet.width))
    sheet_cells = raw.cells  # noqa: F841 - DuckDB finds it by this name
    con.execute(
        f"CREATE TABLE {table} AS SELECT row_number, ?::VARCHAR AS sheet, {cells}, []::VARCHAR[] AS error_cells "
        f"FROM (SELECT row_number() OVER () AS row_number, * FROM (FROM sheet_cells) AS t({names})) "
        f"WHERE row_number > {found.header_row}",
        [raw.name],
    )


def look_at(raw: SheetWithHead, found: FoundList) -> tuple[list[ErrorInList], list[str]]:
    """The error cells that stand in a column of the list, below its headings; and what should be said of the sheet."""
    keys = {position: key for key, position in found.columns.items()}
    looked = raw.sheet.look(found.header_row, raw.head[found.header_row - 1])
    errors = [
        (each.row_number, keys[each.column], each.text)
        for each in looked.errors
        if each.column in keys and each.row_number > found.header_row
    ]
    return errors, list(looked.notes)


def _put_errors_back(
    con: duckdb.DuckDBPyConnection, table: str, raw: SheetWithHead, errors: Sequence[ErrorInList]
) -> None:
    """Error cells, which the reader of cells gave as empty: their text in the cell, their column in ``error_cells``."""
    rows, keys, texts = ([each[part] for each in errors] for part in range(3))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE cell_errors AS "
        "SELECT unnest(?::BIGINT[]) AS row_number, unnest(?::VARCHAR[]) AS key, unnest(?::VARCHAR[]) AS text",
        [rows, keys, texts],
    )
    con.execute(
        f"INSERT INTO {table} (row_number, sheet, error_cells) SELECT DISTINCT row_number, ?, []::VARCHAR[] "
        f"FROM cell_errors WHERE row_number NOT IN (SELECT row_number FROM {table})",
        [raw.name],
    )
    for key in dict.fromkeys(keys):
        con.execute(
            f'UPDATE {table} AS t SET "{key}" = e.text FROM cell_errors AS e '
            "WHERE e.row_number = t.row_number AND e.key = ?",
            [key],
        )
    con.execute(
        f"UPDATE {table} AS t SET error_cells = e.keys FROM "
        "(SELECT row_number, list_sort(list(key)) AS keys FROM cell_errors GROUP BY row_number) AS e "
        "WHERE e.row_number = t.row_number"
    )
    con.execute("DROP TABLE cell_errors")


def _drop_rows_that_are_none(
    con: duckdb.DuckDBPyConnection, layout: ListLayout, table: str, found: FoundList, raw: SheetWithHead
) -> list[str]:
    """Blank rows, repeated headings and a report's footer are no rows of a list; what was dropped is said."""
    first = min(found.columns, key=lambda key: found.columns[key])
    # An age alone is a formula that was filled down beyond the last child.
    others = " AND ".join(_is_blank(key) for key in found.columns if key not in (first, "age_years")) or "true"
    said_of = {
        "a footer of a report": is_footer(f'"{first}"'),
        "the headings again": _is_heading_row(layout, found),
    }
    some = ", ".join(f"bool_or({condition})" for condition in (_is_blank(first), *said_of.values()))
    has_blank, *has = con.execute(f"SELECT {some} FROM {table}").fetchone() or (False,)
    if has_blank:
        con.execute(f"DELETE FROM {table} WHERE CASE WHEN {_is_blank(first)} THEN {others} ELSE false END")
    notes: list[str] = []
    for words in compress(said_of, has):
        rows = con.execute(
            f"SELECT row_number, count(*) OVER () FROM {table} WHERE {said_of[words]} ORDER BY 1 LIMIT {MOST_ROWS_SAID + 1}"
        ).fetchall()
        con.execute(f"DELETE FROM {table} WHERE {said_of[words]}")
        said = rows[:MOST_ROWS_SAID]
        notes.extend(f"Sheet {raw.name}, row {number}: {words}, not a row of the list." for number, _ in said)
        if len(rows) > len(said):
            notes.append(f"Sheet {raw.name}: {words} in {rows[0][1] - len(said):,} more rows.")
    return notes


def _is_blank(key: str) -> str:
    tokens = ", ".join(f"'{token}'" for token in ["", *sorted(BLANK_TOKENS)])
    tidied = f"lower(trim(\"{key}\", ' \t\r\n' || chr(160)))"
    return f'("{key}" IS NULL OR (length("{key}") <= 40 AND {tidied} IN ({tokens})))'


def _is_heading_row(layout: ListLayout, found: FoundList) -> str:
    """The condition that a row holds the list's headings in their own columns."""
    some = list(found.columns)[:3]
    return " AND ".join(f"\"{key}\" = '{layout.columns[key].heading.replace(chr(39), chr(39) * 2)}'" for key in some)


def _count_from_1900(con: duckdb.DuckDBPyConnection, layout: ListLayout, table: str, found: FoundList) -> list[str]:
    """Plain numbers in the date columns of a workbook that counts from 1904, counted from 1900 like all others."""
    notes = []
    for key in found.columns:
        if layout.columns[key].type != "date":
            continue
        changed = con.execute(
            f'UPDATE {table} SET "{key}" = (try_cast("{key}" AS DOUBLE)::INTEGER + 1462)::VARCHAR '
            f"WHERE regexp_full_match(\"{key}\", '\\d{{4,5}}(\\.0+)?')"
        ).fetchone()
        if changed and changed[0]:
            notes.append(
                f"The workbook counts days from 1904: {changed[0]} numbers in '{layout.columns[key].heading}' were read so."
            )
    return notes
