"""The first page: for each role what it is here for."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from headway_web.components.page import Anyone, page
from headway_web.components.request import PageRequest


@page(Anyone.SIGNED_IN, area="home")
def home(request: PageRequest) -> HttpResponse:
    """What the person's roles open."""
    return render(request, "home.html")
