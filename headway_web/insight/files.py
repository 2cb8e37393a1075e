"""The pages of figures as files for programs and spreadsheets: the same rights, and each one taken is in the trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse

from headway.county.picture import Picture
from headway.publish.picture import MeasurePicture
from headway.publish.say import plain_text
from headway.publish.views import MeasureRow
from headway_web.access import Right
from headway_web.components.export import csv_file, recorded
from headway_web.components.page import page
from headway_web.components.request import PageRequest
from headway_web.insight.models import Note
from headway_web.insight.pages import one_measure
from headway_web.insight.queries import Compared, Passport, compared, narrowed, notes_of, passport_of
from headway_web.past.pages import at_any_moment, of_moment, picture_at

FIGURE = (
    "id", "measure", "part", "catalogue", "shape", "level", "place", "period", "period_start", "period_end",
    "numerator", "denominator", "cannot_tell", "low", "high", "value", "status", "coverage", "shown", "definition",
)  # fmt: skip
LOAD = ("load", "load_as_at", "load_received_on", "load_rows")


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measures_json(request: PageRequest) -> HttpResponse:
    """The icon table as the address narrows it."""
    picture = picture_at(request)
    recorded(request, "measures", of_moment(request, "json"), Right.SEE_AGGREGATE)
    rows = _rows(request, picture)
    return JsonResponse({"as_at": picture.facts.as_at, "county": picture.facts.head.county, "measures": list(rows)})


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measures_csv(request: PageRequest) -> HttpResponse:
    """The icon table as the address narrows it."""
    picture = picture_at(request)
    recorded(request, "measures", of_moment(request, "csv"), Right.SEE_AGGREGATE)
    rows = list(_rows(request, picture))
    return csv_file("measures.csv", tuple(rows[0]) if rows else ("measure",), (tuple(row.values()) for row in rows))


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measure_json(request: PageRequest, name: str) -> HttpResponse:
    """Every figure of the measure with its lineage, and what its page says."""
    picture, found = one_measure(request, name)
    recorded(request, "measure", of_moment(request, f"{found.name} json"), Right.SEE_AGGREGATE)
    view = found.view
    return JsonResponse(
        {
            "measure": found.name,
            "title": found.definition.title,
            "question": view.question,
            "as_at": picture.facts.as_at,
            "edition": picture.facts.head.edition,
            "definition": found.definition.version,
            "checked": found.definition.checked,
            "verdicts": view.verdicts,
            "sentence": view.sentence,
            "reading": view.reading,
            "places": {panel.place: plain_text(panel.words) for panel in view.panels},
            "could_not_tell": [plain_text(line) for line in view.could_not_tell],
            "england_and_neighbours": [plain_text(line) for line in view.beside],
            "loads": [vars(load) for load in found.loads],
            "notes": [_note(each.note) for each in notes_of(found, name)],
            "figures": found.figures,
        }
    )


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def measure_csv(request: PageRequest, name: str) -> HttpResponse:
    """Every figure of the measure, one a row."""
    _, found = one_measure(request, name)
    recorded(request, "measure", of_moment(request, f"{found.name} csv"), Right.SEE_AGGREGATE)
    return csv_file(f"{name}.csv", FIGURE, (tuple(figure[column] for column in FIGURE) for figure in found.figures))


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def passport_json(request: PageRequest, name: str) -> HttpResponse:
    """One figure with what it rests on."""
    own, found = _passport(request, name, "json")
    return JsonResponse(
        {
            "figure": own.figure,
            "definition": {"version": found.definition.version, "checked": found.definition.checked},
            "loads": [vars(load) for load in own.loads],
            "packs": [vars(pack) for pack in own.packs],
        }
    )


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def passport_csv(request: PageRequest, name: str) -> HttpResponse:
    """The figure with a row for each load that it rests on; one without a load has a row of its own."""
    own, _ = _passport(request, name, "csv")
    figure = tuple(own.figure[column] for column in FIGURE)
    loads = [(load.load_id, load.as_at, load.received_on, load.rows) for load in own.loads]
    rows = [(*figure, *load) for load in loads] or [(*figure, "", "", "", "")]
    return csv_file(f"{name}-passport.csv", (*FIGURE, *LOAD), rows)


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def compare_json(request: PageRequest, name: str) -> HttpResponse:
    """The two figures, and what is said of both together."""
    both = _compared(request, name, "json")
    return JsonResponse({"first": both.first, "second": both.second, "says": both.words})


@page(Right.SEE_AGGREGATE, area="measures")
@at_any_moment
def compare_csv(request: PageRequest, name: str) -> HttpResponse:
    """The two figures, one a row."""
    both = _compared(request, name, "csv")
    return csv_file(
        f"{name}-compared.csv", FIGURE, (tuple(figure[column] for column in FIGURE) for _, figure in both.both)
    )


def _passport(request: PageRequest, name: str, kind: str) -> tuple[Passport, MeasurePicture]:
    picture, found = one_measure(request, name)
    own = passport_of(found, picture.facts, request.GET.get("period", ""), request.GET.get("place", ""))
    if own is None:
        raise Http404
    recorded(request, "passport", of_moment(request, f"{own.figure['id']} {kind}"), Right.SEE_AGGREGATE)
    return own, found


def _note(note: Note) -> dict[str, str]:
    return {"period": note.period, "place": note.place, "by": note.by.name, "role": note.role, "text": note.text}


def _compared(request: PageRequest, name: str, kind: str) -> Compared:
    picture, found = one_measure(request, name)
    both = compared(found, picture.facts, request.GET)
    if both is None:
        raise Http404
    recorded(request, "measure", of_moment(request, f"{found.name} compared {kind}"), Right.SEE_AGGREGATE)
    return both


def _rows(request: PageRequest, picture: Picture) -> Iterable[dict[str, Any]]:
    shown = narrowed(picture.measures, request.GET)
    places = [name for _, name in shown.glance.places]
    for group in shown.groups:
        question = ""
        for row in group.rows:
            question = row.question or question
            yield _row(row, question, group.title, places)


def _row(row: MeasureRow, question: str, group: str, places: list[str]) -> dict[str, Any]:
    return {
        "measure": row.link.removeprefix("m-"),
        "group": group,
        "question": question,
        "part": row.part,
        "figure": row.figure.words,
        "n": row.figure.n,
        "change": row.change_words,
        "target": row.target_words,
        **{place: mark.alt.removeprefix(f"{place}: ") for place, mark in zip(places, row.marks, strict=True)},
        "england_and_neighbours": row.beside.alt,
        "age_of_data": row.age,
    }
