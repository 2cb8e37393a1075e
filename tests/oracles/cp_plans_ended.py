"""CP03, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read, counted_by, standing


def answers(tables: Tables) -> list[Answer]:
    ended = [row for row in standing(tables["cp_plans"]) if row["ended_on"] or cannot_read(row, "ended_on")]
    return counted_by(ended, "ended_on")
