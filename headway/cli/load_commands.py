"""headway load and headway loads: returns into the store."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path

import typer

from headway.cli.county_option import COUNTY_OPTION, open_county, past_day, today
from headway.cli.plain_group import DAY, day
from headway.cli.show import FORMAT_OPTION, Format, show_rows
from headway.identity import LoadId

FILES_ARGUMENT = typer.Argument(
    metavar="FILE", help="An Annex A workbook (.xlsx or .xls), its CSV files, or a folder of them."
)
AS_AT = typer.Option(None, "--as-at", parser=day, metavar=DAY, help="The day that the lists were drawn up for.")
RECEIVED = typer.Option(None, "--received", parser=day, metavar=DAY, help="When it came, for a file of the past.")
CORRECTS = typer.Option(
    None, "--corrects", metavar="LOAD", help="The load that this file corrects (see headway loads)."
)


def add_to(app: typer.Typer) -> None:
    """Adds the commands about loads."""
    app.command("load")(load)
    app.command("loads")(loads)


def load(
    files: list[Path] = FILES_ARGUMENT,
    as_at: date | None = AS_AT,
    received: date | None = RECEIVED,
    corrects: str | None = CORRECTS,
    by: str = typer.Option(
        "", "--by", metavar="NAME", help="Who loads it; without it, the name you are signed in with."
    ),
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Load an Annex A return and say what could not be read. The same file twice is recognised.

    --format csv or json gives every cell that could not be read, one by one, for whoever is to correct them.
    """
    opened = open_county(county)
    report = opened.load(
        files,
        as_at=as_at,
        today=today(),
        received_on=past_day(received, "--received"),
        by=by or getpass.getuser(),
        corrects=LoadId(corrects) if corrects else None,
    )
    if form is not Format.TABLE:
        show_rows(report.cells(), form, "")
        return
    for line in report.lines():
        typer.echo(line)
    found = opened.findings()
    if found:
        typer.echo("What the rows of all loads say against themselves, as counts:")
    for each in found:
        typer.echo(f"  {each.line}")


def loads(county: Path | None = COUNTY_OPTION, form: Format = FORMAT_OPTION) -> None:
    """List the loads in effect, oldest first."""
    rows = [
        {
            "load": load.load_id,
            "as_at": load.as_at.isoformat(),
            "received": load.received_at.date().isoformat(),
            "by": load.received_by,
            "rows": sum(table.row_count for table in load.tables),
            "corrects": load.corrects or "",
        }
        for load in open_county(county).loads()
    ]
    show_rows(rows, form, "Nothing has been loaded yet. Load a return with: headway load WORKBOOK --as-at YYYY-MM-DD")
