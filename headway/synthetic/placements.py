"""Where a child in care lives on a day: most stay for years, some move again and again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headway.synthetic.chance import Ints
from headway.synthetic.world import World

UNSTABLE_SHARE = 0.16


@dataclass(frozen=True)
class Placement:
    """Where each child is on the day: since when, the how-manieth, and how many in the last twelve months."""

    begins: Ints
    turn: Ints
    in_year: Ints
    every: Ints


def placements(world: World, rows: Ints, until: Ints) -> Placement:
    """Most children stay for years where they are; about one in six moves several times a year."""
    begins = world.episodes.care_from[rows]
    pace = world.unit("placement pace", rows)
    unstable = world.unit("unstable", rows) < UNSTABLE_SHARE
    every = np.where(unstable, 70 + pace * 130, 500 + pace * 1400).astype(np.int64)
    turn = np.maximum((until - begins) // every, 0)
    year_ago = np.maximum(until - 365, begins)
    return Placement(begins + turn * every, turn, turn - (year_ago - begins) // every + 1, every)
