"""CL33, the obvious way."""

from __future__ import annotations

from datetime import date

from tests.oracles.in_care import in_doubt, of_each_child
from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later, of_children


def answers(tables: Tables) -> list[Answer]:
    seen = [row for row in tables["involvements"] if row["service_code"] == "cla"]
    first = min((row["first_seen_on"] for row in seen), default=None)
    spells = of_children(seen)
    return of_each_child(tables, lambda child: _is_met(child, spells[child["child_key"]], first))


def _is_met(child: Row, spells: list[Row], first: date | None) -> bool | None:
    if in_doubt(child):
        return None
    asked, start = child["state_on"], child["started_on"]
    workers = set()
    for spell in spells:
        if spell["first_seen_on"] <= asked and months_later(spell["last_seen_on"], 12) > asked:
            workers.add(spell["worker_key"])
    workers.discard(None)
    if len(workers) >= 3:
        return True
    if cannot_read(child, "worker_key") or first is None:
        return None
    is_known = months_later(first, 12) <= asked or (start is not None and start >= first)
    return False if is_known else None
