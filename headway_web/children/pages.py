"""The pages of children: the list for one's own places, and one child's journey."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from headway.publish.journey_view import journey_view
from headway_web.access import Right
from headway_web.children.contact_queries import names_asked
from headway_web.children.queries import Reach, SeenChild, Shown, reach, seen_child, shown, standing
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.picture import the_picture
from headway_web.trail.actions import record
from headway_web.trail.did import Did

sees = page(Right.SEE_CHILDREN, area="children")


@sees
def children(request: PageRequest) -> HttpResponse:
    """Children who need someone, in the places of the person's roles, as the address narrows them."""
    reached = reach(request)
    if not reached.places:
        return ask_why(request)
    after = reach(request, Right.LOOK_AFTER)
    found = shown(reached, request.GET, after=after, page=request.GET.get("page", ""))
    saw_list(request, found, reached, Did.SAW)
    kept = urlencode({name: value for name, value in found.asked.items() if value})
    context = {"shown": found, "reach": reached, "facts": the_picture().facts, "kept": kept}
    placed = [(each.child.child_key, each.child.places) for each in found.children]
    context["names"] = names_asked(request, placed, "the list")
    context["may_name"] = reach(request, Right.SEE_NAMES).among(placed)
    context["may_export"] = bool(reach(request, Right.EXPORT).places)
    context["may_write"] = after.among(placed)
    return render(request, "children/list.html", context)


def saw_list(request: PageRequest, found: Shown, reached: Reach, did: Did, form: str = "") -> None:
    """An entry of the trail: which list, how many children, under which role and reason."""
    asked = urlencode({name: value for name, value in found.asked.items() if value})
    which = (
        f"{form} {reached.words}; {len(found.children)} of {found.whole}; {asked or 'all'}; page {found.page}".strip()
    )
    why = reached.opening.why if reached.opening else ""
    record(by=request.user, did=did, what="list of children", which=which, under=reached.held[0], why=why)


def ask_why(request: PageRequest) -> HttpResponse:
    """To the page that asks why, and from there back here."""
    return HttpResponseRedirect(f"{reverse('open_lists')}?{urlencode({'next': request.get_full_path()})}")


def saw_child(request: PageRequest, found: SeenChild, did: Did) -> None:
    """An entry of the trail for one child."""
    why = found.opening.why if found.opening else ""
    record(by=request.user, did=did, what="child", which=found.child.child_key, under=found.under, why=why)


def not_yours(request: PageRequest, child_key: str) -> HttpResponse:
    """The one answer for a child of another place and for an id that nobody has; the trail says what was asked for."""
    if child_key:
        under, why = request.access.under(Right.SEE_CHILDREN), "not within the places of the roles"
        record(by=request.user, did=Did.REFUSED, what="child", which=child_key, under=under, why=why)
    return render(request, "children/not_yours.html", {"child_key": child_key, "reach": reach(request)}, status=404)


@sees
def child(request: PageRequest) -> HttpResponse:
    """One child: why on the list, who has taken it on, what was done, and the journey newest first."""
    key = request.GET.get("id", "")
    found = seen_child(request, key)
    if found is None:
        return ask_why(request) if not reach(request).places else not_yours(request, key)
    saw_child(request, found, Did.SAW)
    lanes = tuple(dict.fromkeys(event.lane for event in found.child.events))
    lane = request.GET.get("show", "")
    events = [event for event in found.child.events if lane not in lanes or event.lane == lane]
    picture = the_picture()
    context = {
        "seen": found,
        "child": found.child,
        "done": standing(found.done, found.child),
        "dated": [event for event in events if event.on],
        "undated": [event for event in events if not event.on],
        "lanes": [(each, sum(event.lane == each for event in found.child.events)) for each in lanes],
        "lane": lane if lane in lanes else "",
        "glance": journey_view(found.child.events, picture.children.list.day),
        "facts": picture.facts,
        "names": names_asked(request, [(key, found.child.places)], "a child's page"),
        "may_name": reach(request, Right.SEE_NAMES).role_for(found.child.places) is not None,
        "missing": picture.children.list.not_recorded,
        "may_export": seen_child(request, key, Right.EXPORT) is not None,
        "may_write": reach(request, Right.LOOK_AFTER).role_for(found.child.places) is not None,
    }
    return render(request, "children/child.html", context)
