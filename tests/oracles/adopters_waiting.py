"""AD08, the obvious way: family by family."""

from __future__ import annotations

from collections import defaultdict

from tests.oracles.plain import Answer, Row, Tables, cannot_read, standing

APPROVED = ("stage_2_ended_on", "approved_on")
SETTLED = ("matched_on", "placed_on", "left_on", "adopted_on")


def answers(tables: Tables) -> list[Answer]:
    families: dict[object, list[Row]] = defaultdict(list)
    for row in tables["prospective_adopters_on_day"]:
        families[row["family_key"] or row["row_id"], row["day"]].append(row)
    named: dict[str, list[Row]] = defaultdict(list)
    for row in standing(tables["prospective_adopters"]):
        named[row["family_key"]].append(row)
    found = []
    for rows in families.values():
        day, family = rows[0]["day"], rows[0]["family_key"]
        every = [row | {"day": day} for row in named[family]] if family else []
        if _has_happened([*rows, *every], SETTLED):
            continue
        is_approved = _has_happened(rows, APPROVED)
        if is_approved or _is_spoilt(rows, APPROVED):
            met = True if is_approved and not _is_spoilt(rows, (*SETTLED, "enquired_on", "family_key")) else None
            found.append(Answer(min(row["row_id"] for row in rows), day, met))
    return found


def _has_happened(rows: list[Row], columns: tuple[str, ...]) -> bool:
    return any(row[column] is not None and row[column] <= row["day"] for row in rows for column in columns)


def _is_spoilt(rows: list[Row], columns: tuple[str, ...]) -> bool:
    return any(cannot_read(row, column) for row in rows for column in columns)
