"""CL15, the obvious way: when is the next review due, and is that day over?"""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days, months_later, working_day_after


def answers(tables: Tables) -> list[Answer]:
    return [_judge(row) for row in tables["cla_periods_on_day"]]


def _judge(child: Row) -> Answer:
    row_id, day, asked = child["row_id"], child["day"], child["state_on"]
    if child["legal_status_code"] in ("V3", "V4"):
        return Answer(row_id, day, None, True)
    if any(cannot_read(child, name) for name in ("ended_on", "legal_status_code", "started_on", "last_reviewed_on")):
        return Answer(row_id, day, None)
    start, review = child["started_on"], child["last_reviewed_on"]
    if start is None or (review is not None and review > asked):
        return Answer(row_id, day, None)
    first_due = working_day_after(start, 20)
    if review is None or review < start:
        if count_working_days(start, asked) <= 20:
            return Answer(row_id, day, None, True)
        return Answer(row_id, day, False, due_on=first_due, days_over=(asked - first_due).days)
    due = months_later(review, 3) if count_working_days(start, review) <= 20 else months_later(review, 6)
    return Answer(row_id, day, asked <= due, due_on=due, days_over=(asked - due).days)
