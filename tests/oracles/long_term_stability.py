"""CL07, the obvious way."""

from __future__ import annotations

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Row, Tables, age, cannot_read, months_later, of_children, standing

ADOPTIVE = ("A", "A3", "A4", "A5", "A6")


def answers(tables: Tables) -> list[Answer]:
    born = {row["child_key"]: row["born_on"] for row in tables["person"]}
    placements = of_children(standing(tables["cla_placement"]))
    found = []
    for child in tables["cla_periods_on_day"]:
        key = child["child_key"]
        starts = [each["started_on"] for each in placements[key] if each["started_on"] is not None]
        found.append(Answer(child["row_id"], child["day"], *_judge(child, born.get(key), starts)))
    return found


def _judge(child: Row, born: object, starts: list) -> tuple[bool | None, bool]:  # type: ignore[type-arg]
    """Met, and whether left out."""
    asked, start, placed = child["state_on"], child["started_on"], child["placement_started_on"]
    if child["legal_status_code"] in SHORT_BREAKS:
        return None, True
    if born is not None and age(born, asked) >= 16:  # type: ignore[arg-type]
        return None, True
    if start is not None and months_later(start, 30) > asked:
        return None, True
    if in_doubt(child) or start is None or born is None or placed is None or placed > asked:
        return None, False
    if months_later(placed, 24) <= asked:
        return True, False
    kind = child["placement_type_code"]
    if kind is None or cannot_read(child, "placement_type_code"):
        return None, False
    if kind not in ADOPTIVE:
        return False, False
    before = [each for each in starts if each < placed]
    return (months_later(max(before), 24) <= asked if before else None), False
