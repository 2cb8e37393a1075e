"""CL31, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import ended_for
from tests.oracles.plain import Answer, Tables

PARTS = {"planned": {"E4A"}, "unplanned": {"E4B"}}


def answers(tables: Tables) -> list[Answer]:
    return ended_for(tables, PARTS, {"E4_"})
