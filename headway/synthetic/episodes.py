"""What follows a referral: assessment, enquiry, conference, plan, care, and the day it all ends.

Every row is one child's episode, from referral to closure, with all its dates drawn at once. A snapshot of any day
shows as much of it as had happened by then, so that any two snapshots agree.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from headway.synthetic.chance import Bools, Floats, Ints
from headway.synthetic.days import NEVER, add_working_days, to_working_day
from headway.synthetic.families import YEAR, Children
from headway.synthetic.planted import conference_in_time_share, in_time_share, seen_share
from headway.synthetic.setting import Setting

NO_ACTION_SHARE = 0.03
ENQUIRY_SHARE = 0.44
CONFERENCE_SHARE = 0.365  # of enquiries
PLAN_SHARE = 0.885  # of conferences
SUPPORT_AFTER_ENQUIRY, SUPPORT_OTHERWISE = 0.38, 0.34
CARE_FROM_PLAN, CARE_OTHERWISE = 0.19, 0.095
EARLIER_PLAN_SHARE = 0.28
SEEN_UNKNOWN_SHARE = 0.02
DAYS_SAFE = 30  # no one enters care in the last month before the eighteenth birthday


@dataclass(frozen=True)
class Episodes:
    """One row per child and referral. NEVER stands for what did not happen, or has no end yet."""

    child: Ints
    referred_on: Ints
    is_no_action: Bools
    source: Floats  # a number from which the source is read
    assessed_from: Ints
    assessed_to: Ints
    seen: Ints  # 0 yes, 1 no, 2 unknown
    is_supported: Bools
    enquiry_on: Ints
    conference_on: Ints
    plan_from: Ints
    plan_to: Ints
    earlier_plans: Ints
    care_from: Ints
    care_to: Ints
    closed_on: Ints

    def __len__(self) -> int:
        return len(self.child)

    def rows(self, chosen: Bools | Ints) -> Episodes:
        """The chosen rows."""
        return Episodes(**{field.name: getattr(self, field.name)[chosen] for field in fields(Episodes)})


def together(parts: list[Episodes]) -> Episodes:
    """All episodes in one table, by child and day of referral."""
    names = [field.name for field in fields(Episodes)]
    whole = Episodes(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
    return whole.rows(np.lexsort((whole.referred_on, whole.child)))


class FamilyChance:
    """Draws for children of one referral: brothers and sisters share one with the chance asked for."""

    def __init__(self, rng: np.random.Generator, event: Ints) -> None:
        self.rng = rng
        self.event = event
        self.events = int(event.max(initial=-1)) + 1

    def draws(self, shared: float) -> Floats:
        """A number from 0 to 1 for each child."""
        of_family = self.rng.random(self.events)[self.event]
        own = self.rng.random(len(self.event))
        return np.where(self.rng.random(len(self.event)) < shared, of_family, own)


def draw_episodes(
    setting: Setting, rng: np.random.Generator, people: Children, child: Ints, event: Ints, day: Ints
) -> Episodes:
    """The episodes of these referrals: ``event`` says which children were referred together."""
    chance = FamilyChance(rng, event)
    born, place, alone = people.born[child], people.locality[child], people.is_alone[child]
    adult_on = born + int(18 * YEAR)
    no_action = (chance.draws(1.0) < NO_ACTION_SHARE) & ~alone
    start = np.where(no_action, NEVER, to_working_day(day + (chance.draws(1.0) * 3).astype(np.int64)))
    end = _assessment_end(setting, chance, start, place)
    enquiry, conference = _enquiry(setting, chance, day, no_action | alone, place)
    has_conference = conference < NEVER
    plan_from = np.where(has_conference & (chance.draws(0.92) < PLAN_SHARE), conference, NEVER)
    plan_to = np.where(plan_from < NEVER, plan_from + 42 + _gamma(chance, 2.2, 112.0, 0.85), NEVER)
    plan_to = np.where(plan_from < NEVER, np.minimum(plan_to, np.maximum(adult_on, plan_from + 14)), NEVER)
    usual = np.where(enquiry < NEVER, SUPPORT_AFTER_ENQUIRY, SUPPORT_OTHERWISE)
    supported = (has_conference | alone | (chance.draws(0.9) < usual)) & ~no_action
    care_from, care_to = _care(chance, start, plan_from, plan_to, supported, adult_on, alone)
    plan_to = np.where((care_from >= plan_from) & (care_from < plan_to), care_from, plan_to)
    closed = _closure(chance, day, end, supported, plan_to, care_to, adult_on)
    return Episodes(
        child=child,
        referred_on=day,
        is_no_action=no_action,
        source=chance.draws(1.0),
        assessed_from=start,
        assessed_to=end,
        seen=_seen(setting, chance, end),
        is_supported=supported,
        enquiry_on=enquiry,
        conference_on=conference,
        plan_from=plan_from,
        plan_to=plan_to,
        earlier_plans=_earlier(chance),
        care_from=care_from,
        care_to=care_to,
        closed_on=closed,
    )


def _assessment_end(setting: Setting, chance: FamilyChance, start: Ints, place: Ints) -> Ints:
    """In time, mostly in the last weeks of the 45 working days; late ones mostly by days, a few by months."""
    usual_end = add_working_days(np.minimum(start, setting.last_day + 400), np.full(len(start), 38))
    in_time = chance.draws(setting.siblings) < in_time_share(setting, place, usual_end)
    quick = chance.draws(setting.siblings)
    days = 45 - (quick**1.6 * 42).astype(np.int64)
    late = 46 + np.minimum(-np.log(1 - chance.draws(setting.siblings)) * 8, 70).astype(np.int64)
    end = add_working_days(np.minimum(start, setting.last_day + 400), np.where(in_time, days, late))
    return np.where(start < NEVER, end, NEVER)


def _enquiry(setting: Setting, chance: FamilyChance, day: Ints, none: Bools, place: Ints) -> tuple[Ints, Ints]:
    """The day of the strategy discussion and of the conference that followed, if any."""
    has_enquiry = (chance.draws(0.9) < ENQUIRY_SHARE) & ~none
    enquiry = to_working_day(day + (chance.draws(0.95) ** 2 * 20).astype(np.int64))
    in_time = chance.draws(setting.siblings) < conference_in_time_share(setting, place)
    days = np.where(
        in_time,
        15 - (chance.draws(setting.siblings) ** 1.8 * 9).astype(np.int64),
        16 + np.minimum(-np.log(1 - chance.draws(setting.siblings)) * 5, 30).astype(np.int64),
    )
    has_conference = has_enquiry & (chance.draws(0.93) < CONFERENCE_SHARE)
    conference = np.where(has_conference, add_working_days(enquiry, days), NEVER)
    return np.where(has_enquiry, enquiry, NEVER), conference


def _care(
    chance: FamilyChance, start: Ints, plan_from: Ints, plan_to: Ints, supported: Bools, adult_on: Ints, alone: Bools
) -> tuple[Ints, Ints]:
    """First and last day of care. A third are home within two months; about two in five stay for years."""
    on_plan = plan_from < NEVER
    share = np.where(on_plan, CARE_FROM_PLAN, CARE_OTHERWISE)
    wait = chance.draws(0.8)
    begins = np.where(on_plan, plan_from + 15 + (wait * 230).astype(np.int64), start + (wait**2 * 150).astype(np.int64))
    begins = np.where(on_plan, np.minimum(begins, plan_to), begins)
    begins = np.where(alone, start, begins)
    enters = supported & ((chance.draws(0.75) < share) | alone) & (begins < adult_on - DAYS_SAFE)
    kind = chance.draws(0.8)
    long = -np.log(1 - chance.draws(0.8))
    length = np.where(kind < 0.27, 3 + long * 25, np.where(kind < 0.58, 60 + long * 330, 300 + long * 2800))
    ends = np.minimum(begins + length.astype(np.int64), adult_on)
    ends = np.where(alone, adult_on, ends)
    return np.where(enters, begins, NEVER), np.where(enters, ends, NEVER)


def _closure(
    chance: FamilyChance, day: Ints, end: Ints, supported: Bools, plan_to: Ints, care_to: Ints, adult_on: Ints
) -> Ints:
    """The day the episode ends: after the last of its parts, and not after the eighteenth birthday."""
    help_to = end + (np.exp(chance.rng.normal(5.3, 0.9, len(day))) + 20).astype(np.int64)
    after_plan = plan_to + 30 + (chance.draws(0.9) * 120).astype(np.int64)
    last = np.maximum(help_to, np.where(plan_to < NEVER, after_plan, 0))
    last = np.minimum(last, np.maximum(adult_on, np.where(plan_to < NEVER, plan_to, 0)))
    last = np.maximum(last, np.where(care_to < NEVER, care_to, 0))
    last = np.maximum(last, end)
    return np.where(end >= NEVER, day, np.where(supported, last, end))


def _seen(setting: Setting, chance: FamilyChance, end: Ints) -> Ints:
    seen = chance.draws(setting.siblings) < seen_share(setting, end)
    unknown = chance.rng.random(len(end)) < SEEN_UNKNOWN_SHARE
    return np.where(unknown, 2, np.where(seen, 0, 1)).astype(np.int64)


def _earlier(chance: FamilyChance) -> Ints:
    """How many plans the child had before this one, mostly none."""
    draw = chance.draws(0.85)
    return np.where(draw < EARLIER_PLAN_SHARE, 1 + (draw < EARLIER_PLAN_SHARE / 5), 0).astype(np.int64)


def _gamma(chance: FamilyChance, shape: float, scale: float, shared: float) -> Ints:
    """Days of a skewed length, mostly the same for brothers and sisters."""
    of_family = chance.rng.gamma(shape, scale, chance.events)[chance.event]
    own = chance.rng.gamma(shape, scale, len(chance.event))
    return np.where(chance.rng.random(len(own)) < shared, of_family, own).astype(np.int64)
