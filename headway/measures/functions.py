"""The domain functions of measure SQL, on DuckDB: each defined once, with one meaning on every engine.

Working days are counted by a running number per day in a one-row table (measured faster than any join); the start day
is day 0, and outside 1990 to 2035 the answer is null, never a wrong number.
"""

from __future__ import annotations

import duckdb

from headway.periods import calendar_days, is_working_day, working_day_numbers

MACROS = {
    "working_day_number(d)": """
        CASE WHEN d >= DATE '1990-01-01' AND d <= DATE '2035-12-31'
        THEN (SELECT wd FROM measures.calendar_list)[greatest(d - DATE '1990-01-01' + 1, 1)] END""",
    "working_days(a, b)": "working_day_number(b) - working_day_number(a)",
    "add_working_days(d, n)": """
        CASE WHEN working_day_number(d) + n >= 1
        THEN (SELECT wdays FROM measures.calendar_list)[working_day_number(d) + n] END""",
    "days_between(a, b)": "CAST(b - a AS INTEGER)",
    "add_days(d, n)": "CAST(d + CAST(n AS INTEGER) AS DATE)",
    "add_months(d, n)": "CAST(d + to_months(CAST(n AS INTEGER)) AS DATE)",
    "full_months(a, b)": """CAST(
        (year(b) - year(a)) * 12 + month(b) - month(a)
        - CASE WHEN b >= a AND day(b) < day(a) THEN 1 ELSE 0 END
        + CASE WHEN b < a AND day(b) > day(a) THEN 1 ELSE 0 END AS INTEGER)""",
    # Born on 29 February: a year older on 1 March of other years, as English law has it.
    "age_on(born, d)": """CAST(
        year(d) - year(born)
        - CASE WHEN month(d) * 100 + day(d) < month(born) * 100 + day(born) THEN 1 ELSE 0 END AS INTEGER)""",
    "within_months(earlier, later, n)": "later <= add_months(earlier, n)",
    "collection_year(d)": "CAST(year(d) - CASE WHEN month(d) < 4 THEN 1 ELSE 0 END AS INTEGER)",
    "is_unreadable(cells, name)": "coalesce(list_contains(cells, name), false)",
}
FUNCTIONS = frozenset(name.split("(")[0] for name in MACROS)


def define_functions(con: duckdb.DuckDBPyConnection) -> None:
    """Makes the domain functions known to the connection, with the calendar they read."""
    con.execute("CREATE SCHEMA IF NOT EXISTS measures")
    con.execute(
        "CREATE OR REPLACE TABLE measures.calendar_list AS SELECT ?::INTEGER[] AS wd, ?::DATE[] AS wdays",
        [list(working_day_numbers()), [day for day in calendar_days() if is_working_day(day)]],
    )
    for head, body in MACROS.items():
        con.execute(f"CREATE OR REPLACE MACRO {head} AS {body}")
