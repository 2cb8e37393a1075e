"""The plan beside the data: each claim's figures, fetched once for all claims."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from headway.evidence.series import PlaceSeries, series_of
from headway.improvement import Claim, ClaimFigures, Plan
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
    """Monthly figures of some pages, in the county and each locality, with how far a stock is the same children."""

    observations: Sequence[Observation]
    same: dict[tuple[str, str | None], float | None]


def monthly_figures(
    journey: Journey, county: CountyFiles, pages: Sequence[MeasurePage], months: Sequence[Period]
) -> Figures:
    """Every month's figures of the pages, from one run of them."""
    days = [min(month.end, journey.as_at) for month in months]
    prepared = run_pages(journey, county, pages, days)
    found = [
        each for page in pages for each in observations_of(prepared, page, periods=months, levels=(COUNTY, LOCALITY))
    ]
    same = {(page.id, part): same_children(journey, page, part, days) for page in pages for part in page.parts}
    return Figures(found, same)


def year_figures(journey: Journey, county: CountyFiles, pages: Sequence[MeasurePage]) -> list[Observation]:
    """The figures of the 12 months up to the journey's day; a stock's are those of the day."""
    last = journey.as_at
    first = date(last.year - 1, last.month, 1) if last.month == 12 else date(last.year - 1, last.month + 1, 1)
    year = range_of(min(first, last), last)
    prepared = run_pages(journey, county, pages, [last])
    return [each for page in pages for each in observations_of(prepared, page, periods=[year])]


def claimed_pages(plan: Plan, measures: MeasureCatalogue) -> list[MeasurePage]:
    """The pages that the plan's claims name, each once."""
    return list({page.id: page for page in (measures.page(claim.measure) for claim in plan.claims())}.values())


def figures_for(
    figures: Figures, measures: MeasureCatalogue, localities: Sequence[str]
) -> Callable[[Claim], ClaimFigures]:
    """What each claim is judged on. A claim on a page of several parts that names none is on the first."""

    def of(claim: Claim) -> ClaimFigures:
        page, part = measures.figure(claim.measure)
        part = part or page.parts[0]
        own = [each for each in figures.observations if (each.measure, each.part) == (page.id, part)]

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
        )

    return of
