"""What goes on around the referrals: contacts that come to nothing, early help, care leavers, adopters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headway.synthetic.arrivals import arrival_days
from headway.synthetic.chance import Bools, Ints, stream
from headway.synthetic.days import NEVER, add_working_days, number
from headway.synthetic.families import YEAR, Children, joined, make_families, make_single
from headway.synthetic.setting import (
    CONTACTS_A_YEAR,
    LEAVERS_A_YEAR,
    REFERRALS_A_YEAR,
    Setting,
)
from headway.synthetic.world import CHILDREN_A_REFERRAL, World

HELP_AFTER_CONTACT, HELP_AFTER_ASSESSMENT = 0.29, 0.25
LEAVER_YEARS = 7
ADOPTIONS_A_YEAR = 58


@dataclass(frozen=True)
class Spells:
    """One row per child and spell: who, from when, to when (NEVER while it lasts)."""

    child: Ints
    begins: Ints
    ends: Ints


@dataclass(frozen=True)
class Adopters:
    """One row per family that asks to adopt; NEVER for a stage not reached."""

    enquired_on: Ints
    stage_1_from: Ints
    stage_1_to: Ints
    stage_2_from: Ints
    stage_2_to: Ints
    matched_on: Ints
    placed_on: Ints
    adopted_on: Ints
    left_on: Ints
    is_couple: Bools
    placed_children: Ints


@dataclass(frozen=True)
class Around:
    """Everything of the county that does not begin with a referral; ``children`` is the whole county's."""

    children: Children
    contacts: Spells
    early_help: Spells
    leavers: Spells
    adopters: Adopters


def make_around(world: World) -> Around:
    """The rest of the county, and the children it adds."""
    setting = world.setting
    contact_families, contact = _other_contacts(setting)
    old_leavers, spells = _old_leavers(setting)
    before = len(world.children)
    children = joined([world.children, contact_families, old_leavers])
    contact = Spells(contact.child + before, contact.begins, contact.ends)
    spells = Spells(spells.child + before + len(contact_families), spells.begins, spells.ends)
    return Around(
        children=children,
        contacts=_all_contacts(world, contact),
        early_help=_early_help(world, contact),
        leavers=_all_leavers(world, children, spells),
        adopters=_adopters(setting),
    )


def _other_contacts(setting: Setting) -> tuple[Children, Spells]:
    """Contacts about children who are not referred; a year more than the window, for the early help that follows."""
    rng = stream(setting.seed, "contacts")
    begins = number(setting.window_start) - 365
    a_year = (CONTACTS_A_YEAR - REFERRALS_A_YEAR * 1.05) / CHILDREN_A_REFERRAL / 1.05
    day = arrival_days(setting, rng, a_year, begins, setting.last_day)
    families = make_families(rng, day)
    return families, Spells(np.arange(len(families)), day[families.family], np.full(len(families), NEVER))


def _all_contacts(world: World, others: Spells) -> Spells:
    """Each referral came by a contact, on the day or the working day before; other contacts beside them."""
    episodes = world.episodes
    seen = episodes.referred_on >= number(world.setting.window_start)
    rows = np.flatnonzero(seen)
    same_day = world.unit("contact same day", world.children.family[episodes.child[rows]]) < 0.8
    day = np.where(
        same_day, episodes.referred_on[rows], add_working_days(episodes.referred_on[rows] - 1, np.zeros_like(rows))
    )
    child = np.concatenate([episodes.child[rows], others.child])
    begins = np.concatenate([day, others.begins])
    order = np.lexsort((child, begins))
    return Spells(child[order], begins[order], np.full(len(child), NEVER))


def _early_help(world: World, contact: Spells) -> Spells:
    """Early help after a contact, or after an assessment that found no need for a social worker."""
    rng = stream(world.setting.seed, "early help")
    first = np.flatnonzero(rng.random(len(contact.child)) < HELP_AFTER_CONTACT)
    episodes = world.episodes
    ended = (episodes.assessed_to < NEVER) & ~episodes.is_supported
    ended &= episodes.assessed_to > number(world.setting.window_start) - 365
    second = np.flatnonzero(ended & (rng.random(len(episodes)) < HELP_AFTER_ASSESSMENT))
    child = np.concatenate([contact.child[first], episodes.child[second]])
    begins = np.concatenate([contact.begins[first], episodes.assessed_to[second]]) + rng.integers(3, 25, len(child))
    ends = begins + np.exp(rng.normal(4.8, 0.6, len(child))).astype(np.int64)
    kept = begins <= world.setting.last_day
    order = np.lexsort((child[kept], begins[kept]))
    return Spells(child[kept][order], begins[kept][order], ends[kept][order])


def _old_leavers(setting: Setting) -> tuple[Children, Spells]:
    """Young people who had turned 18 in care before the first window began."""
    rng = stream(setting.seed, "leavers")
    first = number(setting.window_start) - int(LEAVER_YEARS * YEAR)
    begins = arrival_days(setting, rng, LEAVERS_A_YEAR, first, number(setting.window_start) - 1)
    people = make_single(rng, begins, (18.0, 18.003))
    return people, Spells(np.arange(len(begins)), begins, begins + _helped_for(rng, len(begins)))


def _all_leavers(world: World, children: Children, old: Spells) -> Spells:
    """Those, and every young person who leaves care at 18 here."""
    rng = stream(world.setting.seed, "new leavers")
    episodes = world.episodes
    adult_on = children.born[episodes.child] + int(18 * YEAR)
    from_care = np.flatnonzero(
        (episodes.care_to == adult_on) & (episodes.care_to >= number(world.setting.window_start))
    )
    begins = episodes.care_to[from_care]
    child = np.concatenate([old.child, episodes.child[from_care]])
    ends = np.concatenate([old.ends, begins + _helped_for(rng, len(from_care))])
    return Spells(child, np.concatenate([old.begins, begins]), ends)


def _helped_for(rng: np.random.Generator, count: int) -> Ints:
    """Three in five until they are 24 or 25; the others stop at about 21."""
    years = np.where(rng.random(count) < 0.4, rng.uniform(3.0, 4.5, count), rng.uniform(6.0, 7.2, count))
    return (years * YEAR).astype(np.int64)


def _adopters(setting: Setting) -> Adopters:
    rng = stream(setting.seed, "adopters")
    first = number(setting.window_start) - 1000
    asked = arrival_days(setting, rng, ADOPTIONS_A_YEAR * 1.5, first, setting.last_day)
    count = len(asked)

    def later(day: Ints, low: int, high: int) -> Ints:
        return np.where(day < NEVER, np.minimum(day, NEVER - 2000) + rng.integers(low, high, count), NEVER)

    stage_1 = later(asked, 20, 90)
    stage_1_end = later(stage_1, 45, 80)
    leaves = rng.random(count) < 0.3
    left = np.where(leaves, stage_1_end + rng.integers(0, 120, count), NEVER)
    stage_2 = np.where(leaves, NEVER, later(stage_1_end, 5, 60))
    stage_2_end = later(stage_2, 100, 150)
    matched = later(stage_2_end, 60, 420)
    placed = later(matched, 10, 50)
    return Adopters(
        enquired_on=asked,
        stage_1_from=stage_1,
        stage_1_to=stage_1_end,
        stage_2_from=stage_2,
        stage_2_to=stage_2_end,
        matched_on=matched,
        placed_on=placed,
        adopted_on=later(placed, 110, 260),
        left_on=left,
        is_couple=rng.random(count) < 0.75,
        placed_children=1 + (rng.random(count) < 0.3).astype(np.int64),
    )
