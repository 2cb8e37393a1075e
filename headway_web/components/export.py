"""What leaves Headway as a file: harmless in a spreadsheet, and in the trail."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from headway.spreadsheet import neutral
from headway_web.access import Right
from headway_web.components.request import PageRequest
from headway_web.trail.actions import record
from headway_web.trail.did import Did


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file that a spreadsheet opens with its letters right."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(heads)
    writer.writerows([["" if cell is None else neutral(cell) for cell in row] for row in rows])
    return response


def recorded(request: PageRequest, what: str, which: str, right: Right) -> None:
    """An entry of the trail: this person takes this away."""
    record(by=request.user, did=Did.EXPORTED, what=what, which=which, under=request.access.under(right))
