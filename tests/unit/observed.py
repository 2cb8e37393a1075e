"""Figures as the measures give them, made by hand for the tests of what reads them."""

from __future__ import annotations

from datetime import date

from headway.measures import MeasurePage, Observation
from headway.periods import Period

COUNTY = "Sample County"
Counts = tuple[int, int, int] | None
_KNOWN: dict[str, object] = {
    "measure": "m", "part": None, "catalogue": "AS02", "shape": "proportion", "period": "2026-09",
    "period_start": date(2026, 9, 1), "period_end": date(2026, 9, 30), "level": "county", "place": "County",
    "numerator": 60, "denominator": 100, "cannot_tell": 0, "low": 0.6, "high": 0.6, "value": 0.6, "undated": 0,
    "left_out": 0, "coverage": "covered", "status": "ok",
}  # fmt: skip


def observation(**fields: object) -> Observation:
    """60 of 100 in the county in September 2026, but for what is given."""
    return Observation(**{**_KNOWN, **fields})  # type: ignore[arg-type]


def counted(page: MeasurePage, part: str | None, period: Period, place: str, counts: Counts) -> Observation:
    """One figure from its counts: numerator, denominator, could not tell; None is a month that no load covers."""
    shape = page.shape_of(part)
    numerator, denominator, lost = counts or (None, None, None)
    value: float | None = None
    low, high = _range(shape, counts) if counts else (None, None)
    if numerator is not None and denominator is not None:
        value = numerator / denominator if shape == "proportion" and denominator else None
        value = float(numerator) if shape == "count" else numerator / 147 * 10 if shape == "rate" else value
    return Observation(
        measure=page.id,
        part=part,
        catalogue=page.catalogue_of(part),
        shape=shape,
        period=period.name,
        period_start=period.start,
        period_end=period.end,
        level="county" if place == COUNTY else "locality",
        place=place,
        numerator=numerator,
        denominator=denominator,
        cannot_tell=lost,
        low=low,
        high=high,
        value=value,
        undated=0,
        left_out=0,
        coverage="covered" if counts else "not covered",
        status="ok" if value is not None else "no data" if counts else "not covered",
        why="" if counts else "no load covers it",
        state_on=period.end if page.front.timing == "stock" and counts else None,
    )


def _range(shape: str, counts: tuple[int, int, int]) -> tuple[float | None, float | None]:
    """The figure if all that could not be told had gone one way or the other."""
    numerator, denominator, lost = counts
    per = {"count": 1.0, "rate": 10 / 147}.get(shape) or (1 / (denominator + lost) if denominator + lost else None)
    return (numerator * per, (numerator + lost) * per) if per else (None, None)
