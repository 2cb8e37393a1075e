"""CN07, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["cin_episodes_on_day"]:
        need = row["primary_need_code"]
        found.append(
            Answer(row["row_id"], row["day"], None if need is None or cannot_read(row, "closed_on") else need == "N1")
        )
    return found
