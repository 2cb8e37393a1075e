"""The pages of figures: the truth on one page, every measure at a glance, one measure."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from headway.county.picture import Picture as CountyPicture
from headway.publish.picture import MeasurePicture
from headway.publish.views import AskedRow, Picture, TruthView
from headway_web.access import Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.county import the_county
from headway_web.insight.queries import compared, narrowed, notes_of, own_place, passport_of, since_last
from headway_web.past.pages import at_any_moment, picture_at
from headway_web.picture import the_picture, trouble


def truth(request: PageRequest, now: object) -> HttpResponse:
    """The truth on one page; home decides who sees it first, and what of ``now`` waits for this person."""
    picture = the_picture()
    found = picture.first_page
    rows = [
        (row, marked(row, found.truth, values)) for row, values in zip(found.truth.asked, found.values, strict=True)
    ]
    context = {"facts": picture.facts, "truth": found.truth, "rows": rows, "trouble": trouble(the_county().folder)}
    context["since_last"] = since_last(found, getattr(request.user, "seen_before_at", None))
    context["own"] = own_place(found, picture.facts, request.access)
    context["now"] = now
    context["may_list"] = request.access.has(Right.SEE_CHILDREN)
    return render(request, "insight/truth.html", context)


def marked(row: AskedRow, truth: TruthView, values: tuple[str, ...]) -> list[tuple[str, Picture, str, str]]:
    """Each place of a row: its name, its mark, its lead measure's newest figure, and what the mark says in words."""
    each = zip((name for _, name in truth.places), row.marks, values, strict=True)
    return [(place, mark, value, mark.alt.removeprefix(f"{place}: ")) for place, mark, value in each]


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measures(request: PageRequest) -> HttpResponse:
    """Every measure at a glance, by judgement area and what it asks; the address says which are shown."""
    picture = picture_at(request)
    shown = narrowed(picture.measures, request.GET)
    context = {"facts": picture.facts, "shown": shown, "picture": picture.folder.name}
    return render(request, "insight/measures.html", context)


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measure(request: PageRequest, name: str) -> HttpResponse:
    """One measure: figure, chart, places, England and neighbours, what leans on it, how it is counted."""
    picture, found = one_measure(request, name)
    context = {"facts": picture.facts, "slug": name, "measure": found, "notes": notes_of(found, name)}
    return render(request, "insight/measure.html", context)


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def passport(request: PageRequest, name: str) -> HttpResponse:
    """Where one figure comes from and how far to trust it; the address says of which period and place."""
    picture, found = one_measure(request, name)
    own = passport_of(found, picture.facts, request.GET.get("period", ""), request.GET.get("place", ""))
    if own is None:
        raise Http404
    at = (own.figure["period"], own.figure["place"])
    said = [each for each in notes_of(found, name) if (each.note.period, each.note.place) == at]
    context = {"facts": picture.facts, "slug": name, "measure": found, "passport": own, "notes": said}
    # Of an earlier moment no rows are kept: whose a row is, is asked of where the child is now.
    is_now = request.moment is None
    context["may_see_rows"] = is_now and request.access.has_together((Right.SEE_AGGREGATE, Right.SEE_CHILDREN))
    return render(request, "insight/passport.html", context)


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def compare(request: PageRequest, name: str) -> HttpResponse:
    """Two figures of the measure side by side; the address says which."""
    picture, found = one_measure(request, name)
    both = compared(found, picture.facts, request.GET)
    if both is None:
        raise Http404
    return render(
        request, "insight/compare.html", {"facts": picture.facts, "slug": name, "measure": found, "both": both}
    )


def one_measure(request: PageRequest, name: str) -> tuple[CountyPicture, MeasurePicture]:
    """The measure of the address. Raises Http404 where there is none."""
    picture = picture_at(request)
    if name not in picture.facts.measures:
        raise Http404
    return picture, picture.measure(name)
