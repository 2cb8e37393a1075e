"""S408, the obvious way."""

from __future__ import annotations

from tests.oracles.conferences import conferences, undated
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables) -> list[Answer]:
    held = [
        Answer(under["row_id"], conference["held_on"], conference["is_plan_made"])
        for conference, under in conferences(tables)
    ]
    return held + undated(tables)
