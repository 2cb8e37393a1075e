"""WF09, the obvious way: each child once over lists 6, 7 and 8."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read

LISTS = (
    (8, "cla_periods_on_day", "ended_on"),
    (7, "cp_plans_on_day", "ended_on"),
    (6, "cin_episodes_on_day", "closed_on"),
)


def answers(tables: Tables) -> list[Answer]:
    children: dict[tuple[str, date], list[tuple[int, str, Row]]] = defaultdict(list)
    for number, table, end_column in LISTS:
        for row in tables[table]:
            children[row["child_key"], row["day"]].append((number, _standing_of(row, end_column), row))
    return [_judge(rows) for rows in children.values()]


def _standing_of(row: Row, end_column: str) -> str:
    """Whether the child is open by this row: *open*, *perhaps*, or only in *short breaks*."""
    if row.get("legal_status_code") in ("V3", "V4"):
        return "short breaks"
    if any(cannot_read(row, column) for column in ("started_on", end_column, "legal_status_code")):
        return "perhaps"
    return "open"


def _judge(rows: list[tuple[int, str, Row]]) -> Answer:
    by_standing: dict[str, list[Row]] = defaultdict(list)
    for _, standing, row in rows:
        by_standing[standing].append(row)
    shown = _row_shown(rows)
    day = shown["day"]
    if not by_standing["open"] and not by_standing["perhaps"]:
        return Answer(shown["row_id"], day, None, True)
    named = {name: any(row["worker_key"] for row in found) for name, found in by_standing.items()}
    if named.get("open") or named.get("short breaks"):
        return Answer(shown["row_id"], day, False)
    if named.get("perhaps"):
        return Answer(shown["row_id"], day, None if by_standing["open"] else False)
    if any(cannot_read(row, "worker_key") for _, _, row in rows) or not by_standing["open"]:
        return Answer(shown["row_id"], day, None)
    return Answer(shown["row_id"], day, True)


def _row_shown(rows: list[tuple[int, str, Row]]) -> Row:
    """The row of list 8, else 7, else 6, short breaks last; of two on one list the one that began later."""
    best = None
    for number, standing, row in rows:
        key = (standing != "short breaks", number, row["started_on"] or date.min)
        if best is None or key > best[0] or (key == best[0] and row["row_id"] < best[1]["row_id"]):
            best = (key, row)
    assert best is not None
    return best[1]
