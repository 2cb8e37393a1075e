"""Pages run: every row of every measure asked for, placed by its own team as things were on its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import duckdb

from headway.errors import DefinitionError
from headway.journey import Journey
from headway.measures.county_files import CountyFiles
from headway.measures.functions import define_functions
from headway.measures.observation import MeasureRow
from headway.measures.page import MeasurePage
from headway.measures.places import NO_SPELL, put_places
from headway.measures.standards import Span, spans_of, sql_with_values, why_no_standard
from headway.measures.windows import FAR_WORDS, covered_by_all, on_day_tables, page_tables
from headway.side_by_side import side_by_side

_NO_ROWS = """
    SELECT NULL::VARCHAR AS measure, NULL::VARCHAR AS part, NULL::VARCHAR AS row_id, NULL::VARCHAR AS child_key,
        NULL::DATE AS placed_on, NULL::BOOLEAN AS met, NULL::DOUBLE AS value, NULL::VARCHAR AS reason,
        NULL::BOOLEAN AS left_out, NULL::DATE AS due_on, NULL::INTEGER AS days_over, NULL::VARCHAR AS own_team,
        NULL::BOOLEAN AS follows_history
    WHERE false"""
_NO_COUNTS = """
    SELECT NULL::VARCHAR AS measure, NULL::VARCHAR AS part, NULL::DATE AS placed_on, NULL::VARCHAR AS own_team,
        NULL::BIGINT AS met_count, NULL::BIGINT AS not_met_count, NULL::BIGINT AS left_out_count,
        NULL::BIGINT AS row_count, NULL::BIGINT AS value_count, NULL::DOUBLE AS value_sum
    WHERE false"""
_COUNTS = """
    count(*) FILTER (WHERE met) AS met_count, count(*) FILTER (WHERE NOT met) AS not_met_count,
    count(*) FILTER (WHERE left_out) AS left_out_count, count(*) AS row_count, count(value) AS value_count,
    sum(value) AS value_sum"""
_LAST_DAY = "DATE '9999-12-31'"


@dataclass(frozen=True)
class Prepared:
    """What has been run on a journey: for which days each page's standards hold, and why a figure could not be run."""

    journey: Journey
    county: CountyFiles
    spans: Mapping[str, tuple[Span, ...]]

    def spans_of(self, page: MeasurePage, part: str | None) -> tuple[Span, ...]:
        """The days of which a figure can be asked: those of its page on which it has the standard that it alone needs."""
        return tuple(span for span in self.spans[page.id] if span.asks(page, part))

    def why_not_run(self, page: MeasurePage, part: str | None) -> str:
        """The standards that a figure waits for; blank where there are days of which it can be asked."""
        return "" if self.spans_of(page, part) else why_no_standard(page, self.county.policy, part)


def prepare(journey: Journey, county: CountyFiles) -> None:
    """Makes the connection ready for pages: functions and places."""
    define_functions(journey.con)
    put_places(journey.con, county.localities)


def run_pages(
    journey: Journey,
    county: CountyFiles,
    pages: Iterable[MeasurePage],
    days: Sequence[date],
    *,
    only_counts: bool = False,
    by_child: bool = True,
) -> Prepared:
    """Runs the pages into ``measures.rows``; stock pages for the days given. Says which could be run, for which days.

    With ``only_counts`` the rows have no reason and no due day: they are for figures, and half the work. Without
    ``by_child`` a stock of which nobody asks who the children are is counted at once, by day and team: its rows, which are
    most of all rows, are in ``measures.cells`` alone.
    """
    prepare(journey, county)
    pages = list(pages)
    journey.on_day(days, county.policy.state_days, {table for page in pages for table in on_day_tables(page)})
    spans: dict[str, tuple[Span, ...]] = {}
    runs: list[Callable[[], str]] = []
    counts: list[Callable[[], str]] = []
    for page in pages:
        spans[page.id] = page_spans(journey, county, page)
        for span in spans[page.id]:
            is_last = span is spans[page.id][-1]
            make = partial(_rows_sql, page, span, is_last=is_last, only_counts=only_counts, by_child=by_child)
            if by_child or not _adds_up(page):
                runs.append(make)
            else:
                counts.append(partial(_counts_sql, make))
    _find_rows(journey, runs, counts)
    _spell_teams(journey)
    _place_rows(journey)
    count_cells(journey)
    _place_counts(journey)
    _forget_runs(journey)
    _refuse_unknown_parts(journey, pages)
    return Prepared(journey, county, spans)


def page_spans(journey: Journey, county: CountyFiles, page: MeasurePage) -> tuple[Span, ...]:
    """The days that the page can be asked of, each span with the standards that held."""
    covered = covered_by_all(journey, page_tables(page)) if page.front.timing != "stock" else ()
    return spans_of(page, county.policy, covered or ((journey.as_at, journey.as_at),))


def _find_rows(journey: Journey, runs: Sequence[Callable[[], str]], counts: Sequence[Callable[[], str]]) -> None:
    """``measures.found`` and ``measures.counted``: what every run gives. A table for each: adding to one that grows costs
    twice the time.

    One run's SQL is written while the database works on another's.
    """
    con = journey.con

    def run(own: duckdb.DuckDBPyConnection, name: str, make: Callable[[], str]) -> None:
        own.execute("SET search_path = 'journey,main'")
        own.execute(f"CREATE OR REPLACE TABLE measures.{name} AS {make()}")

    named = {
        "found": {f"run_{number}": make for number, make in enumerate(runs)},
        "counted": {f"run_counts_{number}": make for number, make in enumerate(counts)},
    }
    side_by_side(con, [partial(run, name=name, make=make) for own in named.values() for name, make in own.items()])
    for view, nothing in (("found", _NO_ROWS), ("counted", _NO_COUNTS)):
        every = "".join(f" UNION ALL SELECT * FROM measures.{name}" for name in named[view])
        con.execute(f"CREATE OR REPLACE VIEW measures.{view} AS {nothing}{every}")


def _adds_up(page: MeasurePage) -> bool:
    """Whether the page's figures are sums of counts by day and team: a stock in which no child counts once for a period."""
    return page.front.timing == "stock" and not any(
        page.counts_child_once(part) or page.shape_of(part) == "median" for part in page.parts
    )


def _counts_sql(make: Callable[[], str]) -> str:
    return f"SELECT measure, part, placed_on, own_team, {_COUNTS} FROM ({make()}) GROUP BY ALL"


def _rows_sql(page: MeasurePage, span: Span, *, is_last: bool, only_counts: bool, by_child: bool) -> str:
    """SQL for the page's rows whose day is in the span, and with the last span those without a day."""
    have = set(page.columns)
    on = "day" if page.front.timing == "stock" else "event_date"

    def column(name: str, kind: str, default: str = "NULL") -> str:
        return f"CAST({f'p.{name}' if name in have else default} AS {kind})"

    parts = "p.part" if "part" in have else "names.part"
    names = ", ".join(f"('{part}')" if part else "(NULL)" for part in page.parts)
    join = "" if "part" in have else f"CROSS JOIN (VALUES {names}) AS names(part)"
    left_out = f"coalesce({column('left_out', 'BOOLEAN')}, false)"
    wanted: list[str] = []
    if (span.first, span.last) != (date.min, date.max):
        inside = f"p.{on} BETWEEN DATE '{span.first}' AND DATE '{span.last}'"
        wanted.append(f"({inside} OR p.{on} IS NULL)" if is_last else inside)
    wanted += [f"{parts} IS DISTINCT FROM '{part}'" for part in page.parts if not span.asks(page, part)]
    where = f"WHERE {' AND '.join(wanted)}" if wanted else ""
    reason, due_on, days_over = (
        ("NULL::VARCHAR", "NULL::DATE", "NULL::INTEGER")
        if only_counts
        else (
            "coalesce(p.reason, 'the page gives no reason')",
            column("due_on", "DATE"),
            column("days_over", "INTEGER"),
        )
    )
    # A stock's rows are most of all rows: their ids are kept where it is asked who stays from one day to the next.
    is_counted = not by_child and page.front.timing == "stock" and not any(map(page.counts_child_once, page.parts))
    return f"""
        SELECT '{page.id}' AS measure, CAST({parts} AS VARCHAR) AS part,
            {"NULL::VARCHAR" if is_counted else "p.row_id"} AS row_id, p.child_key,
            CAST(p.{on} AS DATE) AS placed_on, CASE WHEN NOT {left_out} THEN {column("met", "BOOLEAN")} END AS met,
            CASE WHEN NOT {left_out} THEN {column("value", "DOUBLE")} END AS value,
            {reason} AS reason, {left_out} AS left_out, {due_on} AS due_on, {days_over} AS days_over,
            {column("team_id", "VARCHAR")} AS own_team, {page.front.timing != "stock" and "team_id" in have} AS follows_history
        FROM ({sql_with_values(page, span.values)}) AS p {join} {where}"""


def _refuse_unknown_parts(journey: Journey, pages: Sequence[MeasurePage]) -> None:
    known = {page.id: page for page in pages}
    for measure, part in journey.con.execute("SELECT DISTINCT measure, part FROM measures.cells").fetchall():
        page = known[measure]
        if part not in page.parts and not (page.is_split and part is None):
            raise DefinitionError(
                f"The SQL of {page.page.path.name} gives a part '{part}' that its front matter does not name.",
                page.where() + ".",
                f"Its parts are {', '.join(name for name in page.parts if name) or 'none'}.",
            )


def _spell_teams(journey: Journey) -> None:
    """``measures.team_spells``: each team as the rows write it, with its spells."""
    journey.con.execute("""
        CREATE OR REPLACE TABLE measures.team_spells AS
        WITH spelt AS (
            SELECT team_id, measures.spelling_of(team_id) AS spelling
            FROM (
                SELECT own_team AS team_id FROM measures.found UNION SELECT own_team FROM measures.counted
                UNION SELECT team_id FROM journey.team_history WHERE NOT is_unreadable))
        SELECT s.team_id, t.spell, t.from_on, t.until_on
        FROM spelt AS s JOIN measures.spellings AS t USING (spelling)""")


def _place_rows(journey: Journey) -> None:
    """``measures.rows``: each row with its team spell.

    The team of a flow row is that of the first load on or after its placing date, and the place is the team's on that
    date: neither a later move of the child nor of the team rewrites an earlier month. An undated row is placed by its
    newest team as things are now.
    """
    journey.con.execute("SET preserve_insertion_order = false")  # nobody asks for it, and one thread would write alone
    journey.con.execute(f"""
        CREATE OR REPLACE TABLE measures.rows AS
        WITH history AS (
            SELECT row_id, listed_to, CASE WHEN NOT is_unreadable THEN team_id END AS team_id
            FROM journey.team_history),
        with_team AS (
            SELECT f.*, CASE WHEN h.row_id IS NULL THEN f.own_team ELSE h.team_id END AS team_id
            FROM measures.found AS f ASOF LEFT JOIN history AS h
                ON f.row_id = h.row_id AND f.placed_on <= h.listed_to
            WHERE f.follows_history
            UNION ALL
            SELECT *, own_team FROM measures.found WHERE NOT follows_history)
        SELECT w.* EXCLUDE (own_team, team_id, follows_history), coalesce(k.spell, {NO_SPELL}) AS spell
        FROM with_team AS w LEFT JOIN measures.team_spells AS k ON k.team_id = w.team_id
            AND coalesce(w.placed_on, DATE '{journey.as_at}') BETWEEN k.from_on AND coalesce(k.until_on, {_LAST_DAY})""")
    journey.con.execute("RESET preserve_insertion_order")


def count_cells(journey: Journey) -> None:
    """``measures.cells``: rows by measure, part, day and team spell."""
    journey.con.execute(f"""
        CREATE OR REPLACE TABLE measures.cells AS
        SELECT measure, part, placed_on, spell, {_COUNTS} FROM measures.rows GROUP BY ALL""")


def _place_counts(journey: Journey) -> None:
    """Adds to ``measures.cells`` what was counted by day and team, at the team's spell of the day."""
    journey.con.execute(f"""
        INSERT INTO measures.cells
        SELECT c.measure, c.part, c.placed_on, coalesce(k.spell, {NO_SPELL}) AS spell, sum(c.met_count),
            sum(c.not_met_count), sum(c.left_out_count), sum(c.row_count), sum(c.value_count), sum(c.value_sum)
        FROM measures.counted AS c LEFT JOIN measures.team_spells AS k ON k.team_id = c.own_team
            AND c.placed_on BETWEEN k.from_on AND coalesce(k.until_on, {_LAST_DAY})
        GROUP BY ALL""")


def _forget_runs(journey: Journey) -> None:
    journey.con.execute("DROP VIEW measures.found; DROP VIEW measures.counted")
    made = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'measures' AND starts_with(table_name, 'run_')"
    for (name,) in journey.con.execute(made).fetchall():
        journey.con.execute(f"DROP TABLE measures.{name}")


def fetch_rows(journey: Journey, page: MeasurePage, on: date | None = None) -> list[MeasureRow]:
    """The rows of a page that has been run, in the order of their day and RowId: all of them, or those of one day."""
    found = journey.con.execute(
        "SELECT row_id, child_key, placed_on, met, value, reason, left_out, part, team, locality, due_on, days_over"
        " FROM measures.rows JOIN measures.spells USING (spell)"
        " WHERE measure = $1 AND ($2::DATE IS NULL OR placed_on = $2::DATE) ORDER BY placed_on, row_id, part",
        [page.id, on],
    ).fetchall()
    return [MeasureRow(*row) for row in found]


def fetch_answers(
    journey: Journey, page: MeasurePage, part: str | None, children: Iterable[str]
) -> dict[tuple[str, date | None], set[bool | None]]:
    """Each answer that a page that has been run gives of these children, by child and day; of all parts without one."""
    found = journey.con.execute(
        "SELECT DISTINCT child_key, placed_on, met FROM measures.rows"
        " WHERE measure = $1 AND NOT left_out AND ($2::VARCHAR IS NULL OR part = $2)"
        " AND child_key IN (SELECT unnest($3::VARCHAR[]))",
        [page.id, part, list(children)],
    ).fetchall()
    answers: dict[tuple[str, date | None], set[bool | None]] = {}
    for child, day, met in found:
        answers.setdefault((child, day), set()).add(met)
    return answers


@dataclass(frozen=True)
class NotReady:
    """Why a stock page cannot be asked of a day; whether for want of a standard, or of a newer load of its list."""

    why: str
    lacks_standard: bool = False
    is_too_old: bool = False


def not_ready(journey: Journey, page: MeasurePage, day: date, county: CountyFiles) -> NotReady | None:
    """Why a stock page cannot be asked of the day, or None when it can."""
    if not any(span.first <= day <= span.last for span in page_spans(journey, county, page)):
        return NotReady(why_no_standard(page, county.policy), lacks_standard=True)
    days, tables = county.policy.state_days, page_tables(page)
    for table in tables:
        if not journey.coverage(table):
            return NotReady(FAR_WORDS if journey.is_far else f"no load holds the list of {table.replace('_', ' ')}")
    for table in tables:
        if journey.state_on(table, day, days) is None:
            why = f"not covered: no load within {days} days held the list of {table.replace('_', ' ')}"
            return NotReady(why, is_too_old=True)
    return None
