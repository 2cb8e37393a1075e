"""The SPC chart: months as a thin line, points that carry the signal, mean, limits as a band, target, what changed when.

Values are in the unit shown: percent as 0 to 100. It is drawn for wide pages, for a phone and for a slide, never shrunk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Protocol

from headway.evidence.words.of_shares import decimals_for
from headway.publish.charts.axis import place_axis, value_axis
from headway.publish.charts.labels import place_right_labels, top_labels
from headway.publish.charts.marks import mark_at
from headway.publish.charts.palette import BAND_AFTER, BAND_BASE, GREY, INK, SECOND
from headway.publish.charts.scale import Scale, scale_for
from headway.publish.charts.svg import chart_svg, circle, line, number, path, polyline, rect, runs_of, text, text_width


class Marked(Protocol):
    """A value or None, and the mark that it carries."""

    @property
    def value(self) -> float | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def is_up(self) -> bool: ...


@dataclass(frozen=True)
class SpcPoint:
    """One month: its value or None, the mark it carries, and which way that points."""

    month: date
    value: float | None
    kind: str = "steady"
    is_up: bool = True


@dataclass(frozen=True)
class SpcBand:
    """Mean and limits over the months from ``start`` up to ``end``, both places.

    ``is_base``: they are made from these months. Not ``is_firm``: of too few months, and drawn dashed.
    ``months``: how many they are made from, where some are older than the drawing.
    """

    start: int
    end: int
    mean: float
    lower: float
    upper: float
    is_base: bool = True
    is_firm: bool = True
    months: int = 0


@dataclass(frozen=True)
class SpcTick:
    """Something that happened before the month at ``at``: a declared change, or an event."""

    at: float
    words: str
    when: str
    is_declared: bool = True


@dataclass(frozen=True)
class SpcChart:
    """Everything that a chart shows. ``last_words`` is the newest value as it is written everywhere on the page.

    ``is_signed``: values are differences, whose limits may lie below nothing.
    """

    name: str
    title: str
    desc: str
    points: Sequence[SpcPoint]
    bands: Sequence[SpcBand]
    is_percent: bool
    last_words: str
    target: float | None = None
    ticks: Sequence[SpcTick] = ()
    is_signed: bool = False

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        return spc_parts(self, frame)

    @property
    def values(self) -> list[float | None]:
        """The months' values."""
        return [point.value for point in self.points]

    @property
    def scale(self) -> Scale:
        """The axis: it holds every value, the target, and the limits as far as they are possible values."""
        known = [*self.values, self.target]
        known += [limit for band in self.bands for limit in (band.lower, band.upper)]
        # A limit below nothing is no possible value; a figure below it (a difference, a score) is, and is drawn.
        least = min([0.0, *(v for v in (known if self.is_signed else self.values) if v is not None)])
        scale = scale_for([max(v, least) for v in known if v is not None], is_percent=self.is_percent)
        if self.is_percent:
            named = [value for band in self.bands for value in (band.mean, band.lower, band.upper)]
            named += [] if self.target is None else [self.target]
            scale = replace(scale, decimals=decimals_for(min(max(value / 100, 0.0), 1.0) for value in named))
        return self._with_room(scale)

    def _with_room(self, scale: Scale) -> Scale:
        """The scale with a step more below where the bracket under the base would lie on the data."""
        lowest = [point.value for point in self.points if point.value is not None]
        lowest += [max(band.lower, 0.0) for band in self.bands]
        if len(self.bands) < 2 or not lowest or scale.low <= 0:
            return scale
        is_tight = min(lowest) - scale.low < 0.16 * (scale.high - scale.low)
        return replace(scale, low=max(scale.low - scale.step, 0.0)) if is_tight else scale


@dataclass(frozen=True)
class Frame:
    """The sizes of a drawing: wide for pages and print, narrow for a phone, slide for 16:9 on a wall."""

    width: float
    left: float
    right: float
    top: float
    size: float
    small: float
    big: float
    signal: float
    css: str
    is_wide: bool
    height: float = 290
    bottom: float = 262

    def x(self, place: float, count: int) -> float:
        """The place of a month."""
        return self.left + 8 + place * (self.right - self.left - 16) / max(count - 1, 1)


WIDE = Frame(720, 46, 594, 28, 13, 12, 20, 11.5, "wide", True)
NARROW = Frame(328, 40, 256, 42, 12, 12, 18, 9, "narrow", False)
# On a slide of 960 points it is half as large again: letters of 21 points.
SLIDE = Frame(640, 52, 498, 30, 14, 14, 22, 12.5, "slide", True)


def spc_svg(chart: SpcChart, frame: Frame = WIDE) -> str:
    """The chart as one drawing."""
    name, parts = f"{chart.name}-{frame.css[0]}", spc_parts(chart, frame)
    return chart_svg(frame.width, frame.height, parts, name=name, title=chart.title, desc=chart.desc, css=frame.css)


def spc_parts(chart: SpcChart, frame: Frame) -> list[str]:
    """What the drawing is made of."""
    scale = chart.scale.at(frame.top, frame.bottom)
    return [
        *_bands(chart, frame, scale),
        *value_axis(scale, frame, chart.target),
        *_lines(chart, frame, scale),
        *_ticks(chart, frame),
        *place_axis([f"{point.month:%b %Y}" for point in chart.points], frame),
        *months_parts(chart.points, frame, scale),
        *place_right_labels(chart, frame, scale),
    ]


def _edges(band: SpcBand, count: int, frame: Frame) -> tuple[float, float]:
    first = frame.left if band.start == 0 else frame.x(band.start - 0.5, count)
    last = frame.right if band.end >= count else frame.x(band.end - 0.5, count)
    return first, last


def _bands(chart: SpcChart, frame: Frame, scale: Scale) -> list[str]:
    parts = []
    for band in chart.bands:
        first, last = _edges(band, len(chart.points), frame)
        top, bottom = scale.y(band.upper), scale.y(band.lower)
        parts.append(rect(first, top, last - first, max(bottom - top, 0.8), BAND_BASE if band.is_base else BAND_AFTER))
    return parts


def _lines(chart: SpcChart, frame: Frame, scale: Scale) -> list[str]:
    parts = []
    for band in chart.bands:
        first, last = _edges(band, len(chart.points), frame)
        for limit in (band.upper, band.lower):
            if scale.low < limit < scale.high:
                parts.append(
                    line(first, scale.y(limit), last, scale.y(limit), GREY, 0.8, "" if band.is_firm else "3 3")
                )
        parts.append(line(first, scale.y(band.mean), last, scale.y(band.mean), SECOND, 1.4, "6 4"))
    if chart.bands:
        parts += _limit_words(chart, frame, scale)
    if chart.target is not None:
        parts.append(line(frame.left, scale.y(chart.target), frame.right, scale.y(chart.target), INK, 1.1))
    return parts


def _limit_words(chart: SpcChart, frame: Frame, scale: Scale) -> list[str]:
    """The limits' values, outside the band and where no month lies on them; none for no possible value."""
    band, parts = chart.bands[0], []
    for limit, name, shift, way in ((band.upper, "upper limit", -5, -1), (band.lower, "lower limit", 14, 1)):
        words = f"{name if frame.is_wide else 'limit'} {scale.label(limit)}"
        heights = [scale.y(limit) + shift, scale.y(limit) + shift + way * (frame.signal + 2)]
        known = [y for y in heights if scale.low < limit < scale.high and frame.top + 6 < y < frame.bottom - 4]
        found = [(_clear_of_months(chart, frame, scale, y, text_width(words, frame.small)), y) for y in known]
        for x, y in [(x, y) for x, y in found if x is not None][:1] or [(frame.left + 5, y) for y in known][:1]:
            parts.append(text(x, y, words, frame.small, colour=SECOND))
    return parts


def _clear_of_months(chart: SpcChart, frame: Frame, scale: Scale, y: float, width: float) -> float | None:
    """The first place from the left where words of that width are on no month's mark; None where there is none."""
    count = len(chart.points)
    marks = [(frame.x(i, count), scale.y(p.value)) for i, p in enumerate(chart.points) if p.value is not None]
    marks += [((x + then) / 2, (at + other) / 2) for (x, at), (then, other) in pairwise(marks)]
    near = [x for x, at in marks if abs(at - (y - 0.35 * frame.small)) < 0.5 * frame.small + frame.signal / 2]
    first = frame.left + 5
    for start in (first, *(x + frame.signal for x in sorted(near))):
        is_inside = first <= start and start + width < frame.right - 4
        if is_inside and not any(start - frame.signal / 2 < x < start + width + frame.signal / 2 for x in near):
            return start
    return None


def _ticks(chart: SpcChart, frame: Frame) -> list[str]:
    parts = []
    for tick in chart.ticks:
        x = frame.x(tick.at - 0.5, len(chart.points))
        if tick.is_declared:
            parts.append(line(x, 10, x, frame.bottom, INK, 1.5))
        else:
            parts.append(line(x, 10, x, frame.bottom, SECOND, 1.1, "1.5 3"))
    parts += top_labels(chart, frame)
    base = next((band for band in chart.bands if band.is_base and band.end < len(chart.points)), None)
    if base and len(chart.bands) > 1 and _has_room(chart, frame):
        parts += _bracket(base, len(chart.points), frame)
    return parts


def _has_room(chart: SpcChart, frame: Frame) -> bool:
    """Whether nothing is drawn where the bracket under the base would stand."""
    scale = chart.scale.at(frame.top, frame.bottom)
    lowest = [scale.y(point.value) for point in chart.points if point.value is not None]
    return max([*lowest, *(scale.y(band.lower) + 12 for band in chart.bands)], default=0) < frame.bottom - 28


def _bracket(base: SpcBand, count: int, frame: Frame) -> list[str]:
    """Under the base: how many months the limits are made from, and how many are judged by them."""
    first, last = frame.x(base.start, count) - 4, frame.x(base.end - 1, count) + 4
    y = number(frame.bottom - 13)
    parts = [path(f"M{first:.1f} {y}V{number(frame.bottom - 8)}H{last:.1f}V{y}", SECOND, 1)]
    if last - first > (110 if frame.is_wide else 80):
        months = base.months or base.end
        words = f"base, fixed: {months} months" if frame.is_wide else f"base: {months} months"
        parts.append(text((first + last) / 2, frame.bottom - 16, words, frame.small, anchor="middle", colour=SECOND))
    if frame.is_wide and frame.right - last > 150:
        parts.append(
            text(last + 14, frame.bottom - 16, f"judged by it: {count - base.end} months", frame.small, colour=SECOND)
        )
    return parts


def months_parts(points: Sequence[Marked], frame: Frame, scale: Scale, width: float = 1.5) -> list[str]:
    """The months as a line of that width, broken where one is missing, and their marks upon it; without width no line."""
    count = len(points)
    places = [None if p.value is None else (frame.x(i, count), scale.y(p.value)) for i, p in enumerate(points)]
    parts = [polyline(stretch, GREY, width) for stretch in runs_of(places) if len(stretch) > 1] if width else []
    for point, place in zip(points, places, strict=True):
        if place is None:
            continue
        if point.kind == "steady":
            parts.append(circle(*place, 3.1 if frame.is_wide else 2.4, GREY))
        else:
            parts.append(mark_at(*place, point.kind, up=point.is_up, size=frame.signal))
    return parts
