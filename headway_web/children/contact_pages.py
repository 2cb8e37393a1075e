"""The pages of contact with children: the list for one's own places, and saying how one sees a child."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from headway_web.access import Right
from headway_web.children.actions import see_as
from headway_web.children.contact_queries import Contacts, contacts, names_asked, one_followed
from headway_web.children.forms import DecideForm, SeeForm
from headway_web.children.models import Kind
from headway_web.children.pages import ask_why, not_yours, sees
from headway_web.children.queries import Reach, reach
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.picture import the_picture
from headway_web.trail.actions import record
from headway_web.trail.did import Did


@sees
def children_contacts(request: PageRequest) -> HttpResponse:
    """Who was in contact with each child in four weeks, and who is red, amber or green by which rule."""
    reached = reach(request)
    if not reached.places:
        return ask_why(request)
    picture = the_picture()
    tracking = picture.tracking
    if tracking is None:
        return render(request, "children/no_contacts.html")
    after = reach(request, Right.LOOK_AFTER)
    found = contacts(tracking, reached, request.GET, after=after, page=request.GET.get("page", ""))
    saw_contacts(request, found, reached, Did.SAW)
    kept = urlencode({name: value for name, value in found.asked.items() if value})
    placed = [(each.child.child_key, each.child.places) for each in found.children]
    context = {"shown": found, "reach": reached, "kept": kept, "age_days": (picture.facts.made_on - tracking.day).days}
    context["names"] = names_asked(request, placed, "the list of contacts")
    context["may_name"] = reach(request, Right.SEE_NAMES).among(placed)
    context["may_export"] = bool(reach(request, Right.EXPORT).places)
    context["may_see_as"] = reach(request, Right.SEE_AS_WORKER).among(placed)
    context["may_decide"] = after.among(placed)
    return render(request, "children/contacts.html", context)


def saw_contacts(request: PageRequest, found: Contacts, reached: Reach, did: Did, form: str = "") -> None:
    """An entry of the trail: which list, how many children, under which role and reason."""
    asked = urlencode({name: value for name, value in found.asked.items() if value})
    which = f"{form} {reached.words}; {len(found.children)} of {found.whole}; {asked or 'all'}; page {found.page}"
    why = reached.opening.why if reached.opening else ""
    record(by=request.user, did=did, what="list of contacts", which=which.strip(), under=reached.held[0], why=why)


@page(Right.SEE_CHILDREN, area="children", also=Right.SEE_AS_WORKER)
def see_child_as(request: PageRequest) -> HttpResponse:
    """How a worker sees the child, beside what the rules say."""
    return _said(request, Kind.WORKER, Right.SEE_AS_WORKER, SeeForm(request.POST or None), "children/see_as.html")


@page(Right.SEE_CHILDREN, area="children", also=Right.LOOK_AFTER)
def decide_child(request: PageRequest) -> HttpResponse:
    """A manager's word in place of the rules', with a reason and until a day."""
    return _said(request, Kind.MANAGER, Right.LOOK_AFTER, DecideForm(request.POST or None), "children/decide.html")


def _said(request: PageRequest, kind: Kind, right: Right, form: Any, template: str) -> HttpResponse:
    key = request.GET.get("id", "")
    found = one_followed(request, key, right)
    if found is None:
        return ask_why(request) if not reach(request, right).places else not_yours(request, key)
    followed, reached = found
    under = reached.role_for(followed.child.places)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        see_as(
            by=who(request),
            under=under,
            child_key=key,
            kind=kind,
            colour=asked["colour"],
            why=asked["why"],
            rules_said=followed.child.colour,
            until_on=asked.get("until_on"),
        )
        return HttpResponseRedirect(reverse("children_contacts"))
    why = reached.opening.why if reached.opening else ""
    record(by=request.user, did=Did.SAW, what="contact with a child", which=key, under=under, why=why)
    return render(request, template, {"form": form, "followed": followed, "child": followed.child})
