"""How far the loads speak for a period, for one page: a day that no load covers is never counted as nought."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from headway.journey import Journey
from headway.measures.page import MeasurePage
from headway.measures.standards import Span
from headway.periods import Period

Stretch = tuple[date, date]
COVERED, PART_COVERED, NOT_COVERED = "covered", "part covered", "not covered"


@dataclass(frozen=True)
class Window:
    """The days of a period that count, as inclusive stretches; a stock's are the one day it is read on.

    ``is_whole`` says that the period holds all that the loads cover, so that undated rows belong to it. ``is_asked`` is
    false where the council had no standard. ``is_held`` is false where no load ever held a list that the page reads.
    """

    coverage: str
    stretches: tuple[Stretch, ...]
    is_whole: bool = False
    is_asked: bool = True
    is_held: bool = True
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
    own = {cte.alias for cte in page.tree.find_all(exp.CTE)}
    names = {table.name.removesuffix("_on_day") for table in page.tree.find_all(exp.Table) if table.name not in own}
    return tuple(sorted(names - {"person"})) or ("person",)


def stock_day(journey: Journey, period: Period) -> date:
    """The day on which a stock is read for a period: its last, or the journey's own while the period lasts."""
    return journey.as_at if period.start <= journey.as_at <= period.end else period.end


def window_of(journey: Journey, page: MeasurePage, period: Period, spans: Sequence[Span], state_days: int) -> Window:
    """The window of a page in a period."""
    tables = page_tables(page)
    is_held = all(journey.coverage(table) for table in tables)
    asked = [(span.first, span.last) for span in spans]
    if page.front.timing == "stock":
        return _stock_window(journey, tables, period, asked, state_days, is_held)
    covered: Iterable[Stretch] = [(date.min, journey.as_at)]
    for table in tables:
        covered = overlaps(covered, journey.coverage(table))
    whole = list(covered)
    inside = overlaps(whole, [(period.start, period.end)])
    found = tuple(overlaps(inside, asked))
    is_whole = bool(whole) and period.start <= whole[0][0] and period.end >= whole[-1][1]
    window = Window(NOT_COVERED, found, is_whole, bool(found) or not inside, is_held)
    coverage = NOT_COVERED if not found else COVERED if window.covered_days == period.days else PART_COVERED
    return Window(coverage, found, is_whole, window.is_asked, is_held)


def _stock_window(
    journey: Journey,
    tables: Sequence[str],
    period: Period,
    asked: Sequence[Stretch],
    state_days: int,
    is_held: bool,
) -> Window:
    day = stock_day(journey, period)
    states = [journey.state_on(table, day, state_days) for table in tables]
    known = [state for state in states if state is not None]
    if day > journey.as_at or len(known) < len(states):
        return Window(NOT_COVERED, (), is_held=is_held)
    if not any(first <= day <= last for first, last in asked):
        return Window(NOT_COVERED, (), is_asked=False, is_held=is_held)
    return Window(COVERED if day == period.end else PART_COVERED, ((day, day),), is_held=is_held, state_on=min(known))


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
