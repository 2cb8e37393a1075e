"""CP16, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for plan in tables["cp_plans_on_day"]:
        is_lost = cannot_read(plan, "ended_on") or cannot_read(plan, "worker_key")
        found.append(Answer(plan["row_id"], plan["day"], None if is_lost else plan["worker_key"] is None))
    return found
