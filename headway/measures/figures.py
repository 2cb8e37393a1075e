"""One figure from its counts: the value, its range, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from headway.measures.county_files import CountyFiles
from headway.measures.observation import COUNTY, NO_DATA, NO_POPULATION, NOT_RUN, OK, Observation
from headway.measures.page import MeasurePage
from headway.measures.windows import FAR_WORDS, NOT_COVERED, Window
from headway.periods import Period, collection_year_of

RATE_PER = 10_000
YEAR_DAYS = 365
_NONE: dict[str, Any] = {
    "numerator": None,
    "denominator": None,
    "cannot_tell": None,
    "low": None,
    "high": None,
    "value": None,
}
Range = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Cell:
    """The rows of one figure, counted. ``row_count`` is all of them, those left out too."""

    met: int = 0
    not_met: int = 0
    left_out: int = 0
    row_count: int = 0
    value_count: int = 0
    value_sum: float | None = None
    median: float | None = None

    def with_median(self, median: float | None) -> Cell:
        """The same counts with the median of their values."""
        return replace(self, median=median)


NOTHING = Cell()


@dataclass(frozen=True)
class Figure:
    """A figure to be, in a period: ``observation`` gives it for one place after the other."""

    page: MeasurePage
    part: str | None
    period: Period
    window: Window
    county: CountyFiles
    not_run: str
    has_rows: bool
    split: str = ""
    group: str = ""

    def observation(self, level: str, place: str, exists: bool, cell: Cell, undated: int) -> Observation:
        """The figure of a place. None with a status and a reason where there can be none; never a nought instead."""
        name = self.county.county if level == COUNTY else place
        status, why = self._why_none(name, exists, cell, undated)
        if status:
            return self._made(level, name, undated=undated, left_out=0, status=status, why=why, **_NONE)
        shape = self.page.shape_of(self.part)
        is_number = shape in ("mean", "median")
        told = cell.value_count if is_number else cell.met + cell.not_met
        lost = cell.row_count - cell.left_out - told + (undated if self.window.is_whole else 0)
        (value, low, high), status, why = self._value(shape, name, cell, told, lost)
        return self._made(
            level,
            name,
            numerator=None if is_number else cell.met,
            denominator=told,
            cannot_tell=lost,
            low=low,
            high=high,
            value=value,
            undated=undated,
            left_out=cell.left_out,
            status=status,
            why=why,
        )

    def _why_none(self, name: str, exists: bool, cell: Cell, undated: int) -> tuple[str, str]:
        if self.not_run:
            return NOT_RUN, self.not_run
        if not self.window.is_held:
            return NO_DATA, FAR_WORDS if self.window.is_far else "no load holds the list that this is counted from"
        if not self.window.is_asked:
            return NOT_RUN, "no local standard: policy.yaml gives none for these days"
        if self.window.coverage == NOT_COVERED:
            return NOT_COVERED, "no load covers these days"
        if not self.has_rows:
            return NO_DATA, "the loads hold no rows of this list"
        if not exists and not cell.row_count and not undated:
            return NO_DATA, f"there was no {name} on these days"
        return "", ""

    def _value(self, shape: str, name: str, cell: Cell, told: int, lost: int) -> tuple[Range, str, str]:
        if shape == "count":
            return (float(cell.met), float(cell.met), float(cell.met + lost)), OK, ""
        if shape == "rate":
            return self._rate(name, cell.met, lost)
        if shape == "proportion":
            every = told + lost
            low, high = (cell.met / every, (cell.met + lost) / every) if every else (None, None)
            found: Range = (cell.met / told if told else None, low, high)
        elif shape == "median":
            found = (cell.median, None, None)
        else:
            found = (cell.value_sum / told if told and cell.value_sum is not None else None, None, None)
        return (found, OK, "") if told else (found, NO_DATA, _why_no_base(cell, lost))

    def _rate(self, name: str, count: int, lost: int) -> tuple[Range, str, str]:
        """For every 10,000 children; what happened in a period, as over a year.

        The DfE sets a year to March against the estimate of the summer in it: 2024-25 against mid-2024. That estimate
        comes a year late, so until it is given the newest one before it is used, and said.
        """
        if self.split:
            return (None, None, None), NO_POPULATION, f"none is given by {self.split.replace('_', ' ')}"
        mid_year = collection_year_of(self.period.end).start.year
        found = self.county.population.newest(mid_year, name)
        if found is None:
            return (None, None, None), NO_POPULATION, f"no population given for {name} at mid-{mid_year}"
        given, population = found
        # A stock is of one day, and is not made up to a year.
        days = YEAR_DAYS if self.page.front.timing == "stock" else self.window.covered_days
        per = RATE_PER * YEAR_DAYS / days / population
        said = [f"{days} days, as over a year"] if days < YEAR_DAYS else []
        said += [f"population of mid-{given}, the newest given"] if given < mid_year else []
        return (count * per, count * per, (count + lost) * per), OK, "; ".join(said)

    def _made(self, level: str, place: str, **figures: Any) -> Observation:
        return Observation(
            measure=self.page.id,
            part=self.part,
            catalogue=self.page.catalogue_of(self.part),
            shape=self.page.shape_of(self.part),
            period=self.period.name,
            period_start=self.period.start,
            period_end=self.period.end,
            level=level,
            place=place,
            coverage=self.window.coverage,
            state_on=self.window.state_on,
            split=self.split,
            group=self.group,
            **figures,
        )


def _why_no_base(cell: Cell, lost: int) -> str:
    if lost:
        return "no rows could be told"
    return "every row is left out" if cell.left_out else "no rows"
