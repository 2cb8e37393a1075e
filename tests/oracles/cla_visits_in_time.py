"""CL16, the obvious way: which limit of regulation 28 holds for the child, and is it over?"""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later

SIX_WEEKS = timedelta(days=42)
WEEK = timedelta(days=7)
FOUR_WEEKS = timedelta(days=28)


def answers(tables: Tables) -> list[Answer]:
    return [_judge(row) for row in tables["cla_periods_on_day"]]


def _judge(child: Row) -> Answer:
    row_id, day, asked = child["row_id"], child["day"], child["state_on"]
    if child["legal_status_code"] in ("V3", "V4"):
        return Answer(row_id, day, None, True)
    if _is_in_doubt(child):
        return Answer(row_id, day, None)
    placed, visit = child["placement_started_on"], child["last_visited_on"]
    if visit is None or visit < placed:
        due = placed + WEEK
        if asked <= due:
            return Answer(row_id, day, None, True)
        return Answer(row_id, day, False, due_on=due, days_over=(asked - due).days)
    due = _next_visit(child, visit)
    if child["placement_type_code"] == "U" and _is_first_year_over(placed, visit):
        # Either limit may hold: told only where both say the same.
        longest = months_later(visit, 3)
        if due < asked <= longest:
            return Answer(row_id, day, None)
    return Answer(row_id, day, asked <= due, due_on=due, days_over=(asked - due).days)


def _is_in_doubt(child: Row) -> bool:
    asked, kind, status = child["state_on"], child["placement_type_code"], child["legal_status_code"]
    for name in ("ended_on", "legal_status_code", "placement_type_code", "placement_started_on", "last_visited_on"):
        if cannot_read(child, name):
            return True
    if kind is None or child["placement_started_on"] is None or child["placement_started_on"] > asked:
        return True
    if kind == "P1" and status is None:
        return True
    if child["last_visited_on"] is not None and child["last_visited_on"] > asked:
        return True
    if kind == "P1" and status == "C1":
        review = child["last_reviewed_on"]
        return cannot_read(child, "last_reviewed_on") or (review is not None and review > asked)
    return False


def _is_first_year_over(placed: date, visit: date) -> bool:
    """Whether the placement's first year has ended by the day on which six weeks from the visit are over."""
    return visit + SIX_WEEKS >= months_later(placed, 12)


def _next_visit(child: Row, visit: date) -> date:
    if child["placement_type_code"] == "P1" and child["legal_status_code"] == "C1":
        return visit + (WEEK if child["last_reviewed_on"] is None else FOUR_WEEKS)
    is_long_term = child["placement_type_code"] in ("U1", "U4")
    if is_long_term and _is_first_year_over(child["placement_started_on"], visit):
        return months_later(visit, 3)
    return visit + SIX_WEEKS
