"""LV08, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import OUT
from tests.oracles.plain import Answer, Tables, age, cannot_read, months_later


def answers(tables: Tables, months: int = 2) -> list[Answer]:
    birthdays = {row["child_key"]: row["born_on"] for row in tables["person"]}
    found = []
    for row in tables["care_leavers_on_day"]:
        born = birthdays.get(row["child_key"])
        if row["eligibility_code"] not in (None, "former_relevant"):
            continue
        if born is not None and not 18 <= age(born, row["day"]) <= 20:
            continue
        last, asked = row["last_contacted_on"], row["state_on"]
        is_out = row["in_touch_code"] in OUT
        is_lost = (
            cannot_read(row, "in_touch_code")
            or cannot_read(row, "last_contacted_on")
            or row["eligibility_code"] is None
            or born is None
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
