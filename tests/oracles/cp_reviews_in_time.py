"""CP08, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later


def answers(tables: Tables, first_review: int = 3, later_reviews: int = 6) -> list[Answer]:
    return [_judge(row, first_review, later_reviews) for row in tables["cp_plans_on_day"]]


def _judge(plan: Row, first_review: int, later_reviews: int) -> Answer:
    asked, start, review = plan["state_on"], plan["started_on"], plan["last_reviewed_on"]
    cannot_tell = Answer(plan["row_id"], plan["day"], None)
    if cannot_read(plan, "ended_on") or start is None:
        return cannot_tell
    if months_later(start, first_review) > asked:
        return Answer(plan["row_id"], plan["day"], None, True)
    if cannot_read(plan, "last_reviewed_on") or (review is not None and review > asked):
        return cannot_tell
    if review is None or review < start:
        due = months_later(start, first_review)
        if asked == due:
            return Answer(plan["row_id"], plan["day"], None, True)
        return Answer(plan["row_id"], plan["day"], False, due_on=due, days_over=(asked - due).days)
    due = months_later(review, later_reviews)
    return Answer(plan["row_id"], plan["day"], due >= asked, due_on=due, days_over=(asked - due).days)
