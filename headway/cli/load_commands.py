"""headway load and headway loads: returns into the store, and out of effect again."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import typer

from headway.cli.county_option import COUNTY_OPTION, open_county, past_day, today
from headway.cli.failures import in_words
from headway.cli.plain_group import DAY, PlainGroup, day
from headway.cli.show import FORMAT_OPTION, Format, progress, show_rows
from headway.county import County
from headway.county.finding_words import finding_line
from headway.county.load_passport import standing_words
from headway.errors import HeadwayError
from headway.identity import LoadId
from headway.journey import FindingCount
from headway.returns import ANNEX_A
from headway.store import LoadStanding
from headway.store.effect import moment_words

FILES_ARGUMENT = typer.Argument(
    metavar="FILE",
    help="An Annex A workbook (.xlsx or .xls), its CSV files, or a folder of them; or an extract of contacts or names.",
)
AS_AT = typer.Option(None, "--as-at", parser=day, metavar=DAY, help="The day that the lists were drawn up for.")
RECEIVED = typer.Option(None, "--received", parser=day, metavar=DAY, help="When it came, for a file of the past.")
CORRECTS = typer.Option(
    None, "--corrects", metavar="LOAD", help="The load that this file corrects (see headway loads)."
)
BY = typer.Option("", "--by", metavar="NAME", help="Who does it; without it, the name you are signed in with.")
ALL = typer.Option(False, "--all", help="Also the loads that were corrected or withdrawn, and why.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about loads."""
    app.command("load")(load)
    group = typer.Typer(cls=PlainGroup, rich_markup_mode=None)
    group.callback(invoke_without_command=True)(loads)
    group.command("list")(list_loads)
    group.command("withdraw")(withdraw)
    app.add_typer(group, name="loads")


def load(
    files: list[Path] = FILES_ARGUMENT,
    as_at: date | None = AS_AT,
    received: date | None = RECEIVED,
    corrects: str | None = CORRECTS,
    by: str = BY,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """Load an Annex A return, or an extract of contacts or names, and say what could not be read.

    The same file twice is recognised.

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
    found = _findings(opened) if report.landed.return_name == ANNEX_A else ()
    if found:
        typer.echo("What does not fit together in the rows of all loads, as counts:")
    for each in found:
        typer.echo(f"  {finding_line(each)}")


def _findings(opened: County) -> Sequence[FindingCount]:
    """What the rows say against themselves. The load is kept already: a full disk now does not make it undone."""
    try:
        return opened.findings()
    except (HeadwayError, OSError, duckdb.IOException) as error:
        told = in_words(error, "headway load")
        progress(
            f"The load is kept. What its rows say against themselves could not be worked out. {' '.join(told.lines())}"
        )
        return ()


def loads(
    context: typer.Context,
    with_all: bool = ALL,
    county: Path | None = COUNTY_OPTION,
    form: Format = FORMAT_OPTION,
) -> None:
    """List the loads in effect, oldest first, or take one that is wrong out of effect."""
    if context.invoked_subcommand is None:
        _show_loads(with_all, county, form)
        return
    context.obj = (with_all, county, form)  # given before the word: headway loads --county FOLDER list


def list_loads(
    context: typer.Context, with_all: bool = ALL, county: Path | None = COUNTY_OPTION, form: Format = FORMAT_OPTION
) -> None:
    """List the loads in effect, oldest first; with --all also those that were corrected or withdrawn, and why."""
    before_all, before_county, before_form = context.obj
    _show_loads(with_all or before_all, county or before_county, before_form if form is Format.TABLE else form)


def withdraw(
    context: typer.Context,
    name: str = typer.Argument(..., metavar="LOAD", help="The load that is wrong (see headway loads)."),
    why: str = typer.Option(
        ..., "--why", metavar="REASON", help="Why, for whoever asks later; never a child's name or id."
    ),
    by: str = BY,
    county: Path | None = COUNTY_OPTION,
) -> None:
    """Take a load out of effect from now on. It is kept, and --known-on an earlier day or moment still has it."""
    opened = open_county(county or context.obj[1])
    report = opened.withdraw(LoadId(name), by=by or getpass.getuser(), why=why)
    for line in report.lines():
        typer.echo(line)


def _show_loads(with_all: bool, county: Path | None, form: Format) -> None:
    found = open_county(county).standings()
    rows = [_row(each, with_all) for each in found if with_all or each.is_in_effect]
    empty = "Nothing has been loaded yet. Load a return with: headway load WORKBOOK --as-at YYYY-MM-DD"
    show_rows(rows, form, "No load is in effect: headway loads --all lists every one." if found else empty)


def _row(each: LoadStanding, with_all: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "load": each.load.load_id,
        "as_at": each.load.as_at.isoformat(),
        "received": moment_words(each.load.received_at),
        "by": each.load.received_by,
        "rows": sum(table.row_count for table in each.load.tables),
        "corrects": each.load.corrects or "",
    }
    return row | {"standing": standing_words(each)} if with_all else row
