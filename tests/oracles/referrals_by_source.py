"""RF05, the obvious way: each referral once, in its group or in none."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["referrals"]):
        code = row["source_code"] or ""
        group = {"6": "police", "2A": "schools"}.get(code, "health" if code.startswith("3") else "")
        met = True if row["referred_on"] and code else None
        found.append(Answer(row["row_id"], row["referred_on"], met, False, group))
    return found
