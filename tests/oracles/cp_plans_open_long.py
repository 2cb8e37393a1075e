"""CP13, the obvious way, its three parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, months_later

PARTS = {"12-months": 12, "15-months": 15, "18-months": 18}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for plan in tables["cp_plans_on_day"]:
        for part, months in PARTS.items():
            if cannot_read(plan, "ended_on") or plan["started_on"] is None:
                found.append(Answer(plan["row_id"], plan["day"], None, part=part))
                continue
            is_long_on = months_later(plan["started_on"], months)
            over = (plan["state_on"] - is_long_on).days
            found.append(Answer(plan["row_id"], plan["day"], over >= 0, part=part, due_on=is_long_on, days_over=over))
    return found
