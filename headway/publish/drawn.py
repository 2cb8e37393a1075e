"""A chart that is drawn beside a figure's months, and what all of them write in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headway.evidence.assess import MeasureEvidence
from headway.publish.charts.figure import Chart
from headway.publish.shown import anchor_of, measure_name, point_words, shape_of, value_words

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Drawn:
    """A chart, what is said of it, how it is read, and its table: the headings and the rows."""

    chart: Chart
    said: tuple[str, ...]
    note: str
    table: Table


def title_of(each: MeasureEvidence, what: str) -> str:
    return f"{each.page.title_of(each.part)}, county: {what}"


def anchor(each: MeasureEvidence) -> str:
    return anchor_of(measure_name(each))


def per_of(each: MeasureEvidence) -> float:
    return 100 if shape_of(each) == "proportion" else 1


def times(value: float | None, per: float) -> float | None:
    return None if value is None else value * per


def words_of(each: MeasureEvidence, value: float | None) -> str:
    if value is None:
        return "–"
    held = min(max(value, 0.0), 1.0) if shape_of(each) == "proportion" else value
    return value_words(shape_of(each), round(held, 4) if shape_of(each) == "proportion" else held)


def newest_words(each: MeasureEvidence) -> str:
    """The newest month's figure, as it is written everywhere."""
    return point_words(shape_of(each), each.county.last) if each.county.last else ""


def month_name(month: date) -> str:
    return f"{month:%B %Y}"
