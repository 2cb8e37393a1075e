"""A whole synthetic county: its children, families, referrals and episodes, made from a setting by its seed alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from headway.synthetic.arrivals import arrival_days, flow
from headway.synthetic.chance import Floats, Ints, stream, unit
from headway.synthetic.days import LONG_AGO, NEVER, number, to_working_day
from headway.synthetic.episodes import Episodes, draw_episodes, together
from headway.synthetic.families import YEAR, Children, joined, make_families, make_single
from headway.synthetic.setting import CARE_STARTS_A_YEAR, REFERRALS_A_YEAR, Setting

CHILDREN_A_REFERRAL = 1.80
INVOLVED_SHARE = 0.9
AGAIN_SHARE = 0.40  # of families whose help has ended
AGAIN_WAIT_DAYS = 165
NEW_FAMILY_SHARE = 0.645  # of referrals, the rest being families known before
ALONE_A_YEAR = 30
GENERATIONS = 12
OLD_CARE_YEARS = 15
OLD_CARE_LONG_DAYS = 2800


@dataclass(frozen=True)
class World:
    """The county that was made. Everything else (visits, lists, journey tables) is read from here."""

    setting: Setting
    children: Children
    episodes: Episodes

    def unit(self, name: str, ids: Ints, turn: Ints | int = 0) -> Floats:
        """A number from 0 to 1 that belongs to these records for ever."""
        return unit(self.setting.seed, name, ids, turn)

    @cached_property
    def episode_ids(self) -> Ints:
        """The number of each episode."""
        return np.arange(len(self.episodes))

    @cached_property
    def earlier_referrals(self) -> Ints:
        """For each referral, how many the same child had in the twelve months before it."""
        return earlier_within_year(self.episodes.child, self.episodes.referred_on)


def make_world(setting: Setting) -> World:
    """The county of this setting: the same setting always gives the same county."""
    first = number(setting.stream_start)
    rng = stream(setting.seed, "families")
    seen = arrival_days(
        setting, rng, REFERRALS_A_YEAR * NEW_FAMILY_SHARE / CHILDREN_A_REFERRAL, first, setting.last_day
    )
    families = make_families(rng, seen)
    arrived = arrival_days(setting, rng, ALONE_A_YEAR, first, setting.last_day)
    alone = make_single(rng, arrived, (15.2, 17.7), is_alone=True)
    old, old_episodes = _old_care(setting)
    children = joined([families, alone, old])
    first_day = np.concatenate([seen, arrived])
    parts = _chains(setting, children, first_day)
    parts.append(_moved(old_episodes, len(families) + len(alone)))
    return World(setting, children, together(parts))


def earlier_within_year(child: Ints, day: Ints) -> Ints:
    """For rows in order of child and day: how many of the child's earlier rows lie in the 365 days before."""
    key = child * 2**21 + day
    first = np.searchsorted(key, np.maximum(key - 365, child * 2**21))
    return np.asarray(np.arange(len(child)) - first, dtype=np.int64)


def _chains(setting: Setting, children: Children, first_day: Ints) -> list[Episodes]:
    """First referrals of families, then those who come again after their help has ended, and again."""
    start = np.searchsorted(children.family, np.arange(len(first_day) + 1))
    family, day = np.arange(len(first_day)), first_day
    parts: list[Episodes] = []
    for generation in range(GENERATIONS):
        if not len(family):
            break
        rng = stream(setting.seed, "episodes", generation)
        child, event = _involved(rng, start, family)
        young = children.born[child] + int(17.75 * YEAR) > day[event]
        child, event = child[young], event[young]
        episodes = draw_episodes(setting, rng, children, child, event, day[event])
        parts.append(episodes)
        ended = np.full(len(family), LONG_AGO)
        np.maximum.at(ended, event, episodes.closed_on)
        family, day = _again(setting, rng, family, ended)
    return parts


def _involved(rng: np.random.Generator, start: Ints, family: Ints) -> tuple[Ints, Ints]:
    """Children of these families who are part of the referral: the first always, the others mostly."""
    size = start[family + 1] - start[family]
    event = np.repeat(np.arange(len(family)), size)
    place = np.arange(len(event)) - np.repeat(np.cumsum(size) - size, size)
    part = (place == 0) | (rng.random(len(event)) < INVOLVED_SHARE)
    return (np.repeat(start[family], size) + place)[part], event[part]


def _again(setting: Setting, rng: np.random.Generator, family: Ints, ended: Ints) -> tuple[Ints, Ints]:
    wait = 4 + (-np.log(1 - rng.random(len(family))) * AGAIN_WAIT_DAYS).astype(np.int64)
    day = to_working_day(np.minimum(ended + wait, setting.last_day + 400))
    comes = rng.random(len(family)) < AGAIN_SHARE * flow(setting, day)
    comes &= (ended > LONG_AGO) & (day <= setting.last_day)
    return family[comes], day[comes]


def _old_care(setting: Setting) -> tuple[Children, Episodes]:
    """Children who came into care before referrals begin here and were still there at the first window."""
    rng = stream(setting.seed, "old care")
    first = number(setting.stream_start) - int(OLD_CARE_YEARS * YEAR)
    begins = arrival_days(setting, rng, CARE_STARTS_A_YEAR * 0.5, first, number(setting.stream_start))
    people = make_single(rng, begins, (0.5, 16.8))
    length = 300 - np.log(1 - rng.random(len(begins))) * OLD_CARE_LONG_DAYS
    ends = np.minimum(begins + length.astype(np.int64), people.born + int(18 * YEAR))
    still = np.flatnonzero(ends > number(setting.window_start))
    kept = Children(**{name: getattr(people, name)[still] for name in Children.__dataclass_fields__})
    kept = Children(**{**kept.__dict__, "family": np.arange(len(still))})
    begins, ends = begins[still], ends[still]
    never = np.full(len(still), NEVER)
    return kept, Episodes(
        child=np.arange(len(still)),
        referred_on=begins - rng.integers(10, 200, len(still)),
        is_no_action=np.zeros(len(still), dtype=np.bool_),
        source=rng.random(len(still)),
        assessed_from=never,
        assessed_to=never,
        seen=np.zeros(len(still), dtype=np.int64),
        is_supported=np.ones(len(still), dtype=np.bool_),
        enquiry_on=never,
        conference_on=never,
        plan_from=never,
        plan_to=never,
        earlier_plans=np.zeros(len(still), dtype=np.int64),
        care_from=begins,
        care_to=ends,
        closed_on=ends,
    )


def _moved(episodes: Episodes, by: int) -> Episodes:
    columns = dict(episodes.__dict__)
    columns["child"] = episodes.child + by
    return Episodes(**columns)
