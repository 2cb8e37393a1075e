"""CL18, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.in_care import SHORT_BREAKS
from tests.oracles.plain import (
    Answer,
    Row,
    Tables,
    cannot_read,
    count_working_days,
    months_later,
    of_children,
    standing,
    working_day_after,
)


def answers(tables: Tables, known_until: date) -> list[Answer]:
    checks = of_children(
        [row for row in standing(tables["cla_health"]) if row["check_type_code"] == "health_assessment"]
    )
    found = []
    for period in standing(tables["cla_periods"]):
        met, left_out = _judge(period, checks[period["child_key"]], known_until)
        found.append(Answer(period["row_id"], period["started_on"], met, left_out))
    return found


def _judge(period: Row, checks: list[Row], known_until: date) -> tuple[bool | None, bool]:
    """Met, and whether left out."""
    start = period["started_on"]
    if period["legal_status_code"] in SHORT_BREAKS:
        return None, True
    if start is None:
        return None, False
    last = working_day_after(start, 20)
    if last > known_until or (period["ended_on"] is not None and period["ended_on"] < last):
        return None, True
    if cannot_read(period, "legal_status_code") or cannot_read(period, "ended_on"):
        return None, False
    days = [check["checked_on"] for check in checks]
    if any(day is not None and day >= start and count_working_days(start, day) <= 20 for day in days):
        return True, False
    if None in days or cannot_read(period, "last_health_assessed_on"):
        return None, False
    return (None if period["first_listed_on"] > months_later(start, 6) else False), False
