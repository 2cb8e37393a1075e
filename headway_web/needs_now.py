"""What waits for one person: each thing with its size and the page to go on with. Counts only, no child."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from headway.attention.tracking import RED
from headway_web.access import WHOLE_COUNTY, Right
from headway_web.children.contact_queries import red_and_otherwise
from headway_web.children.queries import Reach, Shown, own_asked, reach, shown
from headway_web.components.request import PageRequest
from headway_web.county_settings.queries import waiting
from headway_web.data.models import State, Upload
from headway_web.data.queries import OLD_DAYS
from headway_web.picture import the_picture


@dataclass(frozen=True)
class Need:
    """A thing to do: how much of it there is, and where it is done."""

    words: str
    does: str
    link: str


@dataclass(frozen=True)
class NeedsNow:
    """What waits for one person. ``own``: the children of the places that the person looks after, if any.

    ``reasons``: why they are on the list, as title, children and address; a child with two reasons is in both.
    """

    needs: tuple[Need, ...]
    own: Shown | None
    reasons: tuple[tuple[str, int, str], ...]


def needs_now(request: PageRequest) -> NeedsNow:
    """Children of one's own places, contact with them, files to decide on, settings to agree."""
    reached = reach(request, Right.LOOK_AFTER)
    other = (*_data(request), *_settings(request))
    if not reached.places or WHOLE_COUNTY in reached.places:
        return NeedsNow(other, None, ())
    own, also = shown(reached, {}, all_pages=True), own_asked(reached, reach(request))
    found = (*_children(own, also), *_contacts(reached, also), *other)
    return NeedsNow(found, own, tuple(_reasons(own, also)))


def _reasons(own: Shown, also: Mapping[str, str]) -> Iterator[tuple[str, int, str]]:
    counts = Counter(name for each in own.children for name in {hit.reason for hit in each.child.hits})
    for reason in own.reasons:
        yield reason.title, counts[reason.id], _link("children", {"reason": reason.id, **also})


def _children(own: Shown, also: Mapping[str, str]) -> Iterator[Need]:
    if own.no_owner:
        words = f"{_children_words(own.no_owner)} on the list with no owner yet"
        yield Need(words, "Choose an owner and a day", _link("children", {"show": "no-owner", **also}))
    if own.late:
        words = f"{_children_words(own.late)} whose owner's day is over"
        yield Need(words, "Ask, or choose another day", _link("children", {"show": "late", **also}))


def _contacts(reached: Reach, also: Mapping[str, str]) -> Iterator[Need]:
    tracking = the_picture().tracking
    if tracking is None:
        return
    red, otherwise = red_and_otherwise(tracking, reached)
    if red:
        words = f"{_children_words(red)} red on contact"
        yield Need(words, "See who was seen last, and when", _link("children_contacts", {"colour": RED, **also}))
    if otherwise:
        words = f"{_children_words(otherwise)} whom a worker sees otherwise than the word that holds"
        yield Need(words, "Decide, with a reason", _link("children_contacts", {"show": "otherwise", **also}))


def _data(request: PageRequest) -> Iterator[Need]:
    if not request.access.has(Right.MANAGE_DATA):
        return
    for each in Upload.objects.filter(state=State.LOOKED, by_id=request.user.pk):
        words = f"{', '.join(each.names)}: looked at, not loaded"
        yield Need(words, "Accept it, or leave it", reverse("brought", args=(each.pk,)))
    age_days = (timezone.localdate() - the_picture().facts.as_at).days
    if age_days > OLD_DAYS:
        yield Need(f"The newest Annex A is {age_days} days old", "Load a return", reverse("upload"))


def _settings(request: PageRequest) -> Iterator[Need]:
    if not request.access.has(Right.AGREE_SETTINGS):
        return
    count = waiting().exclude(by_id=request.user.pk).count()
    if count:
        words = "1 proposal of settings waits" if count == 1 else f"{count} proposals of settings wait"
        yield Need(f"{words} for a second person", "Accept or refuse", reverse("county_settings"))


def _children_words(count: int) -> str:
    return "1 child" if count == 1 else f"{count:,} children"


def _link(name: str, asked: Mapping[str, str]) -> str:
    return f"{reverse(name)}?{urlencode(asked)}"
