"""CL19, the obvious way, both parts."""

from __future__ import annotations

from datetime import date

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Row, Tables, age, cannot_read, months_later


def answers(tables: Tables) -> list[Answer]:
    born = {row["child_key"]: row["born_on"] for row in tables["person"]}
    found = []
    for child in tables["cla_periods_on_day"]:
        met = _is_met(child, born.get(child["child_key"]))
        is_short_break = child["legal_status_code"] in SHORT_BREAKS
        found.append(Answer(child["row_id"], child["day"], None if is_short_break else met, is_short_break, "all"))
        start = child["started_on"]
        is_out = is_short_break or (start is not None and months_later(start, 12) > child["state_on"])
        met = None if is_out or start is None else met
        found.append(Answer(child["row_id"], child["day"], met, is_out, "12-months"))
    return found


def _is_met(child: Row, born: date | None) -> bool | None:
    asked, check = child["state_on"], child["last_health_assessed_on"]
    if in_doubt(child) or cannot_read(child, "last_health_assessed_on") or (check is not None and check > asked):
        return None
    if check is None or months_later(check, 12) < asked:
        return False
    if months_later(check, 6) >= asked:
        return True
    return None if born is None else age(born, asked) >= 5
