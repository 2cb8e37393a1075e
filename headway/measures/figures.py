"""One figure from its counts: the value, its range, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from headway.measures.county_files import CountyFiles
from headway.measures.observation import COUNTY, NO_DATA, NO_POPULATION, NOT_RUN, OK, Observation
from headway.measures.page import MeasurePage, Shape
from headway.measures.windows import FAR_WORDS, NOT_COVERED, Window
from headway.periods import Period, collection_year_of, years_of

RATE_PER = 10_000
Range = tuple[float | None, float | None, float | None]


class Cell(NamedTuple):
    """The rows of one figure, counted. ``row_count`` is all of them, those left out too."""

    met: int = 0
    not_met: int = 0
    left_out: int = 0
    row_count: int = 0
    value_count: int = 0
    value_sum: float | None = None
    median: float | None = None


NOTHING = Cell()


def mid_year_of(day: date) -> int:
    """The year whose mid-year estimate a rate up to the day is set against: the summer in its collection year."""
    return collection_year_of(day).start.year


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

    @cached_property
    def shape(self) -> Shape:
        """How the figure is made from its counts."""
        return self.page.shape_of(self.part)

    def observation(self, level: str, place: str, exists: bool, cell: Cell, undated: int) -> Observation:
        """The figure of a place. None with a status and a reason where there can be none; never a nought instead."""
        name = self.county.county if level == COUNTY else place
        status, why = self._why_none
        if not status and not exists and not cell.row_count and not undated:
            status, why = NO_DATA, f"there was no {name} on these days"
        if status:
            return self._made(level, name, (None, None, None), (None, None, None), (undated, 0), status, why)
        is_number = self.shape in ("mean", "median")
        told = cell.value_count if is_number else cell.met + cell.not_met
        lost = cell.row_count - cell.left_out - told + (undated if self.window.is_whole else 0)
        found, status, why = self._value(self.shape, name, cell, told, lost)
        counts = (None if is_number else cell.met, told, lost)
        return self._made(level, name, counts, found, (undated, cell.left_out), status, why)

    @cached_property
    def _why_none(self) -> tuple[str, str]:
        """Why no place has a figure: status and reason, both blank where places may have one."""
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
        mid_year = mid_year_of(self.period.end)
        found = self.county.population.newest(mid_year, name)
        if found is None:
            return (None, None, None), NO_POPULATION, f"no population given for {name} at mid-{mid_year}"
        given, population = found
        per = RATE_PER / self._years / population
        said = [f"{self.window.covered_days} days, as over a year"] if self._years != 1 else []
        said += [f"population of mid-{given}, the newest given"] if given < mid_year else []
        return (count * per, count * per, (count + lost) * per), OK, "; ".join(said)

    @cached_property
    def _years(self) -> float:
        """How many years the rate is of: a stock is of one day, and is not made up to a year."""
        return 1 if self.page.front.timing == "stock" else years_of(self.period.end, self.window.covered_days)

    @cached_property
    def _named(self) -> tuple[str, str | None, str, str, str, date, date]:
        page, period = self.page, self.period
        catalogue = page.catalogue_of(self.part)
        return page.id, self.part, catalogue, self.shape, period.name, period.start, period.end

    def _made(
        self,
        level: str,
        place: str,
        counts: tuple[int | None, int | None, int | None],
        found: Range,
        beside: tuple[int, int],
        status: str,
        why: str,
    ) -> Observation:
        value, low, high = found
        # By position: by name it takes twice the time, and there are hundreds of thousands of them.
        return Observation(
            *self._named,
            level,
            place,
            *counts,
            low,
            high,
            value,
            *beside,
            self.window.coverage,
            status,
            why,
            self.window.state_on,
            self.split,
            self.group,
        )


def _why_no_base(cell: Cell, lost: int) -> str:
    if lost:
        return "no rows could be told"
    return "every row is left out" if cell.left_out else "no rows"
