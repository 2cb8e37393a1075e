"""RF07, the obvious way. A child counts once in a period: see ``once_a_child`` of plain.py."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables, referrals: int = 3) -> list[Answer]:
    found = []
    for row in standing(tables["referrals"]):
        on, earlier = row["referred_on"], row["earlier_referral_count"]
        met = None if on is None or earlier is None or earlier < 0 else 1 + earlier >= referrals
        found.append(Answer(row["row_id"], on, met, child_key=row["child_key"]))
    return found
