"""Pages run: every row of every measure asked for, placed by its own team as things were on its day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlglot
from sqlglot import exp

from headway.journey import Journey
from headway.measures.county_files import CountyFiles, team_spellings
from headway.measures.functions import define_functions
from headway.measures.observation import NOT_PLACED, MeasureRow
from headway.measures.page import MeasurePage
from headway.measures.standards import Values, local_standards, page_values, sql_with_values

_COLUMNS = """
    measure VARCHAR, part VARCHAR, row_id VARCHAR, child_key VARCHAR, placed_on DATE, met BOOLEAN, value DOUBLE,
    reason VARCHAR, left_out BOOLEAN, team VARCHAR, locality VARCHAR, due_on DATE, days_over INTEGER"""


@dataclass(frozen=True)
class Prepared:
    """What has been run on a journey: which pages, and why the others could not be."""

    journey: Journey
    county: CountyFiles
    not_run: dict[str, str]


def page_tables(page: MeasurePage) -> tuple[str, ...]:
    """The journey tables that the page reads, without ``person`` and without ``_on_day``."""
    if page.front.lists:
        return page.front.lists
    tree = sqlglot.parse_one(page.sql, dialect="duckdb")
    own = {cte.alias for cte in tree.find_all(exp.CTE)}
    names = sorted({table.name for table in tree.find_all(exp.Table)} - own - {"person"})
    return tuple(name.removesuffix("_on_day") for name in names)


def prepare(journey: Journey, county: CountyFiles) -> None:
    """Makes the connection ready for pages: functions, teams, an empty table of rows."""
    define_functions(journey.con)
    journey.con.execute(f"CREATE OR REPLACE TABLE measures.rows ({_COLUMNS})")
    journey.con.execute(
        "CREATE OR REPLACE TABLE measures.teams"
        " (spelling VARCHAR, team VARCHAR, locality VARCHAR, from_on DATE, until_on DATE)"
    )
    for team in county.localities.teams:
        for spelling in team_spellings(team):
            journey.con.execute(
                "INSERT INTO measures.teams VALUES (?, ?, ?, ?, ?)",
                [spelling, team.name, county.localities.locality_of(team), team.from_on, team.until_on],
            )


def run_pages(journey: Journey, county: CountyFiles, pages: Iterable[MeasurePage], days: Sequence[date]) -> Prepared:
    """Runs the pages into ``measures.rows``; stock pages for the days given. Says which could not be run, and why."""
    prepare(journey, county)
    pages = list(pages)
    if any(page.front.timing == "stock" for page in pages):
        journey.on_day(sorted(set(days)), county.policy.state_days)
    not_run: dict[str, str] = {}
    for page in pages:
        values, why = values_for(journey, county, page)
        if why:
            not_run[page.id] = why
            continue
        _run_page(journey, page, values)
    return Prepared(journey, county, not_run)


def values_for(journey: Journey, county: CountyFiles, page: MeasurePage) -> tuple[Values, str]:
    """The page's standards and parameters, local ones from policy.yaml on the journey's day; or why there are none."""
    values = page_values(page)
    for name in local_standards(page):
        given = county.policy.standard(name, page.id, journey.as_at)
        if given is None:
            return {}, f"no local standard: policy.yaml gives no {name} for {page.id}"
        values[name] = given
    stretches = journey.coverage(page_tables(page)[0]) if page.front.timing == "flow" else ()
    values["history_from"] = stretches[-1][0] if stretches else journey.as_at
    return values, ""


def _run_page(journey: Journey, page: MeasurePage, values: Values) -> None:
    con = journey.con
    con.execute("SET search_path = 'journey,main'")
    con.execute(f"CREATE OR REPLACE TEMP TABLE page_rows AS {sql_with_values(page, values)}")
    con.execute("RESET search_path")
    have = {row[0] for row in con.execute("DESCRIBE page_rows").fetchall()}

    def column(name: str, kind: str, default: str = "NULL") -> str:
        return f"CAST(p.{name} AS {kind})" if name in have else f"CAST({default} AS {kind})"

    on = "event_date" if page.front.timing == "flow" else "day"
    parts = "p.part" if "part" in have else "part_names.part"
    names = ", ".join(f"('{part}')" if part else "(NULL)" for part in page.parts)
    join = "" if "part" in have else f"CROSS JOIN (VALUES {names}) AS part_names(part)"
    team = column("team_id", "VARCHAR")
    history = (
        _HISTORY
        if page.front.timing == "flow"
        else "SELECT NULL AS row_id, NULL AS on_day, NULL AS team_id WHERE false"
    )
    con.execute(f"""
        INSERT INTO measures.rows
        WITH own AS (
            SELECT {parts} AS part, p.row_id, p.child_key, CAST(p.{on} AS DATE) AS placed_on,
                CASE WHEN {column("left_out", "BOOLEAN", "false")} THEN NULL ELSE {column("met", "BOOLEAN")} END AS met,
                {column("value", "DOUBLE")} AS value, p.reason, {column("left_out", "BOOLEAN", "false")} AS left_out,
                {team} AS own_team, {column("due_on", "DATE")} AS due_on, {column("days_over", "INTEGER")} AS days_over
            FROM page_rows AS p {join}),
        history AS ({history}),
        placed AS (
            SELECT own.*, CASE WHEN h.row_id IS NULL THEN own.own_team ELSE h.team_id END AS team_id
            FROM own LEFT JOIN history AS h ON h.row_id = own.row_id AND h.on_day = own.placed_on)
        SELECT '{page.id}', part, row_id, child_key, placed_on, met, value, reason, left_out,
            coalesce(t.team, '{NOT_PLACED}'), coalesce(t.locality, '{NOT_PLACED}'), due_on, days_over
        FROM placed LEFT JOIN measures.teams AS t
            ON t.spelling = lower(trim(regexp_replace(placed.team_id, '\\s+', ' ', 'g')))
            AND t.from_on <= coalesce(placed_on, DATE '{journey.as_at.isoformat()}')
            AND coalesce(t.until_on, DATE '9999-12-31') >= coalesce(placed_on, DATE '{journey.as_at.isoformat()}')""")


# The team of the first load on or after the placing date: a later move does not rewrite an earlier month.
_HISTORY = """
    SELECT row_id, on_day, team_id FROM (
        SELECT o.row_id, o.placed_on AS on_day, CASE WHEN t.is_unreadable THEN NULL ELSE t.team_id END AS team_id,
            row_number() OVER (PARTITION BY o.row_id, o.placed_on ORDER BY t.listed_from) AS place
        FROM (SELECT DISTINCT row_id, placed_on FROM own) AS o
        JOIN journey.team_history AS t ON t.row_id = o.row_id AND t.listed_to >= o.placed_on)
    WHERE place = 1"""


def fetch_rows(journey: Journey, page: MeasurePage) -> list[MeasureRow]:
    """The rows of a page that has been run, in the order of their day and RowId."""
    found = journey.con.execute(
        "SELECT row_id, child_key, placed_on, met, value, reason, left_out, part, team, locality, due_on, days_over"
        " FROM measures.rows WHERE measure = ? ORDER BY placed_on, row_id, part",
        [page.id],
    ).fetchall()
    return [MeasureRow(*row) for row in found]


def rows_on_days(journey: Journey, page: MeasurePage, days: Sequence[date], county: CountyFiles) -> list[MeasureRow]:
    """The rows of a stock page on each of the days."""
    run_pages(journey, county, [page], days)
    return fetch_rows(journey, page)


def rows_on(journey: Journey, page: MeasurePage, day: date, county: CountyFiles) -> list[MeasureRow]:
    """The rows of a stock page on one day."""
    return rows_on_days(journey, page, [day], county)


def readiness(journey: Journey, page: MeasurePage, day: date, county: CountyFiles) -> str:
    """Why a stock page cannot be asked of the day, or '' when it can."""
    _, why = values_for(journey, county, page)
    if why:
        return why
    for table in page_tables(page):
        if journey.state_on(table, day, county.policy.state_days) is None:
            return f"not covered: no load within {county.policy.state_days} days held {table}"
    return ""
