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
        met = _in_time(conference["held_on"], conference, of_child, days)
        found.append(Answer(conference["row_id"], conference["held_on"], met))
    return found


def _in_time(held: date, conference: Row, of_child: list[Row], days: int) -> bool | None:
    led_to_it = [row["started_on"] for row in of_child if row["icpc_held_on"] == held]
    start = conference["s47_started_on"]
    if start is None or None in led_to_it or held < start:
        return None
    for row in of_child:
        if cannot_read(row, "icpc_held_on") and (row["started_on"] is None or row["started_on"] < start):
            return None
    return count_working_days(start, held) <= days
