"""CL40, the obvious way: each visit against the newest return that names it, and the home the child had by then."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import Answer, Row, Tables, cannot_read, months_later, of_children, standing


def answers(tables: Tables) -> list[Answer]:
    first = min((row["first_listed_on"] for row in tables["cla_visits"]), default=None)
    visits = of_children(standing(tables["cla_visits"]))
    homes = of_children(standing(tables["cla_placement"]))
    return [
        _judge(child, visits[child["child_key"]], homes[child["child_key"]], first)
        for child in tables["cla_periods_on_day"]
    ]


def _judge(child: Row, visits: list[Row], homes: list[Row], first: date | None) -> Answer:
    row_id, day, asked, start = child["row_id"], child["day"], child["state_on"], child["started_on"]
    if child["legal_status_code"] in SHORT_BREAKS:
        return Answer(row_id, day, None, True)
    if in_doubt(child) or start is None:
        return Answer(row_id, day, None)
    known = [each for each in visits if start <= each["visited_on"] <= asked and each["first_listed_on"] <= asked]
    told = [_was_late(each["visited_on"], min(each["as_at_on"], asked), asked, homes) for each in known]
    if True in told:
        return Answer(row_id, day, False)
    if cannot_read(child, "last_visited_on") or cannot_read(child, "placement_started_on") or None in told:
        return Answer(row_id, day, None)
    if not known:
        is_new = asked <= start + timedelta(days=7)
        return Answer(row_id, day, None if is_new else False, is_new)
    is_known = first is not None and (months_later(first, 12) <= asked or start >= first)
    return Answer(row_id, day, True if is_known else None)


def _was_late(visit: date, named: date, asked: date, homes: list[Row]) -> bool | None:
    """Whether the next visit was overdue when a return still named this one; None where the kind of home decides."""
    if months_later(named, 12) <= asked:
        return False
    lived = [each for each in homes if each["started_on"] is not None and each["started_on"] <= named]
    home = max(lived, key=lambda each: each["started_on"], default=None)
    if home is not None and visit < home["started_on"]:
        return named > home["started_on"] + timedelta(days=7)
    is_late = named > visit + timedelta(days=42)
    is_late_for_long = named > months_later(visit, 3)
    if home is not None and visit + timedelta(days=42) < months_later(home["started_on"], 12):
        return is_late
    kind = home["placement_type_code"] if home is not None else None
    if kind in ("U1", "U4"):
        return is_late_for_long
    if kind in (None, "U"):
        return is_late_for_long or (None if is_late else False)
    return is_late
