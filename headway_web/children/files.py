"""The children as files: for who may see them and may take lists out, each one taken in the trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse

from headway_web.access import Right
from headway_web.children.pages import ask_why, not_yours, saw_child, saw_list
from headway_web.children.queries import Listed, SeenChild, Shown, reach, seen_child, shown
from headway_web.components.export import csv_file
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.trail.did import Did

takes = page(Right.SEE_CHILDREN, area="children", also=Right.EXPORT)
HEADS = (
    "child", "locality", "team", "worker", "reason", "words", "due_on", "days", "since", "state_on", "age_of_data_days",
    "takes_off", "owner", "owner_by", "done", "done_at", "done_by", "done_until",
)  # fmt: skip
EVENT = ("child", "lane", "event", "more", "on", "until", "load_on", "row")


@takes
def children_json(request: PageRequest) -> HttpResponse:
    """The list as the address narrows it: every page of it."""
    found = _taken(request, "json")
    if found is None:
        return ask_why(request)
    return JsonResponse(
        {
            "as_at": found.found.day,
            "age_of_data_days": found.found.age_days,
            "is_known": found.found.is_known,
            "children": [_record(each) for each in found.children],
            "not_checked_in_the_county": {each.id: each.not_checked for each in found.found.reasons},
            "not_asked": {each.id: each.not_asked for each in found.not_asked},
        }
    )


@takes
def children_csv(request: PageRequest) -> HttpResponse:
    """A row for each reason of each child."""
    found = _taken(request, "csv")
    if found is None:
        return ask_why(request)
    rows = (tuple(row[head] for head in HEADS) for each in found.children for row in _rows(each))
    return csv_file("children.csv", HEADS, rows)


@takes
def child_json(request: PageRequest) -> HttpResponse:
    """One child's page."""
    found = _taken_child(request)
    if isinstance(found, HttpResponse):
        return found
    child = found.child
    return JsonResponse(
        {
            "child": child.child_key,
            "locality": child.locality,
            "team": child.team,
            "worker": child.worker,
            "reasons": [vars(hit) for hit in child.hits],
            "owners": [{"owner": each.owner, "by": each.due_on, "at": each.at} for each in found.owners],
            "done": [
                {"what": each.what, "at": each.at, "by": str(each.by), "until": each.until_on} for each in found.done
            ],
            "events": [vars(event) for event in child.events],
        }
    )


@takes
def child_csv(request: PageRequest) -> HttpResponse:
    """One child's events, newest first."""
    found = _taken_child(request)
    if isinstance(found, HttpResponse):
        return found
    key = found.child.child_key
    rows = ((key, e.lane, e.words, e.more, e.on, e.until, e.load_on, e.row_id) for e in found.child.events)
    return csv_file("child.csv", EVENT, rows)


def _taken(request: PageRequest, form: str) -> Shown | None:
    """The list in the places where the roles both see children and take lists out; None where a reason is asked for."""
    reached = reach(request, Right.EXPORT)
    if not reached.places:
        return None
    found = shown(reached, request.GET, after=reach(request, Right.LOOK_AFTER), all_pages=True)
    saw_list(request, found, reached, Did.EXPORTED, form)
    return found


def _taken_child(request: PageRequest) -> SeenChild | HttpResponse:
    key = request.GET.get("id", "")
    found = seen_child(request, key, Right.EXPORT)
    if found is None:
        return ask_why(request) if not reach(request, Right.EXPORT).places else not_yours(request, key)
    saw_child(request, found, Did.EXPORTED)
    return found


def _record(each: Listed) -> dict[str, Any]:
    child, done = each.child, each.done
    return {
        "child": child.child_key,
        "locality": child.locality,
        "team": child.team,
        "worker": child.worker,
        "reasons": [vars(hit) for hit in child.hits],
        "owner": {"owner": each.owner.owner, "by": each.owner.due_on} if each.owner else None,
        "done": {"what": done.what, "at": done.at, "by": str(done.by), "until": done.until_on} if done else None,
    }


def _rows(each: Listed) -> Iterable[dict[str, Any]]:
    child, owner, done = each.child, each.owner, each.done
    own: dict[str, Any] = {
        "child": child.child_key,
        "locality": child.locality,
        "team": child.team,
        "worker": child.worker,
    }
    own |= {"owner": owner.owner if owner else "", "owner_by": owner.due_on if owner else None}
    own |= {"done": done.what if done else "", "done_at": done.at.isoformat(timespec="minutes") if done else ""}
    own |= {"done_by": str(done.by) if done else "", "done_until": done.until_on if done else None}
    for hit in child.hits:
        yield own | vars(hit) | {"reason": hit.title, "age_of_data_days": hit.age_days}
