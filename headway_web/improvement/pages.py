"""The plan to read: what was asked and by whom, what was done, and what the children's data say of each promise."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render

from headway.county.picture import Picture
from headway.publish.views import RecommendationView
from headway_web.access import Right
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.past.pages import at_any_moment, picture_at

ANCHOR = "r-"


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def plan(request: PageRequest) -> HttpResponse:
    """Every recommendation: delivery and impact side by side."""
    picture = picture_at(request)
    found = picture.recommendations
    return render(request, "improvement/plan.html", {"facts": picture.facts, "plan": found})


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def recommendation(request: PageRequest, name: str) -> HttpResponse:
    """One recommendation: its actions with their owners, its promises with what is behind each verdict, by place."""
    picture, every, at = one_recommendation(request, name)
    context = {"facts": picture.facts, "each": every[at], "luck": picture.recommendations.luck}
    context |= {"before": every[at - 1] if at else None, "after": every[at + 1] if at + 1 < len(every) else None}
    context["slug"] = name
    return render(request, "improvement/recommendation.html", context)


def one_recommendation(request: PageRequest, name: str) -> tuple[Picture, tuple[RecommendationView, ...], int]:
    """Every recommendation, and where among them that of the address is. Raises Http404 where there is none."""
    picture = picture_at(request)
    every = picture.recommendations.recommendations
    at = next((n for n, each in enumerate(every) if each.anchor == f"{ANCHOR}{name}"), None)
    if at is None:
        raise Http404
    return picture, every, at
