"""CL39, the obvious way: review by review, was the next one late, and could one between them be unseen?"""

from __future__ import annotations

from datetime import date

from tests.oracles.in_care import SHORT_BREAKS, in_doubt
from tests.oracles.plain import (
    Answer,
    Row,
    Tables,
    cannot_read,
    count_working_days,
    months_later,
    of_children,
    standing,
)


def answers(tables: Tables) -> list[Answer]:
    first = min((row["first_listed_on"] for row in tables["cla_reviews"]), default=None)
    reviews = of_children(standing(tables["cla_reviews"]))
    return [_judge(child, reviews[child["child_key"]], first) for child in tables["cla_periods_on_day"]]


def _judge(child: Row, reviews: list[Row], first: date | None) -> Answer:
    row_id, day, asked, start = child["row_id"], child["day"], child["state_on"], child["started_on"]
    if child["legal_status_code"] in SHORT_BREAKS:
        return Answer(row_id, day, None, True)
    if in_doubt(child) or start is None:
        return Answer(row_id, day, None)
    known = [each for each in reviews if start <= each["held_on"] <= asked and each["first_listed_on"] <= asked]
    known.sort(key=lambda each: each["held_on"])
    told = _lateness(child, known, start)
    if True in told:
        return Answer(row_id, day, False)
    if cannot_read(child, "last_reviewed_on") or None in told:
        return Answer(row_id, day, None)
    if not known:
        is_new = count_working_days(start, asked) <= 20
        return Answer(row_id, day, None if is_new else False, is_new)
    is_known = first is not None and (months_later(first, 12) <= asked or start >= first)
    return Answer(row_id, day, True if is_known else None)


def _lateness(child: Row, known: list[Row], start: date) -> list[bool | None]:
    """For each review of the year whether it was late; None where one before it may have been overwritten."""
    asked = child["state_on"]
    told: list[bool | None] = []
    for number, review in enumerate(known):
        held, named = review["held_on"], min(review["as_at_on"], asked)
        after = known[number + 1]["held_on"] if number + 1 < len(known) else None
        due = months_later(held, 3 if count_working_days(start, held) <= 20 else 6)
        if months_later(after or asked, 12) > asked:
            if named > due:
                told.append(True)
            elif after is not None and after > due:
                told.append(True if after <= months_later(named, 3) else None)
        if number == 0 and count_working_days(start, held) > 20 and months_later(held, 12) > asked:
            listed = child["first_listed_on"]
            is_sure = listed is not None and listed < review["first_listed_on"] and held <= months_later(listed, 3)
            told.append(True if is_sure else None)
    return told
