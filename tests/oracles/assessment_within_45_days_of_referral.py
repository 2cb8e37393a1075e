"""AS11, the obvious way: by the newest referral by the start, and only the first assessment begun since it."""

from __future__ import annotations

from datetime import date

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


def answers(tables: Tables, history_from: date, days: int = 45, look_back: int = 3) -> list[Answer]:
    referrals = of_children(standing(tables["referrals"]))
    found = []
    for child, own in of_children(standing(tables["cin_assessments"])).items():
        days_referred = [row["referred_on"] for row in referrals[child]]
        for row in own:
            end = row["completed_on"]
            if end is not None or cannot_read(row, "completed_on"):
                met, left_out = _judge(row, own, days_referred, months_later(history_from, look_back), days)
                found.append(Answer(row["row_id"], end, met, left_out))
    return found


def _judge(row: Row, own: list[Row], referred: list[date | None], history: date, days: int) -> tuple[bool | None, bool]:
    start, end = row["started_on"], row["completed_on"]
    if start is None or end is None or end < start or any(other["started_on"] is None for other in own):
        return None, False
    newest = _newest(referred, start)
    if newest is None:
        return None, start < history and None not in referred
    first = min(
        (o for o in own if _newest(referred, o["started_on"]) == newest), key=lambda o: (o["started_on"], o["row_id"])
    )
    is_in_time = count_working_days(newest, end) <= days
    if None in referred and (first is not row or not is_in_time):
        return None, False
    return (is_in_time, False) if first is row else (None, True)


def _newest(referred: list[date | None], start: date) -> date | None:
    return max((day for day in referred if day is not None and day <= start), default=None)
