"""From landed text to typed tables: dates, whole numbers, codes and yes or no; what cannot be read is named, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import duckdb

from headway.returns import limits
from headway.returns.cell_sql import (
    DATE_FORMS,
    MACROS,
    MONTH_FIRST,
    READ_DAY_FIRST,
    SQL_TYPES,
    VARIABLES,
    TypedCell,
    match_dates,
    no_cell,
    typed_cell,
)
from headway.returns.codes import Match, code_list
from headway.returns.layout import ANNEX_A, ListLayout, return_layout
from headway.returns.typing_report import (
    DateForm,
    GroupOnly,
    MonthFirst,
    TypingReport,
    UnmatchedCode,
    UnreadableCell,
)
from headway.returns.why import why_unreadable
from headway.side_by_side import side_by_side


def type_tables(
    con: duckdb.DuckDBPyConnection,
    *,
    sha256: str,
    of: str = ANNEX_A,
    source: str = "landed",
    target: str = "typed",
) -> TypingReport:
    """What typing the return ``of`` that name found; ``target`` then has one table per list, empty where ``source`` lacks it.

    ``typed.<list_key>``: row_id, sheet, row_number, the list's columns (DATE, BOOLEAN, INTEGER or VARCHAR; null unless
    the cell could be read), unreadable VARCHAR[] (the columns of the row whose cell could not be read).
    """
    con.execute(f"DROP SCHEMA IF EXISTS {target} CASCADE; CREATE SCHEMA {target}")

    con.execute(MACROS)

    def typed(own: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout) -> TypingReport:
        own.execute(VARIABLES)
        return _type_list(own, list_key, layout, sha256, source, target)

    lists = return_layout(of).lists
    found = side_by_side(con, [partial(typed, list_key=key, layout=each) for key, each in lists.items()])
    return TypingReport(
        unreadable=tuple(cell for each in found for cell in each.unreadable),
        unreadable_counts={place: count for each in found for place, count in each.unreadable_counts.items()},
        unmatched=tuple(code for each in found for code in each.unmatched),
        group_only=tuple(code for each in found for code in each.group_only),
        date_forms=tuple(form for each in found for form in each.date_forms),
        row_counts={key: count for each in found for key, count in each.row_counts.items()},
        month_first=tuple(each_column for each in found for each_column in each.month_first),
    )


def _type_list(
    con: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout, sha256: str, source: str, target: str
) -> TypingReport:
    held = _columns_held(con, source, list_key)
    if not held:
        _create_empty(con, list_key, layout, target)
        return TypingReport((), {}, (), (), (), {list_key: 0})
    table = f'{source}."{list_key}"'
    has_errors = bool(_number(con, f"SELECT count(*) FROM {table} WHERE len(error_cells) > 0"))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE matches "
        "(key VARCHAR, text VARCHAR, code VARCHAR, day DATE, is_unreadable BOOLEAN, form INTEGER, row_count BIGINT)"
    )
    date_forms, month_first = _match_dates(con, list_key, layout, table, held)
    unmatched, group_only = _match_codes(con, list_key, layout, table, held)
    cells = {
        key: typed_cell(key, column, has_errors=has_errors) if key in held else no_cell(column)
        for key, column in layout.columns.items()
    }
    _create(con, cells, table, f'{target}."{list_key}"', sha256)
    unreadable, counts = _unreadable_cells(con, list_key, layout, table, f'{target}."{list_key}"')
    return TypingReport(
        unreadable=unreadable,
        unreadable_counts=counts,
        unmatched=unmatched,
        group_only=group_only,
        date_forms=date_forms,
        row_counts={list_key: _number(con, f"SELECT count(*) FROM {table}")},
        month_first=month_first,
    )


def _create(
    con: duckdb.DuckDBPyConnection,
    cells: Mapping[str, TypedCell],
    table: str,
    target: str,
    sha256: str,
) -> None:
    """One pass over the text: what every cell needs is worked out once, and then used for its value and its mark."""
    joins = " ".join(cell.join for cell in cells.values())
    steps = [f'{sql} AS "{name}"' for cell in cells.values() for name, sql in cell.steps.items()]
    query = f"(SELECT {', '.join(['s.sheet', 's.row_number', 's.error_cells', *steps])} FROM {table} AS s {joins})"
    values = ", ".join(f'{cell.value} AS "{key}"' for key, cell in cells.items())
    marks = ", ".join(f'{cell.is_unreadable} AS "u_{key}"' for key, cell in cells.items())
    names = ", ".join(f"'{key}'" for key in cells)
    all_marks = ", ".join(f'"u_{key}"' for key in cells)
    any_mark = " OR ".join(f'"u_{key}"' for key in cells)
    kept = ", ".join(f'"{key}"' for key in cells)
    con.execute(
        f"""
        CREATE TABLE {target} AS
        SELECT ? || ':' || sheet || ':' || row_number AS row_id, sheet, row_number, {kept},
            CASE WHEN {any_mark} THEN list_where([{names}], [{all_marks}]) ELSE []::VARCHAR[] END
                AS unreadable
        FROM (SELECT sheet, row_number, {values}, {marks} FROM {query})
        """,
        [sha256[:10]],
    )


def _create_empty(con: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout, target: str) -> None:
    columns = ", ".join(f'"{key}" {SQL_TYPES.get(column.type, "VARCHAR")}' for key, column in layout.columns.items())
    con.execute(
        f'CREATE TABLE {target}."{list_key}" (row_id VARCHAR, sheet VARCHAR, row_number BIGINT, {columns}, '
        "unreadable VARCHAR[])"
    )


def _match_codes(
    con: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout, table: str, held: frozenset[str]
) -> tuple[tuple[UnmatchedCode, ...], tuple[GroupOnly, ...]]:
    """What each spelling of a code column stands for, into ``matches``."""
    keys = [key for key, column in layout.columns.items() if column.codes and key in held]
    if not keys:
        return (), ()
    is_2019 = _is_layout_of_2019(con, layout, table, held)
    unmatched: list[UnmatchedCode] = []
    groups: dict[tuple[str, str], int] = {}
    spellings = " UNION ALL ".join(
        f'SELECT {number} AS number, "{key}" AS text, count(*) AS row_count FROM {table} WHERE "{key}" IS NOT NULL GROUP BY 2'
        for number, key in enumerate(keys)
    )
    con.execute(f"CREATE OR REPLACE TEMP TABLE spellings AS {spellings} ORDER BY 1, 2")
    first = 0
    while found := con.execute(f"FROM spellings LIMIT {limits.SPELLINGS_AT_A_TIME} OFFSET {first}").fetchall():
        first += len(found)
        matches: list[tuple[str, str, Match]] = []
        for number, text, count in found:
            key = keys[number]
            heading = layout.columns[key].heading
            match = code_list(layout.columns[key].codes).match(text, column=f"{list_key}.{key}", is_2019=is_2019)
            matches.append((key, text, match))
            if match.kind == "group" and match.code:
                groups[heading, match.code] = groups.get((heading, match.code), 0) + count
            elif match.kind in ("several", "unmatched", "no code") and len(unmatched) < limits.MOST_SPELLINGS_NAMED:
                unmatched.append(UnmatchedCode(list_key, heading, text, count, match.is_unreadable))
        _keep_matches(con, matches)
    return tuple(unmatched), tuple(GroupOnly(list_key, *place, count) for place, count in groups.items())


def _keep_matches(con: duckdb.DuckDBPyConnection, matches: Sequence[tuple[str, str, Match]]) -> None:
    con.execute(
        "INSERT INTO matches SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), NULL, "
        "unnest(?::BOOLEAN[]), NULL, NULL",
        [
            [key for key, _, _ in matches],
            [text for _, text, _ in matches],
            [match.code for _, _, match in matches],
            [match.is_unreadable for _, _, match in matches],
        ],
    )


def _is_layout_of_2019(con: duckdb.DuckDBPyConnection, layout: ListLayout, table: str, held: frozenset[str]) -> bool:
    """Whether a list that has later columns has nothing in any of them."""
    later = [key for key in layout.later_columns if key in held]
    if not layout.later_columns:
        return False
    filled = " OR ".join(f'"{key}" IS NOT NULL' for key in later) or "false"
    return not _number(con, f"SELECT count(*) FROM {table} WHERE {filled}")


def _unreadable_cells(
    con: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout, table: str, target: str
) -> tuple[tuple[UnreadableCell, ...], dict[tuple[str, str], int]]:
    """The first cells of a list that could not be read, column by column, and how many there are in each column."""
    by_key = dict(con.execute(f"SELECT unnest(unreadable) AS key, count(*) FROM {target} GROUP BY 1").fetchall())
    keys = [key for key in layout.columns if key in by_key]
    if not keys:
        return (), {}
    texts = " ".join(f"WHEN '{key}' THEN s.\"{key}\"" for key in keys)
    rows = con.execute(
        f"""SELECT t.key, t.sheet, row_number, CASE t.key {texts} END, list_contains(s.error_cells, t.key)
        FROM (SELECT *, list_position({keys}, key) AS place
            FROM (SELECT sheet, row_number, unnest(unreadable) AS key FROM {target})
            ORDER BY place, row_number LIMIT {limits.MOST_CELLS_NAMED}) AS t
        JOIN {table} AS s USING (row_number) ORDER BY place, row_number"""
    ).fetchall()
    found = [
        UnreadableCell(
            list_key,
            sheet,
            number,
            layout.columns[key].heading,
            text or "",
            why_unreadable(layout.columns[key], text or "", is_named=is_named),
        )
        for key, sheet, number, text, is_named in rows
    ]
    counts = {(list_key, layout.columns[key].heading): by_key[key] for key in keys}
    return tuple(found), counts


def _match_dates(
    con: duckdb.DuckDBPyConnection, list_key: str, layout: ListLayout, table: str, held: frozenset[str]
) -> tuple[tuple[DateForm, ...], tuple[MonthFirst, ...]]:
    """What each spelling of a date column stands for, into ``matches``; how many were written in which form."""
    keys = [key for key, column in layout.columns.items() if column.type == "date" and key in held]
    if keys:
        con.execute(f"INSERT INTO matches {match_dates(keys, table)}")
    counts = con.execute(
        f"""SELECT key, CASE WHEN form IN ({READ_DAY_FIRST}, {MONTH_FIRST}) THEN 2 ELSE form END AS written,
            sum(row_count)::BIGINT, coalesce(sum(row_count) FILTER (form = {MONTH_FIRST}), 0)::BIGINT,
            coalesce(sum(row_count) FILTER (form = {READ_DAY_FIRST}), 0)::BIGINT
        FROM matches WHERE form IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    ).fetchall()
    forms = tuple(
        DateForm(list_key, layout.columns[key].heading, DATE_FORMS[form], count)
        for key, form, count, _, _ in counts
        if form in DATE_FORMS
    )
    month_first = tuple(
        MonthFirst(list_key, layout.columns[key].heading, month, either)
        for key, _, _, month, either in counts
        if month and either
    )
    return forms, month_first


def _columns_held(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> frozenset[str]:
    found = con.execute(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = ? AND table_name = ?", [schema, table]
    ).fetchall()
    return frozenset(name for (name,) in found)


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
