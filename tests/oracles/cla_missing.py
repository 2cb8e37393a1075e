"""CL26, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Tables

COUNTS = {"missing": "missing_count", "away": "absent_count"}


def answers(tables: Tables) -> list[Answer]:
    found = []
    for child in tables["cla_periods_on_day"]:
        is_short_break = child["legal_status_code"] in SHORT_BREAKS
        for part, column in COUNTS.items():
            count = child[column]
            is_told = not is_short_break and not in_doubt(child) and count is not None and count >= 0
            found.append(Answer(child["row_id"], child["day"], count > 0 if is_told else None, is_short_break, part))
    return found
