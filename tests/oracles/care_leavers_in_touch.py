"""LV01, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables

SAYS = {"YES": True, "NO": False, "REFU": False, "NREQ": False}
LEFT_OUT = {"DIED", "RHOM", "EXCL"}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["care_leavers_on_day"]:
        says = row["in_touch_code"]
        found.append(Answer(row["row_id"], row["day"], SAYS.get(says or ""), says in LEFT_OUT))
    return found
