"""CP05, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, months_later, of_children, standing


def answers(tables: Tables, history_from: date) -> list[Answer]:
    found = []
    for plans in of_children(standing(tables["cp_plans"])).values():
        for plan in plans:
            others = [each for each in plans if each is not plan]
            found.append(Answer(plan["row_id"], plan["started_on"], _judge(plan, others, history_from)))
    return found


def _judge(plan: Row, others: list[Row], history_from: date) -> bool | None:
    start = plan["started_on"]
    if start is None:
        return None
    ends = [each["ended_on"] for each in others if each["ended_on"] is not None and each["ended_on"] <= start]
    if any(months_later(end, 24) >= start for end in ends):
        return True
    for each in others:
        if each["ended_on"] is None and (each["started_on"] is None or each["started_on"] < start):
            return None
    if start < months_later(history_from, 24) and plan["earlier_plan_count"] != 0:
        return None
    return False
