"""CN01, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(
            row["row_id"],
            row["day"],
            True if row["started_on"] and not cannot_read(row, "closed_on") else None,
            part=part,
        )
        for row in tables["cin_episodes_on_day"]
        for part in ("count", "rate")
    ]
