"""How a figure is written: a percentage with its n, *7 of 12* for fewer than 20, a count, a rate, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import SeriesPoint
from headway.evidence.words import FEW, figure_words, proportion_words
from headway.evidence.words.of_shares import share_words
from headway.measures import MeasurePage, Observation
from headway.measures.observation import NO_DATA
from headway.periods import day_words
from headway.publish.views import Cell


def measure_name(each: MeasureEvidence) -> str:
    """The figure's id, with its part: care_leaver_accommodation/19-21."""
    return each.page.name_of(each.part)


def shape_of(each: MeasureEvidence) -> str:
    """proportion, count or rate."""
    return str(each.page.shape_of(each.part))


def anchor_of(measure: str) -> str:
    """The measure's place in the pack's pages."""
    return "m-" + measure.replace("/", "-")


def figure_id(measure: str, period: str, place: str) -> str:
    """The figure's id in pack.json."""
    return f"{measure} {period} {place}"


def observed_cell(measure: str, found: Observation | None) -> Cell:
    """A figure of a period: as shown, its n, its id."""
    if found is None:
        return Cell("no data")
    n = _n(found.shape, found.numerator, found.denominator, figure_words(found)) if found.value is not None else ""
    return Cell(figure_words(found), n, figure_id(measure, found.period, found.place))


def month_cell(measure: str, shape: str, place: str, point: SeriesPoint) -> Cell:
    """A figure of a month: as shown, its n, its id. A month without one says why."""
    return Cell(point_words(shape, point), point_n(shape, point), figure_id(measure, point.month, place))


def point_words(shape: str, point: SeriesPoint) -> str:
    """A month's figure, or why there is none."""
    if point.value is None:
        if point.coverage == "part covered":
            return "part month"
        if point.coverage == "covered" and point.denominator == 0:
            return "no rows"
        return NO_DATA if point.status == "ok" else point.status
    if shape == "proportion":
        return proportion_words(point.numerator or 0, point.denominator or 0)
    return f"{point.value:,.0f}" if shape == "count" else f"{point.value:,.1f}"


def point_n(shape: str, point: SeriesPoint) -> str:
    """The month's n, where the figure does not say it already."""
    if point.value is None:
        return ""
    return _n(shape, point.numerator, point.denominator, point_words(shape, point))


def _n(shape: str, numerator: int | None, denominator: int | None, shown: str) -> str:
    if shape == "rate" and numerator is not None:
        return f"{numerator:,} in all"
    if shape != "proportion" or numerator is None or denominator is None:
        return ""
    if denominator < FEW:
        return ""
    return f"{numerator:,} of {denominator:,}"


def value_words(shape: str, value: float) -> str:
    """A value without its n: a target, a mean, a limit."""
    if shape == "proportion":
        return share_words(value)
    return f"{value:,.0f}" if shape == "count" and abs(value - round(value)) < 0.05 else f"{value:,.1f}"


def short_month(day: date) -> str:
    """A month in a table: *Sep 2026*."""
    return f"{day:%b %Y}"


def long_month(day: date) -> str:
    """A month in a sentence: *September 2026*."""
    return f"{day:%B %Y}"


def short_day(day: date) -> str:
    """A day in a narrow column: *3 Sep 2026*."""
    return f"{day.day} {day:%b %Y}"


def when_words(each: MeasureEvidence, point: SeriesPoint) -> str:
    """When a month's figure is of: *in September 2026*, or of a stock *on 30 September 2026*."""
    if each.page.front.timing == "stock":
        return f"on {day_words(point.end)}"
    return f"in {long_month(point.start)}"


def unit_words(page: MeasurePage, count: int) -> str:
    """The measure's unit in number, as its page has it: *child in care*, *children in care*."""
    return page.front.unit if count == 1 else page.front.units or f"{page.front.unit}s"


def lowered(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def total(numbers: Iterable[int | None]) -> int:
    """The sum of those that are known."""
    return sum(number or 0 for number in numbers)
