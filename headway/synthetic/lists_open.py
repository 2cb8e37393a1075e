"""Lists 6 and 7: children in need and child protection plans, open or lately ended, one row a child."""

from __future__ import annotations

import numpy as np

from headway.synthetic.cells import ListRows, blank_unless, coded, count_cells, day_cells, person_block
from headway.synthetic.chance import Bools, Ints, pick
from headway.synthetic.county_made import ASSESSMENT, CARE, DISABLED, FAMILY, County, team_cells
from headway.synthetic.days import NEVER, number
from headway.synthetic.lists_flow import disability, window_start
from headway.synthetic.planted import BLANKED_SHARE
from headway.synthetic.template import (
    ABUSE,
    ABUSE_SHARES,
    CLOSURE_SHARES,
    CLOSURES,
    NEED_SHARES,
    NEEDS,
    STATUSES,
    YES_NO,
    YES_NO_UNKNOWN,
)
from headway.synthetic.visits import NEED_VISIT, PLAN_REVIEW, PLAN_VISIT, last_done
from headway.synthetic.world import World

IN_CARE, ON_PLAN, IN_NEED, IN_ASSESSMENT, CLOSED = range(5)
DISABLED_TEAM_SHARE = 0.4


def newest(child: Ints, rows: Ints) -> Ints:
    """Of these rows, in order of child and day, the last of each child."""
    return rows[np.append(child[rows][1:] != child[rows][:-1], True)] if len(rows) else rows


def children_in_need(county: County, day: int) -> ListRows:
    """List 6: open episodes, and those closed in the window but for the ones that an assessment closed (RC8)."""
    episodes, first = county.world.episodes, window_start(day)
    known = ~episodes.is_no_action & (episodes.referred_on <= day)
    listed = (episodes.closed_on > day) | ((episodes.closed_on >= first) & episodes.is_supported)
    rows = newest(episodes.child, np.flatnonzero(known & listed))
    child, closed_on = episodes.child[rows], episodes.closed_on[rows]
    status = _status(county, rows, day)
    need = np.where(county.world.children.is_alone[child], 7, pick(county.world.unit("need", rows), NEED_SHARES))
    closing = pick(county.world.unit("closure", rows), CLOSURE_SHARES)
    team = _team(county, child, status)
    until = county.overdue.need_visits_until(rows, np.minimum(closed_on, day), county.setting.last_day)
    seen = last_done(county.world, NEED_VISIT, rows, episodes.referred_on[rows], until)
    columns = (
        *person_block(county.world, county.keys, child, day),
        disability(county, child),
        day_cells(episodes.referred_on[rows]),
        coded(NEEDS, need),
        day_cells(seen),
        day_cells(np.where(closed_on <= day, closed_on, NEVER)),
        blank_unless(closed_on <= day, coded(CLOSURES, closing)),
        coded(STATUSES, status),
        team_cells(team),
        county.allocated(county.workers(team, child, np.minimum(day, closed_on), "help"), child, day),
    )
    return ListRows(6, rows, child, columns, frozenset({3, 6, 8, 9}))


def child_protection(county: County, day: int) -> ListRows:
    """List 7: plans open, or ended in the window."""
    world, episodes = county.world, county.world.episodes
    rows = newest(episodes.child, np.flatnonzero(episodes.plan_from <= day))
    rows = rows[episodes.plan_to[rows] >= window_start(day)]
    child, begins, ends = episodes.child[rows], episodes.plan_from[rows], episodes.plan_to[rows]
    until = np.minimum(ends, day)
    visited = last_done(world, PLAN_VISIT, rows, begins, county.overdue.visits_until(rows, day, world.setting.last_day))
    visited = np.where(visited > until, last_done(world, PLAN_VISIT, rows, begins, until), visited)
    reviewed = last_done(world, PLAN_REVIEW, rows, begins, _reviews_until(county, rows, begins, until))
    alone = pick(world.unit("seen alone", rows, np.maximum(visited, 0)), (0.72, 0.25, 0.03))
    first_abuse = pick(world.unit("abuse", rows), ABUSE_SHARES)
    changed = (world.unit("abuse changes", rows) < 0.12) & (day - begins > 150)
    abuse = np.where(changed, pick(world.unit("abuse later", rows), ABUSE_SHARES), first_abuse)
    team = county.team(FAMILY, child)
    columns = (
        *person_block(world, county.keys, child, day),
        disability(county, child),
        day_cells(begins),
        coded(ABUSE, first_abuse),
        coded(ABUSE, abuse),
        day_cells(visited),
        blank_unless(visited > 0, coded(YES_NO_UNKNOWN, alone)),
        day_cells(reviewed),
        day_cells(np.where(ends <= day, ends, NEVER)),
        coded(YES_NO, np.where(world.unit("emergency", rows) < 0.04, 0, 1)),
        blank_unless(~earlier_plan_is_blank(world, rows), count_cells(episodes.earlier_plans[rows])),
        team_cells(team),
        county.allocated(county.workers(team, child, until, "help"), child, day),
    )
    return ListRows(7, rows, child, columns, frozenset({3, 6, 9, 11, 12}))


def earlier_plan_is_blank(world: World, rows: Ints) -> Bools:
    """Whether the number of earlier plans was left out: most of those above 0, once the recording has changed."""
    episodes, setting = world.episodes, world.setting
    changed = (episodes.plan_from[rows] >= number(setting.recording_from)) & setting.has("recording")
    left_out = world.unit("earlier plans left out", rows) < BLANKED_SHARE
    return np.asarray(changed & left_out & (episodes.earlier_plans[rows] > 0), dtype=np.bool_)


def _reviews_until(county: County, rows: Ints, begins: Ints, until: Ints) -> Ints:
    """Reviews stop after the first for those whose next one is to be found overdue."""
    stopped = np.isin(rows, county.overdue.reviews_stopped)
    return np.where(stopped, np.minimum(begins + 90, until), until)


def _status(county: County, rows: Ints, day: int) -> Ints:
    """The first that applies on the day, as the template orders them; a closed episode is closed whatever it was."""
    episodes = county.world.episodes
    status = np.where(episodes.is_supported[rows] & (episodes.assessed_to[rows] <= day), IN_NEED, IN_ASSESSMENT)
    status = np.where((episodes.assessed_from[rows] >= NEVER), IN_NEED, status)
    status = np.where((episodes.plan_from[rows] <= day) & (episodes.plan_to[rows] > day), ON_PLAN, status)
    status = np.where((episodes.care_from[rows] <= day) & (episodes.care_to[rows] > day), IN_CARE, status)
    return np.where(episodes.closed_on[rows] <= day, CLOSED, status)


def _team(county: County, child: Ints, status: Ints) -> Ints:
    """The team that holds the child by what the child is getting; some disabled children have a team of their own."""
    disabled = (county.world.children.disability[child] == 0) & (
        county.world.unit("disabled team", child) < DISABLED_TEAM_SHARE
    )
    team = county.team(FAMILY, child)
    team = np.where(status == IN_ASSESSMENT, county.team(ASSESSMENT, child), team)
    team = np.where(disabled & (status == IN_NEED), county.team(DISABLED, child, pair=False), team)
    return np.where(status == IN_CARE, county.team(CARE, child, pair=False), team)
