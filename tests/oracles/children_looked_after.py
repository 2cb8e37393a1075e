"""CL01, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Row, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    return [
        Answer(row["row_id"], row["day"], *_judge(row), part)
        for row in tables["cla_periods_on_day"]
        for part in ("count", "rate")
    ]


def _judge(period: Row) -> tuple[bool | None, bool]:
    """Met, and whether it is left out."""
    if period["legal_status_code"] in ("V3", "V4"):
        return None, True
    if cannot_read(period, "legal_status_code") or cannot_read(period, "ended_on"):
        return None, False
    return True, False
