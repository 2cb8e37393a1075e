"""A council beside England, its region, its statistical neighbours and all councils, in one published series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from math import ceil
from statistics import median

from headway.comparators.areas import ENGLAND, Area, Areas, load_areas
from headway.comparators.beside import Beside, BesideList, load_beside
from headway.comparators.figure import PublishedFigure, rounded
from headway.comparators.per_children import rates
from headway.comparators.series import Good, Series, SeriesList, load_series
from headway.comparators.sources import Sources, load_sources
from headway.comparators.table import Key, figures_of_csv, shipped_figures

# The two ways in which DfE's own neighbour medians depart from the median of the figures as shown.
MEDIAN_OF_WHOLE_NUMBERS = frozenset({"cin_rate"})
WORKFORCE_SOURCE = "EES-CSWW"
BY_PAGE = "the measure's page"


@dataclass(frozen=True)
class NeighbourFigures:
    """The statistical neighbours of a model: their figures in order of likeness, None where none is held.

    ``mean`` and ``median`` are of those that have a number, None where none has. The median is DfE's: halves rounded up
    to the decimals shown; of workforce figures without the councils that send one return for two.
    """

    model: int
    areas: tuple[Area, ...]
    figures: tuple[PublishedFigure | None, ...]
    mean: Decimal | None
    median: Decimal | None

    @property
    def with_number(self) -> int:
        """How many of them have a number."""
        return sum(1 for each in self.figures if each and each.number is not None)


@dataclass(frozen=True)
class Rank:
    """A council's place among the councils that have a number: 1 is best, ties share the better place.

    ``quartile`` is A for the best quarter of places, to D.
    """

    place: int
    of: int
    quartile: str


@dataclass(frozen=True)
class NotComparable:
    """No published figure may stand beside the measure, and why."""

    figure: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """One council in one published series and year; of no council, England alone. A figure is None where none is held.

    ``rank`` is None where there is no good direction or no number, and ``rank_why`` says which.
    ``good_by`` is who says which direction is good.
    """

    series: Series
    year: int
    council: Area | None
    own: PublishedFigure | None
    england: PublishedFigure | None
    region_name: str
    region: PublishedFigure | None
    neighbours: NeighbourFigures | None
    rank: Rank | None
    rank_why: str
    good_by: str
    beside: Beside | None = None


@dataclass(frozen=True)
class Comparators:
    """Every published figure held: those that ship, and those read since, the last read first."""

    areas: Areas
    series: SeriesList
    besides: BesideList
    sources: Sources
    read_since: Mapping[str, Mapping[Key, PublishedFigure]] = field(default_factory=dict)

    def figures(self, series: str) -> Mapping[Key, PublishedFigure]:
        """The figures of a series by area and year; of one that is worked out, from the series that holds its number."""
        counted = self.series.by_id[series].numerator_of if series in self.series.by_id else ""
        if counted:
            return rates(self.series.one(series), self.figures(counted), self.population)
        since = self.read_since.get(series)
        return {**shipped_figures(series), **since} if since else shipped_figures(series)

    @cached_property
    def population(self) -> Mapping[Key, PublishedFigure]:
        """Mid-year children aged 0 to 17 by area and year."""
        return self.figures("population_0_17")

    def compare(
        self,
        series_id: str,
        council: Area | None,
        *,
        year: int | None = None,
        model: int | None = None,
        good: Good | None = None,
        beside: Beside | None = None,
    ) -> Comparison | None:
        """The council in the series, in its newest year or the one asked for; None where nothing is held.

        ``good`` is the direction of the measure it stands beside, where there is one: it goes before the series' own.
        """
        series, figures = self.series.one(series_id), self.figures(series_id)
        ended = council.code if council and council.until_on else ""
        years = {each for area, each in figures if not ended or area == ended}
        shown = year if year is not None else max(years, default=None)
        if shown is None or shown not in years:
            return None
        own = figures.get((council.code, shown)) if council else None
        rank, why = self._rank(good or series.good, own, figures, shown, series.ends_on(shown))
        region = self.areas.by_code[council.region] if council else None
        return Comparison(
            series=series,
            year=shown,
            council=council,
            own=own,
            england=figures.get((ENGLAND, shown)),
            region_name=region.name if region else "",
            region=figures.get((region.code, shown)) if region else None,
            neighbours=self._neighbours(series, council, figures, shown, model) if council else None,
            rank=rank,
            rank_why=why,
            good_by=BY_PAGE if good else series.good_source,
            beside=beside,
        )

    def beside_measure(
        self, figure: str, council: Area | None, *, good: Good | None = None, model: int | None = None
    ) -> Comparison | NotComparable:
        """What may stand beside what Headway counts for a catalogue figure, or why nothing may."""
        found = self.besides.of(figure)
        if found is None:
            return NotComparable(figure, (self.besides.nothing.get(figure, "Nothing is published."),))
        if not found.may_stand_beside_ours:
            return NotComparable(figure, found.why)
        compared = self.compare(found.series, council, model=model, good=good, beside=found)
        return compared or NotComparable(figure, ("No figure is held for this council.",))

    def _neighbours(
        self, series: Series, council: Area, figures: Mapping[Key, PublishedFigure], year: int, model: int | None
    ) -> NeighbourFigures:
        model_year, codes = self.areas.neighbours_of(council.code, model)
        found = [figures.get((code, year)) for code in codes]
        numbers = {each.area: each.number for each in found if each and each.number is not None}
        return NeighbourFigures(
            model=model_year,
            areas=tuple(self.areas.by_code[code] for code in codes),
            figures=tuple(found),
            mean=sum(numbers.values(), Decimal(0)) / len(numbers) if numbers else None,
            median=self._median(series, numbers),
        )

    def _median(self, series: Series, numbers: Mapping[str, Decimal]) -> Decimal | None:
        """The median as DfE's National Framework dashboard works it out."""
        left_out = self.areas.joint_members if series.source.startswith(WORKFORCE_SOURCE) else frozenset()
        kept = [number for code, number in numbers.items() if code not in left_out]
        decimals = series.decimals
        if series.id in MEDIAN_OF_WHOLE_NUMBERS:
            kept, decimals = [rounded(number, 0) for number in kept], 0
        return rounded(median(kept), decimals) if kept else None

    def _rank(
        self, good: Good, own: PublishedFigure | None, figures: Mapping[Key, PublishedFigure], year: int, on: date
    ) -> tuple[Rank | None, str]:
        if good == "neither":
            return None, "no good direction"
        if own is None or own.number is None:
            return None, "no number"
        held = (figures.get((area.code, year)) for area in self.areas.councils if area.stands_on(on))
        numbers = [each.number for each in held if each and each.number is not None]
        better = sum(1 for each in numbers if (each > own.number if good == "higher" else each < own.number))
        place = better + 1
        return Rank(place, len(numbers), "ABCD"[ceil(4 * place / len(numbers)) - 1]), ""


def load_comparators(read_since: Sequence[bytes] = ()) -> Comparators:
    """The figures that ship with Headway, with those of the tables read since; a later table goes before an earlier."""
    return Comparators(load_areas(), load_series(), load_beside(), load_sources(), _by_series(read_since))


def _by_series(contents: Iterable[bytes]) -> dict[str, dict[Key, PublishedFigure]]:
    found: dict[str, dict[Key, PublishedFigure]] = {}
    for content in contents:
        for figure in figures_of_csv(content):
            found.setdefault(figure.series, {})[(figure.area, figure.year)] = figure
    return found
