"""What the oracles of list 8 have in common: which children are in care on the day, and who of them is in doubt."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tests.oracles.plain import Answer, Row, Tables, cannot_read, standing

SHORT_BREAKS = ("V3", "V4")


def in_doubt(period: Row) -> bool:
    """Whether it cannot be told that the child is in care: care may be over, or be short breaks only."""
    return cannot_read(period, "ended_on") or cannot_read(period, "legal_status_code")


def share_of_children(tables: Tables, column: str, is_met: Callable[[Any], bool]) -> list[Answer]:
    """Yes or no for each child in care by one cell; short breaks left out, cannot tell without the cell."""

    def by_cell(row: Row) -> bool | None:
        return None if in_doubt(row) or row[column] is None else is_met(row[column])

    return of_each_child(tables, by_cell)


def of_each_child(tables: Tables, is_met: Callable[[Row], bool | None]) -> list[Answer]:
    """What ``is_met`` says of each child in care; short breaks left out."""
    found = []
    for row in tables["cla_periods_on_day"]:
        is_short_break = row["legal_status_code"] in SHORT_BREAKS
        found.append(Answer(row["row_id"], row["day"], None if is_short_break else is_met(row), is_short_break))
    return found


def ended_for(tables: Tables, parts: Mapping[str, Collection[str]], may_be_any: Collection[str]) -> list[Answer]:
    """For each period of care that ended, and each part, whether it ended for one of the part's reasons."""
    found = []
    for row in standing(tables["cla_periods"]):
        code = row["ceased_reason_code"]
        if code == "X1" or (row["ended_on"] is None and not cannot_read(row, "ended_on")):
            continue
        is_short_break = row["legal_status_code"] in SHORT_BREAKS
        is_told = not is_short_break and not in_doubt(row) and code is not None and code not in may_be_any
        for part, codes in parts.items():
            met = code in codes if is_told else None
            found.append(Answer(row["row_id"], row["ended_on"], met, is_short_break, part))
    return found
