"""Made-up monthly series for the tests of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.periods import month_of

FIRST = date(2024, 10, 1)


def month(number: int) -> date:
    """The first day of the month that many months after October 2024."""
    year, at = divmod(FIRST.year * 12 + FIRST.month - 1 + number, 12)
    return date(year, at + 1, 1)


def place_series(
    met: Sequence[int | None],
    *,
    rows: int | Sequence[int] = 100,
    lost: int | Sequence[int] = 0,
    place: str = "East",
    is_stock: bool = False,
    shape: str = "proportion",
    versions: Sequence[str] | None = None,
) -> PlaceSeries:
    """Months from October 2024: how many were met of ``rows``, and how many could not be told. None: no figure."""
    points = []
    for number, count in enumerate(met):
        period = month_of(month(number))
        size = rows if isinstance(rows, int) else rows[number]
        points.append(
            SeriesPoint(
                month=period.name,
                start=period.start,
                end=period.end,
                numerator=count,
                denominator=None if count is None else size,
                cannot_tell=None if count is None else lost if isinstance(lost, int) else lost[number],
                value=None if count is None else float(count) if shape == "count" else count / size,
                status="ok" if count is not None else "not covered",
                coverage="covered" if count is not None else "not covered",
                definition_version=versions[number] if versions else "",
            )
        )
    return PlaceSeries(place, "locality", tuple(points), is_stock, shape)
