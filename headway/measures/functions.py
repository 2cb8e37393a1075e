"""The domain functions of measure SQL, on DuckDB: each defined once, with one meaning on every engine.

Working days are counted by a running number per day in a one-row table (measured faster than any join); the start day
is day 0, and outside 1990 to 2035 the answer is null, never a wrong number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import duckdb

from headway.periods import CALENDAR_FIRST, calendar_days, is_working_day, working_day_numbers

# Name and arguments, the type of the answer, and the body.
_MACROS: tuple[tuple[str, str, str], ...] = (
    # An index of 0 is null; a negative one would count from the end of the list and give a wrong number.
    (
        "working_day_number(d)",
        "INTEGER",
        f"(SELECT wd FROM measures.calendar_list)[greatest(d - DATE '{CALENDAR_FIRST}' + 1, 0)]",
    ),
    ("working_days(a, b)", "INTEGER", "working_day_number(b) - working_day_number(a)"),
    (
        "add_working_days(d, n)",
        "DATE",
        "(SELECT wdays FROM measures.calendar_list)[greatest(working_day_number(d) + n, 0)]",
    ),
    ("days_between(a, b)", "INTEGER", "CAST(b - a AS INTEGER)"),
    ("add_days(d, n)", "DATE", "CAST(d + CAST(n AS INTEGER) AS DATE)"),
    # The same day of a later month, or that month's last day when it is shorter.
    ("add_months(d, n)", "DATE", "CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)"),
    (
        "full_months(a, b)",
        "INTEGER",
        """CAST((year(b) - year(a)) * 12 + month(b) - month(a)
            - CASE WHEN b >= a AND day(b) < day(a) THEN 1 ELSE 0 END
            + CASE WHEN b < a AND day(b) > day(a) THEN 1 ELSE 0 END AS INTEGER)""",
    ),
    # Born on 29 February: a year older on 1 March of other years, as English law has it.
    (
        "age_on(born, d)",
        "INTEGER",
        """CAST(year(d) - year(born)
            - CASE WHEN month(d) * 100 + day(d) < month(born) * 100 + day(born) THEN 1 ELSE 0 END AS INTEGER)""",
    ),
    ("within_months(earlier, later, n)", "BOOLEAN", "later <= add_months(earlier, n)"),
    ("collection_year(d)", "INTEGER", "CAST(year(d) - CASE WHEN month(d) < 4 THEN 1 ELSE 0 END AS INTEGER)"),
    ("is_unreadable(cells, name)", "BOOLEAN", "coalesce(list_contains(cells, name), false)"),
)
FUNCTIONS: Mapping[str, str] = {head.split("(")[0]: kind for head, kind, _ in _MACROS if "day_number" not in head}
"""The functions that a page may call, with the type of what they give."""
BODIES: Mapping[str, tuple[tuple[str, ...], str]] = {
    head.split("(")[0]: (tuple(name.strip() for name in head.split("(")[1].rstrip(")").split(",")), body)
    for head, _, body in _MACROS
}
"""Every function's arguments and its body on DuckDB."""


def define_functions(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the domain functions known to the connection, with the calendar they read; once is enough."""
    con.execute("CREATE SCHEMA IF NOT EXISTS measures")
    known = con.execute(
        "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'measures' AND table_name = 'calendar_list'"
    ).fetchone()
    if known:
        return
    con.execute("CREATE TABLE measures.calendar_list AS SELECT $1::INTEGER[] AS wd, $2::DATE[] AS wdays", _calendar())
    for head, _, body in _MACROS:
        con.execute(f"CREATE OR REPLACE MACRO {head} AS {body}")


@cache
def _calendar() -> list[list[int] | list[date]]:
    """For each day of the calendar the working days up to and on it; and every working day. Given as they are: worked out
    in SQL they take five times as long, and every connection needs them."""
    return [list(working_day_numbers()), [day for day in calendar_days() if is_working_day(day)]]
