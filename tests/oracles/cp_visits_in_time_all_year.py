"""CP18, the obvious way, for a limit in working days."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import (
    Answer,
    Row,
    Tables,
    cannot_read,
    count_working_days,
    months_later,
    of_children,
    signed_working_days,
    standing,
)


def answers(tables: Tables, limit: int = 10) -> list[Answer]:
    first = min((row["first_listed_on"] for row in tables["cp_visits"]), default=None)
    visits = of_children(standing(tables["cp_visits"]))
    return [_judge(plan, visits[plan["child_key"]], first, limit) for plan in tables["cp_plans_on_day"]]


def _judge(plan: Row, visits: list[Row], first: date | None, limit: int) -> Answer:
    row_id, day, asked, start = plan["row_id"], plan["day"], plan["state_on"], plan["started_on"]
    if start is None or cannot_read(plan, "ended_on"):
        return Answer(row_id, day, None)
    known = [each for each in visits if start <= each["visited_on"] <= asked and each["first_listed_on"] <= asked]
    for visit in known:
        named = min(visit["as_at_on"], asked)
        if count_working_days(visit["visited_on"], named) > limit and months_later(named, 12) > asked:
            return Answer(row_id, day, False)
    if cannot_read(plan, "last_visited_on"):
        return Answer(row_id, day, None)
    if not known:
        is_young = signed_working_days(start, asked) <= limit
        return Answer(row_id, day, None if is_young else False, is_young)
    is_known = first is not None and (months_later(first, 12) <= asked or start >= first)
    return Answer(row_id, day, True if is_known else None)
