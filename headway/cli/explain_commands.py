"""headway explain: where a figure comes from, and what has changed it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import typer

from headway.cli.county_option import AS_AT_OPTION, COUNTY_OPTION, open_county, past_day, say_as_at
from headway.cli.measure_commands import names_like
from headway.cli.plain_group import MOMENT, day_or_moment
from headway.cli.show import FORMAT_OPTION, Format, show_rows
from headway.county.explain import Explanation
from headway.county.explain_words import explanation_lines

FIGURE = typer.Argument(
    ...,
    metavar="FIGURE",
    autocompletion=names_like,
    help="A figure's id as pack.json has it (measure, period, place), or a measure alone: its newest figure of the county.",
)

SINCE = typer.Option(
    None,
    "--known-on",
    parser=day_or_moment,
    metavar=MOMENT,
    help="Also what has changed the figure since it was known on this day, or at this moment.",
)


def add_to(app: typer.Typer) -> None:
    """Adds the command that explains figures."""
    app.command("explain")(explain)


def explain(
    figure: list[str] = FIGURE,
    period: str = typer.Option("", "--period", help="2026-09, '2026-27 Q2', 2026-27 or 2026-07-01..2026-09-30."),
    place: str = typer.Option("", "--place", help="A locality or a team; the county when none is given."),
    as_at: date | None = AS_AT_OPTION,
    known_on: date | None = SINCE,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Where a figure comes from: definition, standards, loads, rows, packs; with --known-on, what has changed it since."""
    opened, asked = open_county(county), past_day(as_at, "--as-at")
    found = opened.explain(figure, period=period, place=place, as_at=asked, known_on=past_day(known_on, "--known-on"))
    say_as_at(opened.read(as_at=asked).day, asked)
    if form is Format.JSON:
        typer.echo(json.dumps(found.as_record(), ensure_ascii=False, indent=2))
    elif form is Format.CSV:
        show_rows(_rows(found), form, "")
    else:
        for line in explanation_lines(found):
            typer.echo(line)


def _rows(found: Explanation) -> list[dict[str, object]]:
    """Every row of the figure, or, with a day to compare with, every row that has changed it."""
    if found.known_on:
        return [{**each.as_record(), "brought_by": " ".join(each.brought_by)} for each in found.changes]
    return [
        {"row_id": row.row_id, "part": row.role, "reason": row.reason, "load": row.load_id}
        for row in found.now.inside.values()
    ]
