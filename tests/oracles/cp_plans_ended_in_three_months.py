"""CP12, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, months_later, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cp_plans"]):
        start, end = row["started_on"], row["ended_on"]
        if cannot_read(row, "ended_on"):
            found.append(Answer(row["row_id"], None, None))
        elif end is not None:
            met = None if start is None or end < start else end <= months_later(start, 3)
            found.append(Answer(row["row_id"], end, met))
    return found
