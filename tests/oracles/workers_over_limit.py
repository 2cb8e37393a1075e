"""WF08/workers-over-limit, the obvious way, for a limit of so many children."""

from __future__ import annotations

from tests.oracles.caseloads import caseloads
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables, limit: int = 2) -> list[Answer]:
    return [
        Answer(each.row_id, each.day, None if each.child_count is None else each.child_count > limit, each.left_out)
        for each in caseloads(tables)
    ]
