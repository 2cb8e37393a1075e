"""The loads as files: what the pages say, without a cell and without a child."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpResponse, JsonResponse

from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.data.queries import passport, passports

HEADS = (
    "load_id", "as_at", "as_at_basis", "received_at", "received_by", "row_count", "unreadable_count", "age_days",
    "is_in_effect", "standing", "corrects", "sha256",
)  # fmt: skip
manages = page(Right.MANAGE_DATA, area="data")


@manages
def loads_json(request: PageRequest) -> HttpResponse:
    """Every load."""
    recorded(request, "loads", "json", Right.MANAGE_DATA)
    return JsonResponse({"loads": [asdict(each) for each in passports()]})


@manages
def loads_csv(request: PageRequest) -> HttpResponse:
    """A row for each load."""
    recorded(request, "loads", "csv", Right.MANAGE_DATA)
    return csv_file("loads.csv", HEADS, (tuple(getattr(each, head) for head in HEADS) for each in passports()))


@manages
def load_json(request: PageRequest, load: str) -> HttpResponse:
    """One load."""
    found = passport(load)
    recorded(request, "load", f"{load} json", Right.MANAGE_DATA)
    return JsonResponse(asdict(found))
