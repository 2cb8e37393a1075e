"""The list of children and what is recorded of each, kept beside the county's picture: the one place where pages find a child.

The picture itself holds no child; this is another folder, so that who may read it stays one question.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from headway import log
from headway.attention import ChildEntry, ChildrenList, Reason, ReasonHit, longest_wait
from headway.county.reading import Reading
from headway.errors import UnknownNameError
from headway.journey import Event, not_recorded, timelines
from headway.measures import NOT_PLACED, who_holds
from headway.store import Store, disk
from headway.store.keyed import read_keyed, write_keyed

PREFIX = "children-"
LIST, JOURNEYS = "list.json", "journeys.sqlite"


@dataclass(frozen=True)
class KeptHit:
    """A reason of a child with its arithmetic in words. ``age_days`` is how old the data are on which it rests."""

    reason: str
    title: str
    words: str
    due_on: date | None
    days: int
    since: date
    state_on: date
    age_days: int
    takes_off: str


@dataclass(frozen=True)
class KeptChild:
    """A child on the list, most urgent reason first."""

    child_key: str
    locality: str
    team: str
    worker: str
    hits: tuple[KeptHit, ...]

    @property
    def places(self) -> tuple[str, str]:
        """The places whose people look after the child."""
        return self.locality, self.team


@dataclass(frozen=True)
class KeptReason:
    """A reason as it was asked: its question, what takes a child off, and in the whole county what it found."""

    id: str
    title: str
    question: str
    takes_off: str
    total: int
    longest: str
    not_checked: int
    not_asked: str


@dataclass(frozen=True)
class KeptList:
    """The list as at ``day``; ``age_days`` is how old that was when it was worked out."""

    day: date
    age_days: int
    is_known: bool
    reasons: tuple[KeptReason, ...]
    children: tuple[KeptChild, ...]
    not_recorded: str


@dataclass(frozen=True)
class KeptJourney:
    """One child: where the child is, why on the list if so, and what is recorded, newest first.

    A child who is held by no team now has no team: the people of a place do not find the child by it.
    """

    child_key: str
    locality: str
    team: str
    worker: str
    hits: tuple[KeptHit, ...]
    events: tuple[Event, ...]

    @property
    def places(self) -> tuple[str, str]:
        """The places whose people look after the child."""
        return self.locality, self.team


_LIST: TypeAdapter[KeptList] = TypeAdapter(KeptList)
_JOURNEY: TypeAdapter[KeptJourney] = TypeAdapter(KeptJourney)


@dataclass(frozen=True)
class KeptChildren:
    """The children of a county as they are kept."""

    folder: Path

    @property
    def list(self) -> KeptList:
        """The whole list, in its own order."""
        with being_made(self.folder):
            return _LIST.validate_json((self.folder / LIST).read_bytes())

    def journey(self, child_key: str) -> KeptJourney | None:
        """One child of the loads in effect; None where no load names the child."""
        with being_made(self.folder):
            found = read_keyed(self.folder / JOURNEYS, child_key)
            return _JOURNEY.validate_json(found) if found is not None else None


@contextmanager
def being_made(folder: Path) -> Iterator[None]:
    """Reading what is kept for pages: what was forgotten meanwhile, or an earlier Headway wrote, is on its way again."""
    try:
        yield
    except (FileNotFoundError, sqlite3.OperationalError, ValidationError):
        raise UnknownNameError(
            "The figures are being worked out again.", f"{folder}", "Come back in a minute."
        ) from None


def keep_children(
    store: Store, name: str, reading: Reading, *, today: date, beside: Callable[[Path], None] = lambda aside: None
) -> None:
    """Keeps the list and the journeys under the name, if they are not there, with what else ``beside`` writes there."""

    def write(aside: Path) -> None:
        found = children_list(reading.children, today=today, missing=not_recorded(reading.journey))
        disk.write_file(aside / LIST, _LIST.dump_json(found))
        write_keyed(aside / JOURNEYS, _journeys(reading, found))
        beside(aside)

    with log.stage("keep the children's journeys"):
        store.derive(name, write)


def children_list(found: ChildrenList, *, today: date, missing: str = "") -> KeptList:
    """The list in the words and numbers that pages show."""
    why = {each.reason.id: each.why for each in found.not_asked}
    reasons = tuple(_reason(found, reason, why.get(reason.id, "")) for reason in found.reasons)
    children = tuple(_child(entry, today) for entry in found.entries)
    return KeptList(found.day, (today - found.day).days, found.is_known, reasons, children, missing)


def _reason(found: ChildrenList, reason: Reason, not_asked: str) -> KeptReason:
    return KeptReason(
        id=reason.id,
        title=reason.front.title,
        question=reason.question,
        takes_off=reason.front.takes_off,
        total=found.total(reason.id),
        longest=longest_wait(found, reason),
        not_checked=found.not_checked.get(reason.id, 0),
        not_asked=not_asked,
    )


def _child(entry: ChildEntry, today: date) -> KeptChild:
    hits = tuple(_hit(hit, today) for hit in entry.hits)
    return KeptChild(entry.child_key, entry.locality, entry.team, entry.worker, hits)


def _hit(hit: ReasonHit, today: date) -> KeptHit:
    front = hit.reason.front
    return KeptHit(
        reason=hit.reason.id,
        title=front.title,
        words=hit.words,
        due_on=hit.due_on,
        days=hit.days,
        since=hit.since,
        state_on=hit.state_on,
        age_days=(today - hit.state_on).days,
        takes_off=front.takes_off,
    )


def _journeys(reading: Reading, found: KeptList) -> Iterator[tuple[str, str]]:
    listed = {child.child_key: child for child in found.children}
    holders = who_holds(reading.journey, reading.day, reading.files)
    for key, events in timelines(reading.journey):
        child, holder = listed.get(key), holders.get(key)
        own: dict[str, Any] = {"locality": NOT_PLACED, "team": NOT_PLACED, "worker": "", "hits": ()}
        if holder:
            own |= {"locality": holder.locality, "team": holder.team, "worker": holder.worker_key or ""}
        if child:
            own = {"locality": child.locality, "team": child.team, "worker": child.worker, "hits": child.hits}
        yield key, _JOURNEY.dump_json(KeptJourney(key, events=events, **own)).decode()
