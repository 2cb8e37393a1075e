"""The SQL that turns one column of text into its type: the value, and whether the cell could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from headway.returns.blanks import BLANK_TOKENS, ERROR_TEXTS
from headway.returns.layout import ColumnLayout
from headway.returns.limits import FEW_THAT_SHOW_ORDER, FEWEST_MONTH_FIRST, MONTH_FIRST_SHARE

FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050  # 18 May 1927 to 31 December 2099: smaller numbers are years or slips
DATE_FORMS = {1: "YYYY-MM-DD", 2: "DD/MM/YYYY", 3: "a number that counts days"}
# Forms of DD/MM/YYYY that say more: one that could be MM/DD/YYYY as well and was read so, and one that can only be that.
READ_DAY_FIRST, MONTH_FIRST = 5, 6
SQL_TYPES = {"date": "DATE", "boolean": "BOOLEAN", "integer": "INTEGER"}


def _texts(texts: frozenset[str]) -> str:
    return "[" + ", ".join(f"'{text}'" for text in sorted(texts)) + "]"


# What the macros read; each connection has its own.
VARIABLES = f"""
SET VARIABLE error_texts = {_texts(ERROR_TEXTS)};
SET VARIABLE blank_tokens = {_texts(BLANK_TOKENS)};
"""
MACROS = f"""
CREATE OR REPLACE MACRO tidy(x) AS
    CASE WHEN contains(x, chr(160)) OR regexp_matches(x, '^\\s|\\s$|^$|^''[\\d=+@-]')
        THEN nullif(regexp_replace(trim(replace(x, chr(160), ' '), ' \t\r\n'), '^''([\\d=+@-])', '\\1'), '') ELSE x END;
CREATE OR REPLACE MACRO is_error(t) AS starts_with(t, '#') AND list_contains(getvariable('error_texts'), upper(t));
CREATE OR REPLACE MACRO is_blank(t) AS t IS NULL OR list_contains(getvariable('blank_tokens'), lower(t));
CREATE OR REPLACE MACRO spaced(x) AS
    CASE WHEN contains(x, '  ') OR contains(x, '\t') OR contains(x, '\n') OR contains(x, '\r') THEN regexp_replace(x, '\\s+', ' ', 'g') ELSE x END;
CREATE OR REPLACE MACRO without_point(x) AS
    CASE WHEN contains(x, '.') THEN regexp_replace(x, '^(\\d+)\\.0+$', '\\1') ELSE x END;
CREATE OR REPLACE MACRO has_lost_digits(x) AS
    CASE WHEN contains(x, '+') THEN regexp_full_match(x, '\\d(\\.\\d+)?[eE]\\+\\d+') ELSE false END;
CREATE OR REPLACE MACRO date_form(x) AS CASE
    WHEN x IS NULL THEN 0
    WHEN regexp_full_match(x, '\\d{{4}}-\\d\\d-\\d\\d([ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z?)?') THEN 1
    WHEN regexp_full_match(x, '\\d{{1,2}}/\\d{{1,2}}/\\d{{4}}( \\d{{1,2}}:\\d\\d(:\\d\\d)?)?') THEN 2
    WHEN regexp_full_match(x, '\\d{{5}}(\\.\\d+)?')
        AND try_cast(x AS DOUBLE) BETWEEN {FIRST_SERIAL} AND {LAST_SERIAL} + 1 THEN 3
    WHEN regexp_full_match(x, '(99991231|2958465)(\\.0)?') THEN 4
    ELSE -1 END;
CREATE OR REPLACE MACRO date_of(x, form) AS CASE form
    WHEN 1 THEN try_cast(left(x, 10) AS DATE)
    WHEN 2 THEN try_strptime(split_part(x, ' ', 1), '%d/%m/%Y')::DATE
    WHEN 3 THEN DATE '1899-12-30' + floor(try_cast(x AS DOUBLE))::INTEGER
    WHEN 4 THEN DATE '9999-12-31' END;
CREATE OR REPLACE MACRO order_shown(x) AS CASE
    WHEN split_part(x, '/', 1)::INTEGER > 12 THEN 'day'
    WHEN try_strptime(split_part(x, ' ', 1), '%d/%m/%Y') IS NOT NULL THEN
        CASE WHEN split_part(x, '/', 1)::INTEGER <> split_part(x, '/', 2)::INTEGER THEN 'either' END
    WHEN try_strptime(split_part(x, ' ', 1), '%m/%d/%Y') IS NOT NULL THEN 'month' END;
CREATE OR REPLACE MACRO is_sentinel(d) AS d IN (DATE '1900-01-01', DATE '9999-12-31');
CREATE OR REPLACE MACRO whole(x) AS
    CASE WHEN regexp_full_match(x, '\\d{{1,9}}(\\.0+)?') THEN floor(try_cast(x AS DOUBLE))::INTEGER END;
"""


@dataclass(frozen=True)
class TypedCell:
    """The SQL of one column.

    ``steps`` (name → SQL over the list ``s`` and ``join``) come first; the value and the condition of a cell that
    cannot be read are made from them.
    """

    value: str
    is_unreadable: str
    steps: Mapping[str, str] = field(default_factory=dict)
    join: str = ""


def no_cell(column: ColumnLayout) -> TypedCell:
    """The SQL for a column that the load does not have."""
    return TypedCell(f"NULL::{SQL_TYPES.get(column.type, 'VARCHAR')}", "false")


def typed_cell(key: str, column: ColumnLayout, *, has_errors: bool) -> TypedCell:
    """The SQL for a column by its type. ``has_errors``: some cell of the list is named in ``error_cells``."""
    named = f"list_contains(error_cells, '{key}')" if has_errors else "false"
    if column.codes or column.type == "date":
        return _matched_cell(key, column, named)
    text = f'"t_{key}"'
    error = f"(coalesce(is_error({text}), false) OR {named})"
    wrong, value = "false", f"spaced(without_point({text}))"
    if column.type == "integer":
        wrong, value = f"whole({text}) IS NULL", f"whole({text})"
    elif column.type == "id":
        wrong, value = f"has_lost_digits({text})", f"without_point({text})"
    return TypedCell(
        f"CASE WHEN {error} OR is_blank({text}) OR {wrong} THEN NULL ELSE {value} END",
        f"{error} OR (NOT is_blank({text}) AND {wrong})",
        {f"t_{key}": f'tidy(s."{key}")'},
    )


def _matched_cell(key: str, column: ColumnLayout, named: str) -> TypedCell:
    """A code or a date: what its text stands for has been worked out once for each spelling in ``matches``."""
    value = {"boolean": f'"c_{key}"::BOOLEAN', "date": f'"d_{key}"'}.get(column.type, f'"c_{key}"')
    name, source = (f"d_{key}", "day") if column.type == "date" else (f"c_{key}", "code")
    return TypedCell(
        f"CASE WHEN NOT {named} THEN {value} END" if named != "false" else value,
        f'"b_{key}" OR {named}',
        {name: f'"m_{key}".{source}', f"b_{key}": f'coalesce("m_{key}".is_unreadable, false)'},
        f'LEFT JOIN (SELECT * FROM matches WHERE key = \'{key}\') AS "m_{key}" ON "m_{key}".text = s."{key}"',
    )


def match_dates(keys: Sequence[str], table: str) -> str:
    """The query that reads each spelling of the date columns once, in the columns of ``matches``.

    The template says DD/MM/YYYY. Where a column has month before day as well, and more than as a slip, a date that may
    be either is unreadable.
    """
    spellings = " UNION ALL ".join(
        f'SELECT \'{key}\' AS key, "{key}" AS text, count(*) AS row_count FROM {table} WHERE "{key}" IS NOT NULL GROUP BY 2'
        for key in keys
    )
    return f"""
        SELECT key, text, NULL::VARCHAR AS code, CASE WHEN is_read AND NOT is_sentinel(day) THEN day END AS day,
            x IS NOT NULL AND NOT is_read AS is_unreadable,
            CASE WHEN is_either THEN -1 WHEN shows = 'either' THEN {READ_DAY_FIRST} WHEN shows = 'month' THEN {MONTH_FIRST}
                ELSE form END AS form, row_count
        FROM (SELECT *, is_day AND NOT is_either AS is_read
        FROM (SELECT *, coalesce(shows = 'either' AND is_day AND NOT is_sentinel(day)
            AND month_count >= CASE WHEN shown_count < {FEW_THAT_SHOW_ORDER} THEN 1 ELSE {FEWEST_MONTH_FIRST} END
            AND month_count >= {MONTH_FIRST_SHARE} * shown_count, false) AS is_either
        FROM (SELECT *, sum(row_count) FILTER (shows = 'month') OVER each_column AS month_count,
            sum(row_count) FILTER (shows IN ('month', 'day')) OVER each_column AS shown_count
        FROM (SELECT *, coalesce(year(day) BETWEEN 1900 AND 2100 OR is_sentinel(day), false) AS is_day
            FROM (SELECT *, date_of(x, form) AS day, CASE WHEN form = 2 THEN order_shown(x) END AS shows
                FROM (SELECT *, date_form(x) AS form
                    FROM (SELECT *, CASE WHEN NOT is_blank(tidy(text)) THEN tidy(text) END AS x FROM ({spellings})))))
        WINDOW each_column AS (PARTITION BY key))))"""
