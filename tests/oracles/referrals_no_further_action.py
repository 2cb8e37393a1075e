"""RF03, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(row["row_id"], row["referred_on"], None if row["referred_on"] is None else row["is_nfa"])
        for row in standing(tables["referrals"])
    ]
