"""The trail's pages, for the information-governance lead."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.moment import day_of
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.trail.actions import record
from headway_web.trail.did import Did
from headway_web.trail.queries import FILTERS, OPENINGS, OPENINGS_DAYS, NotLookedAt, entries, not_looked_at

PER_PAGE = 100
MOST_EXPORTED = 100_000
HEADS = ("at", "who", "role", "place", "did", "what", "which", "why")


@page(Right.READ_TRAIL, area="trail")
def trail(request: PageRequest) -> HttpResponse:
    """Who saw, exported, changed and released what: newest first, filtered by the address.

    Whoever opens the list of what was opened by a reason has looked at it, which is an entry too.
    """
    asked = _asked(request)
    fresh = not_looked_at(who(request).pk)
    response = _shown(request, asked, fresh=fresh)
    is_list = {name: value for name, value in asked.items() if value} == {"did": Did.OPENED.value}
    if fresh.count and is_list:
        under = request.access.under(Right.READ_TRAIL)
        record(by=request.user, did=Did.SAW, what=OPENINGS, which=str(fresh.newest), under=under)
    return response


@page(Right.READ_TRAIL, area="trail")
def trail_csv(request: PageRequest) -> HttpResponse:
    """The same entries as a file; taking it is an entry too. Too many for a file: the page, which says so."""
    asked = _asked(request)
    found = entries(asked)
    if found.count() > MOST_EXPORTED:
        return _shown(request, asked, {"from": f"More than {MOST_EXPORTED:,} entries for one file: choose fewer days"})
    rows = [
        (each.at.isoformat(timespec="seconds"), *(getattr(each, head) for head in HEADS[1:]))
        for each in found.iterator()
    ]
    recorded(request, "trail", urlencode(asked), Right.READ_TRAIL)
    return csv_file("trail.csv", HEADS, rows)


def _asked(request: PageRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in FILTERS}


def _shown(
    request: PageRequest,
    asked: dict[str, str],
    refused: dict[str, str] | None = None,
    fresh: NotLookedAt | None = None,
) -> HttpResponse:
    shown = Paginator(entries(asked), PER_PAGE).get_page(request.GET.get("page"))
    faults = {
        name: f"‘{asked[name]}’ is not a day: write it as 2026-09-30"
        for name in ("from", "until")
        if asked[name].strip() and day_of(asked[name]) is None
    } | (refused or {})
    kept = urlencode({name: value for name, value in asked.items() if value})
    context: dict[str, object] = {"asked": asked, "shown": shown, "faults": faults, "verbs": Did.choices, "kept": kept}
    context |= {"fresh": fresh, "days": OPENINGS_DAYS}
    return render(request, "trail/trail.html", context, status=400 if refused else 200)
