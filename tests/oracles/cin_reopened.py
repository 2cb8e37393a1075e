"""CN10, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later, of_children, standing


def answers(
    tables: Tables, known_until: date, history_from: date, follow_up: int = 12, window: int = 6
) -> list[Answer]:
    rows = standing(tables["cin_episodes"])
    by_child = of_children(rows)
    found = []
    for row in rows:
        end = row["closed_on"]
        if end is None and not cannot_read(row, "closed_on"):
            continue
        is_new = end is not None and months_later(end, follow_up) > known_until
        is_new = is_new or (end is not None and end < months_later(history_from, window))
        others = [other for other in by_child[row["child_key"]] if other is not row]
        met = None if end is None or is_new else _again(end, others, follow_up)
        found.append(Answer(row["row_id"], end, met, is_new))
    return found


def _again(end: date, others: list[Row], follow_up: int) -> bool | None:
    starts = [other["started_on"] for other in others]
    if any(start is not None and end < start <= months_later(end, follow_up) for start in starts):
        return True
    return None if None in starts else False
