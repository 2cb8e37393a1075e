"""AS05, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cin_assessments"]):
        if cannot_read(row, "completed_on"):
            found.append(Answer(row["row_id"], None, None))
        elif row["completed_on"] is not None:
            met = {"yes": True, "no": False}.get(row["child_seen_code"] or "")
            found.append(Answer(row["row_id"], row["completed_on"], met))
    return found
