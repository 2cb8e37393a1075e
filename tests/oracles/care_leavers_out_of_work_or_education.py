"""LV04, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import COHORTS, by_activity
from tests.oracles.plain import Answer, Tables

CODES = {"G4", "G5", "G6", "NEET"}


def answers(tables: Tables) -> list[Answer]:
    return by_activity(tables, COHORTS, CODES)
