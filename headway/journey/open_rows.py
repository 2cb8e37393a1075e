"""Open, looked after, undecided: asked of a date, never of today."""

from __future__ import annotations

from headway.journey.definitions import TableDefinition
from headway.store.sql_text import quoted, text


def derived_columns(table: TableDefinition, day: str, event: str, state: str, standing: str) -> str:
    """The table's derived columns as SQL, each with a leading comma, answered for the end of ``day``.

    ``event``, ``state`` and ``standing`` are the aliases that hold the newest row, the row of the day's load, and
    when the row left the list. Null means cannot tell.
    """
    answers = {
        "is_open": _is_open(table, day, event, state, standing),
        "is_looked_after": _is_looked_after(table, day, event, state, standing),
        "is_undecided": _is_undecided(table, day, event, state, standing),
    }
    found = [name for name, column in table.columns.items() if column.knowledge == "derived" and name in answers]
    return "".join(f", {answers[name]} AS {quoted(name)}" for name in found)


def _is_open(table: TableDefinition, day: str, event: str, state: str, standing: str) -> str:
    """A thing that ends on a day is not open at the end of that day."""
    if not table.begins or not table.ends:
        return "NULL::BOOLEAN"
    begins, ends = f"{event}.{quoted(table.begins)}", f"{event}.{quoted(table.ends)}"
    closed = "false"
    if table.closed_status:
        status = f"{state}.{quoted(table.closed_status.column)}"
        closed = f"coalesce({status} = {text(table.closed_status.code)}, false) AND {ends} IS NULL"
    return f"""CASE
        WHEN {standing}.is_withdrawn OR {standing}.left_on <= {day} OR {begins} > {day} OR {ends} <= {day} THEN false
        WHEN {closed} THEN false
        WHEN list_contains({event}.unreadable, {text(table.ends)}) OR {begins} IS NULL THEN NULL
        ELSE true END"""


def _is_looked_after(table: TableDefinition, day: str, event: str, state: str, standing: str) -> str:
    if table.short_breaks is None:
        return "NULL::BOOLEAN"
    is_open = _is_open(table, day, event, state, standing)
    column = quoted(table.short_breaks.column)
    codes = ", ".join(text(code) for code in table.short_breaks.codes)
    return f"""CASE
        WHEN {state}.{column} IN ({codes}) THEN false
        WHEN {state}.row_id IS NULL OR list_contains({state}.unreadable, {text(table.short_breaks.column)})
            THEN CASE WHEN ({is_open}) = false THEN false END
        ELSE {is_open} END"""


def _is_undecided(table: TableDefinition, day: str, event: str, state: str, standing: str) -> str:
    if not table.undecided:
        return "NULL::BOOLEAN"
    decision = f"{state}.{quoted(table.undecided)}"
    return f"""CASE
        WHEN {decision} IS NOT NULL THEN false
        WHEN {state}.row_id IS NULL OR list_contains({state}.unreadable, {text(table.undecided)})
            THEN CASE WHEN ({_is_open(table, day, event, state, standing)}) = false THEN false END
        ELSE {_is_open(table, day, event, state, standing)} END"""
