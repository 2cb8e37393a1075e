"""The figures that verdicts and claims are judged on, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.evidence.assess import MeasureEvidence
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
    observations,
    run_pages,
    same_children,
)
from headway.periods import Period, month_of, range_of


@dataclass(frozen=True)
class Figures:
    """What one run of the pages gives: each month's figures, those of the last 12 months, and which stocks are alike.

    The last 12 months of a flow are whole ones; a stock is read on the journey's own day.
    """

    monthly: Sequence[Observation]
    yearly: Sequence[Observation]
    same: dict[tuple[str, str | None], float | None]


def figures_of(
    journey: Journey, county: CountyFiles, pages: Sequence[MeasurePage], months: Sequence[Period]
) -> Figures:
    """Every figure of the pages that verdicts need, in the county and each locality, from one run of them."""
    days = [min(month.end, journey.as_at) for month in months]
    prepared = run_pages(journey, county, pages, days, only_counts=True)
    years = {page.id: own_year(page, journey.as_at) for page in pages}
    periods = list({each.name: each for each in (*months, *years.values())}.values())
    found = observations(prepared, pages, periods=periods, levels=(COUNTY, LOCALITY))
    names = {month.name for month in months}
    return Figures(
        monthly=[each for each in found if each.period in names],
        yearly=[each for each in found if each.period == years[each.measure].name],
        same=same_children(journey, pages, days),
    )


def own_year(page: MeasurePage, day: date) -> Period:
    """The 12 months that a measure's figure of the year is of: whole ones, or for a stock those up to the day."""
    return twelve_months_to(day) if page.front.timing == "stock" else last_twelve_months(day)


def last_twelve_months(day: date) -> Period:
    """The 12 whole months that end with the newest month that is over by the end of the day."""
    month = month_of(day)
    return _twelve_months(day if day == month.end else month.start - timedelta(days=1))


def twelve_months_to(day: date) -> Period:
    """The month of the day, up to the day, and the 11 before it: what a stock is read on the last day of."""
    return _twelve_months(day)


def _twelve_months(last: date) -> Period:
    first = date(last.year, 1, 1) if last.month == 12 else date(last.year - 1, last.month + 1, 1)
    return range_of(first, last)


def by_figure(found: Sequence[Observation]) -> dict[tuple[str, str | None], list[Observation]]:
    """The same observations by measure and part, in their order."""
    own: dict[tuple[str, str | None], list[Observation]] = {}
    for each in found:
        own.setdefault((each.measure, each.part), []).append(each)
    return own


def figures_for(
    figures: Figures,
    measures: MeasureCatalogue,
    localities: Sequence[str],
    evidence: Iterable[MeasureEvidence] = (),
) -> Callable[[Claim], ClaimFigures]:
    """What each claim is judged on. A claim on a page of several parts that names none is on the first.

    ``evidence`` of the same figures says which places stand apart, and which the county's figure hides.
    """
    monthly = by_figure(figures.monthly)
    judged = {(each.page.id, each.part): each for each in evidence}

    def of(claim: Claim) -> ClaimFigures:
        page, part = measures.figure(claim.measure)
        part = part or page.parts[0]
        own = monthly.get((page.id, part), [])

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
            compared=found.consistency if (found := judged.get((page.id, part))) else None,
            masked=found.masked if found else (),
        )

    return of
