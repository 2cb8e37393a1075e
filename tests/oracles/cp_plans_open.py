"""CP01, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(plan["row_id"], plan["day"], None if cannot_read(plan, "ended_on") else True, part=part)
        for plan in tables["cp_plans_on_day"]
        for part in ("count", "rate")
    ]
