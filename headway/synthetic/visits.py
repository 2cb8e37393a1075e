"""The last visit or review before a day, for whole columns at once, so that it only ever moves forward."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headway.synthetic.chance import Ints
from headway.synthetic.days import LONG_AGO
from headway.synthetic.world import World

LOOK_BACK = 6


@dataclass(frozen=True)
class Rhythm:
    """How often something is done: first after so many days, then every ``every`` days, late by up to ``late``.

    ``missed`` is the share of turns that do not take place.
    """

    name: str
    first: int
    every: int
    late: int
    missed: float = 0.0


PLAN_VISIT = Rhythm("plan visit", 5, 8, 3, 0.14)
PLAN_REVIEW = Rhythm("plan review", 58, 158, 22, 0.02)
NEED_VISIT = Rhythm("need visit", 9, 24, 14, 0.12)
CARE_VISIT = Rhythm("care visit", 5, 34, 9, 0.06)
CARE_REVIEW = Rhythm("care review", 14, 160, 18, 0.02)
REVIEWER_CONTACT = Rhythm("reviewer contact", 20, 80, 25, 0.10)
HEALTH_CHECK = Rhythm("health check", 18, 340, 40, 0.05)
DENTAL_CHECK = Rhythm("dental check", 60, 330, 80, 0.20)
LEAVER_CONTACT = Rhythm("leaver contact", 14, 38, 22, 0.10)
PATHWAY_REVIEW = Rhythm("pathway review", 40, 160, 30, 0.06)


def last_done(world: World, rhythm: Rhythm, ids: Ints, begins: Ints, until: Ints) -> Ints:
    """The day it was last done, on or before ``until``; LONG_AGO if it has not been done yet."""
    lead = (world.unit(f"{rhythm.name} first", ids) * (rhythm.first + 1)).astype(np.int64)
    turn_now = (until - begins - lead) // rhythm.every
    found = np.full(len(ids), LONG_AGO)
    for back in range(LOOK_BACK, -1, -1):
        turn = turn_now - back
        late = (world.unit(f"{rhythm.name} late", ids, turn) * (rhythm.late + 1)).astype(np.int64)
        day = begins + lead + turn * rhythm.every + late
        done = (turn >= 0) & (day <= until) & (world.unit(f"{rhythm.name} missed", ids, turn) >= rhythm.missed)
        found = np.where(done, np.maximum(found, day), found)
    return found
