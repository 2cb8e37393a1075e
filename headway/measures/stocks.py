"""What only stocks can be asked: are they mostly the same children, and who holds each child on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt

from headway.journey import Journey
from headway.journey.definitions import table_definitions
from headway.measures.county_files import CountyFiles
from headway.measures.observation import NOT_PLACED
from headway.measures.page import MeasurePage
from headway.measures.places import put_places
from headway.measures.windows import page_tables

Same = dict[tuple[str, str | None], float | None]
# Design: the team of list 8, else 7, else 6, else 9; last, that of an open assessment.
HOLDING_TABLES = ("cla_periods", "cp_plans", "cin_episodes", "care_leavers", "cin_assessments")


@dataclass(frozen=True)
class Holder:
    """Who holds a child on the day: the first list with the child, its team and locality, and the first worker named.

    A team that the county's files do not list keeps the name typed in the return, and is *not placed*.
    ``is_worker_unreadable`` says that no list names a worker and that one holds a cell which cannot be read.
    """

    child_key: str
    list_key: str
    team_id: str | None
    team: str
    locality: str
    worker_key: str | None
    is_worker_unreadable: bool

    def with_worker_of(self, other: Holder) -> Holder:
        """The same with the worker of a later list of the child, where none is named so far."""
        if self.worker_key is not None:
            return self
        is_unreadable = other.worker_key is None and (self.is_worker_unreadable or other.is_worker_unreadable)
        return replace(self, worker_key=other.worker_key, is_worker_unreadable=is_unreadable)


def same_children(journey: Journey, pages: Sequence[MeasurePage], days: Sequence[date]) -> Same:
    """By figure, how far a stock is the same children month after month (0 to 1): None for a flow or too little to tell.

    The correlation of ``met`` for the same row on neighbouring days, times the share of rows that stay. Of a count or a
    rate, the share of those counted who are counted on the next day too: where arrivals are by chance, that is how far
    neighbouring counts are alike. A list that is made anew with each load has other rows each time: there the same
    child is the same row. Needs the pages to have been run for the days.
    """
    found: Same = {(page.id, part): None for page in pages for part in page.parts}
    stocks = [page for page in pages if page.front.timing == "stock"]
    shares = {
        (page.id, part) for page in stocks for part in page.parts if page.shape_of(part) not in ("mean", "median")
    }
    if len(days) < 3 or not stocks:
        return found
    pictures = [
        page.id for page in stocks if "picture" in {table_definitions()[table].kind for table in page_tables(page)}
    ]
    rows = journey.con.execute(
        """
        WITH days AS (SELECT day, lead(day) OVER (ORDER BY day) AS next_on FROM (SELECT unnest($1::DATE[]) AS day)),
        -- Of a split, what is told and in another part is not met.
        splits AS (SELECT measure, unnest(parts) AS part FROM (SELECT unnest($4) AS measure, unnest($5) AS parts)),
        here AS (
            SELECT r.measure, coalesce(s.part, r.part) AS part, placed_on,
                met AND (s.part IS NULL OR r.part IS NOT DISTINCT FROM s.part) AS met,
                CASE WHEN list_contains($2, r.measure) THEN child_key ELSE row_id END AS same
            FROM measures.rows AS r LEFT JOIN splits AS s USING (measure)
            WHERE list_contains($3, r.measure) AND met IS NOT NULL),
        pairs AS (
            SELECT a.measure, a.part, a.met::INTEGER AS before, b.met::INTEGER AS after
            FROM here AS a JOIN days AS d ON d.day = a.placed_on
            JOIN (SELECT DISTINCT measure, part, placed_on FROM here) AS n ON n.measure = a.measure
                AND n.part IS NOT DISTINCT FROM a.part AND n.placed_on = d.next_on
            LEFT JOIN here AS b ON b.measure = a.measure AND b.part IS NOT DISTINCT FROM a.part
                AND b.same = a.same AND b.placed_on = d.next_on)
        SELECT measure, part, count(*), count(*) FILTER (WHERE before = 1), count(after),
            count(*) FILTER (WHERE before = 1 AND after IS NOT NULL),
            count(*) FILTER (WHERE after = 1), count(*) FILTER (WHERE before = 1 AND after = 1)
        FROM pairs GROUP BY measure, part""",
        [
            sorted(set(days)),
            pictures,
            [page.id for page in stocks],
            [page.id for page in stocks if page.is_split],
            [[part or "" for part in page.parts] for page in stocks if page.is_split],
        ],
    ).fetchall()
    counts = {(page.id, part) for page in stocks for part in page.parts if page.shape_of(part) in ("count", "rate")}
    for measure, part, every, counted, stayed, before, after, both in rows:
        if (measure, part) in counts:
            found[measure, part] = both / counted if counted else None
            continue
        # From whole numbers, so that it comes out the same to the last digit whatever the order of the rows.
        spread = before * (stayed - before) * after * (stayed - after)
        # Where every row has the same answer there is no correlation to speak of.
        if (measure, part) in shares and spread:
            correlation = (stayed * both - before * after) / sqrt(spread)
            found[measure, part] = max(0.0, correlation * stayed / every)
    return found


def who_holds(journey: Journey, day: date, county: CountyFiles) -> dict[str, Holder]:
    """Per child with an open row on the day, the team that holds the child and the first worker named on any list."""
    put_places(journey.con, county.localities)
    journey.on_day([day], county.policy.state_days, HOLDING_TABLES)
    holders: dict[str, Holder] = {}
    for table in HOLDING_TABLES:
        found = journey.con.execute(
            f"""
            SELECT s.child_key, s.team_id, coalesce(n.team, nullif(trim(s.team_id), ''), '{NOT_PLACED}'),
                coalesce(n.locality, '{NOT_PLACED}'),
                s.worker_key, coalesce(list_contains(s.unreadable, 'worker_key'), false)
            FROM journey.{table}_on_day AS s
            LEFT JOIN measures.spellings AS t
                ON t.spelling = measures.spelling_of(s.team_id) AND s.day BETWEEN t.from_on AND t.until_on
            LEFT JOIN measures.spells AS n USING (spell)
            ORDER BY s.child_key, s.row_id"""
        ).fetchall()
        for child_key, team_id, team, locality, worker, is_unreadable in found:
            holder = Holder(child_key, table, team_id, team, locality, worker, is_unreadable)
            before = holders.get(child_key)
            holders[child_key] = before.with_worker_of(holder) if before else holder
    return holders
