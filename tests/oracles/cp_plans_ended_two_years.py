"""CP07, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cp_plans"]):
        start, end = row["started_on"], row["ended_on"]
        if cannot_read(row, "ended_on"):
            found.append(Answer(row["row_id"], None, None))
        elif end is not None:
            met = None if start is None or end < start else (end - start).days > 729
            found.append(Answer(row["row_id"], end, met))
    return found
