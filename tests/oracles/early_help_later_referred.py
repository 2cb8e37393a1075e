"""EH03, the obvious way: each beginning; a child counts once in a period, by ``once_a_child`` with at least one."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.plain import Answer, Row, Tables, of_children, standing


def answers(tables: Tables, known_until: date, follow_up: int = 90) -> list[Answer]:
    referrals = of_children(standing(tables["referrals"]))
    found = []
    for row in standing(tables["early_help_episodes"]):
        start = row["started_on"]
        is_new = start is not None and start + timedelta(days=follow_up) > known_until
        met = None if start is None or is_new else _is_referred(start, referrals[row["child_key"]], follow_up)
        found.append(Answer(row["row_id"], start, met, is_new, child_key=row["child_key"]))
    return found


def _is_referred(start: date, referrals: list[Row], follow_up: int) -> bool | None:
    for row in referrals:
        on = row["referred_on"]
        if on is not None and start < on <= start + timedelta(days=follow_up):
            return True
    return None if any(row["referred_on"] is None for row in referrals) else False
