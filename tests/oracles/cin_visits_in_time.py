"""CN05, the obvious way, for a limit in working or calendar days."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days, months_later, working_day_after


def answers(tables: Tables, limit: int = 20, kind: str = "working days", new_case: int = 1) -> list[Answer]:
    return [
        _judge(row, limit, kind, new_case)
        for row in tables["cin_episodes_on_day"]
        if row["case_status_code"] in (None, "cin_plan")
    ]


def _judge(row: Row, limit: int, kind: str, new_case: int) -> Answer:
    asked, start, seen = row["state_on"], row["started_on"], row["last_seen_on"]
    if row["case_status_code"] is None or start is None or cannot_read(row, "closed_on"):
        return Answer(row["row_id"], row["day"], None)
    if cannot_read(row, "last_seen_on") or (seen is not None and seen > asked):
        return Answer(row["row_id"], row["day"], None)
    is_seen = seen is not None and seen >= start
    if not is_seen and (asked <= months_later(start, new_case) or _count(start, asked, kind) <= limit):
        return Answer(row["row_id"], row["day"], None, True)
    since = seen if is_seen else start
    over = (_count(since, asked, kind)) - limit
    due = working_day_after(since, limit) if kind == "working days" else since + timedelta(days=limit)
    return Answer(row["row_id"], row["day"], is_seen and over <= 0, due_on=due, days_over=over)


def _count(start: date, end: date, kind: str) -> int:
    return count_working_days(start, end) if kind == "working days" else (end - start).days
