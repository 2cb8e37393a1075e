"""LV07, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import kept_up
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables, months: int = 6) -> list[Answer]:
    return [
        kept_up(row, "pathway_plan_reviewed_on", months, row["eligibility_code"] is None)
        for row in tables["care_leavers_on_day"]
        if row["eligibility_code"] != "qualifying"
    ]
