"""CL06, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read


def answers(tables: Tables, placements: int = 3) -> list[Answer]:
    return [Answer(row["row_id"], row["day"], *_judge(row, placements)) for row in tables["cla_periods_on_day"]]


def _judge(period: Row, placements: int) -> tuple[bool | None, bool]:
    """Met, and whether it is left out."""
    if period["legal_status_code"] in {"V3", "V4"}:
        return None, True
    if cannot_read(period, "legal_status_code") or cannot_read(period, "ended_on"):
        return None, False
    count = period["placement_count"]
    if count is None or count < 1:
        return None, False
    return count >= placements, False
