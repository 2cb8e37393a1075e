"""AS10, the obvious way. A child counts once in a period: see ``once_a_child`` of plain.py."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later, of_children, standing


def answers(tables: Tables, history_from: date, look_back: int = 12) -> list[Answer]:
    rows = [r for r in standing(tables["cin_assessments"]) if r["completed_on"] or cannot_read(r, "completed_on")]
    by_child = of_children(rows)
    found = []
    for row in rows:
        on, child = row["completed_on"], row["child_key"]
        is_short = on is not None and on < months_later(history_from, look_back)
        met = None if is_short else _again(on, by_child[child], look_back)
        found.append(Answer(row["row_id"], on, met, is_short, child_key=child))
    return found


def _again(on: date | None, of_child: list[Row], look_back: int) -> bool | None:
    if on is None:
        return None
    days = [row["completed_on"] for row in of_child]
    if any(day is not None and day < on <= months_later(day, look_back) for day in days):
        return True
    return None if None in days else False
