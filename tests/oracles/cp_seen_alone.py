"""CP10, the obvious way, for an age from which a child is to be seen alone."""

from __future__ import annotations

from datetime import date

from tests.oracles.plain import Answer, Row, Tables, age, cannot_read


def answers(tables: Tables, from_age: int = 4) -> list[Answer]:
    birthdays: dict[str, date | None] = {row["child_key"]: row["born_on"] for row in tables["person"]}
    return [
        Answer(plan["row_id"], plan["day"], *_judge(plan, birthdays.get(plan["child_key"]), from_age))
        for plan in tables["cp_plans_on_day"]
    ]


def _judge(plan: Row, born: date | None, from_age: int) -> tuple[bool | None, bool]:
    """Met, and whether left out."""
    start, visit = plan["started_on"], plan["last_visited_on"]
    if any(cannot_read(plan, name) for name in ("ended_on", "started_on", "last_visited_on")) or start is None:
        return None, False
    if visit is not None and visit > plan["state_on"]:
        return None, False
    if visit is None or visit < start:
        return None, True
    if born is None:
        return None, False
    if born > visit or age(born, visit) < from_age:
        return None, True
    return {"yes": True, "no": False}.get(plan["last_seen_alone_code"] or ""), False
