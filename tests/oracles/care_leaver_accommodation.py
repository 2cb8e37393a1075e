"""LV02, the obvious way, both parts."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, age, cannot_read

PARTS = {
    "19-21": ({19, 20, 21}, {"former_relevant"}),
    "17-18": ({17, 18}, {"relevant", "former_relevant"}),
}


def answers(tables: Tables) -> list[Answer]:
    born: dict[str, date | None] = {row["child_key"]: row["born_on"] for row in tables["person"]}
    found = []
    for row in tables["care_leavers_on_day"]:
        birthday = born.get(row["child_key"])
        years = None if birthday is None else age(birthday, row["day"])
        for part, (ages, eligible) in PARTS.items():
            if years is not None and years not in ages:
                continue
            if row["eligibility_code"] is not None and row["eligibility_code"] not in eligible:
                continue
            found.append(Answer(row["row_id"], row["day"], *_judge(row, years), part))
    return found


def _judge(row: Row, years: int | None) -> tuple[bool | None, bool]:
    """Met, and whether left out."""
    if row["in_touch_code"] in ("DIED", "RHOM", "EXCL") or row["accommodation_code"] in ("G", "H", "R"):
        return None, True
    if years is None or row["eligibility_code"] is None:
        return None, False
    for column in ("in_touch_code", "accommodation_code", "is_accommodation_suitable"):
        if cannot_read(row, column):
            return None, False
    return row["is_accommodation_suitable"] is True, False
