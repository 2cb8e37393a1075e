"""Charts beside the SPC chart: limits that follow each month's size, runs, before and after, pace, days between events.

``last_words`` is the newest value as it is written everywhere on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headway.publish.charts.plot import Course, Mark, Plot, plot_parts
from headway.publish.charts.spc import Frame, SpcTick


@dataclass(frozen=True)
class SteppedChart:
    """A p, u, p′ or u′ chart: each month with limits of its own; a month beyond them carries its mark."""

    name: str
    title: str
    desc: str
    last_words: str
    months: Sequence[date]
    marks: Sequence[Mark]
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    centre: float
    centre_words: str
    is_percent: bool

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        count = len(self.months)
        middle = Course("middle", [self.centre] * count, f"mean {self.centre_words}", self.centre_words)
        names = [f"{month:%b %Y}" for month in self.months]
        plot = Plot(self.marks, names, self.is_percent, [middle], self.lower, self.upper, is_stepped=True)
        return plot_parts(plot, frame, self.last_words)


@dataclass(frozen=True)
class RunChart:
    """A run chart: months about their middle value, without limits."""

    name: str
    title: str
    desc: str
    last_words: str
    months: Sequence[date]
    values: Sequence[float | None]
    middle: float
    middle_words: str
    is_percent: bool

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        middle = Course("middle", [self.middle] * len(self.months), f"middle {self.middle_words}", self.middle_words)
        marks = [Mark(value) for value in self.values]
        plot = Plot(marks, [f"{month:%b %Y}" for month in self.months], self.is_percent, [middle])
        return plot_parts(plot, frame, self.last_words)


@dataclass(frozen=True)
class BeforeAfterChart:
    """An interrupted time series: the course before, the course since, and what the earlier one would have given.

    ``whisker``: the place of a month, and where the interval of the effect then begins and ends.
    """

    name: str
    title: str
    desc: str
    last_words: str
    months: Sequence[date]
    values: Sequence[float | None]
    fitted: Sequence[float | None]
    expected: Sequence[float | None]
    change: SpcTick
    is_percent: bool
    whisker: tuple[float, float, float] | None = None

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        at = round(self.change.at)
        before = [*self.fitted[:at], *[None] * (len(self.months) - at)]
        since = [*[None] * at, *self.fitted[at:]]
        courses = [
            Course("fitted", before),
            Course("fitted", since, "course since", "since"),
            Course("expected", self.expected, "earlier course", "earlier"),
        ]
        plot = Plot(
            [Mark(value) for value in self.values],
            [f"{month:%b %Y}" for month in self.months],
            self.is_percent,
            courses,
            ticks=[self.change],
            whisker=self.whisker,
            is_joined=False,
        )
        return plot_parts(plot, frame, self.last_words)


@dataclass(frozen=True)
class PaceChart:
    """The way to a target: the months, the line through them and on from the newest, and the interval it lies in.

    ``line``, ``lower`` and ``upper`` go on past the newest month; ``values`` is as long, None where nothing is known yet.
    """

    name: str
    title: str
    desc: str
    last_words: str
    months: Sequence[date]
    values: Sequence[float | None]
    line: Sequence[float | None]
    lower: Sequence[float | None]
    upper: Sequence[float | None]
    baseline: float
    baseline_words: str
    target: float
    target_words: str
    is_percent: bool

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        count = len(self.months)
        courses = [
            Course("target", [self.target] * count, f"target {self.target_words}", f"target {self.target_words}"),
            Course("middle", [self.baseline] * count, f"baseline {self.baseline_words}", f"from {self.baseline_words}"),
            Course("fitted", self.line, "at this pace", "this pace"),
        ]
        marks = [Mark(value) for value in self.values]
        names = [f"{month:%b %Y}" for month in self.months]
        plot = Plot(marks, names, self.is_percent, courses, self.lower, self.upper)
        return plot_parts(plot, frame, self.last_words)


@dataclass(frozen=True)
class GapsChart:
    """A t or g chart: how far each event lay from the one before, ``names`` the day or number of each."""

    name: str
    title: str
    desc: str
    last_words: str
    names: Sequence[str]
    marks: Sequence[Mark]
    centre: float
    lower: float
    upper: float
    centre_words: str
    unit: str

    def parts(self, frame: Frame) -> list[str]:
        """What the drawing is made of."""
        count = len(self.marks)
        courses = [
            Course(
                "middle", [self.centre] * count, f"usual {self.centre_words} {self.unit}", f"usual {self.centre_words}"
            ),
        ]
        plot = Plot(self.marks, self.names, False, courses, [self.lower] * count, [self.upper] * count)
        return plot_parts(plot, frame, self.last_words)
