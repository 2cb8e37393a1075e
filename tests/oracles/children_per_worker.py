"""WF08, the obvious way: whose children are whose, over lists 6, 7 and 8, and who has more than the limit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read

LISTS = (("cla_periods_on_day", "ended_on"), ("cp_plans_on_day", "ended_on"), ("cin_episodes_on_day", "closed_on"))


@dataclass
class Caseload:
    """A worker's children, by the row that is shown; or, with no number, a child whose worker is not known."""

    row_id: str
    day: date
    child_count: int | None
    left_out: bool = False


def answers(tables: Tables, limit: int = 2) -> list[Answer]:
    return [
        Answer(each.row_id, each.day, met, each.left_out, part, value=value)
        for each in caseloads(tables)
        for part in ("children-per-worker", "workers-over-limit")
        for met, value in [
            (None, None) if each.child_count is None else (each.child_count > limit, float(each.child_count))
        ]
    ]


def caseloads(tables: Tables) -> list[Caseload]:
    sure: dict[tuple[date, str], list[Row]] = defaultdict(list)
    children: dict[tuple[date, str], list[tuple[Row, bool]]] = defaultdict(list)
    for table, ends in LISTS:
        for row in tables[table]:
            if row.get("legal_status_code") in ("V3", "V4"):
                continue
            is_sure = not any(cannot_read(row, column) for column in ("started_on", ends, "legal_status_code"))
            children[row["day"], row["child_key"]].append((row, is_sure))
            if is_sure and row["worker_key"]:
                sure[row["day"], row["worker_key"]].append(row)
    found = [_of_worker(day, rows) for (day, _), rows in sure.items()]
    for (day, _), rows in children.items():
        if any(row["worker_key"] and is_sure for row, is_sure in rows):
            continue
        is_lost = any(cannot_read(row, "worker_key") or row["worker_key"] for row, _ in rows)
        found.append(Caseload(min(row["row_id"] for row, _ in rows), day, None, not is_lost))
    return found


def _of_worker(day: date, rows: list[Row]) -> Caseload:
    """Shown by the first row of the team that holds most of the worker's children."""
    teams: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        teams[row["team_id"]].append(row)
    ordered = sorted((-len({r["child_key"] for r in own}), min(r["row_id"] for r in own)) for own in teams.values())
    return Caseload(ordered[0][1], day, len({row["child_key"] for row in rows}))
