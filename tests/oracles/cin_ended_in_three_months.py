"""CN11, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, months_later, standing


def answers(tables: Tables, months: int = 3) -> list[Answer]:
    found = []
    for row in standing(tables["cin_episodes"]):
        start, end = row["started_on"], row["closed_on"]
        if end is None and not cannot_read(row, "closed_on"):
            continue
        met = None if start is None or end is None or end < start else end <= months_later(start, months)
        found.append(Answer(row["row_id"], end, met))
    return found
