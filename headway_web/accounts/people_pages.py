"""The pages of whoever gives out roles: everybody, one person, and what may be changed of them."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from headway_web.access import Held, Right
from headway_web.accounts.actions import add_person, end_grant, first_link, grant_role, let_sign_in, new_link
from headway_web.accounts.models import Grant, Person
from headway_web.accounts.people_forms import GrantForm, PersonForm
from headway_web.accounts.queries import everybody, grants_of
from headway_web.accounts.roles import BY_ID, ROLES
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.components.why_form import WhyForm
from headway_web.county import the_county
from headway_web.trail.actions import record
from headway_web.trail.did import Did

manages = page(Right.MANAGE_PEOPLE, area="people")
OWN_ROLE = "Nobody gives a role to themselves: ask another administrator"
LAST_ONE = "Nobody else could give out roles then: give somebody else the role of administrator first"


@manages
def people(request: PageRequest) -> HttpResponse:
    """Everybody who may sign in or once could, with the roles that they hold today."""
    found = [
        (person, [(each, BY_ID[each.role]) for each in held if each.role in BY_ID]) for person, held in everybody()
    ]
    return render(request, "accounts/people.html", {"people": found})


@manages
def add(request: PageRequest) -> HttpResponse:
    """A new person; their page then shows the link by which they choose a password."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = add_person(by=_own(request), under=_role(request), **form.cleaned_data)
        return HttpResponseRedirect(reverse("person", args=(person.pk,)))
    return render(request, "accounts/add_person.html", {"form": form})


@manages
def person(request: PageRequest, pk: int) -> HttpResponse:
    """One person: the roles held now and before, and how they get in."""
    found = get_object_or_404(Person, pk=pk)
    is_waiting = found.is_active and not found.has_usable_password()
    if is_waiting:  # whoever has the link can be this person
        record(by=request.user, did=Did.SAW, what="first link", which=f"{pk}", under=_role(request))
    context = {
        "shown": found,
        "grants": grants_of(found),
        "link": request.build_absolute_uri(first_link(found)) if is_waiting else "",
    }
    return render(request, "accounts/person.html", context)


@manages
def give_role(request: PageRequest, pk: int) -> HttpResponse:
    """A role for the person, at a place and for a time."""
    found = get_object_or_404(Person, pk=pk)
    form = GrantForm(request.POST or None, localities=the_county().files.localities)
    if request.method == "POST" and form.is_valid() and found == request.user:
        form.add_error(None, OWN_ROLE)
    elif request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        grant_role(
            by=_own(request),
            under=_role(request),
            person=found,
            role=BY_ID[asked["role"]],
            place=asked["place"],
            from_on=asked["from_on"],
            until_on=asked["until_on"],
        )
        return HttpResponseRedirect(reverse("person", args=(found.pk,)))
    return render(request, "accounts/give_role.html", {"form": form, "shown": found, "roles": ROLES})


@manages
def end_role(request: PageRequest, pk: int) -> HttpResponse:
    """A role that is held ends now, with the reason."""
    grant = get_object_or_404(Grant.objects.select_related("person"), pk=pk, ended_at__isnull=True)
    form = _why_form(request)
    if request.method == "POST" and form.is_valid():
        if end_grant(by=_own(request), under=_role(request), grant=grant, why=form.cleaned_data["why"]):
            return HttpResponseRedirect(reverse("person", args=(grant.person_id,)))
        form.add_error(None, LAST_ONE)
    context = {"form": form, "grant": grant, "role": BY_ID.get(grant.role), "shown": grant.person}
    return render(request, "accounts/end_role.html", context)


@manages
def close(request: PageRequest, pk: int) -> HttpResponse:
    """The person may no longer sign in, or may again."""
    found = get_object_or_404(Person, pk=pk)
    form = _why_form(request)
    # What the page that was sent had asked: sent again, or by two people, it is done once.
    may = request.POST.get("may") == "yes"
    if request.method == "POST" and form.is_valid():
        if found.is_active == may:
            return HttpResponseRedirect(reverse("person", args=(found.pk,)))
        why = form.cleaned_data["why"]
        if let_sign_in(by=_own(request), under=_role(request), person=found, may=may, why=why):
            return HttpResponseRedirect(reverse("person", args=(found.pk,)))
        form.add_error(None, LAST_ONE)
    return render(request, "accounts/close_person.html", {"form": form, "shown": found})


@manages
def link_again(request: PageRequest, pk: int) -> HttpResponse:
    """A new link for someone who has lost the password."""
    found = get_object_or_404(Person, pk=pk, is_active=True)
    if request.method == "POST":
        if not new_link(by=_own(request), under=_role(request), person=found):
            return render(request, "accounts/link_again.html", {"shown": found, "fault": LAST_ONE})
        return HttpResponseRedirect(reverse("person", args=(found.pk,)))
    return render(request, "accounts/link_again.html", {"shown": found})


def _own(request: PageRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user


def _role(request: PageRequest) -> Held | None:
    return request.access.under(Right.MANAGE_PEOPLE)


def _why_form(request: PageRequest) -> WhyForm:
    missing = "Say why: it is kept in the trail"
    return WhyForm("Why?", request.POST or None, hint="Kept in the trail.", missing=missing)
