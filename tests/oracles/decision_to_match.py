"""AD04, the obvious way: months counted one after the other."""

from __future__ import annotations

from datetime import date

from tests.oracles.adopted import adopted
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in adopted(tables):
        decided, matched = row["decided_on"], row["matched_on"]
        is_told = decided is not None and matched is not None and row["adopted_on"] is not None
        value = _whole_months(decided, matched) if is_told else None
        found.append(Answer(row["row_id"], row["adopted_on"], None, value=value))
    return found


def _whole_months(start: date, end: date) -> float:
    """How often the day of the month of the start has come round by the end."""
    count = (end.year - start.year) * 12 + end.month - start.month
    return float(max(count if end.day >= start.day else count - 1, 0))
