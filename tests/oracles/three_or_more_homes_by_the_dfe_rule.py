"""CL41, the obvious way: the homes of the year, one by one."""

from __future__ import annotations

from datetime import date

from tests.oracles.in_care import in_doubt, of_each_child
from tests.oracles.plain import Answer, Row, Tables, months_later, of_children, standing

NO_MOVE = ("A3", "A5", "T", "T0", "T1", "T2", "T3", "T4")


def answers(tables: Tables) -> list[Answer]:
    first = min((row["first_listed_on"] for row in tables["cla_placement"]), default=None)
    homes = of_children(standing(tables["cla_placement"]))
    return of_each_child(tables, lambda child: _is_met(child, homes[child["child_key"]], first))


def _is_met(child: Row, homes: list[Row], first: date | None) -> bool | None:
    asked, start, said = child["state_on"], child["started_on"], child["placement_count"]
    if in_doubt(child) or start is None:
        return None
    known = [
        each
        for each in homes
        if each["started_on"] is not None
        and start <= each["started_on"] <= asked
        and each["first_listed_on"] <= asked
        and each["placement_type_code"] not in NO_MOVE
    ]
    of_year = [each for each in known if months_later(each["started_on"], 12) > asked]
    before = [each for each in known if each not in of_year]
    if before:
        of_year.append(max(before, key=lambda each: each["started_on"]))
    sure = [each for each in of_year if each["placement_type_code"] not in (None, "A")]
    if len(sure) >= 3:
        return True
    if len(of_year) >= 3 or child["placement_started_on"] is None or said is None or said >= 3:
        return None
    return False if first is not None and (months_later(first, 12) <= asked or start >= first) else None
