"""The rows behind one figure: each with the part that it plays in it, so that they add up to the figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.errors import HeadwayError
from headway.journey import Journey
from headway.measures.county_files import CountyFiles
from headway.measures.observation import COUNTY, Observation
from headway.measures.observe import observations
from headway.measures.page import MeasurePage
from headway.measures.rows import Prepared, run_pages
from headway.measures.windows import stock_day
from headway.periods import Period
from headway.store.sql_text import quoted

MET, NOT_MET, NUMBER, CANNOT_TELL, LEFT_OUT = "met", "not met", "a number", "cannot tell", "left out"
UNDATED = "undated"
"""Beside the figure: a row without a placing date, which belongs to no month."""
ELSEWHERE = ""
"""No part in the figure: another period or place, or the child counts by another row."""


@dataclass(frozen=True)
class RowBehind:
    """A row that the page gives, and its part in the figure. ``child_key`` is for whoever may see the child alone."""

    row_id: str
    child_key: str
    placed_on: date | None
    role: str
    value: float | None
    reason: str
    team: str
    locality: str


@dataclass(frozen=True)
class FigureBehind:
    """A figure with every row of its measure; ``prepared`` says by which standards."""

    observation: Observation
    rows: tuple[RowBehind, ...]
    prepared: Prepared

    @property
    def inside(self) -> tuple[RowBehind, ...]:
        """The rows that have a part in the figure, or stand beside it undated."""
        return tuple(row for row in self.rows if row.role != ELSEWHERE)


def figure_behind(
    journey: Journey, county: CountyFiles, page: MeasurePage, part: str | None, period: Period, level: str, place: str
) -> FigureBehind:
    """One figure with its rows. ``place`` is the place's name; of the county as a whole it is not looked at.

    Raises HeadwayError when the rows do not add up to the figure: a fault, never to be passed over.
    """
    prepared = run_pages(journey, county, [page], [stock_day(journey, period)])
    name = county.county if level == COUNTY else place
    found = next(
        each
        for each in observations(prepared, [page], periods=[period], levels=[level])
        if (each.part, each.place) == (part, name)
    )
    rows = _rows(journey, page, part, level, "" if level == COUNTY else place)
    behind = FigureBehind(found, rows, prepared)
    _check(behind)
    return behind


def listed_rows(journey: Journey, tables: Iterable[str]) -> dict[tuple[str, date], str]:
    """Per row and day of the tables as they were on days: the row of the load of that day, where it is not the newest."""
    found: dict[tuple[str, date], str] = {}
    for table in tables:
        rows = journey.con.execute(
            f"SELECT row_id, day, state_row_id FROM journey.{quoted(table + '_on_day')} WHERE state_row_id <> row_id"
        ).fetchall()
        found |= {(row_id, day): listed for row_id, day, listed in rows}
    return found


def _rows(journey: Journey, page: MeasurePage, part: str | None, level: str, place: str) -> tuple[RowBehind, ...]:
    whole = journey.con.execute("SELECT 1 FROM measures.whole WHERE measure = ?", [page.id]).fetchone() is not None
    is_number = page.shape_of(part) in ("mean", "median")
    found = journey.con.execute(
        _ROWS,
        {
            "measure": page.id,
            "part": part,
            "split": page.is_split,
            "once": page.counts_child_once(part),
            "at_least": page.at_least_of(part),
            "whole": whole,
            "level": level,
            "place": place,
        },
    ).fetchall()
    return tuple(
        RowBehind(row_id, child_key, day, _role(counts, out, met, value, undated, whole, is_number), value, *said)
        for row_id, child_key, day, met, value, out, undated, counts, *said in found
    )


def _role(
    counts: bool,
    left_out: bool,
    met: bool | None,
    value: float | None,
    undated: bool,
    whole: bool,
    is_number: bool,
) -> str:
    if not counts:
        return ELSEWHERE
    if left_out:
        return LEFT_OUT
    if undated:
        return CANNOT_TELL if whole else UNDATED
    if is_number:
        return CANNOT_TELL if value is None else NUMBER
    return CANNOT_TELL if met is None else MET if met else NOT_MET


# The same choice of rows as in observe.py, row by row: days asked for, undated rows, a child that counts once, the place.
# A split's part is of every row of the page: what is told and in another part is not met, what is in none cannot be told.
_ROWS = """
    WITH own AS (
        SELECT r.* REPLACE (CASE WHEN NOT $split THEN r.met WHEN r.met THEN r.part IS NOT DISTINCT FROM $part END AS met),
            s.team, s.locality, r.placed_on IS NULL AND NOT r.left_out AS undated,
            coalesce(r.placed_on IN (SELECT day FROM measures.asked WHERE measure = $measure AND period = 0), false)
                AS dated,
            EXISTS (SELECT 1 FROM measures.place_of AS o
                WHERE o.spell = r.spell AND o.level = $level AND o.place = $place) AS here
        FROM measures.rows AS r JOIN measures.spells AS s USING (spell)
        WHERE r.measure = $measure AND ($split OR r.part IS NOT DISTINCT FROM $part)),
    ranked AS (
        SELECT * REPLACE (CASE
                WHEN CAST($at_least AS INTEGER) IS NULL OR undated THEN met
                WHEN count(*) FILTER (WHERE met) OVER of_child >= $at_least THEN true
                WHEN count(*) FILTER (WHERE met IS NOT false AND NOT left_out) OVER of_child >= $at_least THEN NULL
                ELSE false END AS met),
            row_number() OVER (of_child ORDER BY
                CAST($at_least AS INTEGER) IS NOT NULL AND left_out, placed_on DESC, row_id DESC) AS rank,
            $whole AND child_key IS NOT NULL AND bool_or(undated) OVER (PARTITION BY child_key) AS counts_undated
        FROM own WINDOW of_child AS (PARTITION BY child_key, dated, undated))
    SELECT row_id, child_key, placed_on, met, value, left_out, undated,
        here AND (dated OR undated) AND (NOT $once OR (rank = 1 AND (undated OR NOT counts_undated))),
        reason, team, locality
    FROM ranked ORDER BY placed_on, row_id, reason"""


def _check(behind: FigureBehind) -> None:
    """The rows add up to the figure: an explanation that does not is worse than none."""
    found, roles = behind.observation, Counter(row.role for row in behind.rows)
    told = roles[MET] + roles[NOT_MET] + roles[NUMBER]
    is_same = (
        found.denominator in (None, told)
        and found.cannot_tell in (None, roles[CANNOT_TELL])
        and found.numerator in (None, roles[MET])
        and (found.denominator is None or found.left_out == roles[LEFT_OUT])
    )
    if not is_same:
        raise HeadwayError(
            "The rows behind a figure do not add up to it: a fault in Headway.",
            f"{found.measure} {found.period}",
            "Run it again with --debug, and report what it prints, without data.",
        )
