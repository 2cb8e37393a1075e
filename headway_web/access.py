"""What a person may do, where: the rights, and the answer that every page asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WHOLE_COUNTY = ""


class Right(StrEnum):
    """What can be allowed. Each page names the one that it asks for."""

    SEE_AGGREGATE = "see_aggregate"
    SEE_CHILDREN = "see_children"
    SEE_NAMES = "see_names"
    LOOK_AFTER = "look_after"
    SEE_AS_WORKER = "see_as_worker"
    EXPORT = "export"
    REIDENTIFY = "reidentify"
    READ_TRAIL = "read_trail"
    MANAGE_DATA = "manage_data"
    AGREE_SETTINGS = "agree_settings"
    MANAGE_PEOPLE = "manage_people"

    @property
    def says(self) -> str:
        """The right in plain words."""
        return RIGHT_WORDS[self]


RIGHT_WORDS = {
    Right.SEE_AGGREGATE: "see figures of the county and its places, small numbers included",
    Right.SEE_CHILDREN: "see lists of children, by their id",
    Right.SEE_NAMES: "see children's names",
    Right.LOOK_AFTER: "say who sees to a child, what was done, and decide in place of the rules on contact",
    Right.SEE_AS_WORKER: "say how they see contact with a child, beside what the rules say",
    Right.EXPORT: "take lists out of Headway as files",
    Right.REIDENTIFY: "see which child a row is of",
    Right.READ_TRAIL: "read the trail: who saw, exported and changed what, a child by the id",
    Right.MANAGE_DATA: "load data, withdraw a load, and propose changes of the county's settings",
    Right.AGREE_SETTINGS: "accept or refuse a change of the county's settings that somebody else proposed",
    Right.MANAGE_PEOPLE: "add people, and give and end their roles",
}


@dataclass(frozen=True)
class Held:
    """A role that a person holds now, at a place; ``place`` is WHOLE_COUNTY or the name of a locality or team."""

    role: str
    title: str
    place: str
    rights: frozenset[Right]
    asks_why: frozenset[Right] = frozenset()

    @property
    def words(self) -> str:
        """The role and its place: *Locality director, North*."""
        return f"{self.title}, {self.place or 'whole county'}"


@dataclass(frozen=True)
class Access:
    """The roles that a person holds today. Nobody has one who is not signed in.

    ``awaits_factor``: a role asks for a second factor, and the person has none yet.
    """

    held: tuple[Held, ...] = ()
    awaits_factor: bool = False

    def has(self, right: Right) -> bool:
        """Whether any role gives the right, at whatever place."""
        return any(right in each.rights for each in self.held)

    def has_together(self, rights: Iterable[Right]) -> bool:
        """Whether one role gives all of them: rights of different roles do not add up."""
        wanted = frozenset(rights)
        return any(wanted <= each.rights for each in self.held)

    def places(self, right: Right) -> tuple[str, ...]:
        """Where the right holds; WHOLE_COUNTY alone where it holds everywhere."""
        found = tuple(dict.fromkeys(each.place for each in self.held if right in each.rights))
        return (WHOLE_COUNTY,) if WHOLE_COUNTY in found else found

    def under(self, right: Right | None) -> Held | None:
        """The role under which a page is opened: the first that gives the right."""
        return next((each for each in self.held if right is None or right in each.rights), None)

    @property
    def words(self) -> str:
        """The roles as the header says them."""
        return "; ".join(each.words for each in self.held) or "no role at present"
