"""The list of children who need someone now, ordered by recorded facts: a written rule and no score.

The rule: the most urgent reason of the child, then its days (past the due day, or since it was first seen; most first),
then the load in which it was first seen (oldest first), then the child's key. ``docs/explanation/children-list.md``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.attention.reason import Reason
from headway.journey import Journey
from headway.measures import (
    CountyFiles,
    Holder,
    MeasureCatalogue,
    MeasurePage,
    MeasureRow,
    fetch_answers,
    fetch_rows,
    not_ready,
    page_tables,
    run_pages,
    who_holds,
)


@dataclass(frozen=True)
class ReasonHit:
    """One reason for one child, with its arithmetic. ``days`` are past the due day, or since it was first seen.

    ``state_on`` is the day of the load that the answer rests on: nothing is known of a visit made since.
    """

    reason: Reason
    words: str
    due_on: date | None
    days: int
    since: date
    state_on: date


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
    """A reason that could not be asked at all, and why: the council has no standard, or no load holds the list.

    ``is_too_old``: loads held every list that it asks, and none of them near enough to the day.
    """

    reason: Reason
    why: str
    lacks_standard: bool
    is_too_old: bool = False


@dataclass(frozen=True)
class ChildrenList:
    """The list as at a day: the children, those whose answer could not be told, and the reasons not asked."""

    day: date
    reasons: tuple[Reason, ...]
    entries: tuple[ChildEntry, ...]
    not_checked: Mapping[str, int]
    not_asked: tuple[NotAsked, ...]

    @property
    def is_known(self) -> bool:
        """Whether any reason could be asked; else nobody is on the list and it says nothing of anybody."""
        return len(self.not_asked) < len(self.reasons)

    def counts(self) -> Mapping[tuple[str, str], int]:
        """How many children have each reason in each locality."""
        return Counter((hit.reason.id, entry.locality) for entry in self.entries for hit in entry.hits)

    def total(self, reason_id: str) -> int:
        """How many children have the reason, wherever they are."""
        return sum(hit.reason.id == reason_id for entry in self.entries for hit in entry.hits)


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
        if lacking := not_ready(journey, page, day, county):
            not_asked.append(NotAsked(reason, lacking.why, lacking.lacks_standard, lacking.is_too_old))
            continue
        rows = [row for row in fetch_rows(journey, page, day) if part in (None, row.part)]
        found, lost = _answers(rows, reason)
        not_checked[reason.id] = lost
        states = {at: _state_on(journey, page_tables(page), at, county) for at in days}
        asked = _Asked(reason, states[day] or day, _standard_kind(page, county, day), days[0])
        children = {row.child_key for row in found}
        given = fetch_answers(journey, page, part, children)
        first = _first_seen(given, children, reason, [at for at in days if states[at]])
        for row in found:
            since = min(first[row.child_key], asked.state_on)
            hits.setdefault(row.child_key, []).append(_hit(asked, row, since))
            homes.setdefault(row.child_key, row)
    entries = [_entry(key, own, holders.get(key), homes[key]) for key, own in hits.items()]
    return ChildrenList(
        day, tuple(reasons), tuple(sorted(entries, key=lambda e: e.order)), not_checked, tuple(not_asked)
    )


@dataclass(frozen=True)
class _Asked:
    """A reason as it was asked: the load that answers, the standard's kind of days, and the oldest load of all."""

    reason: Reason
    state_on: date
    kind: str
    oldest: date


def _answers(rows: Sequence[MeasureRow], reason: Reason) -> tuple[list[MeasureRow], int]:
    """Of a day's rows those that put a child here, one a child, and how many other children could not be told."""
    today = [row for row in rows if not row.left_out]
    found = _one_a_child([row for row in today if row.met is reason.front.met])
    unknown = {row.child_key for row in today if row.met is None}
    return found, len(unknown - {row.child_key for row in found})


def _first_seen(
    answers: Mapping[tuple[str, date | None], set[bool | None]],
    children: Collection[str],
    reason: Reason,
    days: Sequence[date],
) -> dict[str, date]:
    """Per child, the first load of the run of loads, up to now, in which the reason held.

    Only a load that answers otherwise ends the run: one in which it could not be told, or that did not hold the list,
    says nothing of the child.
    """
    first: dict[str, date] = {}
    for child in children:
        for day in reversed(days):
            given = answers.get((child, day), set())
            if reason.front.met in given:
                first[child] = day
            elif None not in given:
                break
    return first


def _state_on(journey: Journey, tables: Sequence[str], day: date, county: CountyFiles) -> date | None:
    """The oldest load that an answer on the day rests on; None when a table it needs was in no load near enough."""
    states = [journey.state_on(table, day, county.policy.state_days) for table in tables]
    known = [state for state in states if state]
    return min(known) if known and len(known) == len(states) else None


def _standard_kind(page: MeasurePage, county: CountyFiles, day: date) -> str:
    """*working day* or *day*, as the standards count, the council's own where it gives one; *day* where they differ."""
    asked = page.front.standards.items()
    kinds = {(county.policy.standard(name, page.id, day) or standard).kind for name, standard in asked}
    return "working day" if kinds == {"working days"} else "day"


def _one_a_child(rows: Sequence[MeasureRow]) -> list[MeasureRow]:
    """Of a child's rows of one reason, the one that is furthest over."""
    best: dict[str, MeasureRow] = {}
    for row in sorted(rows, key=lambda each: (each.days_over or 0, each.row_id)):
        best[row.child_key] = row
    return list(best.values())


def _hit(asked: _Asked, row: MeasureRow, since: date) -> ReasonHit:
    is_dated = row.days_over is not None
    days = row.days_over if row.days_over is not None else (asked.state_on - since).days
    words = asked.reason.front.words.format(
        reason=row.reason,
        due=_short(row.due_on) if row.due_on else "date not known",
        days=days,
        kind=(asked.kind if is_dated else "day") + ("" if days == 1 else "s"),
        since=_short(since) + (" or before" if since == asked.oldest else ""),
    )
    return ReasonHit(asked.reason, words, row.due_on, days, since, asked.state_on)


def _short(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _entry(key: str, hits: list[ReasonHit], holder: Holder | None, row: MeasureRow) -> ChildEntry:
    ordered = tuple(sorted(hits, key=lambda hit: (hit.reason.front.urgency, -hit.days)))
    if holder is None:
        return ChildEntry(key, row.locality, row.team, "", ordered)
    worker = holder.worker_key or ("cannot be read" if holder.is_worker_unreadable else "none named")
    # A list that names no team says nothing of the place: there the row that gave the reason does.
    team, locality = (holder.team, holder.locality) if holder.team_id else (row.team, row.locality)
    return ChildEntry(key, locality, team, worker, ordered)
