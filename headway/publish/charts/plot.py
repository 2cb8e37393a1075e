"""Points, courses and bands along months or events: what every chart that is not an SPC chart is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.publish.charts.axis import place_axis, value_axis
from headway.publish.charts.labels import top_labels
from headway.publish.charts.palette import BAND_BASE, GREY, INK, SECOND, WHITE
from headway.publish.charts.scale import Scale, scale_for
from headway.publish.charts.spc import Frame, SpcTick, months_parts
from headway.publish.charts.svg import line, path, polyline, rect, runs_of, text, text_width

# Width, dashes and colour of a course: drawn through, long dashes and dots are told apart in grey.
STYLES = {
    "fitted": (2.2, "", INK),
    "expected": (1.8, "2 4", INK),
    "middle": (1.4, "6 4", SECOND),
    "target": (1.1, "", INK),
}
Values = Sequence[float | None]


@dataclass(frozen=True)
class Mark:
    """One point: its value or None, the mark it carries, and which way that points."""

    value: float | None
    kind: str = "steady"
    is_up: bool = True


@dataclass(frozen=True)
class Course:
    """A line by place, None where there is none; what is written at its right end, and shorter for a phone."""

    style: str
    values: Values
    words: str = ""
    short: str = ""


@dataclass(frozen=True)
class Plot:
    """What is drawn, place by place; ``is_stepped``: each place has limits of its own. ``whisker``: an interval at a place."""

    points: Sequence[Mark]
    names: Sequence[str]
    is_percent: bool
    courses: Sequence[Course] = ()
    lower: Values = ()
    upper: Values = ()
    is_stepped: bool = False
    ticks: Sequence[SpcTick] = ()
    whisker: tuple[float, float, float] | None = None
    is_joined: bool = True

    @property
    def scale(self) -> Scale:
        """The axis: it holds every value, course, and limit that is a possible value."""
        own = [point.value for point in self.points if point.value is not None]
        known = [*own, *(value for course in self.courses for value in course.values if value is not None)]
        known += [value for value in (*self.lower, *self.upper, *(self.whisker or ())[1:]) if value is not None]
        least = min([0.0, *own])
        return scale_for([max(value, least) for value in known], is_percent=self.is_percent)


def plot_parts(plot: Plot, frame: Frame, last_words: str = "") -> list[str]:
    """The drawing's parts; ``last_words``, the newest value, stand in bold where the points end."""
    scale = plot.scale.at(frame.top, frame.bottom)
    return [
        *_band(plot, frame, scale),
        *value_axis(scale, frame),
        *_ticks(plot, frame),
        *place_axis(plot.names, frame),
        *months_parts(plot.points, frame, scale, 1.3 if plot.is_joined else 0),
        *_courses(plot, frame, scale),
        *_whisker(plot, frame, scale),
        *_newest_label(plot, frame, scale, last_words),
        *_end_labels(plot, frame, scale, last_words),
    ]


def _band(plot: Plot, frame: Frame, scale: Scale) -> list[str]:
    count, parts = len(plot.points), []
    pairs = [
        None if low is None or high is None else (low, high) for low, high in zip(plot.lower, plot.upper, strict=True)
    ]
    if plot.is_stepped:
        for at, pair in enumerate(pairs):
            if pair is not None:
                first, last = max(frame.x(at - 0.5, count), frame.left), min(frame.x(at + 0.5, count), frame.right)
                top, bottom = scale.y(pair[1]), scale.y(pair[0])
                # A hair wider than the month, or a seam would show between two.
                parts.append(rect(first, top, last - first + 0.4, max(bottom - top, 0.8), BAND_BASE))
                parts += [line(first, y, last, y, GREY, 0.9) for y in (top, bottom)]
        return parts
    edges = [
        [None if pair is None else (frame.x(at, count), scale.y(pair[n])) for at, pair in enumerate(pairs)]
        for n in (0, 1)
    ]
    for foot, top in zip(*map(runs_of, edges), strict=True):
        around = "L".join(f"{x:.1f} {y:.1f}" for x, y in [*top, *reversed(foot)])
        parts.append(path(f"M{around}Z", "", 0, BAND_BASE))
        parts += [polyline(edge, GREY, 0.9) for edge in (foot, top)]
    return parts


def _ticks(plot: Plot, frame: Frame) -> list[str]:
    parts = []
    for tick in plot.ticks:
        x = frame.x(tick.at - 0.5, len(plot.points))
        parts.append(line(x, 10, x, frame.bottom, INK if tick.is_declared else SECOND, 1.5))
    return [*parts, *top_labels(plot, frame)]


def _courses(plot: Plot, frame: Frame, scale: Scale) -> list[str]:
    parts = []
    for course in plot.courses:
        width, dash, colour = STYLES[course.style]
        count = len(course.values)
        known = [None if v is None else (frame.x(at, count), scale.y(v)) for at, v in enumerate(course.values)]
        for stretch in runs_of(known):
            first, last = stretch[0], stretch[-1]
            if len(stretch) == count and all(y == first[1] for _, y in stretch):
                first, last = (frame.left, first[1]), (frame.right, last[1])
                stretch = [first, last]
            points = "".join(f"{'L' if at else 'M'}{x:.1f} {y:.1f}" for at, (x, y) in enumerate(stretch))
            drawn = path(points, colour, width)
            parts.append(drawn.replace("/>", f' stroke-dasharray="{dash}"/>') if dash else drawn)
    return parts


def _whisker(plot: Plot, frame: Frame, scale: Scale) -> list[str]:
    if plot.whisker is None:
        return []
    at, low, high = plot.whisker
    x = frame.x(at, len(plot.points))
    ends = [line(x - 5, scale.y(each), x + 5, scale.y(each), INK, 1.6) for each in (low, high)]
    return [line(x, scale.y(low), x, scale.y(high), INK, 1.6), *ends]


def _newest(plot: Plot) -> tuple[int, float] | None:
    """The place and the value of the last point that has one."""
    known = ((at, point.value) for at, point in enumerate(plot.points) if point.value is not None)
    return max(known, default=None)


def _newest_label(plot: Plot, frame: Frame, scale: Scale, last_words: str) -> list[str]:
    """The newest value beside its point, where the drawing goes on past it: at the right end it would be of a later month."""
    newest = _newest(plot)
    if newest is None or not last_words or newest[0] == len(plot.points) - 1:
        return []
    x, y = frame.x(newest[0], len(plot.points)) + 7, scale.y(newest[1])
    plate = rect(x - 2, y - 0.6 * frame.size, text_width(last_words, frame.size, True) + 4, 1.2 * frame.size, WHITE)
    return [plate, text(x, y + 0.36 * frame.size, last_words, frame.size, bold=True)]


def _end_labels(plot: Plot, frame: Frame, scale: Scale, last_words: str) -> list[str]:
    """What the courses are and where the points end, at the right, each at least a line from the next."""
    x, room = frame.right + 7, frame.width - frame.right - 8
    wanted: list[tuple[float, str, bool]] = []
    for course in plot.courses:
        end = next((value for value in reversed(course.values) if value is not None), None)
        if end is not None and course.words:
            words = course.words if text_width(course.words, frame.size) <= room else course.short or course.words
            wanted.append((scale.y(end) + 4.6, words, False))
    newest = _newest(plot)
    if newest is not None and last_words and newest[0] == len(plot.points) - 1:
        wanted.append((scale.y(newest[1]) + 4.6, last_words, True))
    wanted.sort()
    gap, most = frame.size + 2.5, frame.bottom - 2
    heights: list[float] = []
    for y, _, _ in wanted:
        heights.append(max(y, heights[-1] + gap if heights else frame.top + 8))
    for at in range(len(heights) - 1, -1, -1):
        heights[at] = min(heights[at], heights[at + 1] - gap if at + 1 < len(heights) else most)
    return [
        text(
            x,
            y,
            words,
            min(frame.size, frame.size * room / max(text_width(words, frame.size, is_bold), 1)),
            colour=INK if is_bold else SECOND,
            bold=is_bold,
        )
        for y, (_, words, is_bold) in zip(heights, wanted, strict=True)
    ]
