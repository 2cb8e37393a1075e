"""The figures that verdicts and claims are judged on, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from headway.evidence.series import PlaceSeries, series_of
from headway.improvement import Claim, ClaimFigures
from headway.journey import Journey
from headway.measures import (
    COUNTY,
    LOCALITY,
    CountyFiles,
    MeasureCatalogue,
    MeasurePage,
    Observation,
    observations_of,
    run_pages,
    same_children,
)
from headway.periods import Period, range_of


@dataclass(frozen=True)
class Figures:
    """What one run of the pages gives: each month's figures, those of the last 12 months, and which stocks are alike."""

    monthly: Sequence[Observation]
    yearly: Sequence[Observation]
    same: dict[tuple[str, str | None], float | None]


def figures_of(
    journey: Journey, county: CountyFiles, pages: Sequence[MeasurePage], months: Sequence[Period]
) -> Figures:
    """Every figure of the pages that verdicts need, in the county and each locality, from one run of them."""
    days = [min(month.end, journey.as_at) for month in months]
    prepared = run_pages(journey, county, pages, days)
    levels = (COUNTY, LOCALITY)
    year = [last_twelve_months(journey.as_at)]
    return Figures(
        monthly=[o for page in pages for o in observations_of(prepared, page, periods=months, levels=levels)],
        yearly=[o for page in pages for o in observations_of(prepared, page, periods=year, levels=levels)],
        same={(page.id, part): same_children(journey, page, part, days) for page in pages for part in page.parts},
    )


def last_twelve_months(last: date) -> Period:
    """The 12 months that end with the month of the day, up to the day."""
    first = date(last.year, 1, 1) if last.month == 12 else date(last.year - 1, last.month + 1, 1)
    return range_of(first, last)


def figures_for(
    figures: Figures,
    measures: MeasureCatalogue,
    localities: Sequence[str],
    behind: Mapping[str, frozenset[str]] | None = None,
) -> Callable[[Claim], ClaimFigures]:
    """What each claim is judged on. A claim on a page of several parts that names none is on the first."""

    def of(claim: Claim) -> ClaimFigures:
        page, part = measures.figure(claim.measure)
        part = part or page.parts[0]
        own = [each for each in figures.monthly if (each.measure, each.part) == (page.id, part)]

        def series(level: str, place: str | None = None) -> PlaceSeries:
            return series_of(each for each in own if each.level == level and place in (None, each.place))

        return ClaimFigures(
            measure=page.name_of(part),
            title=page.title_of(part),
            shape=page.shape_of(part),
            cannot_tell_limit=page.front.cannot_tell_limit,
            same_children=figures.same[(page.id, part)],
            county=series(COUNTY),
            localities={place: series(LOCALITY, place) for place in localities},
            behind=(behind or {}).get(page.name_of(part), frozenset()),
        )

    return of
