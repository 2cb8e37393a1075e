"""The third extract beside Annex A: each followed child's school days of the last two weeks. It has draws of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from headway.periods import is_working_day
from headway.synthetic.chance import pick
from headway.synthetic.county_made import County
from headway.synthetic.days import day_of

HEADS = ("Child Unique ID", "School Day", "Attendance", "Reason")
MARKS = ("Attending", "Not attending", "Not expected to attend")
DAYS_BACK, YEAR = 14, 365.25
# From nursery to sixth form; some schools send nothing of a child, some expect it on no day, some children seldom come.
FIRST_AGE, LAST_AGE, UNTOLD_SHARE, NOT_EXPECTED_SHARE, SELDOM_SHARE = 4.5, 17.0, 0.12, 0.05, 0.08
COMES_SHARE, COMES_SELDOM_SHARE, BLANK_SHARE, SPOILT_SHARE = 0.91, 0.15, 0.004, 0.001
REASONS, REASON_SHARES = ("Ill", "Appointment", "Not told", ""), (0.4, 0.1, 0.3, 0.2)


def attendance_rows(county: County, children: Iterable[tuple[str, int]], day: int) -> Iterator[tuple[str, ...]]:
    """A row for each child, by id and number, and each school day up to the day. Every working day is a school day here."""
    world = county.world
    listed = list(children)
    keys = np.array([key for key, _ in listed], dtype=object)
    child = np.array([number for _, number in listed], dtype=np.int64)
    age = (day - world.children.born[child]) / YEAR
    is_told = (age >= FIRST_AGE) & (age < LAST_AGE) & (world.unit("school told", child) >= UNTOLD_SHARE)
    days = [on for on in range(day - DAYS_BACK + 1, day + 1) if is_working_day(day_of(on))]
    keys, child = np.repeat(keys[is_told], len(days)), np.repeat(child[is_told], len(days))
    on = np.tile(np.array(days, dtype=np.int64), int(is_told.sum()))
    comes = np.where(world.unit("school seldom", child) < SELDOM_SHARE, COMES_SELDOM_SHARE, COMES_SHARE)
    mark = np.where(world.unit("school day", child, on) < comes, 0, 1)
    mark = np.where(world.unit("school expects", child) < NOT_EXPECTED_SHARE, 2, mark)
    reason = pick(world.unit("school reason", child, on), REASON_SHARES)
    recorded = world.unit("school recorded", child, on)
    for n in range(len(keys)):
        written = "31/02/2026" if recorded[n] < SPOILT_SHARE else f"{day_of(on[n]):%d/%m/%Y}"
        said = "" if recorded[n] > 1 - BLANK_SHARE else MARKS[mark[n]]
        yield keys[n], written, said, REASONS[reason[n]] if mark[n] == 1 else ""
