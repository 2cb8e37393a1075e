"""CP02, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cp_plans"]):
        on = row["started_on"]
        for part in ("count", "rate"):
            found.append(Answer(row["row_id"], on, None if on is None else True, part=part))
    return found
