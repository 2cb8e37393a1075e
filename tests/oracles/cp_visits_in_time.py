"""CP09, the obvious way, for a limit in working or calendar days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days

Count = Callable[[date, date], int]


def answers(tables: Tables, limit: int = 10, kind: str = "working days") -> list[Answer]:
    count: Count = count_working_days if kind == "working days" else (lambda start, end: (end - start).days)
    return [Answer(row["row_id"], row["day"], *_judge(row, limit, count)) for row in tables["cp_plans_on_day"]]


def _judge(plan: Row, limit: int, count: Count) -> tuple[bool | None, bool]:
    """Met, and whether it is left out."""
    asked, start, visit = plan["state_on"], plan["started_on"], plan["last_visited_on"]
    if cannot_read(plan, "ended_on") or start is None or cannot_read(plan, "last_visited_on"):
        return None, False
    if visit is not None and visit > asked:
        return None, False
    if visit is not None and visit >= start:
        return count(visit, asked) <= limit, False
    if start > asked or count(start, asked) <= limit:
        return None, True
    return False, False
