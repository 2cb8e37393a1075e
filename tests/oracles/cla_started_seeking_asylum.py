"""CL05, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS
from tests.oracles.plain import Answer, Tables, cannot_read, standing


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in standing(tables["cla_periods"]):
        is_short_break = row["legal_status_code"] in SHORT_BREAKS
        is_told = row["started_on"] is not None and not is_short_break and not cannot_read(row, "legal_status_code")
        met = row["is_uasc"] if is_told else None
        found.append(Answer(row["row_id"], row["started_on"], met, is_short_break))
    return found
