"""The whole county with everything that a return asks about it, ready to be seen on any day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from headway.synthetic.around import Around, make_around
from headway.synthetic.cells import Cells, blank_unless, child_keys, text_cells
from headway.synthetic.chance import Ints
from headway.synthetic.overdue import Overdue, choose_overdue, leave_assessments_open
from headway.synthetic.setting import CARE_LEAVERS, FRONT_DOOR, TEAM_KINDS, TEAMS, WORKERS_PER_TEAM, Setting
from headway.synthetic.world import World, make_world

ASSESSMENT, FAMILY, CARE, DISABLED = 0, 2, 4, 5
WORKER_STAYS_DAYS = 300


@dataclass(frozen=True)
class County:
    """A world, what goes on around it, who is overdue, and the words for its children, teams and workers."""

    world: World
    around: Around
    overdue: Overdue
    keys: Cells

    @property
    def setting(self) -> Setting:
        """What was asked for."""
        return self.world.setting

    def team(self, kind: int, child: Ints, pair: bool = True) -> Ints:
        """The team of that kind that each child's family has."""
        return team_of(self.world, kind, child, pair)

    def workers(self, team: Ints, child: Ints, day: int | Ints, service: str) -> Cells:
        """The worker of each child in this service on the day: one for a family, another after some months."""
        family = self.world.children.family[child]
        stay = (day + self.world.unit(f"{service} turn", family) * WORKER_STAYS_DAYS) // WORKER_STAYS_DAYS
        size = np.maximum(np.round(np.asarray(WORKERS_PER_TEAM) * min(1.0, self.setting.scale)), 2)[team]
        place = (self.world.unit(f"{service} worker", family, stay.astype(np.int64)) * size).astype(np.int64)
        first = np.cumsum((1, *WORKERS_PER_TEAM[:-1]))[team]
        names = np.array([f"Worker {number:04d}" for number in range(sum(WORKERS_PER_TEAM) + 1)], dtype=object)
        return np.asarray(names[first + place], dtype=object)

    def allocated(self, workers: Cells, child: Ints, day: int) -> Cells:
        """The workers, blank for the children who are to be found unallocated."""
        unallocated = np.isin(child, self.overdue.unallocated) & (day > self.overdue.unallocated_from)
        return blank_unless(~unallocated, workers)


def make_county(setting: Setting) -> County:
    """The county of this setting, whole."""
    world, left_open = leave_assessments_open(make_world(setting))
    around = make_around(world)
    world = replace(world, children=around.children)
    return County(world, around, choose_overdue(world, around, left_open), child_keys(world))


def team_of(world: World, kind: int, child: Ints, pair: bool = True) -> Ints:
    """The team of that kind in each child's locality; of two alike, always the same one for a family."""
    which = (world.unit("team", world.children.family[child]) < 0.5) & pair
    return np.asarray(world.children.locality[child] * len(TEAM_KINDS) + kind + which, dtype=np.int64)


def team_cells(team: Ints) -> Cells:
    """The names of the teams."""
    return np.asarray(np.array(TEAMS, dtype=object)[team], dtype=object)


def one_team(team: int, count: int) -> tuple[Ints, Cells]:
    """A team that serves the whole county, for every row."""
    assert team in (FRONT_DOOR, CARE_LEAVERS)
    return np.full(count, team), text_cells(TEAMS[team], count)
