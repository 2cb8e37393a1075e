"""What pages of figures ask of the kept picture: which measures are shown, and the record of one figure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from headway.evidence.consistency import PlaceCount
from headway.evidence.two_figures import two_figures
from headway.evidence.words.of_two_figures import two_figures_words
from headway.periods import day_words
from headway.publish.picture import Facts, FirstPage, InPack, Load, MeasurePicture, MeasuresPicture
from headway.publish.place_view import PlaceView
from headway.publish.shown import long_month
from headway.publish.views import GlanceView, MeasureGroup
from headway_web.access import Access, Right
from headway_web.insight.models import Note

ATTENTION = "look"


def own_locality(facts: Facts, access: Access, right: Right = Right.SEE_AGGREGATE) -> str:
    """The locality that the person looks after, or that their team is part of; empty for the whole county."""
    places = {facts.locality_of.get(place, place) for place in access.places(right)}
    return next((place for place in facts.places if place in places), "")


def own_place(page: FirstPage, facts: Facts, access: Access) -> PlaceView | None:
    """What needs a look in that locality; None for the whole county."""
    own = own_locality(facts, access)
    return next((each for each in page.by_place if each.place == own), None)


@dataclass(frozen=True)
class SinceLast:
    """When the person was here before, and the days of the data that have come since, the newest last."""

    seen_on: date
    days: tuple[date, ...]


def since_last(page: FirstPage, seen_before_at: datetime | None) -> SinceLast | None:
    """What has come since a person was here before; None at the first sign-in. A load of that day counts as new."""
    if seen_before_at is None:
        return None
    seen_on = timezone.localdate(seen_before_at)
    return SinceLast(seen_on, tuple(load.as_at for load in page.loads if load.received_on >= seen_on))


@dataclass(frozen=True)
class Shown:
    """The icon table as the address narrows it, with what it can be narrowed to."""

    glance: GlanceView
    groups: tuple[MeasureGroup, ...]
    areas: tuple[str, ...]
    facets: tuple[str, ...]
    area: str
    facet: str
    is_attention: bool
    count: int
    whole: int
    attention_count: int

    @property
    def is_narrowed(self) -> bool:
        """Whether the address leaves something out."""
        return self.count != self.whole


def narrowed(picture: MeasuresPicture, asked: Mapping[str, str]) -> Shown:
    """The rows that the address asks for; what it says and no group has leaves all."""
    areas = tuple(dict.fromkeys(shelf.area for shelf in picture.shelves))
    facets = tuple(dict.fromkeys(shelf.facet for shelf in picture.shelves))
    area = asked.get("area", "") if asked.get("area") in areas else ""
    facet = asked.get("asks", "") if asked.get("asks") in facets else ""
    only = set(picture.attention) if asked.get("show") == ATTENTION else None
    groups = []
    for shelf, group in zip(picture.shelves, picture.glance.groups, strict=True):
        if area in ("", shelf.area) and facet in ("", shelf.facet):
            rows = tuple(row for row in group.rows if only is None or row.link in only)
            groups.append(MeasureGroup(group.title, rows))
    return Shown(
        glance=picture.glance,
        groups=tuple(group for group in groups if group.rows),
        areas=areas,
        facets=facets,
        area=area,
        facet=facet,
        is_attention=only is not None,
        count=sum(len(group.rows) for group in groups),
        whole=sum(len(group.rows) for group in picture.glance.groups),
        attention_count=len(picture.attention),
    )


@dataclass(frozen=True)
class Said:
    """A note with its figure's period in words."""

    note: Note
    when: str


def notes_of(measure: MeasurePicture, slug: str) -> tuple[Said, ...]:
    """Every note on a figure of the measure, the oldest first."""
    when = {figure["period"]: _when(figure, measure.is_stock) for figure in measure.figures}
    notes = Note.objects.filter(measure=slug).select_related("by")
    return tuple(Said(note, when.get(note.period, note.period)) for note in notes)


@dataclass(frozen=True)
class Points:
    """The figures of a measure that can be pointed at: its periods, each with its words, the newest first; its places."""

    periods: Mapping[str, str]
    places: tuple[str, ...]


def points_of(measure: MeasurePicture, facts: Facts) -> Points:
    """The periods of the county's figures, and every place."""
    own = [figure for figure in measure.figures if figure["place"] == facts.head.county]
    periods = {figure["period"]: _when(figure, measure.is_stock) for figure in reversed(own)}
    return Points(periods, tuple(dict.fromkeys(figure["place"] for figure in measure.figures)))


@dataclass(frozen=True)
class Compared:
    """Two figures of a measure, what is said of both together, and what can be chosen."""

    first: Mapping[str, Any]
    second: Mapping[str, Any]
    names: tuple[str, ...]
    words: str
    points: Points

    @property
    def both(self) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """The two with their names, in order."""
        return zip(self.names, (self.first, self.second), strict=True)


def compared(measure: MeasurePicture, facts: Facts, asked: Mapping[str, str]) -> Compared | None:
    """The two figures of the address; where it says nothing, the county's newest and that of a year before.

    None where the measure has no figure of one of them.
    """
    points = points_of(measure, facts)
    by_point = {(figure["place"], figure["period"]): figure for figure in measure.figures}
    newest = next(figure["period"] for figure in measure.figures if figure["id"] == measure.view.number.figure)
    year_before = f"{int(newest[:4]) - 1}{newest[4:]}"
    usual = year_before if year_before in points.periods else list(points.periods)[-1]
    first, second = (
        by_point.get((asked.get(f"place{at}") or facts.head.county, asked.get(f"period{at}") or period))
        for at, period in (("1", usual), ("2", newest))
    )
    if first is None or second is None:
        return None
    found = two_figures(_share(first), _share(second), same_children=_overlap(first, second, measure.is_stock, facts))
    names = [f"{figure['place']}, {_when(figure, measure.is_stock)}" for figure in (first, second)]
    return Compared(first, second, tuple(names), two_figures_words(found, *names), points)


def _share(figure: Mapping[str, Any]) -> PlaceCount | None:
    if figure["shape"] != "proportion" or not figure["denominator"]:
        return None
    return PlaceCount(figure["place"], figure["numerator"], figure["denominator"])


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any], is_stock: bool, facts: Facts) -> bool:
    """Whether the two rest on some of the same children: of a place and one within it, on days that both have."""
    places = {one["place"], other["place"]}
    within = len(places) == 1 or facts.head.county in places
    is_same_time = one["period_start"] <= other["period_end"] and other["period_start"] <= one["period_end"]
    return within and (is_stock or is_same_time)


@dataclass(frozen=True)
class Passport:
    """One figure with what it rests on. ``others`` are the periods of the same place that have a passport too."""

    figure: Mapping[str, Any]
    when: str
    loads: tuple[Load, ...]
    packs: tuple[InPack, ...]
    periods: tuple[str, ...]
    places: tuple[str, ...]


def passport_of(measure: MeasurePicture, facts: Facts, period: str, place: str) -> Passport | None:
    """The passport of the figure asked for: of the county and the newest month where nothing is said. None: no such."""
    place = place or facts.head.county
    own = [figure for figure in measure.figures if figure["place"] == place]
    newest = measure.view.number.figure
    wanted = f"{measure.name} {period} {place}" if period else newest.removesuffix(facts.head.county) + place
    found = next((figure for figure in own if figure["id"] == wanted), None)
    if found is None:
        return None
    loads = {load.number: load for load in measure.loads}
    return Passport(
        figure=found,
        when=_when(found, measure.is_stock),
        loads=tuple(loads[number] for number in found["loads"]),
        packs=tuple(dict.fromkeys(measure.in_packs.get(wanted, ()))),
        periods=tuple(reversed([figure["period"] for figure in own])),
        places=tuple(dict.fromkeys(figure["place"] for figure in measure.figures)),
    )


def _when(figure: Mapping[str, Any], is_stock: bool) -> str:
    """When the figure is of: *September 2026*, *on 30 September 2026*, or its first and last day."""
    starts, ends = (date.fromisoformat(figure[name]) for name in ("period_start", "period_end"))
    if is_stock:
        return f"on {day_words(ends)}"
    return long_month(starts) if figure["period"] == f"{starts:%Y-%m}" else f"{day_words(starts)} to {day_words(ends)}"
