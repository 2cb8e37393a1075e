"""Contact with children as files: for who may see them and may take lists out. No file holds a name."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from headway_web.access import Right
from headway_web.children.contact_pages import saw_contacts
from headway_web.children.contact_queries import Contacts, Followed, contacts
from headway_web.children.files import takes
from headway_web.children.pages import ask_why
from headway_web.children.queries import reach
from headway_web.components.export import csv_file
from headway_web.components.request import PageRequest
from headway_web.picture import the_picture
from headway_web.trail.did import Did

HEADS = (
    "child", "group", "locality", "team", "worker", "rules_say", "rules", "cannot_tell", "contact_in_4_weeks", "last_on",
    "last_mode", "last_by", "seen_on", "seen_alone_on", "drawn_by_lot", "worker_sees", "worker_why", "manager_decided",
    "manager_why", "manager_until", "stands", "school", "school_days_attended", "school_days_expected", "school_reason",
)  # fmt: skip


@takes
def contacts_json(request: PageRequest) -> HttpResponse:
    """The list as the address narrows it: every page of it."""
    found = _taken(request, "json")
    if isinstance(found, HttpResponse):
        return found
    tracking = found.tracking
    return JsonResponse(
        {
            "as_at": tracking.day,
            "load": tracking.load_id,
            "week": tracking.week,
            "rules": [rule.model_dump(mode="json", by_alias=True) for rule in tracking.rules],
            "counts": [vars(each) for each in found.counts],
            "school": vars(tracking.school) if tracking.school else None,
            "school_counts": [vars(each) for _, each in found.schools],
            "not_asked": tracking.not_asked,
            "children": [_row(each) for each in found.children],
        }
    )


@takes
def contacts_csv(request: PageRequest) -> HttpResponse:
    """A row for each child."""
    found = _taken(request, "csv")
    if isinstance(found, HttpResponse):
        return found
    rows = (_row(each) for each in found.children)
    return csv_file("contacts.csv", HEADS, (tuple(row[head] for head in HEADS) for row in rows))


def _taken(request: PageRequest, form: str) -> Contacts | HttpResponse:
    reached = reach(request, Right.EXPORT)
    if not reached.places:
        return ask_why(request)
    tracking = the_picture().tracking
    if tracking is None:
        return JsonResponse({"as_at": None, "why": "no file of contacts has been loaded"}, status=404)
    found = contacts(tracking, reached, request.GET, after=reach(request, Right.LOOK_AFTER), all_pages=True)
    saw_contacts(request, found, reached, Did.EXPORTED, form)
    return found


def _row(each: Followed) -> dict[str, Any]:
    child, worker, manager, school = each.child, each.worker, each.manager, each.child.school
    return {
        "child": child.child_key,
        "group": each.group,
        "locality": child.locality,
        "team": child.team,
        "worker": child.worker,
        "rules_say": child.colour,
        "rules": "; ".join(child.rules),
        "cannot_tell": "; ".join(child.unknown),
        "contact_in_4_weeks": child.contact,
        "last_on": child.last_on,
        "last_mode": child.last_mode,
        "last_by": child.last_by,
        "seen_on": child.seen_on,
        "seen_alone_on": child.alone_on,
        "drawn_by_lot": each.is_drawn,
        "worker_sees": worker.colour if worker else "",
        "worker_why": worker.why if worker else "",
        "manager_decided": manager.colour if manager else "",
        "manager_why": manager.why if manager else "",
        "manager_until": manager.until_on if manager else None,
        "stands": each.stands,
        "school": school.word if school else "",
        "school_days_attended": school.attended if school else None,
        "school_days_expected": school.expected if school else None,
        "school_reason": school.reason if school else "",
    }
