"""Journeys, counties and pages that these tests make by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from headway.journey import Journey, empty_journey, journey_over
from headway.measures import (
    CountyFiles,
    Localities,
    MeasurePage,
    MeasureRow,
    Policy,
    Population,
    Targets,
    fetch_rows,
    load_measures,
    run_pages,
)  # fmt: skip
from headway.measures.load import read_measure
from headway.measures.windows import page_coverage
from headway.periods import Period, month_of, range_of

Row = dict[str, Any]
SEPTEMBER = month_of(date(2025, 9, 1))
LOAD = date(2025, 9, 30)
MONTH_ENDS = (date(2025, 6, 30), date(2025, 7, 31), date(2025, 8, 31), LOAD)
WHOLE = range_of(date(2024, 12, 31), LOAD)
"""More than a load of 30 June 2025 and those after it cover."""
MEASURES = load_measures()
EVERYWHERE = ("county", "locality", "team")


def place(name: str, first: str = "2015-04-01", last: str | None = None, **more: Any) -> Row:
    return {"id": name.lower(), "name": name, "from": first, "until": last, **more}


def team(name: str, part_of: str, first: str = "2015-04-01", last: str | None = None, **more: Any) -> Row:
    return {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "part_of": part_of,
        "from": first,
        "until": last,
        **more,
    }


PLACES = [place("North"), place("East")]
TEAMS = [team("North 1", "north"), team("North 2", "north"), team("East 1", "east"), team("Front Door", "county-wide")]


def county(
    places: Sequence[Row] = PLACES,
    teams: Sequence[Row] = TEAMS,
    standards: Mapping[str, Any] | None = None,
    population: Mapping[tuple[int, str], int] | None = None,
) -> CountyFiles:
    return CountyFiles(
        "Sample County",
        Localities.model_validate({"places": list(places), "teams": list(teams)}),
        Policy.model_validate({"standards": standards or {}}),
        Targets(),
        Population(dict(population or {})),
    )


def journey(
    tables: Mapping[str, Sequence[Row]],
    loads: Sequence[date] = MONTH_ENDS,
    coverage: Mapping[str, Sequence[tuple[date, date]]] | None = None,
) -> Journey:
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    empty_journey(con)
    for name, rows in tables.items():
        for number, row in enumerate(rows):
            given = {"row_id": f"{name}{number:03d}", "child_key": f"c{number:03d}", **row}
            marks = ", ".join("?" * len(given))
            con.execute(f"INSERT INTO journey.{name} ({', '.join(given)}) VALUES ({marks})", list(given.values()))
    return journey_over(con, loads=loads, coverage=coverage)


def assessment(team_id: str | None, days: int | None = 10, ended: date | None = date(2025, 9, 15), **more: Any) -> Row:
    """An assessment that ended in September, so many days after its start; ``None``: no start."""
    started = None if days is None else date.fromordinal((ended or date(2025, 9, 15)).toordinal() - days)
    return {"team_id": team_id, "started_on": started, "completed_on": ended, "unreadable": [], **more}


def periods(*days: date) -> list[Period]:
    return [month_of(day) for day in days]


def page_in(folder: Path, text: str, name: str = "a_measure") -> MeasurePage:
    path = folder / f"{name}.md"
    path.write_text(text, encoding="utf-8")
    return read_measure(path)


PAGE = """\
---
title: Assessments
catalogue: {catalogue}
shape: {shape}
timing: {timing}
unit: assessment
good: higher
facet: how_well
areas: [help_and_protection]
framework: [outcome 1]
themes: [assessment]
owner: team manager
source: [a test]
no_open_twin: a test
{front}
unreadable: {{started_on: cannot tell, completed_on: "cannot tell, undated", team_id: not placed}}
review_by: 2027-04-01
status: published
---
# Is it so?

```sql
{sql}
```
"""
SQL = """select
    row_id, child_key, team_id, completed_on as event_date,
    days_between(started_on, completed_on) as value,
    case when started_on is null then 'no start' else 'has both' end as reason
from cin_assessments
where completed_on is not null"""


def page_text(
    sql: str = SQL, *, shape: str = "mean", timing: str = "flow", front: str = "", catalogue: str = "ZZ01"
) -> str:
    return PAGE.format(sql=sql, shape=shape, timing=timing, front=front, catalogue=catalogue)


def rows_on(made: Journey, page: MeasurePage, day: date, files: CountyFiles) -> list[MeasureRow]:
    """The rows of a stock page on one day."""
    run_pages(made, files, [page], [day])
    return fetch_rows(made, page)


def rows_in(made: Journey, page: MeasurePage, period: Period, files: CountyFiles) -> list[MeasureRow]:
    """The rows behind a flow's figure of a period; with the undated ones when it is the loads' whole window."""
    prepared = run_pages(made, files, [page], [])
    window = page_coverage(made, page, prepared.spans[page.id], files.policy.state_days).window(period)
    return [row for row in fetch_rows(made, page) if window.counts(row.placed_on)]
