"""Did the recording change? A better figure from other recording is not a better life.

Three signs: the share that could not be told steps by 5 points or more (and by more than chance gives at this size);
a flow's rows go beyond the limits of the months before, and stay there; the definition is another version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from headway.evidence.rule_set import UNSCREENED
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.evidence.xmr import xmr

MONTHS = 3
RECENT = 12
CANNOT_TELL_STEP = 0.05
LEAST_ROWS = 20
# A step of five points in twenty rows is one row. Seven months are looked at in turn, so chance is asked for three
# standard errors, not two.
BEYOND_CHANCE = 3.0


@dataclass(frozen=True)
class RecordingBreak:
    """The month from which things were recorded otherwise, and by what sign: cannot_tell, row_count or definition.

    ``before`` and ``after`` are shares that could not be told, or rows a month; 0 for a definition.
    """

    month: str
    start: date
    sign: str
    before: float
    after: float


def break_near(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The recording break within three months of the month at ``at``: the nearest, or None."""
    found = _breaks(series, range(at - MONTHS, at + MONTHS + 1))
    return min(found, key=lambda each: abs(each[0] - at), default=(0, None))[1]


def latest_break(series: PlaceSeries, months: int = RECENT) -> RecordingBreak | None:
    """The newest recording break in the last months of the series, or None: it stops a good verdict."""
    count = len(series.points)
    found = _breaks(series, range(count - months, count))
    return max(found, key=lambda each: each[0], default=(0, None))[1]


def break_with_county(series: PlaceSeries, county: RecordingBreak | None) -> RecordingBreak | None:
    """The county's break in a place that is too small to show one of its own: there too 5 points or more are lost, or found.

    Of the months since against as many before; what chance gives at the place's size is not asked again.
    """
    at = next((n for n, point in enumerate(series.points) if county and point.start == county.start), 0)
    before, after = _pooled(series.points[max(0, 2 * at - len(series.points)) : at]), _pooled(series.points[at:])
    if county is None or county.sign != "cannot_tell" or before is None or after is None:
        return None
    one, other = before[0] / before[1], after[0] / after[1]
    return replace(county, before=one, after=other) if abs(other - one) >= CANNOT_TELL_STEP else None


def _breaks(series: PlaceSeries, places: Iterable[int]) -> list[tuple[int, RecordingBreak]]:
    signs = (_definition_step, _cannot_tell_step, _row_count_step)
    asked = [at for at in places if 0 < at < len(series.points)]
    return [(at, found) for at in asked if (found := _first(series, at, signs)) is not None]


def _first(
    series: PlaceSeries, at: int, signs: Sequence[Callable[[PlaceSeries, int], RecordingBreak | None]]
) -> RecordingBreak | None:
    return next((found for sign in signs if (found := sign(series, at)) is not None), None)


def _definition_step(series: PlaceSeries, at: int) -> RecordingBreak | None:
    point, before = series.points[at], series.points[at - 1]
    if not point.definition_version or not before.definition_version:
        return None
    if point.definition_version == before.definition_version:
        return None
    return RecordingBreak(point.month, point.start, "definition", 0, 0)


def _cannot_tell_step(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The step at the month, where it is a step and the months beside it do not show a larger one."""
    step = _step(series, at)
    if step is None or not step.is_break:
        return None
    beside = (_step(series, other) for other in range(at - MONTHS + 1, at + MONTHS) if other != at)
    if any(other.is_break and other.weight > step.weight for other in beside if other):
        return None
    return RecordingBreak(series.points[at].month, series.points[at].start, "cannot_tell", step.before, step.after)


@dataclass(frozen=True)
class _Step:
    at: int
    before: float
    after: float
    error: float
    own: float

    @property
    def size(self) -> float:
        return abs(self.after - self.before)

    @property
    def weight(self) -> tuple[float, float, int]:
        """The larger step first; of equal ones that where the month itself stepped, and then the earlier."""
        return round(self.size, 9), round(self.own, 9), -self.at

    @property
    def is_break(self) -> bool:
        return self.size >= CANNOT_TELL_STEP and self.size > BEYOND_CHANCE * self.error


def _step(series: PlaceSeries, at: int) -> _Step | None:
    """The share that could not be told in up to three months before, and from, the month; None with too few rows."""
    before, after = _pooled(series.points[max(0, at - MONTHS) : max(0, at)]), _pooled(series.points[at : at + MONTHS])
    if before is None or after is None:
        return None
    (lost_before, rows_before), (lost_after, rows_after) = before, after
    both = (lost_before + lost_after) / (rows_before + rows_after)
    error = sqrt(both * (1 - both) * (1 / rows_before + 1 / rows_after))
    own = abs((series.points[at].cannot_tell_rate or 0) - (series.points[at - 1].cannot_tell_rate or 0))
    return _Step(at, lost_before / rows_before, lost_after / rows_after, error, own)


def _pooled(points: Sequence[SeriesPoint]) -> tuple[int, int] | None:
    lost = sum(point.cannot_tell or 0 for point in points)
    rows = lost + sum(point.denominator or 0 for point in points)
    return (lost, rows) if rows >= LEAST_ROWS else None


def _row_count_step(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The first month whose rows, and those of the two after it, are beyond the limits of all months before.

    They must also be beyond every month before: a fall that ends (a lockdown, a summer) is a return, not a break.
    Asked of flows only: a stock grows and shrinks slowly, and its months are too alike for the limits to hold.
    """
    if series.is_stock:
        return None
    rows = [_rows(point) for point in series.points]
    found = _beyond(rows, at)
    if found is None or _beyond(rows, at - 1) is not None:
        return None
    return RecordingBreak(series.points[at].month, series.points[at].start, "row_count", *found)


def _beyond(rows: Sequence[float | None], at: int) -> tuple[float, float] | None:
    """The mean before and the mean of the three months from ``at``, where all three are beyond the limits."""
    base = rows[: max(0, at)]
    after = [value for value in rows[at : at + MONTHS] if value is not None]
    if sum(value is not None for value in base) < RECENT or len(after) < MONTHS:
        return None
    seen = [value for value in base if value is not None]
    if min(seen) <= min(after) <= max(seen) or min(seen) <= max(after) <= max(seen):
        return None
    # Not screened: a wild month or two beforehand widens the limits, or the return to normal would read as a break.
    group = xmr(base, good="neither", rules=UNSCREENED).groups[0]
    if group.is_flat or group.lower is None or group.upper is None or group.mean is None:
        return None
    above, below = max(group.upper + group.close, *seen), min(group.lower - group.close, *seen)
    if min(after) > above or max(after) < below:
        return group.mean, sum(after) / MONTHS
    return None


def _rows(point: SeriesPoint) -> float | None:
    """Every row of a month that the loads cover whole; None for another."""
    if point.denominator is None or point.coverage != "covered":
        return None
    return float(point.denominator + (point.cannot_tell or 0) + point.left_out)
