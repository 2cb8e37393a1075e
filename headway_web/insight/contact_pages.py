"""Contact with children as counts, and the figures of the DfE's survey: for who sees figures, without a child."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from headway.county.kept_tracking import ContactPicture
from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.picture import the_picture

sees = page(Right.SEE_AGGREGATE, area="measures")
HEADS = ("what", "place", "asked", "count", "of", "period", "why_there_is_none")


@sees
def contact(request: PageRequest) -> HttpResponse:
    """Contact in four weeks by group of children and by place; what the survey asked."""
    picture = the_picture()
    found = picture.contact
    by_place = [(place, groups[-1]) for place, groups in found.places] if found else []
    may_list = request.access.has(Right.SEE_CHILDREN)
    schools = found.school_places if found else ()
    context = {
        "facts": picture.facts,
        "contact": found,
        "by_place": by_place,
        "may_list": may_list,
        "school_by_group": [(each.title, each) for _, groups in schools[:1] for each in groups],
        "school_by_place": [(place, groups[-1]) for place, groups in schools],
    }
    return render(request, "insight/contact.html", context)


@sees
def contact_json(request: PageRequest) -> HttpResponse:
    """The same for programs; nothing but null where no file of contacts was loaded."""
    recorded(request, "contact", "json", Right.SEE_AGGREGATE)
    found = the_picture().contact
    return JsonResponse({"contact": asdict(found) if found else None})


@sees
def contact_csv(request: PageRequest) -> HttpResponse:
    """A row for each group and place, the same for school attendance, then for each question of the survey."""
    recorded(request, "contact", "csv", Right.SEE_AGGREGATE)
    found = the_picture().contact
    rows: list[tuple[object, ...]] = []
    if found:
        period = f"four weeks to {found.day.isoformat()}"
        rows = [
            (f"in contact: {each.title}", place, "", each.in_contact, each.children, period, "")
            for place, groups in found.places
            for each in groups
        ]
        rows += _school_rows(found)
        rows += [
            (a.id, "", ": ".join(filter(None, (a.asks, a.part))), a.count, a.of, a.period, a.why) for a in found.survey
        ]
    return csv_file("contact.csv", HEADS, rows)


def _school_rows(found: ContactPicture) -> list[tuple[object, ...]]:
    if not found.school or not found.school.days:
        return []
    period = f"{found.school.days[0].isoformat()} to {found.school.days[-1].isoformat()}"
    return [
        (f"attended school: {each.title}", place, "", each.attended, each.children, period, "")
        for place, groups in found.school_places
        for each in groups
    ]
