"""AD02, the obvious way, both parts."""

from __future__ import annotations

from tests.oracles.adopted import adopted
from tests.oracles.plain import Answer, Row, Tables, cannot_read


def answers(tables: Tables) -> list[Answer]:
    found = []
    for row in adopted(tables):
        for part in ("entry-to-placed", "a10"):
            found.append(Answer(row["row_id"], row["adopted_on"], None, part=part, value=_days(row, part)))
    return found


def _days(row: Row, part: str) -> float | None:
    start, end, fostered = row["entered_care_on"], row["placed_on"], row["ffa_placed_on"]
    if row["adopted_on"] is None or start is None or end is None or end < start:
        return None
    if part == "a10":
        if cannot_read(row, "ffa_placed_on"):
            return None
        if fostered is not None and start <= fostered < end:
            end = fostered
    return float((end - start).days)
