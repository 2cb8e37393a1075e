"""What no single field of a plan can show: names that must exist, dates that must agree, loops of waiting.

The checks read the plan's plain values, not its typed model, so that a plan with a wrong field still has all its other
faults found in the same run. Each fault is a field's path and one sentence: what is wrong and what to do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from headway.catalogue import nearest_names
from headway.improvement.plan import COUNTY
from headway.periods import day_words

FieldPath = tuple[int | str, ...]
Entry = tuple[FieldPath, Mapping[str, Any]]


@dataclass(frozen=True)
class Fault:
    """One thing to put right: the field's path in the file and a sentence."""

    path: FieldPath
    words: str


@dataclass(frozen=True)
class Known:
    """The names that a plan may use, and the day after which nothing can have been done yet."""

    measures: Collection[str]
    places: Collection[str]
    today: date | None = None


def plan_faults(value: Any, known: Known) -> list[Fault]:
    """Every fault of a plan's plain values that shows only when its parts are read together."""
    return [
        *_repeated_ids(value),
        *_unknown_references(value),
        *_waiting_loops(value),
        *(fault for entry in plan_actions(value) for fault in _action_dates(*entry, known.today)),
        *(fault for entry in plan_claims(value) for fault in _claim_faults(*entry, known)),
        *_unknown_localities(value, known),
    ]


def plan_actions(value: Any) -> Iterator[Entry]:
    """Each action of each priority, with its path."""
    for path, priority in _entries(value, "priorities"):
        for below, action in _entries(priority, "actions"):
            yield (*path, *below), action


def plan_claims(value: Any) -> Iterator[Entry]:
    """Each claim, of recommendations first, with its path."""
    for path, owner in [*_entries(value, "recommendations"), *plan_actions(value)]:
        claim = owner.get("claim")
        if isinstance(claim, Mapping):
            yield (*path, "claim"), claim


def _entries(value: Any, field: str) -> list[Entry]:
    items = value.get(field) if isinstance(value, Mapping) else None
    if not isinstance(items, list):
        return []
    return [((field, number), item) for number, item in enumerate(items) if isinstance(item, Mapping)]


def _texts(entry: Mapping[str, Any], field: str) -> list[tuple[int, str]]:
    items = entry.get(field)
    return [(number, str(item)) for number, item in enumerate(items)] if isinstance(items, list) else []


def _day(entry: Mapping[str, Any], field: str) -> date | None:
    found = entry.get(field)
    if isinstance(found, str):
        try:
            return date.fromisoformat(found)
        except ValueError:
            return None
    return found if type(found) is date else None


def _repeated_ids(value: Any) -> Iterator[Fault]:
    for group in (["findings"], ["recommendations"], ["priorities", "actions"]):
        seen: set[str] = set()
        for path, entry in _named_entries(value, group):
            name = str(entry["id"])
            if name in seen:
                yield Fault((*path, "id"), f"'{name}' is used twice; give each its own id")
            seen.add(name)


def _named_entries(value: Any, fields: list[str]) -> Iterator[Entry]:
    for field in fields:
        found = list(plan_actions(value)) if field == "actions" else _entries(value, field)
        yield from ((path, entry) for path, entry in found if entry.get("id") is not None)


def _unknown_references(value: Any) -> Iterator[Fault]:
    findings = [str(entry["id"]) for _, entry in _named_entries(value, ["findings"])]
    recommendations = [str(entry["id"]) for _, entry in _named_entries(value, ["recommendations"])]
    actions = [str(entry["id"]) for _, entry in _named_entries(value, ["actions"])]
    for path, entry in _entries(value, "recommendations"):
        yield from _unknown(path, entry, "findings", "finding", findings)
    for path, entry in plan_actions(value):
        yield from _unknown(path, entry, "answers", "recommendation", recommendations)
        yield from _unknown(path, entry, "depends_on", "action", actions)


def _unknown(
    path: FieldPath, entry: Mapping[str, Any], field: str, what: str, known: Collection[str]
) -> Iterator[Fault]:
    for number, name in _texts(entry, field):
        if name not in known:
            yield Fault((*path, field, number), f"there is no {what} '{name}' in this plan{_hint(name, known)}")


def _hint(name: str, known: Collection[str]) -> str:
    near = nearest_names(name, known)
    if near:
        return f"; did you mean {near}?"
    return f"; there are {', '.join(sorted(known))}" if 0 < len(known) <= 12 else ""


def _waiting_loops(value: Any) -> Iterator[Fault]:
    """One fault for each loop of actions that wait for each other, at the first of them in the plan."""
    waits_for = {str(e["id"]): [n for _, n in _texts(e, "depends_on")] for _, e in _named_entries(value, ["actions"])}
    told: set[frozenset[str]] = set()
    for path, entry in _named_entries(value, ["actions"]):
        loop = _loop_from(str(entry["id"]), waits_for)
        if loop and frozenset(loop) not in told:
            told.add(frozenset(loop))
            words = " waits for ".join([*loop, loop[0]])
            yield Fault((*path, "depends_on"), f"these actions wait for each other: {words}; take one of them out")


def _loop_from(start: str, waits_for: Mapping[str, list[str]]) -> list[str]:
    """The shortest way from an action back to itself, or nothing."""
    ways = [[start]]
    reached: set[str] = set()
    while ways:
        way = ways.pop(0)
        for following in waits_for.get(way[-1], []):
            if following == start:
                return way
            if following not in reached:
                reached.add(following)
                ways.append([*way, following])
    return []


def _action_dates(path: FieldPath, action: Mapping[str, Any], today: date | None) -> Iterator[Fault]:
    start, due, done_on = (_day(action, field) for field in ("start", "due", "done_on"))
    if start and due and due < start:
        yield Fault(
            (*path, "due"), f"due {day_words(due)} is before the start, {day_words(start)}; correct one of them"
        )
    if action.get("delivery") == "done" and action.get("done_on") is None:
        yield Fault((*path, "delivery"), "an action that is done needs 'done_on', the day it was done")
    if action.get("delivery") != "done" and action.get("done_on") is not None:
        yield Fault((*path, "done_on"), "'done_on' is given but delivery is not 'done'; change one of them")
    if start and done_on and done_on < start:
        yield Fault((*path, "done_on"), f"done {day_words(done_on)} is before the start, {day_words(start)}")
    yield from _not_yet((*path, "done_on"), done_on, today)
    for below, milestone in _entries(action, "milestones"):
        yield from _milestone_dates((*path, *below), milestone, start, due, today)


def _milestone_dates(
    path: FieldPath, milestone: Mapping[str, Any], start: date | None, due: date | None, today: date | None
) -> Iterator[Fault]:
    own, done = _day(milestone, "due"), _day(milestone, "done")
    if own and start and own < start:
        yield Fault((*path, "due"), f"due {day_words(own)} is before the action starts, {day_words(start)}")
    if own and due and own > due:
        yield Fault((*path, "due"), f"due {day_words(own)} is after the action is due, {day_words(due)}")
    yield from _not_yet((*path, "done"), done, today)


def _not_yet(path: FieldPath, day: date | None, today: date | None) -> Iterator[Fault]:
    if day and today and day > today:
        yield Fault(path, f"{day_words(day)} has not been yet, so nothing can have been done on it")


def _claim_faults(path: FieldPath, claim: Mapping[str, Any], known: Known) -> Iterator[Fault]:
    measure = claim.get("measure")
    if isinstance(measure, str) and measure not in known.measures:
        near = nearest_names(measure, known.measures)
        hint = f"; did you mean {near}?" if near else "; 'headway measures list' shows them all"
        yield Fault((*path, "measure"), f"there is no measure '{measure}'{hint}")
    for number, name in _texts(claim, "places"):
        if name not in known.places and name != COUNTY:
            yield _no_place((*path, "places", number), name, known.places)
    yield from _not_yet((*path, "declared_on"), _day(claim, "declared_on"), known.today)


def _unknown_localities(value: Any, known: Known) -> Iterator[Fault]:
    for path, action in plan_actions(value):
        for number, name in _texts(action, "localities"):
            if name not in known.places:
                yield _no_place((*path, "localities", number), name, known.places)


def _no_place(path: FieldPath, name: str, places: Collection[str]) -> Fault:
    hint = _hint(name, places) or "; name it in localities.yaml first"
    return Fault(path, f"there is no place '{name}' in localities.yaml{hint}")
