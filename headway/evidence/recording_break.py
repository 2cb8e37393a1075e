"""Did the recording change? A better figure from other recording is not a better life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.evidence.xmr import xmr

MONTHS = 3
CANNOT_TELL_STEP = 0.05
LEAST_ROWS = 20


@dataclass(frozen=True)
class RecordingBreak:
    """A month from which things were recorded otherwise, and by what sign: cannot_tell or row_count."""

    month: str
    sign: str
    before: float
    after: float


def break_near(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The recording break within three months of the month at ``at``, or None."""
    return _first(series, range(at - MONTHS, at + MONTHS + 1))


def latest_break(series: PlaceSeries, months: int = 12) -> RecordingBreak | None:
    """A recording break in the last months of the series, or None."""
    count = len(series.points)
    return _first(series, range(count - months, count))


def _first(series: PlaceSeries, places: Sequence[int]) -> RecordingBreak | None:
    for at in places:
        if MONTHS <= at <= len(series.points) - MONTHS:
            found = _cannot_tell_step(series, at) or _row_count_step(series, at)
            if found:
                return found
    return None


def _cannot_tell_step(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The could-not-tell rate of three months, 5 points or more from the three before, and by more than chance."""
    before = _pooled(series.points[at - MONTHS : at])
    after = _pooled(series.points[at : at + MONTHS])
    if before is None or after is None:
        return None
    (lost_before, rows_before), (lost_after, rows_after) = before, after
    rate_before, rate_after = lost_before / rows_before, lost_after / rows_after
    if abs(rate_after - rate_before) < CANNOT_TELL_STEP:
        return None
    both = (lost_before + lost_after) / (rows_before + rows_after)
    error = (both * (1 - both) * (1 / rows_before + 1 / rows_after)) ** 0.5
    if abs(rate_after - rate_before) < 3 * error:
        return None
    return RecordingBreak(series.points[at].month, "cannot_tell", rate_before, rate_after)


def _pooled(points: Sequence[SeriesPoint]) -> tuple[int, int] | None:
    lost = sum(point.cannot_tell or 0 for point in points)
    rows = lost + sum(point.denominator or 0 for point in points)
    return (lost, rows) if rows >= LEAST_ROWS else None


def _row_count_step(series: PlaceSeries, at: int) -> RecordingBreak | None:
    """The months' rows beyond the limits of those before, on the same side, and staying there to the end of the series.

    A season comes back, other recording stays. Asked of flows only: a stock grows and shrinks slowly, and its months
    are too alike for the limits to hold.
    """
    if series.is_stock:
        return None
    rows = [_rows(point) for point in series.points]
    base = rows[:at]
    if sum(value is not None for value in base) < 12:
        return None
    chart = xmr(base, good="neither")
    group = chart.groups[0]
    after = rows[at:]
    if group.lower is None or group.upper is None or group.mean is None or any(v is None for v in after):
        return None
    is_high = all(v is not None and v > group.upper for v in after)
    is_low = all(v is not None and v < group.lower for v in after)
    if not (is_high or is_low):
        return None
    return RecordingBreak(series.points[at].month, "row_count", group.mean, sum(v or 0 for v in after) / len(after))


def _rows(point: SeriesPoint) -> float | None:
    if point.denominator is None:
        return None
    return float(point.denominator + (point.cannot_tell or 0) + point.left_out)
