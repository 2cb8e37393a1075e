"""LV10, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import OUT
from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["care_leavers_on_day"]:
        is_out, where = row["in_touch_code"] in OUT, row["accommodation_code"]
        is_lost = where is None or cannot_read(row, "in_touch_code")
        found.append(Answer(row["row_id"], row["day"], None if is_out or is_lost else where in "SWXR", is_out))
    return found
