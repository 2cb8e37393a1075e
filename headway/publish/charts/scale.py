"""Where a chart's axis starts and ends: numbers that a reader can say, and percentages to at most 100."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import ceil, floor

from headway.evidence.words.of_shares import share_words

STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0, 50000.0)
# Where everything drawn lies within one of each other: months that vary so little would be a flat line at the foot.
FINE_STEPS = (0.1, 0.2, 0.5)
MOST_STEPS = 5


@dataclass(frozen=True)
class Scale:
    """From ``low`` to ``high`` in ``step``s, drawn between two heights; ``is_percent`` says how a value is written.

    ``decimals``: how many of a percentage tell the labels beside the axis apart.
    """

    low: float
    high: float
    step: float
    is_percent: bool
    top: float = 0
    bottom: float = 1
    decimals: int = 0

    def y(self, value: float) -> float:
        """The height of a value; one outside the scale is drawn on its edge."""
        inside = min(max(value, self.low), self.high)
        return self.bottom - (inside - self.low) / (self.high - self.low) * (self.bottom - self.top)

    @property
    def ticks(self) -> tuple[float, ...]:
        """The values at which a line is drawn, lowest first."""
        return tuple(self.low + i * self.step for i in range(round((self.high - self.low) / self.step) + 1))

    def words(self, value: float) -> str:
        """A value as it stands at the axis: *60%*, *1,200*, *37.4*."""
        if self.is_percent:
            return share_words(value / 100, int(self.step < 1))
        is_whole = self.step >= 1 and abs(value - round(value)) < 0.05
        return (f"{value:,.0f}" if is_whole else f"{value:,.1f}").replace("-", "−")

    def label(self, value: float) -> str:
        """A value as it stands beside the axis: as fine as tells it from the others there."""
        return share_words(value / 100, self.decimals) if self.is_percent and self.decimals else self.words(value)

    def at(self, top: float, bottom: float) -> Scale:
        """The same scale between two other heights."""
        return replace(self, top=top, bottom=bottom)


def scale_for(values: Iterable[float | None], *, is_percent: bool, top: float = 0, bottom: float = 1) -> Scale:
    """A scale that holds every value. A count or rate starts at 0 unless that would flatten it; its start is said."""
    found = [value for value in values if value is not None]
    low, high = (min(found), max(found)) if found else (0.0, 1.0)
    if not is_percent and low < 0.5 * high:
        low = min(low, 0.0)
    if is_percent:
        low, high = max(0.0, low), min(100.0, high)
    if high - low < 1e-9:
        low, high = low - 1 if low < 0 else max(0.0, low - 1), low + 1
    steps = (*FINE_STEPS, *STEPS) if high - low < 1 else STEPS
    step = next((s for s in steps if ceil(high / s) - floor(low / s) <= MOST_STEPS), STEPS[-1])
    return Scale(floor(low / step) * step, ceil(high / step) * step, step, is_percent, top, bottom)
