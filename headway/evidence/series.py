"""A measure over time in one place, as the verdicts need it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from headway.measures import Observation


@dataclass(frozen=True)
class SeriesPoint:
    """One month: its figure, or None and why there is none. ``state_on`` is the load's day that a stock is read from.

    ``low`` and ``high``: the figure if every row that could not be told had gone one way or the other.
    """

    month: str
    start: date
    end: date
    numerator: int | None
    denominator: int | None
    cannot_tell: int | None
    value: float | None
    status: str
    coverage: str
    left_out: int = 0
    definition_version: str = ""
    state_on: date | None = None
    low: float | None = None
    high: float | None = None

    @property
    def cannot_tell_rate(self) -> float | None:
        """Of all rows of the month, the share that could not be told."""
        every = (self.denominator or 0) + (self.cannot_tell or 0)
        return (self.cannot_tell or 0) / every if every else None


@dataclass(frozen=True)
class PlaceSeries:
    """A place's months, oldest first. A month that loads cover only in part has no value to be judged by."""

    place: str
    level: str
    points: tuple[SeriesPoint, ...]
    is_stock: bool = False
    shape: str = "proportion"

    @property
    def values(self) -> tuple[float | None, ...]:
        """The values, None for a month without one."""
        return tuple(point.value for point in self.points)

    @property
    def last(self) -> SeriesPoint | None:
        """The newest month that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)


@dataclass(frozen=True)
class PlaceValue:
    """A place's figure that is no proportion: a median, a mean, a rate, a count."""

    place: str
    rate: float
    shape: str


def series_of(observations: Iterable[Observation], definition_versions: Mapping[str, str] | None = None) -> PlaceSeries:
    """The series of one figure in one place; months before the first that is wholly covered are left off.

    ``definition_versions`` says, by the month's name, by which version a month was defined, where they are not one.
    """
    found = sorted(observations, key=lambda each: each.period_start)
    versions = definition_versions or {}
    points = [_point(each, versions.get(each.period, "")) for each in found]
    first = next((at for at, point in enumerate(points) if point.coverage == "covered"), len(points))
    is_stock = any(each.state_on is not None for each in found)
    return PlaceSeries(found[0].place, found[0].level, tuple(points[first:]), is_stock, found[0].shape)


def _point(each: Observation, definition_version: str) -> SeriesPoint:
    is_whole = each.coverage == "covered" and each.status == "ok"
    return SeriesPoint(
        month=each.period,
        start=each.period_start,
        end=each.period_end,
        numerator=each.numerator,
        denominator=each.denominator,
        cannot_tell=each.cannot_tell,
        value=each.value if is_whole else None,
        status=each.status,
        coverage=each.coverage,
        left_out=each.left_out,
        definition_version=definition_version,
        state_on=each.state_on,
        low=each.low if is_whole else None,
        high=each.high if is_whole else None,
    )
