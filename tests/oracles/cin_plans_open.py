"""CN04, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in tables["cin_episodes_on_day"]:
        status = row["case_status_code"]
        if status not in (None, "cin_plan"):
            continue
        met = None if status is None or cannot_read(row, "closed_on") else True
        found += [Answer(row["row_id"], row["day"], met, False, part) for part in ("count", "rate")]
    return found
