"""CN08, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    known = {row["child_key"]: row["disability_code"] for row in tables["person"]}
    found = []
    for row in tables["cin_episodes_on_day"]:
        answer = known.get(row["child_key"])
        met = None if answer is None or cannot_read(row, "closed_on") else answer == "yes"
        found.append(Answer(row["row_id"], row["day"], met))
    return found
