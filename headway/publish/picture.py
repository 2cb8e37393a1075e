"""Everything that pages on a screen show of a county, worked out once: the first page, every measure, every recommendation.

The words and drawings are the pack's own. Each part is a file, so that a page reads what it shows and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from headway.measures import MeasurePage
from headway.measures.manual import AREAS, FACETS
from headway.publish.board_page import running_head
from headway.publish.cockpit import CockpitPicture, cockpits
from headway.publish.contents import BoardContents
from headway.publish.definition_view import Definition, definition_view
from headway.publish.glance import glance_view
from headway.publish.lineage import figures_of
from headway.publish.measure_view import measure_view
from headway.publish.more_charts import more_views
from headway.publish.outline import Outline, Theme, read_cockpit
from headway.publish.place_view import PlaceView, place_views
from headway.publish.plan_words import claims_by_measure
from headway.publish.recommendations_view import recommendations_view
from headway.publish.say import capital
from headway.publish.shown import anchor_of, measure_name
from headway.publish.truth import Room, truth_view
from headway.publish.views import (
    ClaimView,
    GlanceView,
    MeasureView,
    MoreChart,
    RecommendationsView,
    RunningHead,
    TruthView,
)

WHOLE = Room(asked=99, hidden=99, cannot_tell=99, since=99, reasons=99)


@dataclass(frozen=True)
class Facts:
    """What stands at the top of every page, and what the pages need to find each other.

    ``locality_of`` names the locality of each team; ``measures`` the figure of each address.
    """

    head: RunningHead
    as_at: date
    made_on: date
    places: tuple[str, ...]
    locality_of: Mapping[str, str]
    measures: Mapping[str, str]


@dataclass(frozen=True)
class Load:
    """A load that figures rest on, by the number by which they name it."""

    number: int
    load_id: str
    as_at: date
    received_on: date
    rows: int


@dataclass(frozen=True)
class InPack:
    """A figure as a pack that was made before has it."""

    as_at: str
    made_on: str
    shown: str


@dataclass(frozen=True)
class Leans:
    """A claim that rests on the measure, and the recommendation that it belongs to."""

    recommendation: str
    title: str
    anchor: str
    claim: ClaimView


@dataclass(frozen=True)
class MeasurePicture:
    """One figure: its page, its definition, the claims that lean on it, every number with its lineage."""

    name: str
    is_stock: bool
    view: MeasureView
    definition: Definition
    claims: tuple[Leans, ...]
    figures: tuple[Mapping[str, Any], ...]
    loads: tuple[Load, ...]
    in_packs: Mapping[str, tuple[InPack, ...]]
    more: tuple[MoreChart, ...] = ()


@dataclass(frozen=True)
class FirstPage:
    """The truth on one page; ``values`` are beside its marks: of each row, its lead measure's newest figure by place.

    ``by_place`` is for those who look after one place. ``loads`` are those in effect, the newest day last.
    """

    truth: TruthView
    values: tuple[tuple[str, ...], ...]
    by_place: tuple[PlaceView, ...]
    loads: tuple[Load, ...]


@dataclass(frozen=True)
class Shelf:
    """The measures of one judgement area that ask one thing, and how many figures they have."""

    area: str
    facet: str
    count: int


@dataclass(frozen=True)
class MeasuresPicture:
    """Every measure at a glance. ``shelves`` say of each group of ``glance`` what it is of; ``attention`` are the links
    of the figures that need a look; ``catalogue`` has the catalogue id of each figure's address."""

    glance: GlanceView
    shelves: tuple[Shelf, ...]
    attention: tuple[str, ...]
    catalogue: Mapping[str, str]


Part = Facts | FirstPage | CockpitPicture | MeasuresPicture | RecommendationsView | MeasurePicture


def picture_parts(
    c: BoardContents,
    outline: Outline,
    packs: Sequence[Mapping[str, Any]],
    locality_of: Mapping[str, str],
    cockpit: Sequence[str] = (),
) -> Iterable[tuple[str, Part]]:
    """Each part with the name of its file. ``packs`` are the pack.json of packs made before, the newest first; ``cockpit``
    the figures that the council has chosen for a place's week, none: Headway's own."""
    names = {anchor_of(measure_name(each))[2:]: measure_name(each) for each in c.evidence}
    pages, shelves = set(names.values()), _shelves(c)
    # No page follows another here, as it does in a pack.
    whole = outline.model_copy(update={"themes": tuple(theme for theme, _ in shelves), "sections": ("truth",)})
    recommendations = recommendations_view(c, pages)
    yield "facts", Facts(running_head(c), c.as_at, c.made_on, c.places, locality_of, names)
    measures = list(_measures(c, whole, recommendations, _shown_in(packs)))
    truth = truth_view(c, whole, pages, WHOLE)
    values = _values(truth, c.places, dict(measures))
    yield "truth", FirstPage(truth, values, place_views(c.evidence, c.places), _loads(c))
    yield "cockpit", cockpits(c, cockpit or read_cockpit(), by_council=bool(cockpit))
    attention = tuple(anchor_of(measure_name(each)) for each in c.evidence if each.attention)
    glance = glance_view(c, whole, pages)
    catalogue = {anchor_of(measure_name(each))[2:]: each.page.catalogue_of(each.part) for each in c.evidence}
    yield "measures", MeasuresPicture(glance, tuple(shelf for _, shelf in shelves), attention, catalogue)
    yield "recommendations", recommendations
    yield from measures


def _values(
    truth: TruthView, places: Sequence[str], measures: Mapping[str, MeasurePicture]
) -> tuple[tuple[str, ...], ...]:
    found = []
    for row in truth.asked:
        own = {panel.place: panel.value for panel in measures[row.link].view.panels} if row.link else {}
        found.append(tuple(own.get(place, "") for place in places))
    return tuple(found)


def _loads(c: BoardContents) -> tuple[Load, ...]:
    return tuple(
        Load(n, load.load_id, load.as_at, load.received_at.date(), sum(table.row_count for table in load.tables))
        for n, load in enumerate(c.loads)
    )


def _measures(
    c: BoardContents, outline: Outline, plan: RecommendationsView, shown: Mapping[str, list[InPack]]
) -> Iterable[tuple[str, MeasurePicture]]:
    claims = claims_by_measure(c.plan)
    loads = _loads(c)
    for each in c.evidence:
        name = measure_name(each)
        figures = tuple(figures_of(c, each))
        yield (
            anchor_of(name),
            MeasurePicture(
                name=name,
                is_stock=each.page.front.timing == "stock",
                view=measure_view(c, outline, each, claims.get(name), _theme(each.page)),
                definition=definition_view(each.page, each.part),
                claims=tuple(_leaning(plan, anchor_of(name))),
                figures=figures,
                loads=loads,
                in_packs={f["id"]: tuple(shown[f["id"]]) for f in figures if f["id"] in shown},
                more=more_views(each, claims.get(name)),
            ),
        )


def _shelves(c: BoardContents) -> list[tuple[Theme, Shelf]]:
    """The measures by judgement area and by what they ask, each once: in the first area that its page names."""
    found: dict[tuple[str, str], list[MeasurePage]] = {(area, facet): [] for area in AREAS for facet in FACETS}
    for page in dict.fromkeys(id(each.page) for each in c.evidence):
        own = next(each.page for each in c.evidence if id(each.page) == page)
        found[own.front.areas[0], own.front.facet].append(own)
    return [
        (
            Theme(title=f"{capital(AREAS[area])}: {FACETS[facet]}", measures=tuple(page.id for page in pages)),
            Shelf(capital(AREAS[area]), capital(FACETS[facet]), sum(len(page.parts) for page in pages)),
        )
        for (area, facet), pages in found.items()
        if pages
    ]


def _theme(page: MeasurePage) -> str:
    return f"{capital(AREAS[page.front.areas[0]])}: {FACETS[page.front.facet]}"


def _leaning(plan: RecommendationsView, anchor: str) -> Iterable[Leans]:
    for each in plan.recommendations:
        make = partial(Leans, each.number, each.title, each.anchor)
        yield from (make(claim) for claim in each.claims if claim.link == anchor)


def _shown_in(packs: Sequence[Mapping[str, Any]]) -> dict[str, list[InPack]]:
    """By figure, the packs that hold it."""
    found: dict[str, list[InPack]] = {}
    for pack in packs:
        for figure in pack.get("figures", ()):
            where = InPack(pack["as_at"], pack["made_on"], figure["shown"])
            found.setdefault(figure["id"], []).append(where)
    return found
