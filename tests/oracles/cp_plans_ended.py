"""CP03, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cp_plans"]):
        if row["ended_on"] is None and not cannot_read(row, "ended_on"):
            continue
        on = row["ended_on"]
        for part in ("count", "rate"):
            found.append(Answer(row["row_id"], on, None if on is None else True, part=part))
    return found
