"""Rows into observations: any measure, any periods, in the county, each locality and each team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from headway.journey import Journey
from headway.measures.county_files import CountyFiles
from headway.measures.observation import COUNTY, COUNTY_WIDE, LOCALITY, NOT_PLACED, TEAM, Observation
from headway.measures.page import MeasurePage
from headway.measures.rows import Prepared, page_tables, run_pages
from headway.periods import Period, collection_year_of

LEVELS = (COUNTY, LOCALITY)
RATE_PER = 10_000


@dataclass(frozen=True)
class _Window:
    """How far the loads cover a period for one page: the days, the day a stock is read on, and what that rests on."""

    coverage: str
    covered_days: int
    is_whole: bool
    day: date
    state_on: date | None = None


def observe(
    journey: Journey,
    pages: Iterable[MeasurePage],
    *,
    periods: Sequence[Period],
    county: CountyFiles,
    levels: Sequence[str] = LEVELS,
) -> list[Observation]:
    """Every figure of the pages, for each period and place. A stock's figure is that of the period's last day.

    A period that has not ended by the journey's own day is read on that day, and is *part covered*.
    """
    pages = list(pages)
    days = [_stock_day(journey, period) for period in periods]
    prepared = run_pages(journey, county, pages, days)
    return [
        observation for page in pages for observation in observations_of(prepared, page, periods=periods, levels=levels)
    ]


def observations_of(
    prepared: Prepared, page: MeasurePage, *, periods: Sequence[Period], levels: Sequence[str] = LEVELS
) -> list[Observation]:
    """The figures of one page that has been run (``run_pages`` with the periods' last days, for a stock)."""
    journey, county = prepared.journey, prepared.county
    windows = {period: _window(prepared, page, period) for period in periods}
    counts = _counts(journey, page, windows)
    undated = _undated(journey, page)
    has_rows = any(_has_rows(journey, table) for table in page_tables(page))
    found: list[Observation] = []
    for part in page.parts:
        for period in periods:
            for level, place in _places(county, levels):
                cell = counts.get((part, period.name, level, place), _NOTHING)
                lost = undated.get((part, level, place), 0)
                figure = _Figure(page, part, prepared, period, windows[period], level, place, has_rows)
                found.append(figure.observation(cell, lost))
    return found


@dataclass(frozen=True)
class _Cell:
    met: int = 0
    not_met: int = 0
    cannot_tell: int = 0
    left_out: int = 0
    mean: float | None = None
    median: float | None = None


_NOTHING = _Cell()


@dataclass(frozen=True)
class _Figure:
    """One figure to be: where, when, and what the loads cover."""

    page: MeasurePage
    part: str | None
    prepared: Prepared
    period: Period
    window: _Window
    level: str
    place: str
    has_rows: bool

    def observation(self, cell: _Cell, undated: int) -> Observation:
        """The figure from its counts; None with a status and a reason where there can be none."""
        why_not = self.prepared.not_run.get(self.page.id)
        if why_not is not None:
            return self._empty("not run", why_not)
        if self.window.coverage == "not covered":
            return self._empty("not covered", "no load covers these days", undated)
        if not self.has_rows:
            return self._empty("no data", "the loads hold no rows of this list", undated)
        shape = self.page.shape_of(self.part)
        cannot_tell = cell.cannot_tell + (undated if self.window.is_whole else 0)
        denominator = cell.met + cell.not_met
        value, low, high, why = self._value(shape, cell, denominator, cannot_tell)
        is_empty = shape not in ("count", "rate") and denominator == 0 and value is None
        status = "no data" if is_empty else "ok"
        return self._made(
            numerator=cell.met,
            denominator=denominator,
            cannot_tell=cannot_tell,
            low=low,
            high=high,
            value=value,
            undated=undated,
            left_out=cell.left_out,
            status=status,
            why=why or ("no rows could be told" if is_empty and cannot_tell else "no rows" if is_empty else ""),
        )

    def _value(
        self, shape: str, cell: _Cell, denominator: int, cannot_tell: int
    ) -> tuple[float | None, float | None, float | None, str]:
        numerator = cell.met
        if shape == "proportion":
            every = denominator + cannot_tell
            if not every:
                return None, None, None, ""
            value = numerator / denominator if denominator else None
            return value, numerator / every, (numerator + cannot_tell) / every, ""
        if shape == "count":
            return float(numerator), float(numerator), float(numerator + cannot_tell), ""
        if shape == "rate":
            return self._rate(numerator, cannot_tell)
        return (cell.median if shape == "median" else cell.mean), None, None, ""

    def _rate(self, numerator: int, cannot_tell: int) -> tuple[float | None, float | None, float | None, str]:
        mid_year = collection_year_of(self.period.end).start.year - 1
        place = self.prepared.county.county if self.level == COUNTY else self.place
        population = self.prepared.county.population.at(mid_year, place)
        if not population:
            return None, None, None, f"no population given for {place} at mid-{mid_year}"
        per = RATE_PER * 365 / self.window.covered_days / population
        why = "" if self.window.covered_days >= 365 else f"{self.window.covered_days} days, as over a year"
        return numerator * per, numerator * per, (numerator + cannot_tell) * per, why

    def _empty(self, status: str, why: str, undated: int = 0) -> Observation:
        return self._made(
            numerator=None,
            denominator=None,
            cannot_tell=None,
            low=None,
            high=None,
            value=None,
            undated=undated,
            left_out=0,
            status=status,
            why=why,
        )

    def _made(self, **figures: Any) -> Observation:
        return Observation(
            measure=self.page.id,
            part=self.part,
            catalogue=self.page.catalogue_of(self.part),
            shape=self.page.shape_of(self.part),
            period=self.period.name,
            period_start=self.period.start,
            period_end=self.period.end,
            level=self.level,
            place=self.prepared.county.county if self.level == COUNTY else self.place,
            coverage=self.window.coverage,
            state_on=self.window.state_on,
            **figures,
        )


def _stock_day(journey: Journey, period: Period) -> date:
    return min(period.end, journey.as_at) if period.start <= journey.as_at else period.end


def _window(prepared: Prepared, page: MeasurePage, period: Period) -> _Window:
    journey, tables = prepared.journey, page_tables(page)
    if page.front.timing == "stock":
        day = _stock_day(journey, period)
        states = [journey.state_on(table, day, prepared.county.policy.state_days) for table in tables]
        known = [state for state in states if state is not None]
        if day > journey.as_at or len(known) < len(states):
            return _Window("not covered", 0, False, day)
        return _Window("covered" if day == period.end else "part covered", period.days, True, day, min(known))
    stretches = [journey.coverage(table) for table in tables]
    covered = sum(
        all(any(first <= day <= last for first, last in own) for own in stretches)
        for day in (period.start + timedelta(days=number) for number in range(period.days))
    )
    is_whole = all(own and period.start <= own[0][0] and period.end >= own[-1][1] for own in stretches)
    coverage = "not covered" if not covered else "covered" if covered == period.days else "part covered"
    return _Window(coverage, covered, is_whole, period.end)


def _counts(
    journey: Journey, page: MeasurePage, windows: dict[Period, _Window]
) -> dict[tuple[str | None, str, str, str], _Cell]:
    con = journey.con
    con.execute("CREATE OR REPLACE TEMP TABLE asked (period VARCHAR, first_on DATE, last_on DATE)")
    is_stock = page.front.timing == "stock"
    for period, window in windows.items():
        con.execute(
            "INSERT INTO asked VALUES (?, ?, ?)",
            [period.name, window.day if is_stock else period.start, window.day],
        )
    once = [part for part in page.parts if page.counts_child_once(part)]
    newest = ""
    if once:
        names = ", ".join(f"'{part}'" for part in once if part) or "''"
        chosen = f"coalesce(part, '') NOT IN ({names})" if any(once) else "false"
        newest = f"""QUALIFY ({chosen} OR row_number() OVER (
            PARTITION BY part, period, child_key ORDER BY placed_on DESC, row_id DESC) = 1)"""
    found = con.execute(
        f"""
        WITH here AS (
            SELECT part, period, locality, team, met, value, left_out
            FROM measures.rows JOIN asked ON placed_on BETWEEN first_on AND last_on
            WHERE measure = ?
            {newest})
        SELECT part, period, locality, team, grouping(locality), grouping(team),
            count(*) FILTER (WHERE NOT left_out AND met), count(*) FILTER (WHERE NOT left_out AND NOT met),
            count(*) FILTER (WHERE NOT left_out AND met IS NULL), count(*) FILTER (WHERE left_out),
            avg(value) FILTER (WHERE NOT left_out), median(value) FILTER (WHERE NOT left_out)
        FROM here
        GROUP BY GROUPING SETS ((part, period), (part, period, locality), (part, period, team))""",
        [page.id],
    ).fetchall()
    return {(row[0], row[1], *_level(row[2:])): _Cell(*row[6:]) for row in found}


def _level(row: Sequence[Any]) -> tuple[str, str]:
    locality, team, no_locality, no_team = row[:4]
    if not no_locality:
        return LOCALITY, locality
    return (TEAM, team) if not no_team else (COUNTY, "")


def _undated(journey: Journey, page: MeasurePage) -> dict[tuple[str | None, str, str], int]:
    """Rows without a placing date, which belong to no period: per part and place."""
    found = journey.con.execute(
        """
        SELECT part, locality, team, grouping(locality), grouping(team), count(*) FROM measures.rows
        WHERE measure = ? AND placed_on IS NULL AND NOT left_out
        GROUP BY GROUPING SETS ((part), (part, locality), (part, team))""",
        [page.id],
    ).fetchall()
    return {(row[0], *_level(row[1:])): row[5] for row in found}


def _has_rows(journey: Journey, table: str) -> bool:
    row = journey.con.execute(f"SELECT EXISTS (SELECT 1 FROM journey.{table})").fetchone()
    return bool(row and row[0])


def _places(county: CountyFiles, levels: Sequence[str]) -> list[tuple[str, str]]:
    """Every place of the levels asked for: also what serves the whole county, and what could not be placed."""
    found: list[tuple[str, str]] = []
    if COUNTY in levels:
        found.append((COUNTY, ""))
    if LOCALITY in levels:
        found += [(LOCALITY, name) for name in (*county.localities.names(), COUNTY_WIDE, NOT_PLACED)]
    if TEAM in levels:
        teams = dict.fromkeys(team.name for team in county.localities.teams)
        found += [(TEAM, name) for name in (*teams, NOT_PLACED)]
    return found
