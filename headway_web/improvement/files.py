"""The plan as files for programs and spreadsheets: the same rights, and each one taken is in the trail."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from headway.publish.say import plain_text
from headway.publish.views import RecommendationView
from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.improvement.pages import one_recommendation
from headway_web.past.pages import at_any_moment, of_moment, picture_at

HEADS = ("recommendation", "title", "delivery", "impact", "claim", "promise", "verdict", "declared")
OF_ONE = ("recommendation", "title", "kind", "what", "promise", "verdict", "declared", "owner", "due", "delivery")


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def plan_json(request: PageRequest) -> HttpResponse:
    """Every recommendation with its actions and claims."""
    picture = picture_at(request)
    recorded(request, "plan", of_moment(request, "json"), Right.SEE_AGGREGATE)
    return JsonResponse(
        {
            "as_at": picture.facts.as_at,
            "recommendations": [_record(each) for each in picture.recommendations.recommendations],
        }
    )


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def plan_csv(request: PageRequest) -> HttpResponse:
    """A row for each claim; a recommendation without one has a row of its own."""
    picture = picture_at(request)
    recorded(request, "plan", of_moment(request, "csv"), Right.SEE_AGGREGATE)
    rows = []
    for each in picture.recommendations.recommendations:
        own = (each.number, each.title, each.delivery, plain_text(each.impact))
        claims = [(claim.what, claim.promise, plain_text(claim.words), claim.kept) for claim in each.claims]
        rows += [(*own, *claim) for claim in claims or [("", "", "", "")]]
    return csv_file("plan.csv", HEADS, rows)


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def recommendation_json(request: PageRequest, name: str) -> HttpResponse:
    """One recommendation with its actions and claims."""
    picture, every, at = one_recommendation(request, name)
    recorded(request, "recommendation", of_moment(request, f"{every[at].number} json"), Right.SEE_AGGREGATE)
    return JsonResponse({"as_at": picture.facts.as_at, "recommendation": _record(every[at])})


@page(Right.SEE_AGGREGATE, area="plan")
@at_any_moment
def recommendation_csv(request: PageRequest, name: str) -> HttpResponse:
    """A row for each claim and each action."""
    _, every, at = one_recommendation(request, name)
    each = every[at]
    recorded(request, "recommendation", of_moment(request, f"{each.number} csv"), Right.SEE_AGGREGATE)
    own = (each.number, each.title)
    rows = [
        (*own, "claim", claim.what, claim.promise, plain_text(claim.words), claim.kept, "", "", "")
        for claim in each.claims
    ]
    rows += [
        (*own, "action", action.title, "", "", "", action.owner, action.due, action.delivery) for action in each.actions
    ]
    return csv_file("recommendation.csv", OF_ONE, rows)


def _record(each: RecommendationView) -> dict[str, Any]:
    return {
        "number": each.number,
        "title": each.title,
        "says": each.says,
        "asked": each.asked,
        "delivery": each.delivery,
        "impact": plain_text(each.impact),
        "actions": [vars(action) for action in each.actions],
        "claims": [
            {
                "what": claim.what,
                "promise": claim.promise,
                "verdict": plain_text(claim.words),
                "places": claim.places,
                "declared": claim.kept,
                "impact_shown": claim.impact_shown,
                "not_working": claim.not_working,
            }
            for claim in each.claims
        ],
    }
