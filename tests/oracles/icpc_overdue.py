"""S407, the obvious way."""

from __future__ import annotations

from tests.oracles.on_a_plan import may_have_been_on_a_plan, was_on_a_plan
from tests.oracles.plain import (
    Answer,
    Row,
    Tables,
    cannot_read,
    of_children,
    signed_working_days,
    standing,
    working_day_after,
)


def answers(tables: Tables, days: int = 15) -> list[Answer]:
    plans = of_children(standing(tables["cp_plans"]))
    conferences = of_children(standing(tables["s47_enquiry"]))
    found = []
    for row in tables["s47_enquiry_on_day"]:
        held = row["icpc_held_on"]
        if row["state_row_id"] is None or row["is_icpc_unnecessary"] is True:
            continue
        if held is not None and held <= row["state_on"]:
            continue
        found.append(_judge(row, plans[row["child_key"]], conferences[row["child_key"]], days))
    return found


def _judge(row: Row, plans: list[Row], conferences: list[Row], days: int) -> Answer:
    start, asked = row["started_on"], row["state_on"]
    cannot_tell = Answer(row["row_id"], row["day"], None)
    if start is None:
        return cannot_tell
    over = signed_working_days(start, asked) - days
    if over > 0:
        began_later = any(plan["started_on"] and start < plan["started_on"] <= asked for plan in plans)
        was_held = any(each["icpc_held_on"] and start <= each["icpc_held_on"] <= asked for each in conferences)
        if was_on_a_plan(plans, start) or began_later or was_held:
            return Answer(row["row_id"], row["day"], None, True)
        if any(cannot_read(each, "icpc_held_on") for each in conferences):
            return cannot_tell
        if cannot_read(row, "is_icpc_unnecessary") or may_have_been_on_a_plan(plans, start):
            return cannot_tell
    if cannot_read(row, "icpc_held_on"):
        return cannot_tell
    due = working_day_after(start, days)
    return Answer(row["row_id"], row["day"], over > 0, due_on=due, days_over=over)
