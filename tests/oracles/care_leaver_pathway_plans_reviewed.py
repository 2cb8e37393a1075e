"""LV07, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import OUT
from tests.oracles.plain import Answer, Tables, cannot_read, months_later


def answers(tables: Tables, months: int = 6) -> list[Answer]:
    found = []
    for row in tables["care_leavers_on_day"]:
        if row["eligibility_code"] == "qualifying":
            continue
        last, asked = row["pathway_plan_reviewed_on"], row["state_on"]
        is_out = row["in_touch_code"] in OUT
        is_lost = (
            cannot_read(row, "in_touch_code")
            or cannot_read(row, "pathway_plan_reviewed_on")
            or row["eligibility_code"] is None
        )
        if is_out or is_lost or (last is not None and last > asked):
            found.append(Answer(row["row_id"], row["day"], None, is_out))
        elif last is None:
            found.append(Answer(row["row_id"], row["day"], False))
        else:
            due = months_later(last, months)
            over = (asked - due).days
            found.append(Answer(row["row_id"], row["day"], over <= 0, due_on=due, days_over=over))
    return found
