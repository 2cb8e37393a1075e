"""CL03, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS
from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cla_periods"]):
        if row["ended_on"] is None and not cannot_read(row, "ended_on"):
            continue
        if row["ceased_reason_code"] == "X1":
            continue
        on, is_short_break = row["ended_on"], row["legal_status_code"] in SHORT_BREAKS
        is_lost = on is None or is_short_break or cannot_read(row, "legal_status_code")
        is_lost = is_lost or cannot_read(row, "ceased_reason_code")
        for part in ("count", "rate"):
            found.append(Answer(row["row_id"], on, None if is_lost else True, is_short_break, part))
    return found
