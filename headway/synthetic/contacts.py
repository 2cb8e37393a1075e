"""The extracts beside Annex A on a day: every contact with a child of the last weeks, school attendance, and names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np

from headway.store import disk
from headway.synthetic import attendance
from headway.synthetic.cells import Cells, ListRows
from headway.synthetic.chance import Ints, pick
from headway.synthetic.county_made import County
from headway.synthetic.days import LONG_AGO, NEVER, day_of, number
from headway.synthetic.lists_care import care_leavers, children_in_care
from headway.synthetic.lists_open import child_protection, children_in_need
from headway.synthetic.visits import CARE_VISIT, LEAVER_CONTACT, NEED_VISIT, PLAN_VISIT, Rhythm, last_done

WEEKS, DAYS = 8, 56
# Beside visits: how likely a child is to be rung or written to in a week, who is never, and what was not recorded.
CALLED_SHARE, NEVER_CALLED_SHARE, NOT_RECORDED_SHARE, SPOILT_SHARE = 0.30, 0.12, 0.01, 0.001
MODES, CALL_SHARES = ("In person", "Video", "Phone", "Message"), (0.0, 0.35, 0.5, 0.15)
CONTACT_HEADS = (
    "Child Unique ID",
    "Date of Contact",
    "Mode of Contact",
    "Child Seen",
    "Child Seen Alone",
    "Contact Made By",
)
NAME_HEADS = ("Child Unique ID", "Child Name")
GIVEN = (
    *("Ash", "Bay", "Brook", "Clay", "Cove", "Dale", "Dell", "Elm", "Fern", "Flint", "Glen", "Heath", "Ivy", "Jay"),
    *(
        "Lake",
        "Lark",
        "Linden",
        "Marsh",
        "Moss",
        "Oak",
        "Pine",
        "Reed",
        "Robin",
        "Rowan",
        "Sage",
        "Sky",
        "Vale",
        "Wren",
    ),
)
SYLLABLES = (
    "Bar",
    "Cob",
    "Dim",
    "Fen",
    "Gor",
    "Hap",
    "Lud",
    "Mor",
    "Nib",
    "Pol",
    "Quin",
    "Ros",
    "Tam",
    "Tor",
    "Wim",
    "Yar",
)


def extract_name(what: str, day: date) -> str:
    """The name of a day's extract: contacts, attendance or names."""
    return f"{what}_{day.isoformat()}.csv"


def write_extracts(county: County, out: Path, day: date) -> None:
    """Writes the extracts of the day."""
    contacts = sorted(row for each in _lists(county, number(day)) for row in _contacts(county, *each, number(day)))
    disk.write_file(out / extract_name("contacts", day), _csv(CONTACT_HEADS, contacts))
    keys = sorted(
        {(rows.columns[0][n], rows.children[n]) for rows, *_ in _lists(county, number(day)) for n in range(len(rows))}
    )
    disk.write_file(
        out / extract_name("names", day), _csv(NAME_HEADS, ((key, _name(county, child)) for key, child in keys))
    )
    marks = attendance.attendance_rows(county, keys, number(day))
    disk.write_file(out / extract_name("attendance", day), _csv(attendance.HEADS, marks))


Listed = tuple[ListRows, Rhythm, Ints, Ints, Cells]


def _lists(county: County, day: int) -> Iterator[Listed]:
    """Each list of children with work open: its rhythm of visits, since when, until when, and the workers."""
    episodes, overdue, last = county.world.episodes, county.overdue, county.setting.last_day
    need, plans, care, leavers = (
        make(county, day) for make in (children_in_need, child_protection, children_in_care, care_leavers)
    )
    until = np.minimum(episodes.closed_on[need.ids], day)
    yield (
        need,
        NEED_VISIT,
        episodes.referred_on[need.ids],
        overdue.need_visits_until(need.ids, until, last),
        need.columns[-1],
    )
    until = np.minimum(overdue.visits_until(plans.ids, day, last), episodes.plan_to[plans.ids])
    yield plans, PLAN_VISIT, episodes.plan_from[plans.ids], until, plans.columns[-1]
    until = overdue.care_visits_until(care.ids, np.minimum(episodes.care_to[care.ids], day), last)
    yield care, CARE_VISIT, episodes.care_from[care.ids], until, care.columns[-1]
    begins = county.around.leavers.begins[leavers.ids]
    yield leavers, LEAVER_CONTACT, begins, np.full(len(leavers), day), leavers.columns[8]


def _contacts(
    county: County, rows: ListRows, rhythm: Rhythm, begins: Ints, until: Ints, workers: Cells, day: int
) -> Iterator[tuple[str, ...]]:
    """The visits of the last weeks, and what was said by video, phone or message between them."""
    world, keys = county.world, rows.columns[0]
    for _ in range(WEEKS):
        found = last_done(world, rhythm, rows.ids, begins, until)
        alone = pick(world.unit("contact alone", rows.children, np.maximum(found, 0)), (0.68, 0.30, 0.02))
        for n in np.flatnonzero(found > day - DAYS):
            yield _row(
                county, keys[n], rows.children[n], int(found[n]), 0, "Yes", ("Yes", "No", "")[alone[n]], workers[n]
            )
        until = np.where(found > LONG_AGO, found - 1, LONG_AGO // 2)
    is_called = world.unit("never called", rows.children) >= NEVER_CALLED_SHARE
    for week in range(WEEKS):
        turn = day // 7 - week
        called = is_called & (world.unit("called", rows.children, turn) < CALLED_SHARE) & (begins < NEVER)
        mode = pick(world.unit("called how", rows.children, turn), CALL_SHARES)
        on = day - 7 * week - (world.unit("called on", rows.children, turn) * 7).astype(np.int64)
        for n in np.flatnonzero(called & (on >= begins)):
            seen = "Yes" if mode[n] == 1 else "No"
            yield _row(county, keys[n], rows.children[n], int(on[n]), int(mode[n]), seen, "No", workers[n])


def _row(
    county: County, key: str, child: int, on: int, mode: int, seen: str, alone: str, worker: str | None
) -> tuple[str, ...]:
    """One contact, as a worker records it: sometimes without saying whether the child was seen, or with no real date."""
    draw = county.world.unit("contact recorded", np.asarray([child]), on)[0]
    written = "31/02/2026" if draw < SPOILT_SHARE else f"{day_of(on):%d/%m/%Y}"
    return key, written, MODES[mode], "" if draw > 1 - NOT_RECORDED_SHARE else seen, alone, worker or ""


def _name(county: County, child: int) -> str:
    """An invented name that nobody could take for a real one, the family's own at its end."""
    children = county.world.children
    family = int(children.family[child])
    first = GIVEN[int(county.world.unit("given name", np.asarray([child]))[0] * len(GIVEN))]
    return f"{first} {SYLLABLES[family % 16]}{SYLLABLES[family // 16 % 16].lower()}wickle"


def _csv(heads: tuple[str, ...], rows: Iterator[tuple[object, ...]] | list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode()
