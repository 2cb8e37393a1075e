"""Children for whom something that should have happened has not: chosen at the last snapshot, and known by id."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headway.synthetic.around import Around
from headway.synthetic.chance import Ints, stream
from headway.synthetic.days import NEVER, working_days
from headway.synthetic.families import YEAR
from headway.synthetic.placements import placements
from headway.synthetic.world import World

# How many of each at scale 1, at the last snapshot.
UNALLOCATED, VISITS_STOPPED, NEVER_VISITED, REVIEWS_STOPPED, ASSESSMENTS_OPEN, UNSUITABLE = 14, 16, 6, 9, 24, 10
NEED_VISITS_STOPPED, NEED_NEVER_VISITED, UNDECIDED = 18, 7, 8
CARE_VISITS_STOPPED, CARE_REVIEWS_STOPPED = 9, 7
STOPPED_DAYS, NEED_STOPPED_DAYS = 40, 80
CARE_VISITS_STOPPED_DAYS, CARE_REVIEWS_STOPPED_DAYS = 95, 190  # longer than any limit of the regulations
UNALLOCATED_DAYS = 75


@dataclass(frozen=True)
class Overdue:
    """The chosen: rows of episodes, children or leavers; and the days from which nothing more was done."""

    unallocated: Ints  # children
    unallocated_from: int
    visits_stopped: Ints  # episodes with a plan
    never_visited: Ints  # episodes with a plan
    reviews_stopped: Ints  # episodes with a plan
    assessments_open: Ints  # episodes
    unsuitable: Ints  # rows of leavers
    need_visits_stopped: Ints  # episodes of children in need
    need_never_visited: Ints  # episodes of children in need
    undecided: Ints  # episodes whose enquiry nobody ends
    care_visits_stopped: Ints  # episodes of children in care
    care_reviews_stopped: Ints  # episodes of children in care

    def care_visits_until(self, rows: Ints, until: Ints, last: int) -> Ints:
        """The last day on which each child in care may have been visited."""
        stopped = np.isin(rows, self.care_visits_stopped)
        return np.where(stopped, np.minimum(until, last - CARE_VISITS_STOPPED_DAYS), until)

    def care_reviews_until(self, rows: Ints, until: Ints, last: int) -> Ints:
        """The last day on which each child in care may have been reviewed."""
        stopped = np.isin(rows, self.care_reviews_stopped)
        return np.where(stopped, np.minimum(until, last - CARE_REVIEWS_STOPPED_DAYS), until)

    def need_visits_until(self, rows: Ints, until: Ints, last: int) -> Ints:
        """The last day on which each child in need may have been seen."""
        until = np.where(np.isin(rows, self.need_visits_stopped), np.minimum(until, last - NEED_STOPPED_DAYS), until)
        return np.where(np.isin(rows, self.need_never_visited), 0, until)

    def visits_until(self, rows: Ints, day: int, last: int) -> Ints:
        """The last day on which each plan's child may have been visited."""
        until = np.full(len(rows), day)
        until = np.where(np.isin(rows, self.visits_stopped), np.minimum(until, last - STOPPED_DAYS), until)
        return np.where(np.isin(rows, self.never_visited), 0, until)


def leave_assessments_open(world: World) -> tuple[World, Ints]:
    """The county with some assessments of children who needed no more help never finished; and which they are."""
    if not world.setting.has("overdue"):
        return world, np.empty(0, dtype=np.int64)
    episodes, last = world.episodes, world.setting.last_day
    age = working_days(episodes.assessed_from, np.full(len(episodes), last))
    newest = np.append(episodes.child[1:] != episodes.child[:-1], True)
    fits = newest & (age > 50) & (age < 110) & ~episodes.is_supported & (episodes.enquiry_on >= NEVER)
    chosen = _some(world, "open assessments", np.flatnonzero(fits & (episodes.assessed_from < last)), ASSESSMENTS_OPEN)
    end = episodes.assessed_to.copy()
    end[chosen] = last + 45
    closed = episodes.closed_on.copy()
    closed[chosen] = last + 45
    return replace(world, episodes=replace(episodes, assessed_to=end, closed_on=closed)), chosen


def choose_overdue(world: World, around: Around, assessments_open: Ints) -> Overdue:
    """Who is to be found overdue at the last snapshot; no one, unless it is planted."""
    nobody = np.empty(0, dtype=np.int64)
    last, episodes = world.setting.last_day, world.episodes
    if not world.setting.has("overdue"):
        return Overdue(nobody, NEVER, *[nobody] * 10)
    open_plan = (episodes.plan_from <= last) & (episodes.plan_to > last)
    plan_age = last - episodes.plan_from
    stopped = _some(world, "visits", np.flatnonzero(open_plan & (plan_age > 80)), VISITS_STOPPED)
    new = open_plan & (plan_age > 20) & (plan_age < 70)
    never = _some(world, "never visited", np.flatnonzero(new), NEVER_VISITED)
    old = open_plan & (plan_age > 290) & ~np.isin(world.episode_ids, stopped)
    reviews = _some(world, "reviews", np.flatnonzero(old), REVIEWS_STOPPED)
    helped = episodes.is_supported & (episodes.closed_on > last + 1) & (episodes.assessed_to < last - UNALLOCATED_DAYS)
    helped &= (episodes.care_from > last) & ~open_plan & (episodes.plan_from >= NEVER)
    unallocated = _some(world, "unallocated", np.flatnonzero(helped), UNALLOCATED)
    in_need = helped & ~np.isin(world.episode_ids, unallocated)
    days_open = last - episodes.referred_on
    not_seen = _some(world, "need visits", np.flatnonzero(in_need & (days_open > 140)), NEED_VISITS_STOPPED)
    in_need &= ~np.isin(world.episode_ids, not_seen)
    never_seen = _some(world, "need never visited", np.flatnonzero(in_need & (days_open < 260)), NEED_NEVER_VISITED)
    leavers = around.leavers
    age = (last - around.children.born[leavers.child]) / YEAR
    on_list = np.flatnonzero((leavers.begins <= last - 200) & (leavers.ends > last) & (age > 19.02) & (age < 21.9))
    return Overdue(
        unallocated=episodes.child[unallocated],
        unallocated_from=last - UNALLOCATED_DAYS,
        visits_stopped=stopped,
        never_visited=never,
        reviews_stopped=reviews,
        assessments_open=assessments_open,
        unsuitable=_some(world, "unsuitable", on_list, UNSUITABLE),
        need_visits_stopped=not_seen,
        need_never_visited=never_seen,
        undecided=_undecided(world),
        **_in_care(world),
    )


def _in_care(world: World) -> dict[str, Ints]:
    """Children in care for over a year of whom some are no longer visited, and others no longer reviewed."""
    episodes, last = world.episodes, world.setting.last_day
    settled = (episodes.care_to > last) & (last - episodes.care_from > 400) & (episodes.care_from <= last)
    rows = np.flatnonzero(settled)
    # Of a child who has just moved the first visit is not due yet.
    stayed = rows[placements(world, rows, np.full(len(rows), last)).begins < last - 30]
    visits = _some(world, "care visits", stayed, CARE_VISITS_STOPPED)
    others = np.flatnonzero(settled & ~np.isin(world.episode_ids, visits))
    reviews = _some(world, "care reviews", others, CARE_REVIEWS_STOPPED)
    return {"care_visits_stopped": visits, "care_reviews_stopped": reviews}


def _undecided(world: World) -> Ints:
    """Enquiries of 20 to 80 working days ago that led to no conference, of children who were never on a plan."""
    episodes, last = world.episodes, world.setting.last_day
    asked = episodes.enquiry_on < NEVER
    days = working_days(np.where(asked, episodes.enquiry_on, last), np.full(len(episodes), last))
    had_plan = np.isin(episodes.child, episodes.child[episodes.plan_from < NEVER])
    fits = asked & (days > 20) & (days < 80) & (episodes.conference_on >= NEVER) & ~had_plan
    return _some(world, "undecided", np.flatnonzero(fits), UNDECIDED)


def _some(world: World, name: str, rows: Ints, at_scale_1: int) -> Ints:
    """So many of the rows, by chance, in order; at least one if there is one."""
    count = min(len(rows), max(1, round(at_scale_1 * world.setting.scale)))
    chosen = stream(world.setting.seed, f"overdue {name}").choice(rows, count, replace=False) if count else rows[:0]
    return np.sort(chosen).astype(np.int64)
