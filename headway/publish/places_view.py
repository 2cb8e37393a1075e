"""The locality strip of a measure's page: a panel a place, all on one scale, the place apart outlined."""

from __future__ import annotations

from headway.evidence.assess import MeasureEvidence
from headway.evidence.words import APART, HIDDEN, plan_word_words
from headway.improvement import ClaimStatus
from headway.publish.charting import Judged, judged
from headway.publish.charts.scale import Scale, scale_for
from headway.publish.charts.strip import Panel, panel_svg
from headway.publish.contents import BoardContents
from headway.publish.glance import short_variation
from headway.publish.plan_words import narrow_words
from headway.publish.say import Words, bold, say
from headway.publish.shown import measure_name, month_cell, observed_cell, shape_of, short_month
from headway.publish.views import Cell, PanelView, Picture


def strip_scale(each: MeasureEvidence, claim: ClaimStatus | None, county: Judged) -> Scale:
    """One scale for every place and the county."""
    series = [each.county, *each.localities.values()]
    values = [p.value * county.per for s in series for p in s.points[-25:] if p.value is not None]
    target = [] if each.target is None else [each.target * county.per]
    return scale_for([*values, *target], is_percent=shape_of(each) == "proportion")


def panels(
    c: BoardContents, each: MeasureEvidence, claim: ClaimStatus | None, scale: Scale, county: Judged
) -> tuple[PanelView, ...]:
    """The panels in the county's order of places; a place without a figure says so and is not drawn at 0."""
    drawn = [place for place in c.places if place in each.localities and each.county.points]
    return tuple(_panel(each, claim, place, scale, county, number == 0) for number, place in enumerate(drawn))


def _panel(
    each: MeasureEvidence, claim: ClaimStatus | None, place: str, scale: Scale, county: Judged, names_target: bool
) -> PanelView:
    series = each.localities[place]
    own = claim if claim and place in claim.by_place else None
    found = judged(each, series, own)
    cell = newest_in(each, place)
    is_one_way = each.good != "neither"
    apart = any(gap.place == place and (gap.is_bad_side or not is_one_way) for gap in each.consistency.apart)
    hidden = any(m.place == place for m in each.masked)
    by_month = {point.month: point.value for point in county.series.points}
    behind = [None if (v := by_month.get(p.month)) is None else v * found.per for p in series.points[found.offset :]]
    own_words = f"{cell.words}{f' ({cell.n})' if cell.n else ''}"
    label = f"Months of {place}, the newest {own_words}, before those of the county, {newest_in(each, each.county.place).words}"
    drawing = panel_svg(
        Panel(
            points=found.points(),
            county=behind,
            scale=scale,
            label=label,
            target=None if each.target is None else each.target * found.per,
            names_target=names_target,
            change_at=found.shown_change,
        )
    )
    words = _words(each, own, place, apart=apart, hidden=hidden)
    return PanelView(place, cell.words, cell.n, Picture(drawing, label), words, apart or hidden)


def newest_in(each: MeasureEvidence, place: str) -> Cell:
    """A place's newest figure, with its month where that is not the newest month of all."""
    series = each.county if place == each.county.place else each.localities[place]
    point = series.last
    if point is None:
        return observed_cell(measure_name(each), each.year.get(place))
    cell = month_cell(measure_name(each), shape_of(each), place, point)
    if point is not series.points[-1]:
        return Cell(cell.words, f"{cell.n} {short_month(point.start)}".strip(), cell.figure)
    return cell


def _words(each: MeasureEvidence, claim: ClaimStatus | None, place: str, *, apart: bool, hidden: bool) -> Words:
    if claim is not None:
        found = claim.by_place[place]
        words = narrow_words(found.word, plan_word_words(found, claim.figures.shape))
    else:
        words = say(bold(short_variation(each, place)))
    more = f"; {APART}" if apart else f"; {HIDDEN}" if hidden else ""
    return say(*words, more)
