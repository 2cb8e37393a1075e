"""FD01, the obvious way."""

from __future__ import annotations

from tests.oracles.plain import Answer, Tables, counted_by, standing


def answers(tables: Tables) -> list[Answer]:
    return counted_by(standing(tables["contacts"]), "contacted_on")
