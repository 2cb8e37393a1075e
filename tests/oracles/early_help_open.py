"""EH02, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["early_help_episodes_on_day"]:
        is_untold = row["started_on"] is None or cannot_read(row, "completed_on")
        found.append(Answer(row["row_id"], row["day"], None if is_untold else True))
    return found
