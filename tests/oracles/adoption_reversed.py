"""AD05, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["permanence"]):
        decided, reverse = row["decided_on"], row["decision_reversed_on"]
        is_spoilt = cannot_read(row, "decision_reversed_on")
        if reverse is not None or is_spoilt:
            found.append(Answer(row["row_id"], reverse, None if is_spoilt else True, part="reversals"))
        met: bool | None = reverse is not None
        if decided is None or is_spoilt or (reverse is not None and reverse < decided):
            met = None
        found.append(Answer(row["row_id"], decided, met, part="decisions"))
    return found
