"""CL29, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later


def answers(tables: Tables) -> list[Answer]:
    return [Answer(row["row_id"], row["day"], *_judge(row)) for row in tables["cla_periods_on_day"]]


def _judge(child: Row) -> tuple[bool | None, bool]:
    """Met, and whether left out."""
    if child["legal_status_code"] in SHORT_BREAKS:
        return None, True
    if in_doubt(child) or child["started_on"] is None:
        return None, False
    if months_later(child["started_on"], 4) > child["state_on"]:
        return None, True
    return None if cannot_read(child, "permanence_plan_code") else child["permanence_plan_code"] is not None, False
