"""Who is in contact with each child, week by week: recorded facts, and the council's own named rules; never a score.

A child is *red* or *amber* by the first rule of the council's policy that certainly holds, *green* where every rule certainly
does not, *cannot tell* in between. A child of whom the file holds no contact at all is *no data*, and never green.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from hashlib import sha256

from headway.attention.attendance import AttendanceFile, Schooling, SchoolWeek, school_week, schooling
from headway.attention.contacts import Contact, newest, took_place
from headway.catalogue import Strict, definitions_dir, read_yaml
from headway.journey import Journey
from headway.measures import (
    ContactRule,
    CountyFiles,
    Holder,
    MeasureCatalogue,
    MeasureRow,
    fetch_rows,
    not_ready,
    run_pages,
    who_holds,
)

FOUR_WEEKS = 28
NO_DATA, RED, AMBER, CANNOT_TELL, GREEN, NO_RULES = "no data", "red", "amber", "cannot tell", "green", "no rules"
COLOURS = (NO_DATA, RED, AMBER, CANNOT_TELL, GREEN, NO_RULES)
IN_PERSON, OTHERWISE, UNTOLD = "in person", "by video, phone or message only", "in contact; how cannot be told"
NONE = "none"
IN_CONTACT = frozenset({IN_PERSON, OTHERWISE, UNTOLD})


class Group(Strict):
    """A group of children, and the measure whose rows say who is in it."""

    id: str
    title: str
    measure: str


class _Groups(Strict):
    groups: tuple[Group, ...]


@cache
def groups() -> tuple[Group, ...]:
    """The groups in the order in which the first that applies is a child's own."""
    return read_yaml(definitions_dir() / "tracking" / "groups.yaml").into(_Groups).groups


@dataclass(frozen=True)
class TrackedChild:
    """One child with what is recorded. ``rules`` are those that hold, ``unknown`` those that cannot be told.

    ``contact`` is how the child was in contact in the four weeks: *in person*, *by video, phone or message only*,
    *in contact; how cannot be told*, *none*, *cannot tell*, *no data*; ``alone`` whether the child was seen alone in them
    (None: cannot be told). ``modes`` are all that were used. ``school`` is None without a file of attendance.
    """

    child_key: str
    group: str
    locality: str
    team: str
    worker: str
    colour: str
    rules: tuple[str, ...]
    unknown: tuple[str, ...]
    contact: str
    alone: bool | None
    modes: tuple[str, ...]
    last_on: date | None
    last_mode: str
    last_by: str
    seen_on: date | None
    alone_on: date | None
    school: Schooling | None = None

    @property
    def is_in_contact(self) -> bool:
        """Whether the child certainly was in contact in the four weeks, in whatever way."""
        return self.contact in IN_CONTACT

    @property
    def places(self) -> tuple[str, str]:
        """The places whose people look after the child."""
        return self.locality, self.team


@dataclass(frozen=True)
class Tracking:
    """All children of the groups on the day of the newest file of contacts, those who most need a look first.

    ``not_asked``: groups of whom no load says who is in them, with why. ``others_count``: children of the file in no
    group; ``lost_count``: rows that name no child. ``school``: the school days looked at, None without a file of attendance.
    """

    day: date
    load_id: str
    received_on: date
    groups: tuple[Group, ...]
    rules: tuple[ContactRule, ...]
    dip_count: int
    children: tuple[TrackedChild, ...]
    not_asked: Mapping[str, str]
    others_count: int
    lost_count: int
    school: SchoolWeek | None = None

    @property
    def week(self) -> str:
        """The week of the day, by which lots are drawn: *2026-W40*."""
        year, week, _ = self.day.isocalendar()
        return f"{year}-W{week:02d}"

    def drawn(self, children: Iterable[TrackedChild]) -> tuple[TrackedChild, ...]:
        """The greens among the children who are drawn by lot this week: the same ones whoever asks, and others next week."""
        greens = (each for each in children if each.colour == GREEN)
        return tuple(sorted(greens, key=partial(_lot, self.week))[: self.dip_count])


def _lot(week: str, child: TrackedChild) -> str:
    return sha256(f"{week} {child.child_key}".encode()).hexdigest()


@dataclass(frozen=True)
class ContactFile:
    """The newest file of contacts as it is used: each child's contacts."""

    load_id: str
    day: date
    received_on: date
    contacts: Mapping[str, Sequence[Contact]]
    lost_count: int


def track(
    journey: Journey,
    measures: MeasureCatalogue,
    county: CountyFiles,
    file: ContactFile,
    attendance: AttendanceFile | None = None,
) -> Tracking:
    """Every child of the groups on the file's day, with what the files record and what the council's rules say of contact."""
    day, policy = file.day, county.policy
    pages = {each.id: measures.page(each.measure) for each in groups()}
    run_pages(journey, county, pages.values(), [day])
    rows: dict[str, tuple[str, MeasureRow]] = {}
    not_asked: dict[str, str] = {}
    for group in groups():
        if lacking := not_ready(journey, pages[group.id], day, county):
            not_asked[group.title] = lacking.why
            continue
        for row in fetch_rows(journey, pages[group.id], day):
            if not row.left_out and row.child_key:
                rows.setdefault(row.child_key, (group.id, row))
    holders = who_holds(journey, day, county)
    rules = tuple(rule for rule in policy.contact_rules if rule.holds_on(day))
    found = [
        _child(key, group, row, holders.get(key), file.contacts.get(key, ()), rules, day)
        for key, (group, row) in rows.items()
    ]
    found, week = _in_school(journey, found, attendance)
    return Tracking(
        day=day,
        load_id=file.load_id,
        received_on=file.received_on,
        groups=groups(),
        rules=rules,
        dip_count=policy.dip_count,
        children=tuple(sorted(found, key=_order)),
        not_asked=not_asked,
        others_count=len(file.contacts.keys() - rows.keys()),
        lost_count=file.lost_count,
        school=week,
    )


def _in_school(
    journey: Journey, children: list[TrackedChild], file: AttendanceFile | None
) -> tuple[list[TrackedChild], SchoolWeek | None]:
    """The children with how they were in school, and the week that says so."""
    if file is None:
        return children, None
    born: dict[str, date | None] = dict(journey.con.execute("SELECT child_key, born_on FROM journey.person").fetchall())
    week = school_week(file, [child.child_key for child in children])
    return [
        replace(child, school=schooling(file.marks.get(child.child_key, ()), week, born.get(child.child_key)))
        for child in children
    ], week


def _order(child: TrackedChild) -> tuple[int, date, str]:
    """By colour, then the longest without contact, then the id."""
    return COLOURS.index(child.colour), child.last_on or date.min, child.child_key


def _child(
    key: str,
    group: str,
    row: MeasureRow,
    holder: Holder | None,
    contacts: Sequence[Contact],
    rules: Sequence[ContactRule],
    day: date,
) -> TrackedChild:
    own = [rule for rule in rules if group in rule.groups]
    answers = [(rule, took_place(contacts, rule.without, rule.days, day)) for rule in own]
    last, seen, alone = (newest(contacts, fact, day) for fact in ("contact", "seen", "alone"))
    team, locality = (holder.team, holder.locality) if holder and holder.team_id else (row.team, row.locality)
    recent = {
        each.mode for each in contacts if each.mode and each.on and took_place([each], "contact", FOUR_WEEKS, day)
    }
    return TrackedChild(
        child_key=key,
        group=group,
        locality=locality,
        team=team,
        worker=(holder.worker_key or "") if holder else "",
        colour=_colour(contacts, answers),
        rules=tuple(rule.name for rule, answer in answers if answer is False and contacts),
        unknown=tuple(rule.name for rule, answer in answers if answer is None),
        contact=_contact(contacts, day),
        alone=took_place(contacts, "alone", FOUR_WEEKS, day),
        modes=tuple(sorted(recent)),
        last_on=last.on if last else None,
        last_mode=(last.mode or "") if last else "",
        last_by=last.by if last else "",
        seen_on=seen.on if seen else None,
        alone_on=alone.on if alone else None,
    )


def _colour(contacts: Sequence[Contact], answers: Sequence[tuple[ContactRule, bool | None]]) -> str:
    if not contacts:
        return NO_DATA
    if not answers:
        return NO_RULES
    held = {rule.colour for rule, answer in answers if answer is False}
    if held:
        return RED if RED in held else AMBER
    return CANNOT_TELL if any(answer is None for _, answer in answers) else GREEN


def _contact(contacts: Sequence[Contact], day: date) -> str:
    """How the child was in contact in the four weeks."""
    if not contacts:
        return NO_DATA
    in_person = took_place(contacts, "in_person", FOUR_WEEKS, day)
    at_all = took_place(contacts, "contact", FOUR_WEEKS, day)
    if in_person:
        return IN_PERSON
    if not at_all:
        return NONE if at_all is False else CANNOT_TELL
    return OTHERWISE if in_person is False else UNTOLD
