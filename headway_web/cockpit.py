"""A place's week on one page: the library's measures, worries and actions, and how many children have no owner."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from headway.county.picture import Picture
from headway.publish.cockpit import CockpitView
from headway.publish.picture import Facts
from headway_web.access import WHOLE_COUNTY, Access, Right
from headway_web.children.queries import own_asked, reach, without_owner
from headway_web.components.export import csv_file, recorded
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.insight.queries import own_locality
from headway_web.picture import the_picture

HEADS = ("place", "part", "what", "here", "n", "county", "says", "next_step")
sees = page(Right.SEE_AGGREGATE, area="home")


@sees
def cockpit(request: PageRequest) -> HttpResponse:
    """The place of the address; where it names none, the person's own, or the county's first."""
    picture, found = _asked(request)
    facts = picture.facts
    context: dict[str, object] = {"facts": facts, "view": found, "chosen_by": picture.cockpit.chosen_by}
    if found is not None:
        after = reach(request, Right.LOOK_AFTER)
        context["no_owner"] = without_owner(after, found.place) if after.places else 0
        asked = {"place": found.place, "show": "no-owner"} | own_asked(after, reach(request))
        context["no_owner_link"] = f"{reverse('children')}?{urlencode(asked)}"
        lists = _lists_in(found.place, facts, request.access)
        context["may_list"] = bool(lists)
        context["list_of"] = "" if {WHOLE_COUNTY, found.place}.intersection(lists) else ", ".join(lists)
    return render(request, "cockpit.html", context)


@sees
def cockpit_json(request: PageRequest) -> HttpResponse:
    """The same for programs, without drawings."""
    picture, found = _asked(request)
    if found is None:
        raise Http404
    recorded(request, "cockpit", f"{found.place} json", Right.SEE_AGGREGATE)
    measures = [
        {
            "measure": each.link.removeprefix("m-"),
            "title": each.title,
            "figure": each.value.words,
            "n": each.value.n,
            "sign": each.sign,
            "county": each.county.words,
            "target": each.target,
        }
        for each in found.measures
    ]
    return JsonResponse(
        {
            "place": found.place,
            "as_at": picture.facts.as_at,
            "headline": found.headline,
            "measures": measures,
            "worries": [vars(each) for each in found.worries],
            "more_worries": found.more_worries,
            "actions": [vars(each) for each in found.actions],
            "more_actions": found.more_actions,
            "unknown": found.unknown,
        }
    )


@sees
def cockpit_csv(request: PageRequest) -> HttpResponse:
    """A row for each measure, worry and action."""
    _, found = _asked(request)
    if found is None:
        raise Http404
    recorded(request, "cockpit", f"{found.place} csv", Right.SEE_AGGREGATE)
    rows: list[tuple[str, ...]] = [
        (found.place, "measure", each.title, each.value.words, each.value.n, each.county.words, each.sign, "")
        for each in found.measures
    ]
    rows += [(found.place, "worry", each.title, each.size, "", "", "", each.next_step) for each in found.worries]
    rows += [
        (found.place, "action", each.title, each.due, "", "", f"{each.owner}: {each.standing}", each.next_step)
        for each in found.actions
    ]
    return csv_file("cockpit.csv", HEADS, rows)


def _lists_in(place: str, facts: Facts, access: Access) -> list[str]:
    """Where the person sees children of the locality: the whole county, the locality, or teams of it."""
    places = access.places(Right.SEE_CHILDREN)
    return [each for each in places if each in (WHOLE_COUNTY, place) or facts.locality_of.get(each) == place]


def _asked(request: PageRequest) -> tuple[Picture, CockpitView | None]:
    """The place's page; None where the county names no locality. Raises Http404 for a place that it does not have."""
    picture = the_picture()
    views = {each.place: each for each in picture.cockpit.places}
    place = request.GET.get("place") or own_locality(picture.facts, request.access) or next(iter(views), "")
    if place and place not in views:
        raise Http404
    return picture, views.get(place)
