"""LV03, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import COHORTS, by_activity
from tests.oracles.plain import Answer, Tables

CODES = {"F1", "F2", "F3", "F4", "F5", "P1", "P2", "P3", "P4", "P5", "EET"}


def answers(tables: Tables) -> list[Answer]:
    return by_activity(tables, COHORTS, CODES)
