"""CP15, the obvious way: the plans open on each day, and those that ended in the six months before its return."""

from __future__ import annotations

from datetime import timedelta

from headway.journey.coverage import months_before
from tests.oracles.plain import Answer, Row, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    open_plans = tables["cp_plans_on_day"]
    found = [Answer(plan["row_id"], plan["day"], _met(plan)) for plan in open_plans]
    for day, state_on in {(plan["day"], plan["state_on"]) for plan in open_plans}:
        listed = {plan["row_id"] for plan in open_plans if plan["day"] == day}
        first = months_before(state_on, 6) + timedelta(days=1)
        for plan in standing(tables["cp_plans"]):
            ended = plan["ended_on"]
            if plan["row_id"] not in listed and ended is not None and first <= ended <= day:
                found.append(Answer(plan["row_id"], day, _met(plan)))
    return found


def _met(plan: Row) -> bool | None:
    return None if cannot_read(plan, "started_on") else plan["is_under_emergency_protection"]
