"""Contact with the children of one's own places: what the file says, how people see it, who is drawn by lot, and names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Max

from headway.attention import GroupCount, SchoolCount, TrackedChild, Tracking, count_groups, count_schools
from headway.attention.attendance import ABSENT
from headway.attention.tracking import COLOURS, RED
from headway_web.access import Right
from headway_web.children.models import ContactWord, Kind
from headway_web.children.queries import PER_PAGE, Placed, Reach, is_own, of_children, reach
from headway_web.components.request import PageRequest
from headway_web.picture import the_picture
from headway_web.trail.actions import record
from headway_web.trail.did import Did

FILTERS = ("colour", "group", "team", "worker", "show", "own")


@dataclass(frozen=True)
class Followed:
    """A child with how a worker sees it and how a manager has decided, as far as that still holds."""

    child: TrackedChild
    group: str
    worker: ContactWord | None
    manager: ContactWord | None
    is_drawn: bool

    @property
    def stands(self) -> str:
        """The word that holds: the manager's until it expires, else that of the rules."""
        return self.manager.colour if self.manager else self.child.colour

    @property
    def differs(self) -> bool:
        """Whether the worker sees it otherwise than the word that holds, and no manager has decided since."""
        if self.worker is None or (self.manager is not None and self.manager.pk > self.worker.pk):
            return False
        return self.worker.colour != self.stands

    @property
    def is_absent(self) -> bool:
        """Whether the child was expected in school, and attended on no day of the week."""
        return self.child.school is not None and self.child.school.word == ABSENT


@dataclass(frozen=True)
class Section:
    """The children of whom one word holds."""

    colour: str
    children: tuple[Followed, ...]
    count: int


@dataclass(frozen=True)
class Contacts:
    """The children of the places reached, as the address narrows them. ``counts``, ``schools``: of all in these places."""

    tracking: Tracking
    counts: tuple[GroupCount, ...]
    schools: tuple[tuple[str, SchoolCount], ...]
    sections: tuple[Section, ...]
    children: tuple[Followed, ...]
    drawn: int
    otherwise: int
    absent: int
    teams: tuple[str, ...]
    colours: tuple[str, ...]
    asked: Mapping[str, str]
    count: int
    whole: int
    page: int
    pages: int


def contacts(
    tracking: Tracking,
    reached: Reach,
    asked: Mapping[str, str],
    *,
    after: Reach,
    page: str = "1",
    all_pages: bool = False,
) -> Contacts:
    """The children of the places reached. What the address names and nobody has leaves none.

    ``after``: the places that the person looks after, to which the address may narrow the list.
    """
    own = [child for child in tracking.children if reached.role_for(child.places)]
    every = _beside(tracking, own)
    wanted = {name: asked.get(name, "") for name in FILTERS}
    kept = [each for each in every if _is_wanted(each, wanted) and is_own(each.child.places, wanted, after)]
    kept.sort(key=lambda each: COLOURS.index(each.stands))
    pages = max(1, -(-len(kept) // PER_PAGE))
    at = min(max(int(page) if page.isascii() and page.isdecimal() else 1, 1), pages)
    rows = kept if all_pages else kept[(at - 1) * PER_PAGE : at * PER_PAGE]
    words = [each.stands for each in kept]
    sections = [
        Section(colour, tuple(each for each in rows if each.stands == colour), words.count(colour))
        for colour in dict.fromkeys(each.stands for each in rows)
    ]
    return Contacts(
        tracking=tracking,
        counts=count_groups(tracking, own),
        schools=tuple((each.title, each) for each in count_schools(tracking, own)),
        sections=tuple(sections),
        children=tuple(rows),
        drawn=sum(each.is_drawn for each in every),
        otherwise=sum(each.differs for each in every),
        absent=sum(each.is_absent for each in every),
        teams=tuple(sorted({child.team for child in own})),
        colours=tuple(colour for colour in COLOURS if any(each.stands == colour for each in every)),
        asked=wanted,
        count=len(kept),
        whole=len(own),
        page=at,
        pages=pages,
    )


def red_and_otherwise(tracking: Tracking, reached: Reach) -> tuple[int, int]:
    """How many children of the places reached are red by the word that holds, and how many a worker sees otherwise."""
    every = _beside(tracking, [child for child in tracking.children if reached.role_for(child.places)])
    return sum(each.stands == RED for each in every), sum(each.differs for each in every)


def _is_wanted(each: Followed, wanted: Mapping[str, str]) -> bool:
    child = each.child
    states = {
        "": True,
        "drawn": each.is_drawn,
        "otherwise": each.differs,
        "absent": each.is_absent,
        "decided": each.manager is not None,
    }
    return (
        wanted["colour"] in ("", each.stands)
        and wanted["group"] in ("", child.group)
        and wanted["team"] in ("", child.team)
        and wanted["worker"] in ("", child.worker)
        and states.get(wanted["show"], False)
    )


def _beside(tracking: Tracking, own: list[TrackedChild]) -> list[Followed]:
    titles = {group.id: group.title for group in tracking.groups}
    drawn = {child.child_key for child in tracking.drawn(own)}
    words = of_children(ContactWord.objects.order_by(), [child.child_key for child in own])
    newest = words.values("child_key", "kind").annotate(newest=Max("pk")).values("newest")
    said = {
        (each.child_key, each.kind): each for each in ContactWord.objects.filter(pk__in=newest).select_related("by")
    }
    found = []
    for child in own:
        worker, manager = (said.get((child.child_key, kind)) for kind in (Kind.WORKER, Kind.MANAGER))
        manager = manager if manager and not manager.is_expired else None
        found.append(Followed(child, titles[child.group], worker, manager, child.child_key in drawn))
    return found


def one_followed(request: PageRequest, child_key: str, right: Right) -> tuple[Followed, Reach] | None:
    """The child with what was said, if a role that sees children and has the right reaches its place."""
    tracking = the_picture().tracking
    reached = reach(request, right)
    own = [c for c in tracking.children if c.child_key == child_key] if tracking and child_key else []
    if not own or not tracking or reached.role_for(own[0].places) is None:
        return None
    return _beside(tracking, own)[0], reached


def names_asked(request: PageRequest, children: Placed, where: str) -> dict[str, str] | None:
    """The names of those children whose place a role with the right to names reaches, each look in the trail.

    ``children`` are ids with their places. None where nobody has asked for names, or no role gives them.
    """
    if request.GET.get("names") != "yes":
        return None
    reached = reach(request, Right.SEE_NAMES)
    if not reached.places:
        return None
    own = reached.among(children)
    found = the_picture().names(own)
    under = next((reached.role_for(places) for key, places in children if key in found), reached.held[0])
    which = own[0] if len(own) == 1 else f"{len(found)} names on {where}"
    why = reached.opening.why if reached.opening else ""
    record(by=request.user, did=Did.SAW, what="names of children", which=which, under=under, why=why)
    return found
