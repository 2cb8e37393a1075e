"""Lists 1 to 5: what came in and what was done about it, over the six months before the day."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from headway.synthetic.cells import (
    Cells,
    ListRows,
    blank_unless,
    coded,
    count_cells,
    day_cells,
    person_block,
)
from headway.synthetic.chance import Ints, pick
from headway.synthetic.county_made import ASSESSMENT, County, team_cells
from headway.synthetic.days import NEVER, add_working_days, day_of, months_before, number
from headway.synthetic.setting import FRONT_DOOR
from headway.synthetic.template import SOURCE_SHARES, SOURCES, YES_NO, YES_NO_UNKNOWN
from headway.synthetic.world import earlier_within_year

ORGANISATIONS = (
    "Sample County Family Hub",
    "Sample County Early Help",
    "School",
    "Health visiting",
    "Children's centre",
)
ORGANISATION_SHARES = (0.4, 0.25, 0.2, 0.1, 0.05)
DECIDED_AFTER = 10  # working days after which it is known that no conference is needed


def window_start(day: int, months: int = 6) -> int:
    """The first day of a list's window: the day after the same date so many months earlier."""
    return number(months_before(day_of(day), months) + timedelta(days=1))


def contacts(county: County, day: int) -> ListRows:
    """List 1: contacts received."""
    rows = _between(county.around.contacts.begins, window_start(day), day)
    child, on = county.around.contacts.child[rows], county.around.contacts.begins[rows]
    source = pick(county.world.unit("contact source", rows), SOURCE_SHARES)
    columns = (*person_block(county.world, county.keys, child, day), day_cells(on), coded(SOURCES, source))
    return ListRows(1, rows, child, columns, frozenset({3, 5}))


def early_help(county: County, day: int) -> ListRows:
    """List 2: early help begun, ended or still going on."""
    spells, first = county.around.early_help, window_start(day)
    rows = np.flatnonzero((spells.begins <= day) & ((spells.begins >= first) | (spells.ends >= first)))
    child, ends = spells.child[rows], spells.ends[rows]
    organisation = pick(county.world.unit("organisation", rows), ORGANISATION_SHARES)
    columns = (
        *person_block(county.world, county.keys, child, day),
        day_cells(spells.begins[rows]),
        day_cells(np.where(ends <= day, ends, NEVER)),
        coded(ORGANISATIONS, organisation),
    )
    return ListRows(2, rows, child, columns, frozenset({3, 5, 6}))


def referrals(county: County, day: int) -> ListRows:
    """List 3: referrals received; the count is that of the child's latest, on each of the child's rows."""
    episodes = county.world.episodes
    rows = _between(episodes.referred_on, window_start(day), day)
    child = episodes.child[rows]
    no_action = episodes.is_no_action[rows]
    team = np.where(no_action, FRONT_DOOR, county.team(ASSESSMENT, child))
    columns = (
        *person_block(county.world, county.keys, child, day),
        day_cells(episodes.referred_on[rows]),
        coded(SOURCES, pick(episodes.source[rows], SOURCE_SHARES)),
        coded(YES_NO, np.where(no_action, 0, 1)),
        count_cells(_of_latest(child, county.world.earlier_referrals[rows])),
        team_cells(team),
        county.workers(team, child, episodes.referred_on[rows], "referral"),
    )
    return ListRows(3, rows, child, columns, frozenset({3, 5}))


def assessments(county: County, day: int) -> ListRows:
    """List 4: assessments open, or authorised in the window."""
    episodes, first = county.world.episodes, window_start(day)
    rows = np.flatnonzero((episodes.assessed_from <= day) & (episodes.assessed_to >= first))
    child, ends = episodes.child[rows], episodes.assessed_to[rows]
    done = ends <= day
    early_seen = (episodes.seen[rows] == 0) & (day - episodes.assessed_from[rows] > 10)
    team = county.team(ASSESSMENT, child)
    columns = (
        *person_block(county.world, county.keys, child, day),
        disability(county, child),
        day_cells(episodes.assessed_from[rows]),
        coded(YES_NO_UNKNOWN, np.where(done, episodes.seen[rows], np.where(early_seen, 0, 2))),
        day_cells(np.where(done, ends, NEVER)),
        blank_unless(done, coded(YES_NO, np.where(episodes.is_supported[rows], 0, 1))),
        team_cells(team),
        county.workers(team, child, episodes.referred_on[rows], "assessment"),
    )
    return ListRows(4, rows, child, columns, frozenset({3, 6, 8}))


def enquiries(county: County, day: int) -> ListRows:
    """List 5: section 47 enquiries begun, and the conferences they led to."""
    episodes = county.world.episodes
    rows = _between(episodes.enquiry_on, window_start(day), day)
    rows = rows[np.lexsort((episodes.enquiry_on[rows], episodes.child[rows]))]
    child, on, held = episodes.child[rows], episodes.enquiry_on[rows], episodes.conference_on[rows]
    leads_on, is_held = held < NEVER, held <= day
    decided = add_working_days(on, np.full(len(rows), DECIDED_AFTER)) <= day
    decided &= county.world.unit("never decided", rows) >= 0.01
    decided &= ~np.isin(rows, county.overdue.undecided)
    earlier, conferences = _earlier_enquiries(county)
    team = county.team(ASSESSMENT, child)
    columns = (
        *person_block(county.world, county.keys, child, day),
        disability(county, child),
        day_cells(on),
        blank_unless(decided | is_held, coded(YES_NO, np.where(leads_on, 1, 0))),
        day_cells(np.where(is_held, held, NEVER)),
        blank_unless(is_held, coded(YES_NO, np.where(episodes.plan_from[rows] < NEVER, 0, 1))),
        count_cells(_of_latest(child, earlier[rows])),
        count_cells(_of_latest(child, conferences[rows])),
        team_cells(team),
        county.workers(team, child, on, "enquiry"),
    )
    return ListRows(5, rows, child, columns, frozenset({3, 6, 8}))


def disability(county: County, child: Ints) -> Cells:
    """Whether the child has a disability, as recorded."""
    return coded(YES_NO_UNKNOWN, county.world.children.disability[child])


def _between(day: Ints, first: int, last: int) -> Ints:
    return np.flatnonzero((day >= first) & (day <= last))


def _of_latest(child: Ints, count: Ints) -> Ints:
    """For rows by child and day: the count of the child's last row, on each."""
    if not len(child):
        return count
    last = np.append(child[1:] != child[:-1], True)
    group = np.cumsum(np.insert(last[:-1], 0, False))
    return np.asarray(count[np.flatnonzero(last)[group]], dtype=np.int64)


def _earlier_enquiries(county: County) -> tuple[Ints, Ints]:
    """For each episode with an enquiry: the child's enquiries, and conferences, in the year before it."""
    episodes = county.world.episodes
    has = np.flatnonzero(episodes.enquiry_on < NEVER)
    order = has[np.lexsort((episodes.enquiry_on[has], episodes.child[has]))]
    earlier = np.zeros(len(episodes), dtype=np.int64)
    earlier[order] = earlier_within_year(episodes.child[order], episodes.enquiry_on[order])
    held = np.concatenate([[0], np.cumsum(episodes.conference_on[order] < NEVER)])
    conferences = np.zeros(len(episodes), dtype=np.int64)
    place = np.arange(len(order))
    conferences[order] = held[place] - held[place - earlier[order]]
    return earlier, conferences
