"""The ordinary mess of a return: blanks, dates nobody can read, #N/A for a name, codes that are none, old team names.

A cell is spoilt by its record, not by its day: it is as it is in every workbook that lists it. Cells that identify a
row (the child and the date that begins it) are spoilt very rarely, those of children planted as overdue never.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from headway.synthetic.cells import Cells, ListRows, filled
from headway.synthetic.chance import Bools
from headway.synthetic.county_made import County
from headway.synthetic.setting import ALIAS, ALIASED_TEAM, RETIRED_TEAM, TEAMS
from headway.synthetic.template import layouts

NOT_AVAILABLE = "#N/A"  # text here; the workbook writes it as an error cell
UNREADABLE_DAYS = ("31/02/2025", "tbc", "00/00/2025", "see notes", "2025", "12/13/2025")


@dataclass(frozen=True)
class Spoil:
    """A share of a column's cells, and what they hold instead (None is blank)."""

    share: float
    texts: tuple[str | None, ...]


GENDER = (Spoil(0.003, (None,)), Spoil(0.004, ("Female", "M")), Spoil(0.0004, ("XX",)))
ETHNICITY = (Spoil(0.015, (None,)), Spoil(0.0006, ("a) ABCD", "zz) ????")))
BIRTH = (Spoil(0.004, (None,)), Spoil(0.0004, UNREADABLE_DAYS))
DISABILITY = (Spoil(0.02, (None,)),)
TEAM = (Spoil(0.004, (None,)), Spoil(0.003, (RETIRED_TEAM,)), Spoil(0.001, (NOT_AVAILABLE,)))
FLOW_WORKER = (Spoil(0.006, (None,)), Spoil(0.003, (NOT_AVAILABLE,)))
WORKER = (Spoil(0.0025, (NOT_AVAILABLE,)),)
DAY = (Spoil(0.0008, UNREADABLE_DAYS),)
IDENTITY_DAY = (Spoil(0.0002, UNREADABLE_DAYS),)
CODE = (Spoil(0.004, (None,)), Spoil(0.0006, ("z) Not known here",)))

IDENTITY = {1: 5, 2: 5, 3: 5, 4: 6, 5: 6, 6: 6, 7: 6, 8: 7}
# Open rows of lists 6 to 8 keep their worker unless it is #N/A: a blank one would be a child without a worker.
OPEN_LISTS = frozenset({6, 7, 8, 9})


def spoilt(county: County, rows: ListRows) -> ListRows:
    """The rows with their mess."""
    spared = _spared(county, rows)
    columns = []
    for place, (cells, heading) in enumerate(zip(rows.columns, layouts()[rows.number - 1].headings, strict=True)):
        columns.append(_spoil_column(county, rows, place, heading, cells, spared))
    return replace(rows, columns=tuple(columns))


def _spoil_column(county: County, rows: ListRows, place: int, heading: str, cells: Cells, spared: Bools) -> Cells:
    found = cells
    ids = rows.children if heading in ("Gender", "Ethnicity", "Date of Birth") else rows.ids
    where = "person" if ids is rows.children else f"{rows.number}/{place}"
    for turn, spoil in enumerate(_spoils(rows.number, place, heading, place in rows.dates)):
        draw = county.world.unit(f"mess {where} {heading}", ids, turn)
        hit = (draw < spoil.share) & ~spared & filled(cells)
        if hit.any():
            found = found.copy() if found is cells else found
            texts = np.array(spoil.texts, dtype=object)
            found[hit] = texts[(draw[hit] / spoil.share * len(texts)).astype(np.int64)]
    if heading == "Allocated Team":
        found = _alias(county, rows, found)
    return found


@cache
def _spoils(number: int, place: int, heading: str, is_day: bool) -> tuple[Spoil, ...]:
    named = {
        "Gender": GENDER,
        "Ethnicity": ETHNICITY,
        "Date of Birth": BIRTH,
        "Does the Child have a Disability": DISABILITY,
        "Allocated Team": () if number in OPEN_LISTS and number == 9 else TEAM,
        "Allocated Worker": WORKER if number in OPEN_LISTS else FLOW_WORKER,
        "Child Seen During Continuous Assessment": (Spoil(0.006, (None,)),),
    }
    if heading in named:
        return named[heading]
    if is_day:
        return IDENTITY_DAY if IDENTITY.get(number) == place else DAY
    return CODE if _is_code(heading) else ()


def _is_code(heading: str) -> bool:
    """Which answers councils most often leave out or write in their own way."""
    return heading in (
        "Contact Source",
        "Referral Source",
        "Primary Need Code",
        "Latest Category of Abuse",
        "Placement Type",
        "Activity Status",
        "What is the permanence plan for this child?",
    )


def _alias(county: County, rows: ListRows, cells: Cells) -> Cells:
    """One team goes by its short name in half of its rows."""
    short = (cells == TEAMS[ALIASED_TEAM]) & (county.world.unit("team alias", rows.ids, rows.number) < 0.5)
    return np.where(short, ALIAS, cells)


def _spared(county: County, rows: ListRows) -> Bools:
    """Rows of children who are planted as overdue: their truth must be readable."""
    overdue, episodes = county.overdue, county.world.episodes
    of_episodes = np.concatenate(
        [
            overdue.visits_stopped,
            overdue.never_visited,
            overdue.reviews_stopped,
            overdue.need_visits_stopped,
            overdue.need_never_visited,
            overdue.undecided,
            overdue.care_visits_stopped,
            overdue.care_reviews_stopped,
        ]
    )
    children = np.concatenate(
        [
            overdue.unallocated,
            episodes.child[of_episodes],
            episodes.child[overdue.assessments_open],
            county.around.leavers.child[overdue.unsuitable],
        ]
    )
    return np.isin(rows.children, children) & (rows.number < 10)
