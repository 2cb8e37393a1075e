"""A journey on one line of time: a row for each kind of record, what lasts as a bar, what has a day as a stroke.

Nothing in it judges: bars are grey, strokes are ink, and no row has a colour of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.publish.charts.palette import GREY, INK, LIGHT, SECOND
from headway.publish.charts.svg import chart_svg, line, polygon, rect, text

LEAST_BAR = 2.5


@dataclass(frozen=True)
class Spell:
    """What lasts from a day to a day within the drawing. ``is_before``: it began earlier; ``is_open``: no end is recorded."""

    starts: date
    ends: date
    is_before: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class JourneyRow:
    """A kind of record: what lasts, and what has a day alone."""

    label: str
    spells: Sequence[Spell] = ()
    days: Sequence[date] = ()


@dataclass(frozen=True)
class JourneyChart:
    """The rows from a day to a day, and what the drawing says in words."""

    rows: Sequence[JourneyRow]
    starts: date
    ends: date
    title: str
    desc: str


@dataclass(frozen=True)
class _Paper:
    """How wide the drawing is; on a phone a row's label stands above its line."""

    css: str
    width: float
    left: float
    step: float
    size: float
    label_above: bool


WIDE = _Paper("wide", 720, 182, 24, 13.5, False)
NARROW = _Paper("narrow", 340, 12, 36, 13, True)


def journey_svgs(chart: JourneyChart) -> tuple[str, str]:
    """The drawing for a screen and for a phone."""
    return _drawn(chart, WIDE), _drawn(chart, NARROW)


def _drawn(chart: JourneyChart, paper: _Paper) -> str:
    right, top = paper.width - 14, 6.0
    foot = top + paper.step * len(chart.rows)
    span = max((chart.ends - chart.starts).days, 1)

    def x(day: date) -> float:
        return paper.left + (right - paper.left) * (day - chart.starts).days / span

    parts = [
        part for day in _marks(chart, most=8 if paper is WIDE else 4) for part in _mark(day, x(day), top, foot, paper)
    ]
    parts += [line(paper.left, foot, right, foot, GREY)]
    for number, row in enumerate(chart.rows):
        middle = top + paper.step * (number + (0.72 if paper.label_above else 0.5))
        at = (paper.left, middle - 10) if paper.label_above else (paper.left - 16, middle + 4.6)
        anchor = "start" if paper.label_above else "end"
        parts.append(text(*at, row.label, paper.size, anchor=anchor))
        parts.append(line(paper.left, middle, right, middle, LIGHT, 0.8))
        for spell in row.spells:
            parts += _bar(x(spell.starts), x(spell.ends), middle, spell)
        parts += [line(x(day), middle - 6, x(day), middle + 6, INK, 1.6) for day in row.days]
    height = foot + 24
    return chart_svg(
        paper.width, height, parts, name=f"journey-{paper.css}", title=chart.title, desc=chart.desc, css=paper.css
    )


def _bar(starts: float, ends: float, middle: float, spell: Spell) -> list[str]:
    """The bar; an arrow at the end that nobody has recorded, and one at the left where it began before the drawing."""
    parts = [rect(starts, middle - 5, max(ends - starts, LEAST_BAR), 10, SECOND)]
    if spell.is_open:
        parts.append(polygon([(ends, middle - 8), (ends + 9, middle), (ends, middle + 8)], SECOND))
    if spell.is_before:
        parts.append(polygon([(starts, middle - 8), (starts - 8, middle), (starts, middle + 8)], SECOND))
    return parts


def _marks(chart: JourneyChart, most: int) -> list[date]:
    """The first days of months at which the axis is marked: every one, third, sixth or twelfth, so that they fit."""
    first = chart.starts.year * 12 + chart.starts.month
    last = chart.ends.year * 12 + chart.ends.month - 1
    every = next((each for each in (1, 3, 6, 12) if (last - first) / each < most), 24)
    return [date(n // 12, n % 12 + 1, 1) for n in range(first, last + 1) if n % 12 % min(every, 12) == 0]


def _mark(day: date, at: float, top: float, foot: float, paper: _Paper) -> list[str]:
    words = text(at, foot + 18, f"{day:%b %Y}", paper.size - 1, anchor="middle", colour=SECOND)
    return [line(at, top, at, foot + 4, LIGHT, 1), words]
