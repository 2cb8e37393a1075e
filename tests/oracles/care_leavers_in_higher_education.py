"""LV06, the obvious way."""

from __future__ import annotations

from tests.oracles.leavers import COHORTS, by_activity
from tests.oracles.plain import Answer, Tables

CODES = {"F1", "P1"}


def answers(tables: Tables) -> list[Answer]:
    return by_activity(tables, {"19-21": COHORTS["19-21"]}, CODES, unsure="EET")
