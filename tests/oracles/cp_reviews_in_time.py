"""CP08, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later


def answers(tables: Tables, first_review: int = 3, later_reviews: int = 6) -> list[Answer]:
    return [
        Answer(row["row_id"], row["day"], *_judge(row, first_review, later_reviews))
        for row in tables["cp_plans_on_day"]
    ]


def _judge(plan: Row, first_review: int, later_reviews: int) -> tuple[bool | None, bool]:
    """Met, and whether it is left out."""
    asked, start, review = plan["state_on"], plan["started_on"], plan["last_reviewed_on"]
    if cannot_read(plan, "ended_on") or start is None:
        return None, False
    if months_later(start, first_review) > asked:
        return None, True
    if cannot_read(plan, "last_reviewed_on"):
        return None, False
    if review is None:
        return False, False
    if review > asked:
        return None, False
    if review < start:
        return False, False
    return months_later(review, later_reviews) >= asked, False
