"""The list of children who need someone now, ordered by recorded facts: a written rule and no score.

The rule: the most urgent reason of the child, then the days over, then the day since when, then the child's key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.attention.reason import Reason
from headway.journey import Journey
from headway.measures import (
    NOT_PLACED,
    CountyFiles,
    Holder,
    MeasureCatalogue,
    MeasureRow,
    fetch_rows,
    readiness,
    run_pages,
    who_holds,
)


@dataclass(frozen=True)
class ReasonHit:
    """One reason for one child, with its arithmetic. ``days`` are past the due day, or since it was first seen."""

    reason: Reason
    words: str
    due_on: date | None
    days: int
    since: date


@dataclass(frozen=True)
class ChildEntry:
    """One child, once, with every reason, most urgent first."""

    child_key: str
    locality: str
    team: str
    worker: str
    hits: tuple[ReasonHit, ...]

    @property
    def order(self) -> tuple[int, int, date, str]:
        """The written rule."""
        first = self.hits[0]
        return first.reason.front.urgency, -first.days, first.since, self.child_key


@dataclass(frozen=True)
class NotAsked:
    """A reason that could not be asked at all, and why."""

    reason: Reason
    why: str


@dataclass(frozen=True)
class ChildrenList:
    """The list as at a day: the children, those whose answer could not be told, and the reasons not asked."""

    day: date
    reasons: tuple[Reason, ...]
    entries: tuple[ChildEntry, ...]
    not_checked: Mapping[str, int]
    not_asked: tuple[NotAsked, ...]

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many children have each reason in each locality."""
        return Counter((hit.reason.id, entry.locality) for entry in self.entries for hit in entry.hits)

    def longest(self, reason_id: str) -> tuple[int, str] | None:
        """The longest wait of a reason, in days, and the locality of the child."""
        waits = [
            (hit.days, entry.locality) for entry in self.entries for hit in entry.hits if hit.reason.id == reason_id
        ]
        return max(waits, default=None)


def list_children(
    journey: Journey, measures: MeasureCatalogue, reasons: Sequence[Reason], county: CountyFiles, *, day: date
) -> ChildrenList:
    """The list on a day, each child once with all reasons. A row that cannot be told puts no child on it."""
    holders = who_holds(journey, day, county)
    days = sorted({load.as_at for load in journey.loads if load.as_at <= day} | {day})
    hits: dict[str, list[ReasonHit]] = {}
    homes: dict[str, MeasureRow] = {}
    not_checked: dict[str, int] = {}
    not_asked: list[NotAsked] = []
    run_pages(journey, county, {r.front.measure: measures.page(r.front.measure) for r in reasons}.values(), days)
    for reason in reasons:
        page, part = measures.figure(reason.front.measure)
        why = readiness(journey, page, day, county)
        if why:
            not_asked.append(NotAsked(reason, why))
            continue
        standard = next((s.kind for s in page.front.standards.values() if s.kind), "")
        local = [county.policy.standard(name, page.id, day) for name in page.front.standards]
        kind = next((given.kind for given in local if given), standard) or "days"
        rows = [row for row in fetch_rows(journey, page) if part in (None, row.part)]
        today = [row for row in rows if row.placed_on == day]
        not_checked[reason.id] = len({row.child_key for row in today if row.met is None and not row.left_out})
        found = [row for row in today if row.met is reason.front.met and not row.left_out]
        since = _since(rows, found, reason, days)
        for row in _one_a_child(found):
            hits.setdefault(row.child_key, []).append(_hit(reason, row, since[row.child_key], day, _kind_words(kind)))
            homes.setdefault(row.child_key, row)
    entries = [_entry(key, own, holders.get(key), homes[key]) for key, own in hits.items()]
    return ChildrenList(
        day, tuple(reasons), tuple(sorted(entries, key=lambda e: e.order)), not_checked, tuple(not_asked)
    )


def _since(
    rows: Sequence[MeasureRow], found: Sequence[MeasureRow], reason: Reason, days: Sequence[date]
) -> dict[str, date]:
    """Per child, the first load of the unbroken run of loads, up to now, in which the reason held."""
    held = {(row.child_key, row.placed_on) for row in rows if row.met is reason.front.met and not row.left_out}
    since: dict[str, date] = {}
    for row in found:
        first = days[-1]
        for day in reversed(days):
            if (row.child_key, day) not in held:
                break
            first = day
        since[row.child_key] = first
    return since


def _one_a_child(rows: Sequence[MeasureRow]) -> list[MeasureRow]:
    """Of a child's rows of one reason, the one that is furthest over."""
    best: dict[str, MeasureRow] = {}
    for row in sorted(rows, key=lambda each: (each.days_over or 0, each.row_id)):
        best[row.child_key] = row
    return list(best.values())


def _hit(reason: Reason, row: MeasureRow, since: date, day: date, kind: str) -> ReasonHit:
    days = row.days_over if row.days_over is not None else (day - since).days
    due = f"{row.due_on.day} {row.due_on:%b %Y}" if row.due_on else "date not known"
    words = reason.front.words.format(
        reason=row.reason, due=due, days=days, kind=kind, since=f"{since.day} {since:%b %Y}"
    )
    return ReasonHit(reason, words, row.due_on, days, since)


def _kind_words(kind: str) -> str:
    return "working days" if kind == "working days" else "days"


def _entry(key: str, hits: list[ReasonHit], holder: Holder | None, row: MeasureRow) -> ChildEntry:
    ordered = tuple(sorted(hits, key=lambda hit: (hit.reason.front.urgency, -hit.days)))
    if holder is None:
        return ChildEntry(key, row.locality, row.team, "", ordered)
    worker = "cannot be read" if holder.is_worker_unreadable else holder.worker_key or "none named"
    is_placed = holder.locality != NOT_PLACED
    return ChildEntry(
        key, holder.locality if is_placed else row.locality, holder.team if is_placed else row.team, worker, ordered
    )
