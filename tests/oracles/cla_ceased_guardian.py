"""CL32, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import ended_for
from tests.oracles.plain import Answer, Tables

PARTS = {"sgo": {"E45", "E46", "E47", "E48", "SGO"}, "cao": {"E41"}}


def answers(tables: Tables) -> list[Answer]:
    return ended_for(tables, PARTS, set())
