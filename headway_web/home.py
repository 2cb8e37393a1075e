"""The first page: for each role what it is here for."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from headway_web.access import Right
from headway_web.components.page import Anyone, page
from headway_web.components.request import PageRequest
from headway_web.insight.pages import truth
from headway_web.needs_now import needs_now


@page(Anyone.SIGNED_IN, area="home")
def home(request: PageRequest) -> HttpResponse:
    """The truth on one page for who may see figures; children, the trail or the people for who is there for those."""
    if request.access.has(Right.SEE_AGGREGATE):
        return truth(request, needs_now(request))
    if request.access.has(Right.SEE_CHILDREN):
        return HttpResponseRedirect(reverse("children"))
    if request.access.has(Right.READ_TRAIL):
        return HttpResponseRedirect(reverse("trail"))
    if request.access.has(Right.MANAGE_PEOPLE):
        return HttpResponseRedirect(reverse("people"))
    return render(request, "home.html")
