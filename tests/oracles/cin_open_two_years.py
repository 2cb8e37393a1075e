"""CN03, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, months_later


def answers(tables: Tables, months: int = 24) -> list[Answer]:
    found = []
    for row in tables["cin_episodes_on_day"]:
        is_untold = row["started_on"] is None or cannot_read(row, "closed_on")
        met = None if is_untold else months_later(row["started_on"], months) <= row["state_on"]
        found.append(Answer(row["row_id"], row["day"], met))
    return found
