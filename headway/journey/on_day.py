"""What was open at the end of a day, with its state as the load of that day gave it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb

from headway.journey.definitions import LINEAGE, TableDefinition
from headway.journey.empty import on_day_column_list
from headway.journey.open_rows import derived_columns
from headway.store.sql_text import quoted, text


def build_on_day(con: duckdb.DuckDBPyConnection, table: TableDefinition, states: Mapping[date, date | None]) -> None:
    """``journey.<table>_on_day``, made anew: for each day the rows open at its end, read from the load of ``states``.

    A row begins by the day, has not ended by it, is not withdrawn and has not left the list, by the newest knowledge.
    One whose beginning is blank or cannot be read is open from the first load that lists it.
    State columns are those of the day's load; a row that this load does not list has them null and ``unreadable``.
    A day without a load near enough has no rows.
    """
    name = quoted(table.table + "_on_day")
    con.execute(f"CREATE OR REPLACE TABLE journey.{name} ({on_day_column_list(table)})")
    days = [(day, state_on) for day, state_on in states.items() if state_on is not None]
    if not days:
        return
    values = ", ".join(f"(DATE {text(day.isoformat())}, DATE {text(state.isoformat())})" for day, state in days)
    source = _picture_sql(table) if table.kind == "picture" else _open_sql(table)
    con.execute(f"INSERT INTO journey.{name} BY NAME WITH days (day, state_on) AS (VALUES {values}) {source}")


def _picture_sql(table: TableDefinition) -> str:
    """A picture is of its load's day: the rows of that load, as they stand."""
    columns = ", ".join("n." + quoted(column) for column in [*LINEAGE, *table.columns])
    return f"""
        SELECT {columns}, d.day, d.state_on, n.row_id AS state_row_id
        FROM days d JOIN journey.{quoted(table.table)} n ON n.as_at_on = d.state_on"""


def _open_sql(table: TableDefinition) -> str:
    name = quoted(table.table)
    standing = quoted(table.table + "_standing")
    begins, ends = f"n.{quoted(table.begins)}", f"n.{quoted(table.ends)}"
    is_listed = f"{begins} IS NULL AND coalesce(n.first_listed_on, d.state_on) <= d.state_on"
    lineage = ", ".join(f"n.{column}" for column in LINEAGE if column not in ("unreadable", "is_withdrawn"))
    return f"""
        SELECT {lineage}, false AS is_withdrawn, {_unreadable(table)} AS unreadable, {_columns(table)}
            {derived_columns(table, "d.day", "n", "s", "st")}, d.day, d.state_on, s.row_id AS state_row_id
        FROM journey.{name} n
        JOIN (SELECT row_id, stands_alone, is_withdrawn AND NOT stands_alone AS is_withdrawn,
                CASE WHEN NOT stands_alone THEN left_on END AS left_on
              FROM listed.{standing}) st ON st.row_id = n.row_id
        JOIN days d ON ({begins} <= d.day OR ({is_listed}))
            AND ({ends} IS NULL OR {ends} > d.day)
            AND (CASE WHEN st.stands_alone THEN n.as_at_on = d.state_on
                 ELSE NOT st.is_withdrawn AND (st.left_on IS NULL OR st.left_on > d.day) END)
        LEFT JOIN listed.{name} s ON s.newest_row_id = n.row_id AND s.as_at_on = d.state_on
        {_team_join(table)}
        WHERE {_not_closed(table)}"""


def _columns(table: TableDefinition) -> str:
    found = []
    for column in table.own_columns:
        alias = "s" if column in table.state_columns else "n"
        value = f"{alias}.{quoted(column)}"
        if column == "team_id" and _has_event_team(table):
            value = "CASE WHEN t.row_id IS NULL THEN n.team_id ELSE t.team_id END"
        found.append(f"{value} AS {quoted(column)}")
    return ", ".join(found)


def _unreadable(table: TableDefinition) -> str:
    """Unreadable cells of the newest row, but for state those of the day's load: all of them if it lacks the row."""
    elsewhere = list(table.state_columns)
    team: str = "[]"
    if _has_event_team(table):
        elsewhere.append("team_id")
        team = (
            "CASE WHEN list_contains(CASE WHEN t.row_id IS NULL THEN n.unreadable ELSE t.unreadable END, 'team_id') "
            "THEN ['team_id'] ELSE [] END"
        )
    if not elsewhere:
        return "n.unreadable"
    states = "[" + ", ".join(text(column) for column in table.state_columns) + "]::VARCHAR[]"
    names = "[" + ", ".join(text(column) for column in elsewhere) + "]::VARCHAR[]"
    return (
        f"list_concat(list_filter(n.unreadable, lambda x: NOT list_contains({names}, x)), "
        f"CASE WHEN s.row_id IS NULL THEN {states} "
        f"ELSE list_filter(s.unreadable, lambda x: list_contains({states}, x)) END, {team}::VARCHAR[])"
    )


def _has_event_team(table: TableDefinition) -> bool:
    """Whether the team is that of the piece of work, and so follows the first load on or after the day."""
    return "team_id" in table.columns and "team_id" not in table.state_columns


def _team_join(table: TableDefinition) -> str:
    if not _has_event_team(table):
        return ""
    return f"ASOF LEFT JOIN listed.{quoted(table.table)} t ON t.newest_row_id = n.row_id AND d.day <= t.as_at_on"


def _not_closed(table: TableDefinition) -> str:
    """A status that says closed closes the row on that day, though no closing date is given."""
    if table.closed_status is None:
        return "true"
    status = f"s.{quoted(table.closed_status.column)}"
    return f"NOT (n.{quoted(table.ends)} IS NULL AND coalesce({status} = {text(table.closed_status.code)}, false))"


def state_days(held: Sequence[date], days: Sequence[date], most_days: int) -> dict[date, date | None]:
    """For each day the as-at day of the newest load at or before it that held the list, None when it is too old."""
    found: dict[date, date | None] = {}
    for day in days:
        before = [load for load in held if load <= day and (day - load).days <= most_days]
        found[day] = max(before, default=None)
    return found
