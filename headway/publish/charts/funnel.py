"""A funnel: units by their size, each in the limits that chance gives at that size. It helps to ask, and ranks nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from headway.publish.charts.axis import value_axis
from headway.publish.charts.marks import mark_at
from headway.publish.charts.palette import BAND_AFTER, BAND_BASE, GREY, INK, SECOND
from headway.publish.charts.scale import scale_for
from headway.publish.charts.spc import Frame
from headway.publish.charts.svg import circle, line, path, rect, text, text_width


@dataclass(frozen=True)
class FunnelPoint:
    """One unit: its name, how many children it has, its value, and the mark it carries."""

    name: str
    size: float
    value: float
    kind: str = "steady"
    is_up: bool = True


@dataclass(frozen=True)
class FunnelLine:
    """The limits at one size: 95% and 99.8%, below and above."""

    size: float
    lower95: float
    upper95: float
    lower998: float
    upper998: float


@dataclass(frozen=True)
class FunnelChart:
    """The units, the limits from the smallest size to the largest, and the value of all together.

    Only units beyond the limits are named in the drawing; the table beneath has every one.
    """

    name: str
    title: str
    desc: str
    points: Sequence[FunnelPoint]
    lines: Sequence[FunnelLine]
    centre: float
    centre_words: str
    size_words: str
    is_percent: bool

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        known = [each.value for each in self.points]
        known += [max(each.lower998, 0.0) for each in self.lines] + [each.upper998 for each in self.lines]
        scale = scale_for(known, is_percent=self.is_percent).at(frame.top, frame.bottom)
        most = max(each.size for each in self.lines)

        def x(size: float) -> float:
            return frame.left + 8 + size / most * (frame.right - frame.left - 24)

        def area(lower: Sequence[float], upper: Sequence[float], fill: str) -> str:
            top = [f"{x(each.size):.1f} {scale.y(at):.1f}" for each, at in zip(self.lines, upper, strict=True)]
            foot = [f"{x(each.size):.1f} {scale.y(at):.1f}" for each, at in zip(self.lines, lower, strict=True)]
            return path(f"M{'L'.join([*top, *reversed(foot)])}Z", GREY, 0.9, fill)

        parts = [
            area([e.lower998 for e in self.lines], [e.upper998 for e in self.lines], BAND_AFTER),
            area([e.lower95 for e in self.lines], [e.upper95 for e in self.lines], BAND_BASE),
            *value_axis(scale, frame),
            line(frame.left, scale.y(self.centre), frame.right, scale.y(self.centre), SECOND, 1.4, "6 4"),
            *self._sizes(frame, x, most),
        ]
        for each in self.points:
            at = (x(each.size), scale.y(each.value))
            if each.kind == "steady":
                parts.append(circle(*at, 3.4, GREY))
            else:
                parts.append(mark_at(*at, each.kind, up=each.is_up, size=frame.signal))
                parts.append(self._named(each, *at, frame))
        last = self.lines[-1]
        labels = ((self.centre, f"all {self.centre_words}"), (last.upper95, "95%"), (last.upper998, "99.8%"))
        height = frame.bottom
        for value, words in labels:
            height = min(scale.y(value) + 4.6, height - frame.size - 1.5)
            parts.append(text(frame.right + 5, height, words, frame.size, colour=SECOND))
        return parts

    def _named(self, each: FunnelPoint, x: float, y: float, frame: Frame) -> str:
        """The unit's name beside its mark, on a plate of white so that a limit's line does not run through it."""
        wide, off = text_width(each.name, frame.small), frame.signal / 2 + 4
        is_left = x + off + wide > frame.right
        start = x - off - wide if is_left else x + off
        plate = rect(start - 1, y - frame.small / 2 - 1, wide + 2, frame.small + 2, "#fff")
        return plate + text(start, y + 0.36 * frame.small, each.name, frame.small, colour=INK)

    def _sizes(self, frame: Frame, x: Callable[[float], float], most: float) -> list[str]:
        step = next(s for s in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10**9) if most / s <= 5)
        parts = []
        for number in range(int(most // step) + 1):
            at = x(number * step)
            parts.append(line(at, frame.bottom, at, frame.bottom + 5, GREY))
            parts.append(text(at, frame.bottom + 19, f"{number * step:,}", frame.size, anchor="middle", colour=SECOND))
        end = frame.right + 5
        parts.append(text(end, frame.bottom + 19, self.size_words, frame.small, colour=SECOND))
        return parts
