"""The board pack's view: every part put together from what it is made of."""

from __future__ import annotations

from dataclasses import replace

from headway.periods import day_words
from headway.publish.children_view import children_view
from headway.publish.contents import EDITION, BoardContents
from headway.publish.data_view import data_view
from headway.publish.front import front_view
from headway.publish.glance import glance_view, grouped
from headway.publish.measure_view import measure_view
from headway.publish.outline import Outline
from headway.publish.plan_words import claims_by_measure
from headway.publish.recommendations_view import recommendations_view
from headway.publish.say import counted
from headway.publish.shown import measure_name
from headway.publish.truth import ROOMS, Room, truth_view
from headway.publish.views import MeasureView, PackView, RunningHead, TruthView


def board_view(c: BoardContents, outline: Outline, room: Room = ROOMS[0]) -> PackView:
    """Everything that the pack prints; ``room`` is how many rows the first page may have."""
    pages = page_names(c, outline)
    view = PackView(
        title=outline.title,
        subject=f"{outline.title} of {c.county}, as at {day_words(c.as_at)}, for {outline.audience}",
        run=running_head(c),
        sections=outline.sections,
        truth=first_page(c, outline, room),
        glance=glance_view(c, outline, pages),
        measures=_measures(c, outline, pages),
        recommendations=recommendations_view(c, pages),
        children=children_view(c),
        data=data_view(c, outline),
    )
    return replace(view, front=front_view(c, outline, view)) if "front" in outline.sections else view


def first_page(c: BoardContents, outline: Outline, room: Room) -> TruthView:
    """The first page alone, with so much room."""
    return truth_view(c, outline, page_names(c, outline), room)


def page_names(c: BoardContents, outline: Outline) -> set[str]:
    """The figures that have a page: those of the themes that need attention, and those that a promise rests on.

    The whole catalogue is worked out for each pack; one that no theme names has a row where it needs attention.
    """
    promised, chosen = claims_by_measure(c.plan), outline.chosen
    return {
        measure_name(each)
        for each in c.evidence
        if measure_name(each) in promised or (each.attention and each.page.id in chosen)
    }


def running_head(c: BoardContents) -> RunningHead:
    """What stands at the top of every page."""
    plan = f" · plan as at {day_words(c.plan_as_at or c.made_on)}"
    age = f"data {counted(c.data_age_days, 'day')} old"
    return RunningHead(c.county, f"as at {day_words(c.as_at)} · {age}{plan}", EDITION)


def _measures(c: BoardContents, outline: Outline, pages: set[str]) -> tuple[MeasureView, ...]:
    claims = claims_by_measure(c.plan)
    ordered = [(theme, each) for theme, found in grouped(c, outline) for each in found if measure_name(each) in pages]
    return tuple(
        measure_view(c, outline, each, claims.get(measure_name(each)), theme, number)
        for number, (theme, each) in enumerate(ordered, start=1)
    )
