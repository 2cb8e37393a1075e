"""One small line with a figure on it, England's tick below and the neighbours' above: where the county stands."""

from __future__ import annotations

from dataclasses import dataclass

from headway.publish.charts.palette import GREY, INK, SECOND
from headway.publish.charts.svg import circle, line, small_svg, text, text_width

WIDTH, HEIGHT = 96, 38
MIDDLE, INSET, TICK, LETTERS = 19.0, 8.0, 6.0, 11.5


@dataclass(frozen=True)
class Tick:
    """A published figure, and how it is written."""

    value: float
    words: str


def compared_svg(own: float | None, england: Tick | None, neighbours: Tick | None, label: str) -> str:
    """The drawing. The line runs from the lowest to the highest of the three; a dot is the county's own figure."""
    found = [each.value for each in (england, neighbours) if each] + ([] if own is None else [own])
    low, span = min(found), max(found) - min(found)

    def x(value: float) -> float:
        return WIDTH / 2 if span < 1e-9 else INSET + (value - low) / span * (WIDTH - 2 * INSET)

    parts = [line(2, MIDDLE, WIDTH - 2, MIDDLE, GREY)]
    for each, way in ((neighbours, -1), (england, 1)):
        if each is not None:
            at, half = x(each.value), text_width(each.words, LETTERS) / 2
            middle = min(max(at, half + 1), WIDTH - half - 1)
            parts.append(line(at, MIDDLE, at, MIDDLE + way * TICK, INK, 2))
            parts.append(
                text(
                    middle, MIDDLE - 8 if way < 0 else MIDDLE + 17, each.words, LETTERS, anchor="middle", colour=SECOND
                )
            )
    if own is not None:
        parts.append(circle(x(own), MIDDLE, 4, INK))
    return small_svg(WIDTH, HEIGHT, parts, label=label, css="cmp")
