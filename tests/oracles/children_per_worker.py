"""WF08, the obvious way: one number for each worker."""

from __future__ import annotations

from tests.oracles.caseloads import caseloads
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(
            each.row_id,
            each.day,
            None,
            each.left_out,
            "children-per-worker",
            value=None if each.child_count is None else float(each.child_count),
        )
        for each in caseloads(tables)
    ]
