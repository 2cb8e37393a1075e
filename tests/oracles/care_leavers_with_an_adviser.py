"""LV09, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import OUT
from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["care_leavers_on_day"]:
        if row["eligibility_code"] == "qualifying":
            continue
        is_out = row["in_touch_code"] in OUT
        is_lost = cannot_read(row, "in_touch_code") or cannot_read(row, "personal_adviser_key")
        met = None if is_out or is_lost or row["eligibility_code"] is None else row["personal_adviser_key"] is not None
        found.append(Answer(row["row_id"], row["day"], met, is_out))
    return found
