"""S404, the obvious way. A child counts once in a period: see ``once_a_child`` of plain.py."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["s47_enquiry"]):
        on, earlier = row["started_on"], row["earlier_s47_count"]
        met = None if on is None or earlier is None or earlier < 0 else earlier > 0
        found.append(Answer(row["row_id"], on, met, child_key=row["child_key"]))
    return found
