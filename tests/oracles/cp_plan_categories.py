"""CP11, the obvious way: each plan in the part of its latest category."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read

PARTS = {"NEG": "neglect", "EMO": "emotional", "PHY": "physical", "SAB": "sexual", "MUL": "multiple"}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for plan in tables["cp_plans_on_day"]:
        code = plan["latest_category_code"]
        met = None if code is None or cannot_read(plan, "ended_on") else True
        found.append(Answer(plan["row_id"], plan["day"], met, part=PARTS.get(code or "", "")))
    return found
