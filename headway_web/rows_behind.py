"""The rows behind a figure, for whoever sees its children: which load each is of, its part, and why.

A row is shown where the person's roles reach its child. Whose it is, a role that asks why for that is told after a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode

from headway.county.explain_changes import ROLES as PARTS
from headway.county.kept_rows import KeptRow, kept_rows, rows_name
from headway.county.picture import Picture
from headway.measures.behind import CANNOT_TELL, MET, NOT_MET, NUMBER
from headway.publish.picture import MeasurePicture
from headway_web.access import WHOLE_COUNTY, Held, Right
from headway_web.children.models import ROWS, Opening
from headway_web.children.pages import ask_why
from headway_web.children.queries import open_now, reach
from headway_web.components.export import csv_file
from headway_web.components.page import page
from headway_web.components.request import PageRequest, who
from headway_web.county import the_county
from headway_web.insight.queries import Passport, passport_of
from headway_web.past.actions import ask_for_rows
from headway_web.picture import the_picture
from headway_web.trail.actions import record
from headway_web.trail.did import Did

WHAT = "rows behind a figure"
PER_PAGE = 100
AGAIN_SECONDS = "4"
FULL = ["Too much waits to be worked out.", "Open this page again in some minutes."]
HEADS = ("figure", "row", "load", "part", "value", "reason", "day", "locality", "team", "child")


@dataclass(frozen=True)
class Asked:
    """A figure, and under which roles its rows are asked for. ``opening``: the reason given for whose they are."""

    slug: str
    picture: Picture
    measure: MeasurePicture
    passport: Passport
    held: tuple[Held, ...]
    opening: Opening | None
    why_lists: str

    def shows(self, row: KeptRow) -> bool:
        """Whether one of the roles reaches the row."""
        return any(each.place in (WHOLE_COUNTY, *row.places) for each in self.held)

    def whose(self, row: KeptRow) -> str:
        """The child's id, where one of the roles that reach the row is told it; empty otherwise."""
        reaching = (each for each in self.held if each.place in (WHOLE_COUNTY, *row.places))
        return row.child_key if any(self.is_told(each) for each in reaching) else ""

    def is_told(self, held: Held) -> bool:
        """Whether the role is told whose a row is: some say why first."""
        return self.opening is not None or Right.REIDENTIFY not in held.asks_why

    @property
    def figure(self) -> str:
        """The figure's id."""
        return str(self.passport.figure["id"])


@page(Right.SEE_AGGREGATE, area="measures", also=Right.SEE_CHILDREN)
def rows(request: PageRequest, name: str) -> HttpResponse:
    """The rows as the address narrows them; while they are worked out, a page that looks again by itself."""
    asked = _asked(request, name)
    if asked is None:
        return ask_why(request)
    found = _kept(request, asked)
    if isinstance(found, list):
        return _not_yet(request, asked, found)
    shown = [row for row in found if asked.shows(row)]
    part = request.GET.get("part", "") if request.GET.get("part") in PARTS else ""
    narrowed = [row for row in shown if part in ("", row.part)]
    pages = max(1, -(-len(narrowed) // PER_PAGE))
    number = request.GET.get("page", "")
    at = min(max(int(number) if number.isascii() and number.isdecimal() else 1, 1), pages)
    here = narrowed[(at - 1) * PER_PAGE : at * PER_PAGE]
    _recorded(request, asked, Did.SAW, f"{len(here)} of {len(found)}")
    context: dict[str, Any] = _context(asked) | {
        "parts": [(each, count) for each in PARTS if (count := sum(row.part == each for row in found))],
        "part": part,
        "rows": [(row, asked.whose(row)) for row in here],
        "count": len(narrowed),
        "shown_count": len(shown),
        "whole": len(found),
        "at": at,
        "pages": pages,
        "reach": reach(request, Right.SEE_AGGREGATE),
        "asks_whose": any(not asked.is_told(each) for each in asked.held),
        "may_export": any(Right.EXPORT in each.rights for each in asked.held),
        "here": request.get_full_path(),
        "is_newer": not adds_up(asked.passport.figure, found),
    }
    return render(request, "rows.html", context)


@page(Right.SEE_CHILDREN, area="measures", also=Right.EXPORT)
def rows_csv(request: PageRequest, name: str) -> HttpResponse:
    """Every row that the person's roles both reach and take out."""
    asked, found = _taken(request, name, "csv")
    if asked is None or found is None:
        return _instead(request, asked)
    return csv_file(f"{name}-rows.csv", HEADS, (tuple(row.values()) for row in found))


@page(Right.SEE_CHILDREN, area="measures", also=Right.EXPORT)
def rows_json(request: PageRequest, name: str) -> HttpResponse:
    """The same for programs."""
    asked, found = _taken(request, name, "json")
    if asked is None or found is None:
        return _instead(request, asked)
    return JsonResponse({"figure": asked.passport.figure, "rows": found})


def _taken(request: PageRequest, name: str, form: str) -> tuple[Asked | None, list[dict[str, Any]] | None]:
    """What is asked for, None where a reason is to be given first; and its rows, None while they are worked out."""
    asked = _asked(request, name, Right.EXPORT)
    found = _kept(request, asked) if asked else []
    if asked is None or isinstance(found, list):
        return asked, None
    own = [_record(asked, row) for row in found if asked.shows(row)]
    _recorded(request, asked, Did.EXPORTED, f"{form} {len(own)} of {len(found)}")
    return asked, own


def _instead(request: PageRequest, asked: Asked | None) -> HttpResponse:
    if asked is None:
        return ask_why(request)
    answer = HttpResponse("The rows are being worked out: ask again in a minute.\n", "text/plain", status=503)
    answer["Retry-After"] = AGAIN_SECONDS
    return answer


def adds_up(figure: Mapping[str, Any], rows: Sequence[KeptRow]) -> bool:
    """Whether the rows are those of the figure as it is shown: a load may have come since that was worked out."""
    parts = Counter(row.part for row in rows)
    return (
        figure["numerator"] in (None, parts[MET])
        and figure["denominator"] in (None, parts[MET] + parts[NOT_MET] + parts[NUMBER])
        and figure["cannot_tell"] in (None, parts[CANNOT_TELL])
    )


def _asked(request: PageRequest, name: str, right: Right = Right.SEE_AGGREGATE) -> Asked | None:
    """The figure of the address; None where the roles ask for a reason first. Raises Http404 where there is no such."""
    picture = the_picture()
    if name not in picture.facts.measures:
        raise Http404
    measure = picture.measure(name)
    found = passport_of(measure, picture.facts, request.GET.get("period", ""), request.GET.get("place", ""))
    if found is None:
        raise Http404
    reached = reach(request, right)
    held = tuple(each for each in reached.held if Right.SEE_AGGREGATE in each.rights)
    if not held:
        return None
    opening = open_now(request, ROWS) if request.access.has(Right.REIDENTIFY) else None
    return Asked(name, picture, measure, found, held, opening, reached.opening.why if reached.opening else "")


def _kept(request: PageRequest, asked: Asked) -> tuple[KeptRow, ...] | list[str]:
    """The rows; or, where they are not kept, what the worker said against them: nothing while it is at work."""
    county = the_county()
    name = rows_name(county, asked.figure)
    found = kept_rows(county.store, name)
    if found is not None:
        return found
    waits = ask_for_rows(by=who(request), under=asked.held[0], figure=asked.figure, name=name)
    return list(waits.error) if waits else FULL


def _not_yet(request: PageRequest, asked: Asked, error: list[str]) -> HttpResponse:
    response = render(request, "rows_not_yet.html", _context(asked) | {"error": error})
    if not error:
        response["Refresh"] = AGAIN_SECONDS
    return response


def _context(asked: Asked) -> dict[str, Any]:
    figure = asked.passport.figure
    own = urlencode({"place": figure["place"], "period": figure["period"]})
    facts = asked.picture.facts
    return {
        "facts": facts,
        "asked": asked,
        "slug": asked.slug,
        "figure": figure,
        "own": own,
        "passport": asked.passport,
    }


def _recorded(request: PageRequest, asked: Asked, did: Did, words: str) -> None:
    """An entry of the trail: which figure, how many rows, under which role and reason."""
    why = asked.opening.why if asked.opening else asked.why_lists
    record(by=request.user, did=did, what=WHAT, which=f"{asked.figure}; {words}", under=asked.held[0], why=why)


def _record(asked: Asked, row: KeptRow) -> dict[str, Any]:
    cells = (
        asked.figure,
        row.row_id,
        row.load,
        row.part,
        row.value,
        row.reason,
        row.day,
        *row.places,
        asked.whose(row),
    )
    return dict(zip(HEADS, cells, strict=True))
