"""Where a child is given to somebody, and where what was done is said: only for who looks after the child's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from headway_web.access import Right
from headway_web.children.actions import assign as assign_to
from headway_web.children.actions import record_done
from headway_web.children.forms import AssignForm, DoneForm
from headway_web.children.pages import ask_why, not_yours, saw_child
from headway_web.children.queries import SeenChild, owners_of, reach, seen_child
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.trail.did import Did

OVERTAKEN = "Somebody changed the owner while this page was open: look at who it is now, then save again"
USUAL_DAYS = 14
writes = page(Right.SEE_CHILDREN, area="children", also=Right.LOOK_AFTER)


@writes
def assign(request: PageRequest) -> HttpResponse:
    """Who sees to the child, by when; told, not overwritten, where somebody else was quicker."""
    found = _own_child(request)
    if isinstance(found, HttpResponse):
        return found
    owner = found.owner
    number = found.newest.number if found.newest else 0
    form = AssignForm(request.POST or None, initial={"seen": number})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        is_same = owner is not None and (owner.owner, owner.due_on) == (asked["owner"], asked["due_on"])
        if is_same:
            return _back(found)
        made = assign_to(
            by=who(request),
            under=found.under,
            child_key=found.child.child_key,
            owner=asked["owner"],
            due_on=asked["due_on"],
            after=asked["seen"],
        )
        if made is not None:
            return _back(found)
        found = replace(found, owners=owners_of(found.child.child_key))
        form = AssignForm(request.POST.dict() | {"seen": str(found.owners[0].number)})
        form.add_error("owner", OVERTAKEN)
    return _asked(request, "children/assign.html", form, found)


@writes
def done(request: PageRequest) -> HttpResponse:
    """What was done about the reasons that hold now."""
    found = _own_child(request)
    if isinstance(found, HttpResponse):
        return found
    usual = (timezone.localdate() + timedelta(days=USUAL_DAYS)).isoformat()
    form = DoneForm(request.POST or None, initial={"until_on": usual})
    if request.method == "POST" and form.is_valid():
        reasons, key = [hit.reason for hit in found.child.hits], found.child.child_key
        record_done(by=who(request), under=found.under, child_key=key, reasons=reasons, **form.cleaned_data)
        return _back(found)
    return _asked(request, "children/done.html", form, found)


def _asked(request: PageRequest, template: str, form: Form, found: SeenChild) -> HttpResponse:
    """The form, beside why the child is on the list: that is a page of the child, so it is recorded as one."""
    saw_child(request, found, Did.SAW)
    return render(request, template, {"form": form, "seen": found, "child": found.child})


def _own_child(request: PageRequest) -> SeenChild | HttpResponse:
    """The child, if a role that looks after children has its place, and it is on the list.

    A reason to look at a child of another place opens no writing.
    """
    key = request.GET.get("id", "")
    found = seen_child(request, key, Right.LOOK_AFTER)
    if found is None or found.under is None:
        return ask_why(request) if not reach(request, Right.LOOK_AFTER).places else not_yours(request, key)
    return found if found.child.hits else _back(found)


def _back(found: SeenChild) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('child')}?{urlencode({'id': found.child.child_key})}")
