"""A chart that stands by itself, in a document or on a slide: what it shows and what it hides are drawn with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from headway.publish.charts.palette import INK, SECOND, WHITE
from headway.publish.charts.spc import NARROW, SLIDE, WIDE, Frame
from headway.publish.charts.svg import chart_svg, number, rect, text, text_width

FRAMES = {"page": WIDE, "phone": NARROW, "slide": SLIDE}
SLIDE_HEIGHT = 360
LEAST_CHART = 165
MARGIN = 6


class Chart(Protocol):
    """Any specification of a chart: what it is called and says, and its drawing in a frame."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def desc(self) -> str: ...
    def parts(self, frame: Frame) -> list[str]: ...


@dataclass(frozen=True)
class Figure:
    """A chart with the words that go where it goes: what is said of it, and the small print."""

    chart: Chart
    said: Sequence[str]
    note: str

    @property
    def alt(self) -> str:
        """What it says to who cannot see it."""
        said = " ".join(self.said)
        return " ".join((f"{self.chart.title}.", said, *([] if self.chart.desc in said else [self.chart.desc])))


def figure_svg(figure: Figure, use: str = "page") -> str:
    """The figure as one SVG drawing for a page, a phone or a slide (16:9), on white."""
    frame = FRAMES[use]
    head, note = _head(figure, frame), _wrapped(figure.note, frame, frame.small)
    above, below = _height(head), (frame.small + 5) * len(note) + MARGIN
    if use == "slide":
        tall = max(SLIDE_HEIGHT - above - below, LEAST_CHART)
        frame = replace(frame, height=tall, bottom=tall - 28)
    height = above + frame.height + below
    parts = [rect(0, 0, frame.width, height, WHITE), *_drawn(head, MARGIN)]
    parts.append(f'<g transform="translate(0 {number(above)})">{"".join(figure.chart.parts(frame))}</g>')
    parts += _drawn([(line, frame.small, False, SECOND) for line in note], above + frame.height)
    name = f"{figure.chart.name}-{use}"
    return chart_svg(frame.width, height, parts, name=name, title=figure.chart.title, desc=figure.alt, css=frame.css)


Line = tuple[str, float, bool, str]


def _head(figure: Figure, frame: Frame) -> list[Line]:
    """The title, then what is said, each line with its size, weight and colour."""
    lines: list[Line] = [(line, frame.size, False, SECOND) for line in _wrapped(figure.chart.title, frame, frame.size)]
    for said in figure.said:
        lines += [(line, frame.size + 1, True, INK) for line in _wrapped(said, frame, frame.size + 1, bold=True)]
    return lines


def _height(lines: Sequence[Line]) -> float:
    return sum(size + 5 for _, size, _, _ in lines) + MARGIN


def _drawn(lines: Sequence[Line], top: float) -> list[str]:
    parts = []
    for words, size, bold, colour in lines:
        parts.append(text(MARGIN, top + size, words, size, colour=colour, bold=bold))
        top += size + 5
    return parts


def _wrapped(words: str, frame: Frame, size: float, *, bold: bool = False) -> list[str]:
    """The words in lines that the frame holds."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold) <= frame.width - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def bare_svg(chart: Chart, frame: Frame = WIDE) -> str:
    """The chart alone, for a page that has its words beside it."""
    name = f"{chart.name}-{frame.css[0]}"
    return chart_svg(
        frame.width, frame.height, chart.parts(frame), name=name, title=chart.title, desc=chart.desc, css=frame.css
    )
