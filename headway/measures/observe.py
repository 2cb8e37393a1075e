"""Rows into observations: any measure, any periods, in the county, each locality and each team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headway.journey import Journey
from headway.measures.county_files import CountyFiles
from headway.measures.figures import NOTHING, Cell, Figure
from headway.measures.observation import COUNTY, LOCALITY, Observation
from headway.measures.page import MeasurePage
from headway.measures.places import grouped, is_there, names_at
from headway.measures.rows import Prepared, run_pages
from headway.measures.windows import Window, page_coverage, page_tables, stock_day
from headway.periods import Period

LEVELS = (COUNTY, LOCALITY)
Windows = dict[tuple[str, int], Window]
Cells = dict[tuple[str, str | None, int, str, str], Cell]
Undated = dict[tuple[str, str | None, str, str], int]


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
    days = [stock_day(journey, period) for period in periods]
    prepared = run_pages(journey, county, pages, days, only_counts=True, by_child=False)
    return observations(prepared, pages, periods=periods, levels=levels)


def observations_of(
    prepared: Prepared, page: MeasurePage, *, periods: Sequence[Period], levels: Sequence[str] = LEVELS
) -> list[Observation]:
    """The figures of one page that has been run (``run_pages`` with the periods' last days, for a stock)."""
    return observations(prepared, [page], periods=periods, levels=levels)


def observations(
    prepared: Prepared,
    pages: Sequence[MeasurePage],
    *,
    periods: Sequence[Period],
    levels: Sequence[str] = LEVELS,
    split: str = "",
    groups: Sequence[str] = ("",),
) -> list[Observation]:
    """The figures of several pages that have been run together: by page, part, period, level and place.

    With ``split`` and ``groups`` (``observe_split`` puts them there) each is that of a group, in the groups' order.
    """
    windows = _windows(prepared, pages, periods)
    _put_asked(prepared.journey, windows, pages)
    cells = _cells(prepared.journey, pages, levels)
    undated = _undated(prepared.journey, pages, levels)
    places = _places(prepared.county, periods, levels)
    has_rows = _tables_with_rows(prepared.journey, pages)
    found: list[Observation] = []
    for page in pages:
        holds_rows = bool(has_rows & set(page_tables(page)))
        for part in page.parts:
            why_not = prepared.why_not_run(page, part)
            own = _windows_of_part(prepared, page, part, periods) if page.standard_of(part) else {}
            for number, period in enumerate(periods):
                window = own.get(number) or windows[page.id, number]
                of_group = [
                    Figure(page, part, period, window, prepared.county, why_not, holds_rows, split, group)
                    for group in groups
                ]
                for level, place, exists in places[number]:
                    for figure in of_group:
                        at = grouped(place, figure.group)
                        cell = cells.get((page.id, part, number, level, at), NOTHING)
                        lost = undated.get((page.id, part, level, at), 0)
                        found.append(figure.observation(level, place, exists, cell, lost))
    return found


def _windows(prepared: Prepared, pages: Sequence[MeasurePage], periods: Sequence[Period]) -> Windows:
    days = prepared.county.policy.state_days
    found: Windows = {}
    for page in pages:
        own = page_coverage(prepared.journey, page, prepared.spans[page.id], days)
        found.update({(page.id, number): own.window(period) for number, period in enumerate(periods)})
    return found


def _windows_of_part(
    prepared: Prepared, page: MeasurePage, part: str | None, periods: Sequence[Period]
) -> Mapping[int, Window]:
    """The windows of a part that waits for a standard of its own; the other parts' are their page's."""
    spans = prepared.spans_of(page, part)
    own = page_coverage(prepared.journey, page, spans, prepared.county.policy.state_days)
    return {number: own.window(period) for number, period in enumerate(periods)}


def _put_asked(journey: Journey, windows: Windows, pages: Sequence[MeasurePage]) -> None:
    """``measures.asked``: every day that counts, by measure and period, and the periods that hold undated rows.

    ``measures.once``: the figures in which a child counts once, and how many met rows make the child met. A new kind of
    period is rows here, and no other SQL.
    """
    con = journey.con
    con.execute("""
        CREATE OR REPLACE TABLE measures.asked (measure VARCHAR, period INTEGER, day DATE);
        CREATE OR REPLACE TABLE measures.whole (measure VARCHAR, period INTEGER);
        CREATE OR REPLACE TABLE measures.once (measure VARCHAR, part VARCHAR, at_least INTEGER)""")
    asked = [(*key, *stretch) for key, window in windows.items() for stretch in window.stretches]
    if asked:
        con.execute(
            """
            INSERT INTO measures.asked
            SELECT measure, period, CAST(unnest(generate_series(first_on, last_on, INTERVAL 1 DAY)) AS DATE)
            FROM (SELECT unnest($1::VARCHAR[]) AS measure, unnest($2::INTEGER[]) AS period,
                unnest($3::DATE[]) AS first_on, unnest($4::DATE[]) AS last_on)""",
            _columns(asked),
        )
    whole = [key for key, window in windows.items() if window.is_whole]
    if whole:
        con.execute("INSERT INTO measures.whole SELECT unnest($1::VARCHAR[]), unnest($2::INTEGER[])", _columns(whole))
    once = [
        (page.id, part, page.at_least_of(part)) for page in pages for part in page.parts if page.counts_child_once(part)
    ]
    if once:
        con.execute(
            "INSERT INTO measures.once SELECT unnest($1::VARCHAR[]), unnest($2::VARCHAR[]), unnest($3::INTEGER[])",
            _columns(once),
        )


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _cells(journey: Journey, pages: Sequence[MeasurePage], levels: Sequence[str]) -> Cells:
    """The counts of every figure that has a row."""
    found = journey.con.execute(_SUMS, [[page.id for page in pages], list(levels)]).fetchall()
    found += journey.con.execute(_ONCE, [list(levels)]).fetchall()
    cells: Cells = {row[:5]: Cell._make((*row[5:], None)) for row in found}
    splits = {page.id: page for page in pages if page.is_split}
    own: dict[str, Cells] = {measure: {} for measure in splits}
    for name, cell in cells.items():
        if name[0] in splits:
            own[name[0]][name] = cell
    for page in splits.values():
        cells |= _of_the_whole(own[page.id], page)
    medians = [page.id for page in pages if any(page.shape_of(part) == "median" for part in page.parts)]
    if medians:
        middle = journey.con.execute(_MEDIANS, [medians, list(levels)]).fetchall()
        for *key, median in middle:
            name = (key[0], key[1], key[2], key[3], key[4])
            cells[name] = cells[name]._replace(median=median)
    return cells


def _of_the_whole(cells: Cells, page: MeasurePage) -> Cells:
    """A split's cells: what is in a part is met, what is told and in another is not, what is in none is lost to each."""
    found: Cells = {}
    by_place: dict[tuple[int, str, str], dict[str | None, Cell]] = {}
    for (_, part, period, level, place), cell in cells.items():
        by_place.setdefault((period, level, place), {})[part] = cell
    for at, own in by_place.items():
        told = sum(cell.met for cell in own.values())
        left_out = sum(cell.left_out for cell in own.values())
        rows = sum(cell.row_count for cell in own.values())
        for part in page.parts:
            met = own.get(part, NOTHING).met
            found[page.id, part, *at] = Cell(met, told - met, left_out, rows)
    return found


# Places and periods add up from cells: day by team spell, times the places of the spell, times the periods of the day.
_SUMS = """
    SELECT c.measure, c.part, a.period, o.level, o.place, CAST(sum(c.met_count) AS BIGINT),
        CAST(sum(c.not_met_count) AS BIGINT), CAST(sum(c.left_out_count) AS BIGINT), CAST(sum(c.row_count) AS BIGINT),
        CAST(sum(c.value_count) AS BIGINT), sum(c.value_sum)
    FROM measures.cells AS c
    JOIN measures.asked AS a ON a.measure = c.measure AND a.day = c.placed_on
    JOIN measures.place_of AS o ON o.spell = c.spell
    WHERE list_contains($1, c.measure) AND list_contains($2, o.level) AND NOT EXISTS (
        SELECT 1 FROM measures.once AS n WHERE n.measure = c.measure AND n.part IS NOT DISTINCT FROM c.part)
    GROUP BY ALL"""

# A child counts once in a period, by the newest row in it; of two of one day, the one whose row id sorts last. Where
# the period holds the undated rows too, a child with one is counted there and not by a dated row as well. Where so many
# rows must be met, those left out stand aside while there are others, and the child is in the newest one's place.
_ONCE = """
    WITH own AS (
        SELECT r.*, n.at_least FROM measures.rows AS r
        JOIN measures.once AS n ON n.measure = r.measure AND n.part IS NOT DISTINCT FROM r.part),
    dated AS (
        SELECT o.* REPLACE (CASE
            WHEN o.left_out THEN NULL
            WHEN o.at_least IS NULL THEN o.met
            WHEN count(*) FILTER (WHERE o.met) OVER of_child >= o.at_least THEN true
            WHEN count(*) FILTER (WHERE o.met IS NOT false AND NOT o.left_out) OVER of_child >= o.at_least THEN NULL
            ELSE false END AS met), a.period
        FROM own AS o JOIN measures.asked AS a ON a.measure = o.measure AND a.day = o.placed_on
        WHERE NOT EXISTS (
            SELECT 1 FROM own AS u JOIN measures.whole AS w ON w.measure = u.measure AND w.period = a.period
            WHERE u.measure = o.measure AND u.part IS NOT DISTINCT FROM o.part AND u.child_key = o.child_key
                AND u.placed_on IS NULL AND NOT u.left_out)
        WINDOW of_child AS (PARTITION BY o.measure, o.part, a.period, o.child_key)
        QUALIFY row_number() OVER (
            PARTITION BY o.measure, o.part, a.period, o.child_key
            ORDER BY o.at_least IS NOT NULL AND o.left_out, o.placed_on DESC, o.row_id DESC) = 1)
    SELECT d.measure, d.part, d.period, p.level, p.place, count(*) FILTER (WHERE d.met),
        count(*) FILTER (WHERE NOT d.met), count(*) FILTER (WHERE d.left_out), count(*), count(d.value), sum(d.value)
    FROM dated AS d JOIN measures.place_of AS p ON p.spell = d.spell
    WHERE list_contains($1, p.level)
    GROUP BY ALL"""

# Medians do not add up: they are taken from the rows.
_MEDIANS = """
    SELECT r.measure, r.part, a.period, o.level, o.place, median(r.value)
    FROM measures.rows AS r
    JOIN measures.asked AS a ON a.measure = r.measure AND a.day = r.placed_on
    JOIN measures.place_of AS o ON o.spell = r.spell
    WHERE list_contains($1, r.measure) AND list_contains($2, o.level)
    GROUP BY ALL"""


def _undated(journey: Journey, pages: Sequence[MeasurePage], levels: Sequence[str]) -> Undated:
    """Rows without a placing date, which belong to no month; children, where a child counts once."""
    found = journey.con.execute(
        """
        WITH lost AS (
            SELECT r.measure, r.part, r.spell, n.measure IS NULL OR row_number() OVER (
                PARTITION BY r.measure, r.part, r.child_key ORDER BY r.row_id DESC) = 1 AS counts
            FROM measures.rows AS r
            LEFT JOIN measures.once AS n ON n.measure = r.measure AND n.part IS NOT DISTINCT FROM r.part
            WHERE r.placed_on IS NULL AND NOT r.left_out AND list_contains($1, r.measure))
        SELECT l.measure, l.part, o.level, o.place, count(*)
        FROM lost AS l JOIN measures.place_of AS o ON o.spell = l.spell
        WHERE l.counts AND list_contains($2, o.level)
        GROUP BY ALL""",
        [[page.id for page in pages], list(levels)],
    ).fetchall()
    undated = {(measure, part, level, place): count for measure, part, level, place, count in found}
    for page in (page for page in pages if page.is_split):
        # A row without a day is lost to every part, whichever it is in.
        lost = Counter[tuple[str, str]]()
        for (measure, _, level, place), count in undated.items():
            lost[level, place] += count if measure == page.id else 0
        undated |= {(page.id, part, *at): count for part in page.parts for at, count in lost.items()}
    return undated


def _tables_with_rows(journey: Journey, pages: Sequence[MeasurePage]) -> set[str]:
    tables = sorted({table for page in pages for table in page_tables(page)})
    asked = ", ".join(f"EXISTS (SELECT 1 FROM journey.{table})" for table in tables)
    row = journey.con.execute(f"SELECT {asked}").fetchone() if tables else None
    return {table for table, has in zip(tables, row or (), strict=True) if has}


def _places(
    county: CountyFiles, periods: Sequence[Period], levels: Sequence[str]
) -> Mapping[int, list[tuple[str, str, bool]]]:
    """Per period every place of the levels asked for, and whether there was such a place then."""
    named = [
        (level, place) for level in levels for place in ("",) * (level == COUNTY) or names_at(county.localities, level)
    ]
    return {
        number: [
            (level, place, is_there(county.localities, level, place, period.start, period.end))
            for level, place in named
        ]
        for number, period in enumerate(periods)
    }
