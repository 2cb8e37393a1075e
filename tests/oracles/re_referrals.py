"""RF02, the obvious way, both parts. A child counts once in a period: see ``once_a_child`` of plain.py."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.oracles.plain import Answer, Row, Tables, months_later, standing


def answers(tables: Tables, history_from: date, look_back: int = 12) -> list[Answer]:
    rows = standing(tables["referrals"])
    by_child: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_child[row["child_key"]].append(row)
    found = []
    for row in rows:
        on, child = row["referred_on"], row["child_key"]
        found.append(Answer(row["row_id"], on, _by_count(row), False, "children", child))
        short = on is not None and on < months_later(history_from, look_back)
        met = None if short else _by_dates(on, by_child[child], look_back)
        found.append(Answer(row["row_id"], on, met, short, "referrals", child))
    return found


def _by_count(row: Row) -> bool | None:
    count = row["earlier_referral_count"]
    if row["referred_on"] is None or count is None or count < 0:
        return None
    return bool(count)


def _by_dates(on: date | None, of_child: list[Row], look_back: int) -> bool | None:
    if on is None:
        return None
    has_undated = False
    for other in of_child:
        before = other["referred_on"]
        if before is None:
            has_undated = True
        elif before < on and months_later(before, look_back) >= on:
            return True
    return None if has_undated else False
