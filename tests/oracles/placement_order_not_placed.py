"""AD06, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read

DATES = ("placement_ordered_on", "placed_on", "decision_reversed_on", "adopted_on")


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["permanence_on_day"]:
        if not _is_known_not_to_wait(row):
            met = None if any(cannot_read(row, name) for name in DATES) else True
            found.append(Answer(row["row_id"], row["day"], met))
    return found


def _is_known_not_to_wait(row: Row) -> bool:
    day, ordered = row["day"], row["placement_ordered_on"]
    for name in ("placed_on", "decision_reversed_on"):
        if row[name] is not None and row[name] <= day:
            return True
    if ordered is None:
        return not cannot_read(row, "placement_ordered_on")
    return bool(ordered > day)
