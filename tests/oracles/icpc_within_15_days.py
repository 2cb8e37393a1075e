"""S406, the obvious way."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, count_working_days, standing


def answers(tables: Tables, days: int = 15) -> list[Answer]:
    enquiries: dict[str, list[Row]] = defaultdict(list)
    for row in standing(tables["s47_enquiry"]):
        enquiries[row["child_key"]].append(row)
    found = [
        Answer(row["row_id"], None, None)
        for rows in enquiries.values()
        for row in rows
        if cannot_read(row, "icpc_held_on")
    ]
    for conference in standing(tables["initial_cp_conference"]):
        of_child = enquiries[conference["child_key"]]
        held = conference["held_on"]
        led_to_it = [row for row in of_child if row["icpc_held_on"] == held]
        earliest = min(led_to_it, key=lambda row: (row["started_on"] or date.max, row["row_id"]), default=conference)
        found.append(Answer(earliest["row_id"], held, _in_time(held, led_to_it, of_child, days)))
    return found


def _in_time(held: date, led_to_it: list[Row], of_child: list[Row], days: int) -> bool | None:
    starts = [row["started_on"] for row in led_to_it]
    if not starts or None in starts or held < min(starts):
        return None
    start = min(starts)
    for row in of_child:
        if cannot_read(row, "icpc_held_on") and (row["started_on"] is None or row["started_on"] < start):
            return None
    return count_working_days(start, held) <= days
