"""Contact in the four weeks as counts by group of children: every child once, so that the parts add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headway.attention.tracking import (
    CANNOT_TELL,
    IN_PERSON,
    NO_DATA,
    NONE,
    OTHERWISE,
    UNTOLD,
    TrackedChild,
    Tracking,
)
from headway.evidence.words import proportion_words

EVERYONE = "All of them"


@dataclass(frozen=True)
class GroupCount:
    """How many children of a group were in contact, and how. ``in_contact`` + ``none`` + ``cannot_tell`` + ``no_data``
    are all of them; ``in_person`` + ``otherwise`` + ``untold`` are those in contact.

    ``alone``: seen alone; ``modes``: children by each mode that was used with them, so that one child may be in several.
    """

    title: str
    children: int
    in_contact: int
    in_person: int
    otherwise: int
    untold: int
    none: int
    cannot_tell: int
    no_data: int
    alone: int
    alone_unknown: int
    modes: Mapping[str, int]
    colours: Mapping[str, int]

    @property
    def share(self) -> str:
        """The share in contact, as a person reads it: *94%*, of fewer than twenty *7 of 12*."""
        return proportion_words(self.in_contact, self.children) if self.children else "–"


def count_groups(tracking: Tracking, children: Iterable[TrackedChild]) -> tuple[GroupCount, ...]:
    """A count for each group of the children given, and the last one of them all."""
    every = list(children)
    asked = [group for group in tracking.groups if group.title not in tracking.not_asked]
    counts = [_count(group.title, [child for child in every if child.group == group.id]) for group in asked]
    return (*counts, _count(EVERYONE, every))


def _count(title: str, children: list[TrackedChild]) -> GroupCount:
    how = Counter(child.contact for child in children)
    return GroupCount(
        title=title,
        children=len(children),
        in_contact=sum(child.is_in_contact for child in children),
        in_person=how[IN_PERSON],
        otherwise=how[OTHERWISE],
        untold=how[UNTOLD],
        none=how[NONE],
        cannot_tell=how[CANNOT_TELL],
        no_data=how[NO_DATA],
        alone=sum(child.alone is True for child in children),
        alone_unknown=sum(child.alone is None for child in children),
        modes=dict(sorted(Counter(mode for child in children for mode in child.modes).items())),
        colours=dict(sorted(Counter(child.colour for child in children).items())),
    )
