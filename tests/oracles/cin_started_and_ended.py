"""CN02, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cin_episodes"]):
        begun, ended = row["started_on"], row["closed_on"]
        found.append(Answer(row["row_id"], begun, True if begun else None, part="started"))
        if ended or cannot_read(row, "closed_on"):
            found.append(Answer(row["row_id"], ended, True if ended else None, part="ended"))
    return found
