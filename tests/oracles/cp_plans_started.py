"""CP02, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, counted_by, standing


def answers(tables: Tables) -> list[Answer]:
    return counted_by(standing(tables["cp_plans"]), "started_on")
