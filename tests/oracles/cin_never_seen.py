"""CN06, the obvious way."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later


def answers(tables: Tables, new_case: int = 1) -> list[Answer]:
    elsewhere: dict[tuple[str, date], list[Row]] = defaultdict(list)
    for name in ("cp_plans_on_day", "cla_periods_on_day"):
        for row in tables[name]:
            elsewhere[row["child_key"], row["day"]].append(row)
    return [_judge(row, elsewhere[row["child_key"], row["day"]], new_case) for row in tables["cin_episodes_on_day"]]


def _judge(row: Row, elsewhere: list[Row], new_case: int) -> Answer:
    asked, start, seen = row["state_on"], row["started_on"], row["last_seen_on"]
    if start is None or cannot_read(row, "closed_on"):
        return Answer(row["row_id"], row["day"], None)
    visits = [seen, *(each["last_visited_on"] for each in elsewhere)]
    if any(visit is not None and start <= visit <= asked for visit in visits):
        return Answer(row["row_id"], row["day"], False)
    is_spoilt = cannot_read(row, "last_seen_on") or any(cannot_read(each, "last_visited_on") for each in elsewhere)
    if is_spoilt or any(visit is not None and visit > asked for visit in visits):
        return Answer(row["row_id"], row["day"], None)
    first = months_later(start, new_case)
    if asked <= first:
        return Answer(row["row_id"], row["day"], None, True)
    return Answer(row["row_id"], row["day"], True, due_on=first, days_over=(asked - first).days)
