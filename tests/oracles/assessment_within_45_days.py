"""AS02, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, count_working_days, standing


def answers(tables: Tables, days: int = 45) -> list[Answer]:
    found = []
    for row in standing(tables["cin_assessments"]):
        start, end = row["started_on"], row["completed_on"]
        if cannot_read(row, "completed_on"):
            found.append(Answer(row["row_id"], None, None))
        elif end is None:
            continue
        elif start is None or end < start:
            found.append(Answer(row["row_id"], end, None))
        else:
            found.append(Answer(row["row_id"], end, count_working_days(start, end) <= days))
    return found
