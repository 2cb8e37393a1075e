"""Help: what Headway is, for whoever sees it for the first time, and the words that it uses."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from headway.publish.glance import icons_key
from headway.publish.plan_words import plan_key
from headway_web.accounts.queries import people_in
from headway_web.accounts.roles import Administrator, Analyst, GovernanceLead
from headway_web.components.glossary import glossary
from headway_web.components.page import Anyone, page
from headway_web.components.request import PageRequest

# Whom to ask about what.
ASK = (
    (Analyst, "a figure, how it is counted, or what could not be told"),
    (Administrator, "what you may see, or how you sign in"),
    (GovernanceLead, "what is recorded of you or of a child, and who looked at it"),
)


@page(Anyone.OPEN)
def what_is_this(request: PageRequest) -> HttpResponse:
    """What Headway is. Whoever is signed in reads by name whom to ask."""
    is_in = request.user.is_authenticated
    ask = [(role.title, what, people_in(role) if is_in else []) for role, what in ASK]
    return render(request, "help/what_is_this.html", {"icons": icons_key(), "marks": plan_key()[-1:], "ask": ask})


@page(Anyone.OPEN)
def words(request: PageRequest) -> HttpResponse:
    """What each word means here."""
    return render(request, "help/words.html", {"words": glossary()})
