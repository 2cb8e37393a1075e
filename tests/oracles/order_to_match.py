"""AD03, the obvious way."""

from __future__ import annotations

from tests.oracles.adopted import adopted
from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in adopted(tables):
        ordered, matched = row["placement_ordered_on"], row["matched_on"]
        has_none = ordered is None and not cannot_read(row, "placement_ordered_on") and row["adopted_on"] is not None
        is_told = ordered is not None and matched is not None and row["adopted_on"] is not None
        value = float(max((matched - ordered).days, 0)) if is_told else None
        found.append(Answer(row["row_id"], row["adopted_on"], None, has_none, value=value))
    return found
