"""Which children a person may see, and what stands beside each. The one place where a child's own place is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Max, Model, QuerySet
from django.utils import timezone

from headway.county.kept_children import KeptChild, KeptJourney, KeptList, KeptReason
from headway_web.access import WHOLE_COUNTY, Held, Right
from headway_web.children.models import LISTS, Assignment, Done, Opening
from headway_web.components.request import PageRequest, who
from headway_web.picture import the_picture

PER_PAGE = 100
MOST_NAMED = 1_000
CHILDREN = Right.SEE_CHILDREN
Placed = Iterable[tuple[str, tuple[str, str]]]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Reach:
    """How far a person's roles reach now: the grants that count, where more opens by a reason, and the reason given."""

    held: tuple[Held, ...]
    more_by_reason: bool
    opening: Opening | None

    @property
    def places(self) -> tuple[str, ...]:
        """The places, each once; WHOLE_COUNTY alone where one of them is that."""
        found = tuple(dict.fromkeys(each.place for each in self.held))
        return (WHOLE_COUNTY,) if WHOLE_COUNTY in found else found

    @property
    def words(self) -> str:
        """The places in words."""
        return ", ".join(each or "the whole county" for each in self.places)

    def role_for(self, places: Iterable[str]) -> Held | None:
        """The grant under which something in these places may be seen; None where none reaches it."""
        within = {WHOLE_COUNTY, *places}
        return next((each for each in self.held if each.place in within), None)

    def among(self, children: Placed) -> list[str]:
        """The ids of those children that it reaches, in their order; given are ids with their places."""
        return [key for key, places in children if self.role_for(places) is not None]


def reach(request: PageRequest, right: Right = CHILDREN) -> Reach:
    """What the roles that see children, and have ``right`` too, reach now: some of them only after a reason was given."""
    opening = open_now(request, LISTS)
    giving = [each for each in request.access.held if {CHILDREN, right} <= each.rights]
    counts = tuple(each for each in giving if opening or CHILDREN not in each.asks_why)
    return Reach(counts, len(counts) < len(giving), opening if any(CHILDREN in h.asks_why for h in counts) else None)


def open_now(request: PageRequest, child_key: str) -> Opening | None:
    """The opening of the child, or of the lists, that this person has, not ended and its time not up."""
    now = timezone.now()
    own = Opening.objects.filter(person_id=who(request).pk, child_key=child_key, until_at__gt=now, ended_at=None)
    return own.first()


@dataclass(frozen=True)
class Listed:
    """A child on the list with who has taken it on and what was done."""

    child: KeptChild
    owner: Assignment | None
    done: Done | None


@dataclass(frozen=True)
class Group:
    """The children whose most urgent reason is this one."""

    reason: KeptReason
    children: tuple[Listed, ...]
    count: int


@dataclass(frozen=True)
class Shown:
    """The list as the person's places and the address leave it. ``whole`` is how many the places have.

    ``no_owner`` and ``late``, whose owner's day is over, are of the whole too.
    """

    reach: Reach
    found: KeptList
    groups: tuple[Group, ...]
    children: tuple[Listed, ...]
    reasons: tuple[KeptReason, ...]
    localities: tuple[str, ...]
    teams: tuple[str, ...]
    workers: tuple[str, ...]
    asked: Mapping[str, str]
    count: int
    whole: int
    no_owner: int
    late: int
    page: int
    pages: int

    @property
    def words(self) -> str:
        """How many children of the places need someone, and how many of them nobody has taken on."""
        if not self.found.is_known:
            return "Who needs someone cannot be told: no reason could be asked"
        child, needs = ("child", "needs") if self.whole == 1 else ("children", "need")
        said = f"{self.whole} {child} of {self.reach.words} {needs} someone"
        if not self.no_owner:
            return said
        return f"{said}; {self.no_owner} {'has' if self.no_owner == 1 else 'have'} no owner yet"

    @property
    def is_narrowed(self) -> bool:
        """Whether the address leaves a child out."""
        return self.count != self.whole

    @property
    def not_checked(self) -> tuple[KeptReason, ...]:
        """The reasons for which some child of the county could not be checked."""
        return tuple(each for each in self.found.reasons if each.not_checked)

    @property
    def not_asked(self) -> tuple[KeptReason, ...]:
        """The reasons that could not be asked at all."""
        return tuple(each for each in self.found.reasons if each.not_asked)


FILTERS = ("place", "reason", "team", "worker", "show", "own")
OWN = {"own": "yes"}


def shown(
    reached: Reach, asked: Mapping[str, str], *, after: Reach | None = None, page: str = "1", all_pages: bool = False
) -> Shown:
    """The children of the places reached, as the address narrows them. What it names and nobody has leaves none.

    ``after``: the places that the person looks after, to which the address may narrow the list.
    """
    found = the_picture().children.list
    own = listed_in(reached)
    beside = _beside(own)
    wanted = {name: asked.get(name, "") for name in FILTERS}
    kept = [each for each in beside if _is_wanted(each, wanted) and is_own(each.child.places, wanted, after)]
    pages = max(1, -(-len(kept) // PER_PAGE))
    at = min(max(int(page) if page.isascii() and page.isdecimal() else 1, 1), pages)
    rows = kept if all_pages else kept[(at - 1) * PER_PAGE : at * PER_PAGE]
    first = [each.child.hits[0].reason for each in kept]
    groups = [
        Group(reason, tuple(each for each in rows if each.child.hits[0].reason == reason.id), first.count(reason.id))
        for reason in found.reasons
    ]
    present = {hit.reason for child in own for hit in child.hits}
    return Shown(
        reach=reached,
        found=found,
        groups=tuple(sorted((g for g in groups if g.children), key=lambda g: rows.index(g.children[0]))),
        children=tuple(rows),
        reasons=tuple(each for each in found.reasons if each.id in present),
        localities=tuple(sorted({child.locality for child in own})),
        teams=tuple(sorted({child.team for child in own})),
        workers=tuple(sorted({child.worker for child in own if child.worker})),
        asked=wanted,
        count=len(kept),
        whole=len(own),
        no_owner=sum(each.owner is None for each in beside),
        late=sum(_is_late(each) for each in beside),
        page=at,
        pages=pages,
    )


def without_owner(reached: Reach, place: str) -> int:
    """How many children of a locality on the list, of those that the roles reach, have nobody to see to them."""
    return sum(each.owner is None for each in _beside([each for each in listed_in(reached) if each.locality == place]))


def listed_in(reached: Reach) -> list[KeptChild]:
    """The children on the list whose place is reached."""
    return [child for child in the_picture().children.list.children if reached.role_for(child.places)]


def own_asked(after: Reach, whole: Reach) -> dict[str, str]:
    """What the address of a list says, so that it holds no child of a place that the person does not look after."""
    return {} if set(after.places) == set(whole.places) else OWN


def is_own(places: Iterable[str], wanted: Mapping[str, str], after: Reach | None) -> bool:
    """Whether a child is to be shown, where an address may ask for those alone whom the person looks after."""
    return not wanted["own"] or (after is not None and after.role_for(places) is not None)


def _is_wanted(each: Listed, wanted: Mapping[str, str]) -> bool:
    child = each.child
    states = {"": True, "no-owner": each.owner is None, "done": each.done is not None, "late": _is_late(each)}
    return (
        wanted["place"] in ("", child.locality)
        and (not wanted["reason"] or any(hit.reason == wanted["reason"] for hit in child.hits))
        and wanted["team"] in ("", child.team)
        and wanted["worker"] in ("", child.worker)
        and states.get(wanted["show"], False)
    )


def _is_late(each: Listed) -> bool:
    return each.owner is not None and each.owner.is_late


def _beside(children: list[KeptChild]) -> list[Listed]:
    keys = [child.child_key for child in children]
    newest = of_children(Assignment.objects.order_by(), keys).values("child_key").annotate(newest=Max("pk"))
    owners = {each.child_key: each for each in Assignment.objects.filter(pk__in=newest.values("newest"))}
    done: dict[str, list[Done]] = {}
    for each in of_children(Done.objects.select_related("by"), keys):
        done.setdefault(each.child_key, []).append(each)
    return [
        Listed(child, owner_now(owners.get(child.child_key), child), standing(done.get(child.child_key, []), child))
        for child in children
    ]


def of_children(rows: QuerySet[Row], keys: Sequence[str]) -> QuerySet[Row]:
    """The rows of these children; all rows, where the children are more than a query is to name."""
    return rows.filter(child_key__in=keys) if len(keys) <= MOST_NAMED else rows


def owner_now(newest: Assignment | None, child: KeptChild | KeptJourney) -> Assignment | None:
    """The newest owner, where a reason still holds that held when the child was given to them."""
    return newest if newest is not None and newest.holds(child.hits) else None


def standing(done: Iterable[Done], child: KeptChild | KeptJourney) -> Done | None:
    """The newest thing done that is about a reason which still holds."""
    return next((each for each in done if each.answers(child.hits)), None)


@dataclass(frozen=True)
class SeenChild:
    """A child that may be seen, under which role or by which reason, with what people have kept of it."""

    child: KeptJourney
    under: Held | None
    opening: Opening | None
    owners: tuple[Assignment, ...]
    done: tuple[Done, ...]

    @property
    def owner(self) -> Assignment | None:
        """Who has the child now."""
        return owner_now(self.newest, self.child)

    @property
    def newest(self) -> Assignment | None:
        """Whom the child was given to last, whether or not it was listed anew since."""
        return self.owners[0] if self.owners else None


def seen_child(request: PageRequest, child_key: str, right: Right = CHILDREN) -> SeenChild | None:
    """The child, if the person may see it: by place, or by a reason given for this child. None for all others alike."""
    child = the_picture().children.journey(child_key) if child_key else None
    reached = reach(request, right)
    opening = open_now(request, child_key) if child_key and request.access.has_together((CHILDREN, right)) else None
    under = reached.role_for(child.places) if child else None
    if child is None or not (under or opening):
        return None
    owners = owners_of(child_key)
    done = tuple(Done.objects.filter(child_key=child_key).select_related("by"))
    return SeenChild(child, under, reached.opening if under else opening, owners, done)


def owners_of(child_key: str) -> tuple[Assignment, ...]:
    """Everybody who has or had the child to see to, the newest first."""
    return tuple(Assignment.objects.filter(child_key=child_key).select_related("by").order_by(F("number").desc()))
