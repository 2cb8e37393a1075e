"""AS04, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, count_working_days


def answers(tables: Tables, days: int = 45) -> list[Answer]:
    found = []
    for row in tables["cin_assessments_on_day"]:
        met = None
        if not cannot_read(row, "completed_on") and row["started_on"] is not None:
            met = count_working_days(row["started_on"], row["day"]) > days
        found.append(Answer(row["row_id"], row["day"], met))
    return found
