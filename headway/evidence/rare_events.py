"""g and t charts for rare events: how many cases, or days, lie between one death or serious incident and the next.

Benneyan (Health Care Management Science 2001) for g; the t chart is an individuals chart on the power 1/3.6 (Nelson,
Journal of Quality Technology 1994), as qicharts2 has them. Above the upper limit is good where the event is bad.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np

from headway.errors import UnusableNumbersError
from headway.evidence.checks import Floats, refuse_negative, refuse_unknown, value_array
from headway.evidence.laney import MEAN_RANGE

POWER = 3.6
SAME_DAY = 0.5
LEAST_GAPS = 10


@dataclass(frozen=True)
class RareEvents:
    """The chart of gaps, oldest first: ``centre`` is the line drawn, ``verdicts`` are within, above or below by gap.

    ``status`` is firm, provisional (fewer than 10 gaps) or cannot_tell. ``open_gap`` is what has passed since the last
    event; ``is_open_gap_long`` says that it has passed the upper limit already. Gaps are in cases (g) or days (t).
    """

    chart: str
    gaps: tuple[float, ...]
    centre: float | None
    lower: float | None
    upper: float | None
    verdicts: tuple[str, ...]
    status: str
    open_gap: float | None
    good: str

    @property
    def is_open_gap_long(self) -> bool:
        """Whether so long without an event is more than chance gives."""
        return self.open_gap is not None and self.upper is not None and self.open_gap > self.upper

    @property
    def kind(self) -> str | None:
        """What the newest gap means: improvement, concern, neutral, common_cause; None where it cannot be told."""
        if self.status == "cannot_tell" or not self.verdicts:
            return None
        verdict = "above" if self.is_open_gap_long else self.verdicts[-1]
        if verdict == "within":
            return "common_cause"
        if self.good == "neither":
            return "neutral"
        return "improvement" if (verdict == "above") == (self.good == "lower") else "concern"


def g_chart(gaps: Sequence[float], *, good: str = "lower", open_gap: float | None = None) -> RareEvents:
    """The chart of how many cases lay between one event and the next; ``good`` is the direction of the *events*.

    Its lower limit is always 0: more events show only by run rules. Raises UnusableNumbersError for a negative or
    infinite gap, or a missing one.
    """
    found = _gaps(gaps, good, open_gap)
    if len(found) < 2:
        return _cannot("g", found, open_gap, good)
    mean = float(found.mean())
    upper = mean + 3 * float(np.sqrt(mean * (mean + 1)))
    if mean == 0:
        return _cannot("g", found, open_gap, good)
    return _chart("g", found, (float(np.median(found)), 0.0, upper), open_gap, good)


def t_chart(days: Sequence[float], *, good: str = "lower", open_gap: float | None = None) -> RareEvents:
    """The chart of days between events, all above 0 (``days_between`` counts two on one day as half a day).

    Raises UnusableNumbersError for a gap of nothing or less, an infinite or a missing one.
    """
    found = _gaps(days, good, open_gap)
    none = np.flatnonzero(found <= 0)
    if none.size:
        raise UnusableNumbersError(
            "Two events have no time between them.", f"days, place {none[0]}", "Use half a day, or a g chart."
        )
    y = found ** (1 / POWER)
    spread = 3 * float(np.abs(np.diff(y)).mean()) / MEAN_RANGE if len(y) > 1 else 0.0
    if not spread:
        return _cannot("t", found, open_gap, good)
    mean = float(y.mean())
    lower, upper = max(mean - spread, 0.0) ** POWER, (mean + spread) ** POWER
    return _chart("t", found, (mean**POWER, lower, upper), open_gap, good)


def days_between(days: Sequence[date]) -> tuple[float, ...]:
    """The days from each event to the next, in order of day; half a day where two are of one day."""
    return tuple((later - earlier).days or SAME_DAY for earlier, later in pairwise(sorted(days)))


def _gaps(gaps: Sequence[float], good: str, open_gap: float | None) -> Floats:
    refuse_unknown(good, ("higher", "lower", "neither"), "good")
    found = value_array(gaps, "gaps")
    if np.isnan(found).any():
        raise UnusableNumbersError(
            "A gap between events is missing.", "gaps", "Give every gap: without one, none after it can be placed."
        )
    refuse_negative(found, "gaps")
    refuse_negative(value_array([open_gap], "open_gap"), "open_gap")
    return found


def _chart(
    chart: str, gaps: Floats, lines: tuple[float, float, float], open_gap: float | None, good: str
) -> RareEvents:
    centre, lower, upper = lines
    verdicts = tuple("above" if gap > upper else "below" if gap < lower else "within" for gap in gaps)
    status = "firm" if len(gaps) >= LEAST_GAPS else "provisional"
    return RareEvents(chart, tuple(gaps.tolist()), centre, lower, upper, verdicts, status, open_gap, good)


def _cannot(chart: str, gaps: Floats, open_gap: float | None, good: str) -> RareEvents:
    return RareEvents(chart, tuple(gaps.tolist()), None, None, None, (), "cannot_tell", open_gap, good)
