"""England, the region and the statistical neighbours beside one figure, or why nothing published may stand there."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from headway.comparators import Comparison, NotComparable, PublishedFigure, Series, rounded, value_words
from headway.evidence.assess import MeasureEvidence
from headway.publish.charts.compared import Tick, compared_svg
from headway.publish.say import Words, bold, counted, say, small
from headway.publish.shown import shape_of
from headway.publish.shown import value_words as own_words
from headway.publish.views import Picture

BESIDE_TITLE = "England and neighbours"
NONE_PUBLISHED, OF_ITS_PAGE = "none", "its page"
# The published unit that is that of a figure of the shape, and what the figure is times to be in it.
UNITS = {"proportion": ("%", 100.0), "rate": ("rate per 10,000", 1.0)}


def beside_lines(found: Comparison | NotComparable | None, today: date) -> tuple[Words, ...]:
    """Each area's figure, what they are of and how old, how far they may be compared; or why none may stand there."""
    if isinstance(found, Comparison):
        return _areas(found), say(small(_about(found, today)))
    why = found.why if found else ()
    return (say(small(" ".join(["No published figure may stand beside this one.", *why]))),)


def beside_picture(each: MeasureEvidence, found: Comparison | NotComparable | None) -> Picture:
    """England's tick and the neighbours' on a line with the county's figure of the year (of a stock, of the day).

    Where the published figure is in another unit than ours, or a count, its place is the measure's page.
    """
    if not isinstance(found, Comparison):
        return Picture("", NONE_PUBLISHED)
    unit, times = UNITS.get(shape_of(each), ("", 1.0))
    median = found.neighbours.median if found.neighbours else None
    england, neighbours = (
        _tick(found.series, found.england.number if found.england else None),
        _tick(found.series, median),
    )
    if found.series.unit != unit or not (england or neighbours):
        return Picture("", OF_ITS_PAGE)
    year = each.year.get(each.county.place)
    own = year.value if year else None
    said = [f"County {own_words(shape_of(each), own)}"] if own is not None else []
    said += [f"neighbours’ median {neighbours.words}"] if neighbours else []
    said += [f"England {england.words}"] if england else []
    label = ", ".join(said)
    return Picture(compared_svg(None if own is None else own * times, england, neighbours, label), label)


def _tick(series: Series, value: Decimal | None) -> Tick | None:
    decimals = min(series.decimals, 1)
    return None if value is None else Tick(float(value), f"{rounded(value, decimals):,}")


def _areas(found: Comparison) -> Words:
    near = found.neighbours
    parts: list[str | tuple[str, str]] = ["England ", bold(_figure(found, found.england))]
    if found.region_name:
        parts += [" · ", f"{found.region_name} ", bold(_figure(found, found.region))]
    if near and near.areas:
        series = found.series
        median = value_words(near.median, series.unit, series.decimals)
        mean = value_words(near.mean, series.unit, max(series.decimals, 1))
        parts += [" · neighbours: median ", bold(median), f", mean {mean} ({near.with_number} of {len(near.areas)})"]
    if found.council:
        rank = f", ranked {found.rank.place} of {found.rank.of} (1 is best)" if found.rank else ""
        parts += [" · ", f"{found.council.name} as published ", bold(_figure(found, found.own)), rank]
    return say(*parts)


def _about(found: Comparison, today: date) -> str:
    months = found.series.age_in_months(found.year, today)
    words = f"{found.series.title}: {found.series.period_words(found.year)}, {counted(months, 'month')} old."
    if found.neighbours and found.neighbours.areas:
        words += f" Neighbours by the DfE's model of {found.neighbours.model}."
    if found.beside and found.beside.from_annex_a == "nearly":
        words += " Nearly the same count: " + " ".join(found.beside.why)
    return words


def _figure(found: Comparison, figure: PublishedFigure | None) -> str:
    return value_words(figure.value if figure else None, found.series.unit, found.series.decimals)
