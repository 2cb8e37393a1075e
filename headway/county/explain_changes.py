"""What has changed a figure since a day: row by row, so that the old figure and the changes add up to the new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from headway.identity import LoadId
from headway.journey.identities import LEFT_LIST, WITHDRAWN, known_rows, put_known_rows, standing_of
from headway.measures.behind import (
    CANNOT_TELL,
    ELSEWHERE,
    LEFT_OUT,
    MET,
    NOT_MET,
    NUMBER,
    UNDATED,
    FigureBehind,
    RowBehind,
    listed_rows,
)
from headway.measures.observation import Observation
from headway.measures.page import MeasurePage
from headway.measures.windows import on_day_tables, page_tables, tables_read

NEW_ROW = "new: no load before had the row"
NOW_COUNTS = "known before, and now of this measure"
MOVED_IN = "of another period or place before"
CORRECTED = "corrected: its answer is another"
ROW_WITHDRAWN = "withdrawn: a newer load should list it and does not"
IN_NO_LOAD = "in no load now: what had it was corrected or withdrawn"
ROW_LEFT_LIST = "left the list, its end unknown"
MOVED_OUT = "of another period or place now"
NO_LONGER = "still known, and no longer of this measure"
KINDS = {
    NEW_ROW: "added",
    NOW_COUNTS: "added",
    MOVED_IN: "added",
    CORRECTED: "corrected",
    ROW_WITHDRAWN: "left",
    IN_NO_LOAD: "left",
    ROW_LEFT_LIST: "left",
    MOVED_OUT: "left",
    NO_LONGER: "left",
}
ROLES = (MET, NOT_MET, NUMBER, CANNOT_TELL, LEFT_OUT, UNDATED)


@dataclass(frozen=True)
class Standing:
    """A row in a figure at one time: its part, its number, why, and the load that it is of (of its day for a stock)."""

    row_id: str
    role: str
    value: float | None
    reason: str
    load_id: str


@dataclass(frozen=True)
class FigureState:
    """A figure as known on one day: its rows by what they are known by, and the loads in effect.

    ``behind_each`` has the same rows with their child, for whoever may see it: no explanation prints it.
    """

    behind: FigureBehind
    inside: Mapping[str, Standing]
    elsewhere: frozenset[str]
    loads: tuple[LoadId, ...]
    behind_each: Mapping[str, RowBehind]

    @property
    def observation(self) -> Observation:
        """The figure itself."""
        return self.behind.observation

    def counts(self) -> Counter[str]:
        """How many rows play each part."""
        return Counter(row.role for row in self.inside.values())


@dataclass(frozen=True)
class RowChange:
    """One row that changed the figure: what it was and is in it, and the loads by which that came about."""

    kind: str
    before: Standing | None
    after: Standing | None
    brought_by: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """added, corrected or left."""
        return KINDS[self.kind]

    def as_record(self) -> dict[str, object]:
        """For JSON and CSV: row ids only, never a child's."""
        return {
            "group": self.group,
            "kind": self.kind,
            "row_id": self.after.row_id if self.after else None,
            "row_id_before": self.before.row_id if self.before else None,
            "from": self.before.role if self.before else None,
            "to": self.after.role if self.after else None,
            "reason_before": self.before.reason if self.before else None,
            "reason": self.after.reason if self.after else None,
            "brought_by": list(self.brought_by),
        }


def state_of(behind: FigureBehind, page: MeasurePage, loads: Sequence[LoadId]) -> FigureState:
    """The figure's rows by what each is known by from load to load; a row of a stock as the load of its day has it."""
    journey = behind.prepared.journey
    put_known_rows(journey, {*page_tables(page), *tables_read(page)})
    listed = listed_rows(journey, on_day_tables(page))
    rows = [
        replace(row, row_id=listed.get((row.row_id, row.placed_on), row.row_id)) if row.placed_on else row
        for row in behind.rows
    ]
    known = known_rows(journey, (row.row_id for row in rows))
    twins: Counter[str] = Counter()
    inside: dict[str, Standing] = {}
    behind_each: dict[str, RowBehind] = {}
    elsewhere: set[str] = set()
    # Inside first, so that a row which the page gives twice is matched with its part in the figure.
    for row in sorted(rows, key=lambda each: each.role == ELSEWHERE):
        found = known.get(row.row_id)
        key = _numbered(found.known_by if found else f"child {row.child_key}", twins)
        if row.role == ELSEWHERE:
            elsewhere.add(key)
        else:
            inside[key] = _standing(row, found.load_id if found else "")
            behind_each[key] = row
    return FigureState(behind, inside, frozenset(elsewhere), tuple(loads), behind_each)


def changes_between(states: Sequence[FigureState]) -> tuple[RowChange, ...]:
    """Every row that differs between the first and the last state; the states between say which loads brought it."""
    first, last = states[0], states[-1]
    keys = [key for key in dict.fromkeys([*first.inside, *last.inside]) if _differs(first, last, key)]
    gone, come = [key for key in keys if key not in last.inside], [key for key in keys if key not in first.inside]
    now = standing_of(last.behind.prepared.journey, {_plain(key) for key in gone})
    then = standing_of(first.behind.prepared.journey, {_plain(key) for key in come})
    found = []
    for key in keys:
        before, after = first.inside.get(key), last.inside.get(key)
        if before and after:
            kind = CORRECTED
        elif after:
            kind = MOVED_IN if key in first.elsewhere else NOW_COUNTS if _plain(key) in then else NEW_ROW
        else:
            kind = _why_gone(key, last, now.get(_plain(key)))
        found.append(replace(RowChange(kind, before, after), brought_by=_brought_by(states, key)))
    order = list(KINDS)
    return tuple(sorted(found, key=lambda each: (order.index(each.kind), _row_id(each))))


def account(first: FigureState, changes: Sequence[RowChange], role: str) -> tuple[int, int, int, int, int]:
    """Of one part: how many then, plus added, plus by correction, minus left, which is how many now."""
    added = sum(each.group == "added" and each.after is not None and each.after.role == role for each in changes)
    left = sum(each.group == "left" and each.before is not None and each.before.role == role for each in changes)
    corrected = [each for each in changes if each.group == "corrected"]
    turned = sum(each.after.role == role for each in corrected if each.after) - sum(
        each.before.role == role for each in corrected if each.before
    )
    before = first.counts()[role]
    return before, added, turned, left, before + added + turned - left


def _why_gone(key: str, last: FigureState, standing: str | None) -> str:
    if key in last.elsewhere:
        return MOVED_OUT
    if standing is None:
        return IN_NO_LOAD
    return {WITHDRAWN: ROW_WITHDRAWN, LEFT_LIST: ROW_LEFT_LIST}.get(standing, NO_LONGER)


def _brought_by(states: Sequence[FigureState], key: str) -> tuple[str, ...]:
    """The loads that came or went when the row last changed its part."""
    for before, after in reversed(list(pairwise(states))):
        if _differs(before, after, key):
            return tuple(sorted({*before.loads} ^ {*after.loads}))
    return ()


def _differs(one: FigureState, other: FigureState, key: str) -> bool:
    before, after = one.inside.get(key), other.inside.get(key)
    return (before and (before.role, before.value)) != (after and (after.role, after.value))


def _standing(row: RowBehind, load_id: str) -> Standing:
    return Standing(row.row_id, row.role, row.value if row.role == NUMBER else None, row.reason, load_id)


def _numbered(known_by: str, twins: Counter[str]) -> str:
    twins[known_by] += 1
    return f"{known_by} {twins[known_by]}"


def _plain(key: str) -> str:
    return key.rsplit(" ", 1)[0]


def _row_id(change: RowChange) -> str:
    own = change.after or change.before
    return own.row_id if own else ""
