"""CL13, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import share_of_children
from tests.oracles.plain import Answer, Tables

TYPES = {"Z1"}


def answers(tables: Tables) -> list[Answer]:
    return share_of_children(tables, "placement_type_code", lambda code: code in TYPES)
