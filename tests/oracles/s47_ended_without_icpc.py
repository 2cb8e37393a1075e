"""S403, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.on_a_plan import may_have_been_on_a_plan, was_on_a_plan
from tests.oracles.plain import Answer, Row, Tables, cannot_read, of_children, standing


def answers(tables: Tables) -> list[Answer]:
    plans = of_children(standing(tables["cp_plans"]))
    found = []
    for row in standing(tables["s47_enquiry"]):
        start = row["started_on"]
        met, is_undecided = (None, False) if start is None else _decided(row)
        found.append(Answer(row["row_id"], start, met, is_undecided, "all"))
        own = plans[row["child_key"]]
        left_out = is_undecided or (start is not None and was_on_a_plan(own, start))
        is_unsure = start is not None and may_have_been_on_a_plan(own, start)
        told = None if left_out or is_unsure else met
        found.append(Answer(row["row_id"], start, told, left_out, "not_on_a_plan"))
    return found


def _decided(row: Row) -> tuple[bool | None, bool]:
    """Met, and whether it is not decided yet."""
    if cannot_read(row, "is_icpc_unnecessary"):
        return None, False
    if row["is_icpc_unnecessary"] is not None:
        return row["is_icpc_unnecessary"], False
    if cannot_read(row, "icpc_held_on"):
        return None, False
    return (None, True) if row["icpc_held_on"] is None else (False, False)
