"""What needs a look in one place: its figures that are worse by more than chance, or that the county's figure hides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from headway.evidence.assess import MeasureEvidence
from headway.evidence.words import HIDDEN, VARIATION_SHORT
from headway.publish.glance import place_picture, short_variation
from headway.publish.say import counted
from headway.publish.shown import anchor_of, lowered, measure_name, month_cell, shape_of
from headway.publish.views import Cell, Picture


@dataclass(frozen=True)
class PlaceFigure:
    """One figure of the place: what it is, its newest value, its mark, what the mark says."""

    title: str
    link: str
    value: Cell
    county: str
    mark: Picture
    words: str


@dataclass(frozen=True)
class PlaceView:
    """A place: its heading, the figures that need a look, and how many are better by more than chance."""

    place: str
    title: str
    rows: tuple[PlaceFigure, ...]
    better: str


def place_views(evidence: Sequence[MeasureEvidence], places: Iterable[str]) -> tuple[PlaceView, ...]:
    """Every place, in the county's order."""
    return tuple(_one(evidence, place) for place in places)


def _one(evidence: Sequence[MeasureEvidence], place: str) -> PlaceView:
    own = [each for each in evidence if place in each.localities]
    rows = tuple(_row(each, place) for each in own if _is_worse(each, place) or _is_hidden(each, place))
    better = sum((each.icon(place) or "").startswith("improvement") for each in own)
    sign = lowered(VARIATION_SHORT["improvement"])
    return PlaceView(
        place=place,
        title=f"{place}: {len(rows)} of {counted(len(own), 'figure')} need{'s' if len(rows) == 1 else ''} a look",
        rows=rows,
        better=f"{counted(better, 'figure')} of {place} {'is' if better == 1 else 'are'} {sign}.",
    )


def _row(each: MeasureEvidence, place: str) -> PlaceFigure:
    hidden = f", {HIDDEN}" if _is_hidden(each, place) else ""
    return PlaceFigure(
        title=each.page.title_of(each.part),
        link=anchor_of(measure_name(each)),
        value=_newest(each, place),
        county=_newest(each, each.county.place).words,
        mark=place_picture(each, place),
        words=short_variation(each, place) + hidden,
    )


def _newest(each: MeasureEvidence, place: str) -> Cell:
    series = each.county if place == each.county.place else each.localities[place]
    return month_cell(measure_name(each), shape_of(each), place, series.last) if series.last else Cell("no data")


def _is_worse(each: MeasureEvidence, place: str) -> bool:
    return (each.icon(place) or "").startswith("concern")


def _is_hidden(each: MeasureEvidence, place: str) -> bool:
    return any(masked.place == place for masked in each.masked)
