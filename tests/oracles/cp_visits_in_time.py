"""CP09, the obvious way, for a limit in working or calendar days."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days, working_day_after


def answers(tables: Tables, limit: int = 10, kind: str = "working days") -> list[Answer]:
    return [_judge(row, limit, kind) for row in tables["cp_plans_on_day"]]


def _judge(plan: Row, limit: int, kind: str) -> Answer:
    asked, start, visit = plan["state_on"], plan["started_on"], plan["last_visited_on"]
    if cannot_read(plan, "ended_on") or start is None or cannot_read(plan, "last_visited_on"):
        return Answer(plan["row_id"], plan["day"], None)
    if visit is not None and visit > asked:
        return Answer(plan["row_id"], plan["day"], None)
    is_visited = visit is not None and visit >= start
    since = visit if is_visited else start
    if not is_visited and (start > asked or _count(start, asked, kind) <= limit):
        return Answer(plan["row_id"], plan["day"], None, True)
    over = _count(since, asked, kind) - limit
    due = working_day_after(since, limit) if kind == "working days" else since + timedelta(days=limit)
    return Answer(plan["row_id"], plan["day"], is_visited and over <= 0, due_on=due, days_over=over)


def _count(start: date, end: date, kind: str) -> int:
    return count_working_days(start, end) if kind == "working days" else (end - start).days
