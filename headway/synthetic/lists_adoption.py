"""Lists 10 and 11: children for whom adoption was decided, and families that ask to adopt, over twelve months."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from headway.synthetic.around import Adopters
from headway.synthetic.cells import ListRows, blank_unless, coded, count_cells, day_cells, numbered, person_block
from headway.synthetic.chance import Ints, pick
from headway.synthetic.county_made import County
from headway.synthetic.days import NEVER
from headway.synthetic.families import ETHNICITY_SHARES, YEAR
from headway.synthetic.lists_flow import disability, window_start
from headway.synthetic.template import ADOPTER_GENDER, ETHNICITY, LEAVING, NO_LONGER, YES_NO

DECIDED_SHARE = 0.34  # of children who came into care before their fifth birthday and stayed
PLACED_DAYS = 420


def adoption(county: County, day: int) -> ListRows:
    """List 10: decisions that a child should be adopted: standing, adopted or reversed within twelve months."""
    world, episodes = county.world, county.world.episodes
    begins, ends = episodes.care_from, episodes.care_to
    born = world.children.born[episodes.child]
    fits = (begins < NEVER) & (ends - begins > 400) & (begins - born < 5 * YEAR)
    fits &= world.unit("adoption decided", world.episode_ids) < DECIDED_SHARE
    rows = np.flatnonzero(fits)
    decided = begins[rows] + 150 + (world.unit("decided", rows) * 90).astype(np.int64)
    ordered = decided + 40 + (world.unit("ordered", rows) * 80).astype(np.int64)
    fails = world.unit("adoption fails", rows) < 0.2
    matched = np.where(fails, NEVER, ordered + 20 + (world.unit("matched", rows) * 200).astype(np.int64))
    placed = np.where(fails, NEVER, matched + 14 + (world.unit("placed", rows) * 30).astype(np.int64))
    adopted = np.where(placed < ends[rows], np.where(ends[rows] - begins[rows] < 1400, ends[rows], NEVER), NEVER)
    reversed_on = np.where(fails, decided + PLACED_DAYS, NEVER)
    first = window_start(day, 12)
    seen = (decided <= day) & (adopted >= first) & (reversed_on >= first) & (ends[rows] >= first)
    rows, child = rows[seen], episodes.child[rows[seen]]
    stages = [column[seen] for column in (decided, ordered, matched, placed, adopted, reversed_on)]
    decided, ordered, matched, placed, adopted, reversed_on = (_by(column, day) for column in stages)
    block = person_block(world, county.keys, child, day)
    family = numbered("FAM", len(world.children), 6)[child]
    columns = (
        block[0],
        blank_unless(matched < NEVER, family),
        *block[1:],
        disability(county, child),
        day_cells(begins[rows]),
        *(day_cells(column) for column in (decided, ordered, matched, placed, adopted, reversed_on)),
        blank_unless(reversed_on < NEVER, coded(NO_LONGER, pick(world.unit("no longer", rows), (0.5, 0.1, 0.3, 0.1)))),
        day_cells(np.where(world.unit("fostered first", rows) < 0.15, placed - 60, NEVER)),
    )
    return ListRows(10, rows, child, columns, frozenset({4, 7, 8, 9, 10, 11, 12, 13, 15}))


def adopters(county: County, day: int) -> ListRows:
    """List 11: one row for each adopter, two for a couple, from the enquiry to the order."""
    families, first = county.around.adopters, window_start(day, 12)
    last_event = np.where(families.left_on < NEVER, families.left_on, families.adopted_on)
    seen = np.flatnonzero((families.enquired_on <= day) & (last_event >= first) & (day - families.enquired_on < 1100))
    rows = np.repeat(seen, 1 + families.is_couple[seen])
    ids = rows * 2 + np.append(False, rows[1:] == rows[:-1])[: len(rows)]
    world = county.world
    dates = {
        field.name: day_cells(_by(getattr(families, field.name)[rows], day))
        for field in fields(Adopters)
        if field.name not in ("is_couple", "placed_children")
    }
    has_left, is_placed = families.left_on[rows] <= day, families.placed_on[rows] <= day
    columns = (
        numbered("ADO", len(families.enquired_on) * 2, 5)[ids],
        numbered("AFM", len(families.enquired_on), 5)[rows],
        coded(ADOPTER_GENDER, (ids % 2 + (world.unit("adopter", rows) < 0.1)).astype(np.int64) % 2),
        coded(ETHNICITY, pick(world.unit("adopter ethnicity", rows), ETHNICITY_SHARES)),
        coded(YES_NO, np.where(world.unit("adopter disability", ids) < 0.05, 0, 1)),
        coded(("Yes", "No"), np.where(world.unit("fostering", rows) < 0.15, 0, 1)),
        *(dates[name] for name in ("enquired_on", "stage_1_from", "stage_1_to", "stage_2_from", "stage_2_to")),
        day_cells(np.full(len(rows), NEVER)),
        day_cells(np.full(len(rows), NEVER)),
        dates["matched_on"],
        dates["placed_on"],
        blank_unless(is_placed, count_cells(families.placed_children[rows])),
        dates["adopted_on"],
        dates["left_on"],
        blank_unless(has_left, coded(LEAVING, pick(world.unit("leaving", rows), (0.7, 0.2, 0.1)))),
    )
    return ListRows(11, ids, ids, columns, frozenset({*range(6, 15), 16, 17}))


def _by(column: Ints, day: int) -> Ints:
    """The dates that had come by the day."""
    return np.where(column <= day, column, NEVER)
