"""AD09, the obvious way, both parts."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later

WITH_A_CHILD_OR_READY = ("stage_2_ended_on", "approved_on", "matched_on", "placed_on")
STAGES = {
    "stage-1": ("stage_1_started_on", ("stage_1_ended_on", "stage_2_started_on", *WITH_A_CHILD_OR_READY), 2),
    "stage-2": ("stage_2_started_on", WITH_A_CHILD_OR_READY, 4),
}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["prospective_adopters_on_day"]:
        day = row["day"]
        if _has_come(row, "left_on", day):
            continue
        for part, (starts, ends, months) in STAGES.items():
            if any(_has_come(row, end, day) for end in ends):
                continue
            if _has_come(row, starts, day) or cannot_read(row, starts):
                found.append(_judge(row, part, starts, (*ends, "left_on"), months))
    return found


def _judge(row: Row, part: str, starts: str, ends: tuple[str, ...], months: int) -> Answer:
    # The journey lists an adopter from the enquiry to the adoption: without those dates it may not be open.
    if any(cannot_read(row, each) for each in (starts, *ends)):
        return Answer(row["row_id"], row["day"], None, part=part)
    due = months_later(row[starts], months)
    met = None if any(cannot_read(row, each) for each in ("enquired_on", "adopted_on")) else row["state_on"] > due
    return Answer(row["row_id"], row["day"], met, part=part, due_on=due, days_over=(row["state_on"] - due).days)


def _has_come(row: Row, column: str, day: date) -> bool:
    return row[column] is not None and row[column] <= day
