"""How far the loads speak for a period, for one page: a day that no load covers is never counted as nought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headway.journey import Journey
from headway.measures.page import MeasurePage
from headway.measures.standards import Span
from headway.periods import Period

Stretch = tuple[date, date]
_ON_DAY = "_on_day"
COVERED, PART_COVERED, NOT_COVERED = "covered", "part covered", "not covered"
FAR_WORDS = "no date in the loads is near their days: was the day given with them right?"


@dataclass(frozen=True)
class Window:
    """The days of a period that count, as inclusive stretches; a stock's are the one day it is read on.

    ``is_whole`` says that the period holds all that the loads cover, so that undated rows belong to it. ``is_asked`` is
    false where the council had no standard. ``is_held`` is false where no load ever held a list that the page reads, and
    ``is_far`` true where that is because no date in the loads is near their days.
    """

    coverage: str
    stretches: tuple[Stretch, ...]
    is_whole: bool = False
    is_asked: bool = True
    is_held: bool = True
    is_far: bool = False
    state_on: date | None = None

    @property
    def covered_days(self) -> int:
        """How many days count."""
        return sum((last - first).days + 1 for first, last in self.stretches)

    def counts(self, day: date | None) -> bool:
        """Whether a row of the day counts in the period; without a day, whether an undated row does."""
        return self.is_whole if day is None else any(first <= day <= last for first, last in self.stretches)


def page_tables(page: MeasurePage) -> tuple[str, ...]:
    """The journey tables whose coverage decides, without ``_on_day``; ``person`` is known whatever a load covers."""
    if page.front.lists:
        return page.front.lists
    return tuple(sorted(tables_read(page) - {"person"})) or ("person",)


def on_day_tables(page: MeasurePage) -> set[str]:
    """The journey tables that the page's SQL reads as they were on a day, without ``_on_day``."""
    return {name.removesuffix(_ON_DAY) for name in page.tables_named if name.endswith(_ON_DAY)}


def tables_read(page: MeasurePage) -> set[str]:
    """Every journey table that the page's SQL reads, without ``_on_day``."""
    return {name.removesuffix(_ON_DAY) for name in page.tables_named}


def stock_day(journey: Journey, period: Period) -> date:
    """The day on which a stock is read for a period: its last, or the journey's own while the period lasts."""
    return journey.as_at if period.start <= journey.as_at <= period.end else period.end


@dataclass(frozen=True)
class PageCoverage:
    """What the loads cover for one page, worked out once for all periods."""

    journey: Journey
    is_stock: bool
    tables: tuple[str, ...]
    covered: tuple[Stretch, ...]
    asked: tuple[Stretch, ...]
    is_held: bool
    is_far: bool
    state_days: int

    def window(self, period: Period) -> Window:
        """The window of the page in a period."""
        return self._stock(period) if self.is_stock else self._flow(period)

    def _flow(self, period: Period) -> Window:
        inside = overlaps(self.covered, [(period.start, period.end)])
        found = tuple(overlaps(inside, self.asked))
        covered = self.covered
        is_whole = bool(covered) and period.start <= covered[0][0] and period.end >= covered[-1][1]
        days = sum((last - first).days + 1 for first, last in found)
        coverage = NOT_COVERED if not found else COVERED if days == period.days else PART_COVERED
        return Window(coverage, found, is_whole, bool(found) or not inside, self.is_held, self.is_far)

    def _stock(self, period: Period) -> Window:
        day = stock_day(self.journey, period)
        states = [self.journey.state_on(table, day, self.state_days) for table in self.tables]
        known = [state for state in states if state is not None]
        if day > self.journey.as_at or len(known) < len(states):
            return Window(NOT_COVERED, (), is_held=self.is_held, is_far=self.is_far)
        if not any(first <= day <= last for first, last in self.asked):
            return Window(NOT_COVERED, (), is_asked=False, is_held=self.is_held)
        coverage = COVERED if day == period.end else PART_COVERED
        return Window(coverage, ((day, day),), is_held=self.is_held, state_on=min(known))


def page_coverage(journey: Journey, page: MeasurePage, spans: Sequence[Span], state_days: int) -> PageCoverage:
    """What the loads cover for a page: the days that every list it reads is covered, up to the journey's own day."""
    tables = page_tables(page)
    return PageCoverage(
        journey,
        page.front.timing == "stock",
        tables,
        covered_by_all(journey, tables),
        tuple((span.first, span.last) for span in spans),
        all(journey.coverage(table) for table in tables),
        journey.is_far,
        state_days,
    )


def covered_by_all(journey: Journey, tables: Iterable[str]) -> tuple[Stretch, ...]:
    """The days, up to the journey's own, that loads cover for every one of the tables, as stretches, oldest first."""
    covered: list[Stretch] = [(date.min, journey.as_at)]
    for table in tables:
        covered = overlaps(covered, journey.coverage(table))
    return tuple(covered)


def overlaps(some: Iterable[Stretch], others: Iterable[Stretch]) -> list[Stretch]:
    """The days in both, as stretches, oldest first; neighbours that touch become one."""
    others = list(others)
    both = [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) <= min(b, d)]
    found: list[Stretch] = []
    for first, last in sorted(both):
        if found and found[-1][1] < date.max and first <= found[-1][1] + timedelta(days=1):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found
