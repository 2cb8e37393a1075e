"""The two axes of a chart: values with three light lines at most of a few, and months or events by name."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from headway.publish.charts.palette import GREY, LIGHT, SECOND
from headway.publish.charts.scale import Scale
from headway.publish.charts.svg import line, text

if TYPE_CHECKING:
    from headway.publish.charts.spc import Frame


def value_axis(scale: Scale, frame: Frame, target: float | None = None) -> list[str]:
    """The values at the left with their light lines, and the line at the foot."""
    parts = []
    for at, value in enumerate(scale.ticks):
        y = scale.y(value)
        if value != scale.low and (target is None or abs(value - target) > 1e-9):
            parts.append(line(frame.left, y, frame.right, y, LIGHT))
        is_end = at in (0, len(scale.ticks) - 1)
        words = scale.words(value) if is_end else scale.words(value).removesuffix("%")
        parts.append(text(frame.left - 6, y + 4.6, words, frame.size, anchor="end", colour=SECOND))
    parts.append(line(frame.left, frame.bottom, frame.right, frame.bottom, GREY))
    return parts


def place_axis(words: Sequence[str], frame: Frame) -> list[str]:
    """The names of a few of the places, the first and the last among them."""
    count = len(words)
    every = max(ceil((count - 1) / (4 if frame.is_wide else 2)), 1)
    places = [i for i in range(0, count, every) if count - 1 - i >= every * 0.7 or i == count - 1]
    parts = []
    for i in dict.fromkeys([*places, count - 1] if count else []):
        x = frame.x(i, count)
        anchor = "start" if i == 0 and count > 1 else "end" if i == count - 1 else "middle"
        shown = x - 4 if anchor == "start" else x + 4 if anchor == "end" else x
        parts.append(line(x, frame.bottom, x, frame.bottom + 5, GREY))
        parts.append(text(shown, frame.bottom + 19, words[i], frame.size, anchor=anchor, colour=SECOND))
    return parts
