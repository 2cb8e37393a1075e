"""CP04, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cp_plans"]):
        count = row["earlier_plan_count"]
        met = None
        if row["started_on"] is not None and count is not None and count >= 0:
            met = count > 0
        found.append(Answer(row["row_id"], row["started_on"], met))
    return found
