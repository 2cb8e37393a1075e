"""What a file holds, before it is loaded: the recognised lists beside the load before, and who can mend what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from headway.returns import ColumnLayout, list_layout, list_title
from headway.store.sql_text import quoted

MOST_LINES = 2_000


@dataclass(frozen=True)
class LookedList:
    """One list that was recognised; ``before`` is how many rows the newest earlier load had of it."""

    title: str
    sheet: str
    row_count: int
    before: int | None
    unreadable_count: int
    missing_columns: tuple[str, ...]
    extra_count: int


@dataclass(frozen=True)
class ToMend:
    """Cells of one column that a worker of a team can mend: the rows of the sheet, and no text of a cell."""

    team: str
    worker: str
    title: str
    column: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class LookReport:
    """What loading would find. ``same_day`` is a load of that day in effect; ``is_loaded``: it is this very file."""

    return_name: str
    title: str
    file_names: tuple[str, ...]
    as_at: date
    as_at_basis: str
    row_count: int
    lists: tuple[LookedList, ...]
    before_on: date | None
    not_sent: tuple[str, ...]
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    extra_sheets: tuple[str, ...]
    unreadable_count: int
    unreadable: tuple[ToMend, ...]
    same_day: str
    is_loaded: bool


def unreadable_by_worker(con: duckdb.DuckDBPyConnection, lists: Sequence[str]) -> tuple[ToMend, ...]:
    """The cells of ``typed`` that could not be read, by the team and worker that their row names; the first of each list."""
    found = []
    for key in lists:
        columns = _columns(key)
        who = {"team": _feeding(key, "team_id"), "worker": _feeding(key, "worker_key")}
        team, worker = (quoted(who[name]) if who[name] else "NULL::VARCHAR" for name in ("team", "worker"))
        rows = con.execute(
            f"""
            SELECT coalesce({team}, ''), coalesce({worker}, ''), lost, list(row_number ORDER BY row_number)
            FROM (SELECT *, unnest(unreadable) AS lost FROM typed.{quoted(key)})
            GROUP BY ALL ORDER BY 1, 2, 3 LIMIT {MOST_LINES}"""
        ).fetchall()
        found += [
            ToMend(own_team, own_worker, list_title(key), columns[lost].heading, tuple(numbers))
            for own_team, own_worker, lost, numbers in rows
        ]
    return tuple(sorted(found, key=lambda each: (each.team, each.worker)))


def _feeding(list_key: str, name: str) -> str:
    """The column of the list that says so of its row; empty where it has none."""
    columns = _columns(list_key).items()
    if "worker_key" in _columns(list_key) and name == "worker_key":
        return name
    return next((key for key, column in columns if any(feed.endswith(f".{name}") for feed in column.feeds)), "")


def _columns(list_key: str) -> Mapping[str, ColumnLayout]:
    found = list_layout(list_key)
    return found.columns if found else {}
