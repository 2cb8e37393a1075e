"""S402, the obvious way, both parts."""

from __future__ import annotations

from datetime import date

from tests.oracles.on_a_plan import may_have_been_on_a_plan, was_on_a_plan
from tests.oracles.plain import Answer, Row, Tables, cannot_read, of_children, standing, working_day_after


def answers(tables: Tables, known_until: date, old_enough: int = 15) -> list[Answer]:
    plans = of_children(standing(tables["cp_plans"]))
    found = []
    for row in standing(tables["s47_enquiry"]):
        start = row["started_on"]
        is_new = start is not None and working_day_after(start, old_enough) > known_until
        met = _led(row) if start is not None and not is_new else None
        found.append(Answer(row["row_id"], start, met, is_new, "all"))
        own = plans[row["child_key"]]
        left_out = is_new or (start is not None and was_on_a_plan(own, start))
        unsure = start is not None and may_have_been_on_a_plan(own, start)
        found.append(Answer(row["row_id"], start, None if left_out or unsure else met, left_out, "not_on_a_plan"))
    return found


def _led(row: Row) -> bool | None:
    return None if cannot_read(row, "icpc_held_on") else row["icpc_held_on"] is not None
