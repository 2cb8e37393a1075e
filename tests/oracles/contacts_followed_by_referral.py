"""FD03, the obvious way: each contact; a child counts once in a period, by ``once_a_child`` with at least one."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.plain import Answer, Row, Tables, of_children, standing


def answers(tables: Tables, known_until: date, follow_up: int = 28) -> list[Answer]:
    referrals = of_children(standing(tables["referrals"]))
    found = []
    for row in standing(tables["contacts"]):
        on = row["contacted_on"]
        is_new = on is not None and on + timedelta(days=follow_up) > known_until
        met = None if on is None or is_new else _is_referred(on, referrals[row["child_key"]], follow_up)
        found.append(Answer(row["row_id"], on, met, is_new, child_key=row["child_key"]))
    return found


def _is_referred(on: date, referrals: list[Row], follow_up: int) -> bool | None:
    days = [row["referred_on"] for row in referrals]
    if any(day is not None and on <= day <= on + timedelta(days=follow_up) for day in days):
        return True
    return None if None in days else False
