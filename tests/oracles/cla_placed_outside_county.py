"""CL09, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import share_of_children
from tests.oracles.plain import Answer, Tables


def answers(tables: Tables) -> list[Answer]:
    return share_of_children(tables, "placement_location_code", lambda code: code == "OUT")
