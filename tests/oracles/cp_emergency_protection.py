"""CP15, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for plan in tables["cp_plans_on_day"]:
        met = None if cannot_read(plan, "ended_on") else plan["is_under_emergency_protection"]
        found.append(Answer(plan["row_id"], plan["day"], met))
    return found
