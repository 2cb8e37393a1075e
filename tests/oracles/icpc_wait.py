"""S409, the obvious way."""

from __future__ import annotations

from tests.oracles.conferences import conferences, undated
from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days, of_children, standing


def answers(tables: Tables) -> list[Answer]:
    enquiries = of_children(standing(tables["s47_enquiry"]))
    held = [
        Answer(
            under["row_id"], conference["held_on"], None, value=_wait(conference, enquiries[conference["child_key"]])
        )
        for conference, under in conferences(tables)
    ]
    return held + undated(tables)


def _wait(conference: Row, of_child: list[Row]) -> float | None:
    held = conference["held_on"]
    starts = [row["started_on"] for row in of_child if row["icpc_held_on"] == held]
    if not starts or None in starts or held < min(starts):
        return None
    for row in of_child:
        if cannot_read(row, "icpc_held_on") and (row["started_on"] is None or row["started_on"] < min(starts)):
            return None
    return float(count_working_days(min(starts), held))
