"""The SQL that turns one column of text into its type: the value, and whether the cell could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headway.returns.blanks import BLANK_TOKENS, ERROR_TEXTS
from headway.returns.layout import ColumnLayout

FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050  # 18 May 1927 to 31 December 2099: smaller numbers are years or slips
DATE_FORMS = {1: "YYYY-MM-DD", 2: "DD/MM/YYYY", 3: "a number that counts days"}
SQL_TYPES = {"date": "DATE", "boolean": "BOOLEAN", "integer": "INTEGER"}


def _texts(texts: frozenset[str]) -> str:
    return "(" + ", ".join(f"'{text}'" for text in sorted(texts)) + ")"


MACROS = f"""
CREATE OR REPLACE TEMP MACRO tidy(x) AS nullif(trim(replace(x, chr(160), ' '), ' \t\r\n'), '');
CREATE OR REPLACE TEMP MACRO is_error(t) AS starts_with(t, '#') AND upper(t) IN {_texts(ERROR_TEXTS)};
CREATE OR REPLACE TEMP MACRO is_blank(t) AS t IS NULL OR (length(t) < 30 AND lower(t) IN {_texts(BLANK_TOKENS)});
CREATE OR REPLACE TEMP MACRO spaced(x) AS
    CASE WHEN regexp_matches(x, '\\s\\s|[\t\r\n]') THEN regexp_replace(x, '\\s+', ' ', 'g') ELSE x END;
CREATE OR REPLACE TEMP MACRO without_point(x) AS
    CASE WHEN contains(x, '.') THEN regexp_replace(x, '^(\\d+)\\.0+$', '\\1') ELSE x END;
CREATE OR REPLACE TEMP MACRO date_form(x) AS CASE
    WHEN x IS NULL THEN 0
    WHEN regexp_full_match(x, '\\d{{4}}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?)?') THEN 1
    WHEN regexp_full_match(x, '\\d{{1,2}}/\\d{{1,2}}/\\d{{4}}( \\d{{1,2}}:\\d\\d(:\\d\\d)?)?') THEN 2
    WHEN regexp_full_match(x, '\\d{{5}}(\\.\\d+)?')
        AND try_cast(x AS DOUBLE) BETWEEN {FIRST_SERIAL} AND {LAST_SERIAL} + 1 THEN 3
    WHEN regexp_full_match(x, '(99991231|2958465)(\\.0)?') THEN 4
    ELSE -1 END;
CREATE OR REPLACE TEMP MACRO date_of(x, form) AS CASE form
    WHEN 1 THEN try_cast(left(x, 10) AS DATE)
    WHEN 2 THEN try_strptime(split_part(x, ' ', 1), '%d/%m/%Y')::DATE
    WHEN 3 THEN DATE '1899-12-30' + floor(try_cast(x AS DOUBLE))::INTEGER
    WHEN 4 THEN DATE '9999-12-31' END;
CREATE OR REPLACE TEMP MACRO is_sentinel(d) AS d IN (DATE '1900-01-01', DATE '9999-12-31');
CREATE OR REPLACE TEMP MACRO whole(x) AS
    CASE WHEN regexp_full_match(x, '\\d{{1,9}}(\\.0+)?') THEN floor(try_cast(x AS DOUBLE))::INTEGER END;
"""


@dataclass(frozen=True)
class TypedCell:
    """The SQL of one column.

    ``steps`` are worked out one after the other, each from the ones before (name → SQL); then come the value and the
    condition of a cell that cannot be read. ``join`` is what the first step needs besides the list itself.
    """

    value: str
    is_unreadable: str
    steps: tuple[Mapping[str, str], ...] = ()
    join: str = ""


def no_cell(column: ColumnLayout) -> TypedCell:
    """The SQL for a column that the load does not have."""
    return TypedCell(f"NULL::{SQL_TYPES.get(column.type, 'VARCHAR')}", "false")


def typed_cell(key: str, column: ColumnLayout, *, has_errors: bool) -> TypedCell:
    """The SQL for a column by its type. ``has_errors``: some cell of the list is named in ``error_cells``."""
    named = f"list_contains(error_cells, '{key}')" if has_errors else "false"
    if column.codes:
        return _code_cell(key, column, named)
    steps: tuple[Mapping[str, str], ...] = (
        {f"t_{key}": f'tidy("{key}")'},
        {f"e_{key}": f'coalesce(is_error("t_{key}"), false) OR {named}'},
        {f"x_{key}": f'CASE WHEN NOT ("e_{key}" OR is_blank("t_{key}")) THEN "t_{key}" END'},
    )
    if column.type == "date":
        return _date_cell(key, steps)
    if column.type == "integer":
        steps = (*steps, {f"w_{key}": f'whole("x_{key}")'})
        return TypedCell(f'"w_{key}"', f'"e_{key}" OR ("x_{key}" IS NOT NULL AND "w_{key}" IS NULL)', steps)
    if column.type == "id":
        steps = (*steps, {f"l_{key}": f"coalesce(regexp_full_match(\"x_{key}\", '\\d(\\.\\d+)?[eE]\\+\\d+'), false)"})
        value = f'CASE WHEN NOT "l_{key}" THEN without_point("x_{key}") END'
        return TypedCell(value, f'"e_{key}" OR "l_{key}"', steps)
    return TypedCell(f'spaced(without_point("x_{key}"))', f'"e_{key}"', steps)


def _code_cell(key: str, column: ColumnLayout, named: str) -> TypedCell:
    return TypedCell(
        f'"c_{key}"::BOOLEAN' if column.type == "boolean" else f'"c_{key}"',
        f'"b_{key}" OR {named}',
        ({f"c_{key}": f'"m_{key}".code', f"b_{key}": f'coalesce("m_{key}".is_unreadable, false)'},),
        f'LEFT JOIN (SELECT * FROM code_matches WHERE key = \'{key}\') AS "m_{key}" ON "m_{key}".text = s."{key}"',
    )


def _date_cell(key: str, steps: tuple[Mapping[str, str], ...]) -> TypedCell:
    real = f'(year("d_{key}") BETWEEN 1900 AND 2100 AND NOT is_sentinel("d_{key}"))'
    steps = (
        *steps,
        {f"f_{key}": f'date_form("x_{key}")'},
        {f"d_{key}": f'date_of("x_{key}", "f_{key}")'},
        {f"r_{key}": f"coalesce({real}, false)"},
    )
    wrong = f'("x_{key}" IS NOT NULL AND NOT "r_{key}" AND NOT coalesce(is_sentinel("d_{key}"), false))'
    return TypedCell(f'CASE WHEN "r_{key}" THEN "d_{key}" END', f'"e_{key}" OR {wrong}', steps)
