"""Where the labels of an SPC chart stand, so that none lies on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from headway.publish.charts.palette import INK, SECOND
from headway.publish.charts.scale import Scale
from headway.publish.charts.svg import text, text_width

if TYPE_CHECKING:
    from headway.publish.charts.plot import Plot
    from headway.publish.charts.spc import Frame, SpcChart, SpcTick

GAP = 14.5


def place_right_labels(chart: SpcChart, frame: Frame, scale: Scale) -> list[str]:
    """At the right end: the newest value and its month, the target, the mean; at least a line apart."""
    x = frame.right + 7
    last = next((point for point in reversed(chart.points) if point.value is not None), None)
    wanted: list[tuple[float, str, str]] = []
    if chart.target is not None:
        wanted.append((scale.y(chart.target) + 4.6, _named("target", chart.target, frame, scale), INK))
    if chart.bands:
        band = chart.bands[-1]
        name = "mean of base" if len(chart.bands) > 1 and frame.is_wide else "mean"
        wanted.append((scale.y(band.mean) + 4.6, _named(name, band.mean, frame, scale), SECOND))
    heights = _spread([y for y, _, _ in wanted])
    parts = [
        text(x, y, words, _held(words, frame.size, x, frame), colour=colour)
        for y, (_, words, colour) in zip(heights, wanted, strict=True)
    ]
    if last is not None and last.value is not None:
        tall = GAP if frame.is_wide else GAP + 13
        highest = frame.top + (12 if frame.is_wide else 14)
        y = _free(max(scale.y(last.value) + 6, highest), heights, tall, highest)
        big = _held(chart.last_words, frame.big, x, frame, bold=True)
        parts.append(text(x, y, chart.last_words, big, bold=True))
        when = f"{last.month:%b %Y}"
        after = x + text_width(chart.last_words, big, True) + 5
        if frame.is_wide and after + text_width(when, frame.size) < frame.width:
            parts.append(text(after, y, when, frame.size))
        else:
            parts.append(text(x, y + 13, when, frame.size))
    return parts


def _named(name: str, value: float, frame: Frame, scale: Scale) -> str:
    """A value with its name; *>99%* where *over 99%* would be wider than the room beside the months."""
    words = f"{name} {scale.label(value)}"
    if frame.right + 7 + text_width(words, frame.size) > frame.width:
        return words.replace("over ", ">").replace("under ", "<")
    return words


def _held(words: str, size: float, x: float, frame: Frame, *, bold: bool = False) -> float:
    """The size of letters at which the words end within the drawing."""
    return min(size, size * (frame.width - x - 1) / text_width(words, size, bold))


def _spread(heights: list[float]) -> list[float]:
    """Two labels at least a line apart, the lower one moved down."""
    if len(heights) == 2 and abs(heights[0] - heights[1]) < GAP:
        low = 1 if heights[1] >= heights[0] else 0
        heights[low] = heights[1 - low] + GAP
    return heights


def _free(wanted: float, taken: list[float], tall: float, highest: float) -> float:
    """The height of the newest value: moved up first, else down, until it touches no other label."""

    def touches(y: float) -> bool:
        return any(-tall < y - other < GAP + 4 if tall > GAP else abs(y - other) < GAP + 3 for other in taken)

    if not touches(wanted):
        return wanted
    ups = [y for y in (min(taken) - tall, *(other - tall for other in taken)) if y >= highest and not touches(y)]
    downs = [other + GAP + 5 for other in taken if not touches(other + GAP + 5)]
    return min(ups + downs, key=lambda y: abs(y - wanted) - (4 if y < wanted else 0)) if ups + downs else wanted


def top_labels(chart: SpcChart | Plot, frame: Frame) -> list[str]:
    """The words of each tick at the top: a declared change on its left, an event on its right, where there is room."""
    parts: list[str] = []
    taken: list[tuple[float, float]] = []
    for tick in sorted(chart.ticks, key=lambda each: not each.is_declared):
        x = frame.x(tick.at - 0.5, len(chart.points))
        wide = _tick_width(tick, frame)
        sides = [(x - 6 - wide, x - 6, "end"), (x + 6, x + 6 + wide, "start")]
        for first, last, anchor in sides if tick.is_declared else reversed(sides):
            if first >= 0 and last <= frame.width and all(last < a - 6 or first > b + 6 for a, b in taken):
                taken.append((first, last))
                parts += _tick_words(tick, frame, x - 6 if anchor == "end" else x + 6, anchor)
                break
    return parts


def _tick_width(tick: SpcTick, frame: Frame) -> float:
    name = text_width(tick.words, frame.size, tick.is_declared)
    when = text_width(tick.when, frame.size)
    return name + when + 5 if frame.is_wide else max(name, when)


def _tick_words(tick: SpcTick, frame: Frame, x: float, anchor: str) -> list[str]:
    colour = INK if tick.is_declared else SECOND
    if not frame.is_wide:
        return [
            text(x, 22, tick.words, frame.size, anchor=anchor, colour=colour, bold=tick.is_declared),
            text(x, 36, tick.when, frame.size, anchor=anchor, colour=colour),
        ]
    name, when = text_width(tick.words, frame.size, tick.is_declared), text_width(tick.when, frame.size)
    if anchor == "end":
        return [
            text(x - when - 4, 20, tick.words, frame.size, anchor="end", colour=colour, bold=tick.is_declared),
            text(x, 20, tick.when, frame.size, anchor="end", colour=colour),
        ]
    return [
        text(x, 20, tick.words, frame.size, colour=colour, bold=tick.is_declared),
        text(x + name + 4, 20, tick.when, frame.size, colour=colour),
    ]
