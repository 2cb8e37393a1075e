"""School attendance in the last week of school days as counts by group of children: every child once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from headway.attention.attendance import (
    ABSENT,
    ATTENDED,
    CANNOT_TELL,
    NO_DATA,
    NOT_EXPECTED,
    OTHER_AGE,
    Schooling,
)
from headway.attention.contact_counts import EVERYONE
from headway.attention.tracking import TrackedChild, Tracking
from headway.evidence.words import proportion_words


@dataclass(frozen=True)
class SchoolCount:
    """How many children of a group were in school. ``attended``, ``absent``, ``not_expected``, ``cannot_tell`` and
    ``no_data`` are all of ``children``: those of school age, and those of another age of whom the file has a row.

    ``missed``: children who attended, and on another day were expected and did not; ``other_age``: left out, by age.
    """

    title: str
    children: int
    attended: int
    missed: int
    absent: int
    not_expected: int
    cannot_tell: int
    no_data: int
    other_age: int

    @property
    def share(self) -> str:
        """The share that attended, as a person reads it: *94%*, of fewer than twenty *7 of 12*."""
        return proportion_words(self.attended, self.children) if self.children else "–"


def count_schools(tracking: Tracking, children: Iterable[TrackedChild]) -> tuple[SchoolCount, ...]:
    """A count for each group of the children given, and the last one of them all; none without a file of attendance."""
    if tracking.school is None:
        return ()
    every = [(child.group, child.school) for child in children if child.school]
    asked = [group for group in tracking.groups if group.title not in tracking.not_asked]
    counts = [_count(group.title, [school for own, school in every if own == group.id]) for group in asked]
    return (*counts, _count(EVERYONE, [school for _, school in every]))


def _count(title: str, schools: list[Schooling]) -> SchoolCount:
    words = Counter(each.word for each in schools)
    return SchoolCount(
        title=title,
        children=len(schools) - words[OTHER_AGE],
        attended=words[ATTENDED],
        missed=sum(each.word == ATTENDED and each.missed > 0 for each in schools),
        absent=words[ABSENT],
        not_expected=words[NOT_EXPECTED],
        cannot_tell=words[CANNOT_TELL],
        no_data=words[NO_DATA],
        other_age=words[OTHER_AGE],
    )
