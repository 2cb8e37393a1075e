"""England, the region and the statistical neighbours beside one figure, or why nothing published may stand there."""

from __future__ import annotations

from datetime import date

from headway.comparators import Comparison, NotComparable, PublishedFigure, value_words
from headway.publish.say import Words, bold, counted, say, small

BESIDE_TITLE = "England and neighbours"


def beside_lines(found: Comparison | NotComparable | None, today: date) -> tuple[Words, ...]:
    """Each area's figure, what they are of and how old, how far they may be compared; or why none may stand there."""
    if isinstance(found, Comparison):
        return _areas(found), say(small(_about(found, today)))
    why = found.why if found else ()
    return (say(small(" ".join(["No published figure may stand beside this one.", *why]))),)


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
