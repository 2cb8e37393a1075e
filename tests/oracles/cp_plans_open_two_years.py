"""CP06, the obvious way: days counted one after the other."""

from __future__ import annotations

from datetime import timedelta

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables, days: int = 729) -> list[Answer]:
    found = []
    for plan in tables["cp_plans_on_day"]:
        start, asked = plan["started_on"], plan["state_on"]
        if cannot_read(plan, "ended_on") or start is None:
            found.append(Answer(plan["row_id"], plan["day"], None))
            continue
        open_days = (asked - start).days
        last_day = start + timedelta(days=days)
        found.append(Answer(plan["row_id"], plan["day"], open_days > days, due_on=last_day, days_over=open_days - days))
    return found
