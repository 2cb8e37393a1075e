"""CL20, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later


def answers(tables: Tables) -> list[Answer]:
    return [Answer(row["row_id"], row["day"], *_judge(row)) for row in tables["cla_periods_on_day"]]


def _judge(child: Row) -> tuple[bool | None, bool]:
    """Met, and whether left out."""
    asked, start, check = child["state_on"], child["started_on"], child["last_dental_checked_on"]
    if child["legal_status_code"] in SHORT_BREAKS:
        return None, True
    if in_doubt(child) or start is None:
        return None, False
    if months_later(start, 12) > asked:
        return None, True
    if cannot_read(child, "last_dental_checked_on") or (check is not None and check > asked):
        return None, False
    return check is not None and months_later(check, 12) >= asked, False
