"""LV08, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import kept_up
from tests.oracles.plain import Answer, Tables, age


def answers(tables: Tables, months: int = 2) -> list[Answer]:
    birthdays = {row["child_key"]: row["born_on"] for row in tables["person"]}
    found = []
    for row in tables["care_leavers_on_day"]:
        born = birthdays.get(row["child_key"])
        if row["eligibility_code"] not in (None, "former_relevant"):
            continue
        if born is not None and not 18 <= age(born, row["day"]) <= 20:
            continue
        is_lost = row["eligibility_code"] is None or born is None
        found.append(kept_up(row, "last_contacted_on", months, is_lost))
    return found
