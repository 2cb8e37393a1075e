"""S401, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, counted_by, standing


def answers(tables: Tables) -> list[Answer]:
    return counted_by(standing(tables["s47_enquiry"]), "started_on")
