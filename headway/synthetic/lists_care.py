"""Lists 8 and 9: children in care, and young people who have left it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headway.synthetic.cells import (
    Cells,
    ListRows,
    ages,
    blank_unless,
    coded,
    count_cells,
    day_cells,
    person_block,
    text_cells,
)
from headway.synthetic.chance import Ints, pick
from headway.synthetic.county_made import CARE, County, one_team, team_cells
from headway.synthetic.days import LONG_AGO, NEVER
from headway.synthetic.families import YEAR
from headway.synthetic.lists_flow import disability, window_start
from headway.synthetic.lists_open import newest
from headway.synthetic.placements import Placement, placements
from headway.synthetic.setting import CARE_LEAVERS
from headway.synthetic.template import (
    ACCOMMODATION,
    ACCOMMODATION_SHARES,
    ACTIVITIES,
    ACTIVITY_SHARES,
    CARE_NEEDS,
    CEASED,
    ELIGIBILITY,
    IN_OUT,
    IN_TOUCH,
    IN_TOUCH_SHARES,
    LEGAL,
    NEED_SHARES,
    NEVER_SUITABLE,
    PERMANENCE,
    PERMANENCE_SHARES,
    PLACED_IN,
    PLACEMENT_SHARES,
    PLACEMENTS,
    PROVIDERS,
    SUITABILITY,
    YES_NO,
    YES_NO_UNKNOWN,
)
from headway.synthetic.visits import (
    CARE_REVIEW,
    CARE_VISIT,
    DENTAL_CHECK,
    HEALTH_CHECK,
    LEAVER_CONTACT,
    PATHWAY_REVIEW,
    REVIEWER_CONTACT,
    last_done,
)
from headway.synthetic.world import World

MISSING_SHARE = 0.10
ADOPTED, HOME_PLANNED, HOME_UNPLANNED, GUARDIAN, SUPPORTED, ALONE, OTHER = range(7)
STAYS_DAYS = 420  # how long a young person's accommodation and activity mostly stay as they are
NOT_SUITABLE_SHARE = 0.04
POSTCODE = "ZZ99 3VZ"  # the code that stands for no known address


def children_in_care(county: County, day: int) -> ListRows:
    """List 8: periods of care open, or ended in the window."""
    world, episodes = county.world, county.world.episodes
    rows = newest(episodes.child, np.flatnonzero(episodes.care_from <= day))
    rows = rows[episodes.care_to[rows] >= window_start(day)]
    child, begins, ends = episodes.child[rows], episodes.care_from[rows], episodes.care_to[rows]
    until = np.minimum(ends, day)
    has_ended = ends <= day
    placement = placements(world, rows, until)
    alone = world.children.is_alone[child]
    need = np.where(alone, 7, np.minimum(pick(world.unit("need", rows), NEED_SHARES), 7))
    team = county.team(CARE, child, pair=False)
    overdue, last = county.overdue, county.setting.last_day
    columns = (
        *person_block(world, county.keys, child, day),
        coded(YES_NO, np.where(alone & (day - begins < 365), 0, 1)),
        disability(county, child),
        day_cells(begins),
        coded(CARE_NEEDS, need),
        coded(YES_NO, np.where(world.unit("second period", rows) < 0.04, 0, 1)),
        *_legal(world, rows, begins, until, alone),
        day_cells(last_done(world, CARE_REVIEW, rows, begins, overdue.care_reviews_until(rows, until, last))),
        day_cells(last_done(world, CARE_VISIT, rows, begins, overdue.care_visits_until(rows, until, last))),
        blank_unless(until - begins > 100, coded(PERMANENCE, pick(world.unit("permanence", rows), PERMANENCE_SHARES))),
        day_cells(last_done(world, REVIEWER_CONTACT, rows, begins, until)),
        day_cells(last_done(world, HEALTH_CHECK, rows, begins, until)),
        day_cells(last_done(world, DENTAL_CHECK, rows, begins, until)),
        count_cells(placement.in_year),
        day_cells(np.where(has_ended, ends, NEVER)),
        blank_unless(has_ended, coded(CEASED, _why_ceased(world, rows))),
        *_placement_cells(world, rows, placement),
        *_missing(world, rows, until),
        team_cells(team),
        county.allocated(county.workers(team, child, until, "care"), child, day),
    )
    return ListRows(8, rows, child, columns, frozenset({3, 7, 10, 12, 13, 15, 16, 17, 19, 21}))


def _legal(world: World, rows: Ints, begins: Ints, until: Ints, alone: np.ndarray) -> tuple[Cells, Cells]:
    """Begun by agreement or under an interim order; most of the latter become full orders within the year."""
    agreed = (world.unit("agreed", rows) < 0.22) | alone
    full_on = begins + 150 + (world.unit("full order", rows) * 120).astype(np.int64)
    is_full = (until >= full_on) & ~agreed
    status = np.where(agreed, 3, np.where(is_full, np.where(world.unit("adoption order", rows) < 0.08, 2, 1), 0))
    return day_cells(np.where(is_full, full_on, begins)), coded(LEGAL, status)


def _why_ceased(world: World, rows: Ints) -> Ints:
    episodes = world.episodes
    born = world.children.born[episodes.child[rows]]
    age = (episodes.care_to[rows] - born) / YEAR
    draw = world.unit("ceased", rows)
    young = np.where(
        draw < 0.2, GUARDIAN, np.where(draw < 0.32, OTHER, np.where(draw < 0.5, HOME_UNPLANNED, HOME_PLANNED))
    )
    reason = np.where(age >= 17.9, np.where(draw < 0.7, SUPPORTED, np.where(draw < 0.85, ALONE, OTHER)), young)
    return np.where((age < 6) & (draw > 0.6), ADOPTED, reason)


def _placement_cells(world: World, rows: Ints, placement: Placement) -> tuple[Cells, ...]:
    kind = pick(world.unit("placement kind", rows, placement.turn), PLACEMENT_SHARES)
    kind = np.where((kind == 4) & (placement.turn > 0), 3, kind)
    draw = world.unit("provider", rows, placement.turn)
    foster = np.where(draw < 0.62, 1, 4)
    home = np.where(draw < 0.1, 1, np.where(draw < 0.9, 4, 5))
    provider = np.where(kind == 5, 0, np.where(kind >= 6, home, foster))
    outside = world.unit("outside", rows, placement.turn) < np.where(kind >= 6, 0.45, 0.17)
    abroad = (draw * 1000).astype(np.int64) % 10 == 0
    council = coded(PLACED_IN, np.where(abroad, 1, 0))
    registered = np.array([f"SC{number:06d}" for number in range(100)], dtype=object)
    urn = registered[(draw * 100).astype(np.int64)]
    return (
        day_cells(placement.begins),
        coded(PLACEMENTS, kind),
        coded(PROVIDERS, provider),
        text_cells(POSTCODE, len(rows)),
        blank_unless(kind >= 6, urn),
        coded(IN_OUT, outside.astype(np.int64)),
        blank_unless(outside, council),  # an invented county has no name in the national list
    )


def _missing(world: World, rows: Ints, until: Ints) -> tuple[Cells, ...]:
    """Times missing and absent, and whether a return interview was offered and taken after the last."""
    part_of_year = until // 180
    goes = world.unit("goes missing", rows) < MISSING_SHARE
    missing = np.where(goes, (world.unit("missing", rows, part_of_year) * 6).astype(np.int64), 0)
    absent = np.where(world.unit("absent", rows) < 0.04, 1, 0)
    offered = pick(world.unit("offered", rows, part_of_year), (0.82, 0.14, 0.04))
    accepted = pick(world.unit("accepted", rows, part_of_year), (0.6, 0.36, 0.04))
    return (
        count_cells(missing),
        count_cells(absent),
        blank_unless(missing > 0, coded(YES_NO_UNKNOWN, offered)),
        blank_unless((missing > 0) & (offered == 0), coded(YES_NO_UNKNOWN, accepted)),
    )


def care_leavers(county: County, day: int) -> ListRows:
    """List 9: young people getting leaving-care services on the day."""
    world, spells = county.world, county.around.leavers
    rows = np.flatnonzero((spells.begins <= day) & (spells.ends > day))
    child, begins = spells.child[rows], spells.begins[rows]
    state = leaver_state(county, rows, day)
    until = np.full(len(rows), day)
    team, team_names = one_team(CARE_LEAVERS, len(rows))
    in_touch = state.in_touch == 0
    qualifying = (world.unit("qualifying", rows) < 0.06) & ~np.isin(rows, county.overdue.unsuitable)
    category = np.where(ages(world.children.born[child], day) < 18, 0, np.where(qualifying, 2, 1))
    columns = (
        *person_block(world, county.keys, child, day),
        coded(YES_NO, np.where(world.children.is_alone[child] | (world.unit("was alone", rows) < 0.06), 0, 1)),
        disability(county, child),
        team_names,
        county.workers(team, child, day, "leaving care"),
        county.workers(team, child, day, "personal adviser"),
        coded(ELIGIBILITY, category),
        day_cells(last_done(world, PATHWAY_REVIEW, rows, begins, until)),
        coded(IN_TOUCH, state.in_touch),
        day_cells(
            np.where(
                last_done(world, LEAVER_CONTACT, rows, begins, until) > 0,
                last_done(world, LEAVER_CONTACT, rows, begins, until),
                LONG_AGO,
            )
        ),
        blank_unless(in_touch, coded(ACCOMMODATION, state.accommodation)),
        blank_unless(in_touch, coded(SUITABILITY, (~state.is_suitable).astype(np.int64))),
        blank_unless(in_touch, coded(ACTIVITIES, state.activity)),
    )
    return ListRows(9, rows, child, columns, frozenset({3, 11, 13}))


@dataclass(frozen=True)
class LeaverState:
    """How each young person is on the day: in touch, living where, suitably, doing what."""

    in_touch: Ints
    accommodation: Ints
    is_suitable: np.ndarray
    activity: Ints


def leaver_state(county: County, rows: Ints, day: int) -> LeaverState:
    """Each stays for a year or so as it is; the planted ones have nowhere suitable at the last snapshots."""
    world = county.world
    turn = ((day + world.unit("leaver turn", rows) * STAYS_DAYS) // STAYS_DAYS).astype(np.int64)
    where = pick(world.unit("accommodation", rows, turn), ACCOMMODATION_SHARES)
    suitable = world.unit("suitable", rows, turn) >= NOT_SUITABLE_SHARE
    suitable &= ~np.isin(where, [ACCOMMODATION.index(name) for name in NEVER_SUITABLE])
    in_touch = pick(world.unit("in touch", rows, turn), IN_TOUCH_SHARES)
    planted = np.isin(rows, county.overdue.unsuitable) & (day > county.setting.last_day - 100)
    where = np.where(planted, ACCOMMODATION.index(NEVER_SUITABLE[0]), where)
    activity = pick(world.unit("activity", rows, turn), ACTIVITY_SHARES)
    return LeaverState(np.where(planted, 0, in_touch), where, suitable & ~planted, activity)
