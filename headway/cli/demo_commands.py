"""headway synth and headway demo: a county that never was, to look at and to test with."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import typer

from headway.attention import longest_wait
from headway.cli.county_option import today
from headway.cli.show import command_name, progress
from headway.county import County
from headway.errors import RefusedError
from headway.synthetic import synthesise

MONTHS = typer.Option(24, "--months", metavar="NUMBER", min=1, max=120, help="How many monthly workbooks.")
SEED = typer.Option(1, "--seed", metavar="NUMBER", help="The same seed gives the same county.")
SCALE = typer.Option(1.0, "--scale", metavar="NUMBER", min=0.01, max=16, help="1 is a county of 147,000 children.")
DIR = typer.Option(Path("demo"), "--dir", metavar="FOLDER", help="The folder to make; it must not be there yet.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the synthetic county."""
    app.command("synth")(synth)
    app.command("demo")(demo)


def synth(
    out: Path = typer.Option(..., "--out", metavar="FOLDER", help="The folder to write."),  # noqa: B008
    months: int = MONTHS,
    seed: int = SEED,
    scale: float = SCALE,
) -> None:
    """Write a synthetic county: Annex A month by month, the three extracts, its folder, what is true of it."""
    synthesise(out, months=months, seed=seed, scale=scale, progress=progress)
    typer.echo(f"Workbooks, extracts, truths.json and the folder 'county' are in {out}.")


def demo(
    folder: Path = DIR,
    months: int = MONTHS,
    seed: int = SEED,
    scale: float = SCALE,
) -> None:
    """Build the synthetic county, load it, write its board pack, and say what was found and what to open."""
    if folder.exists():
        raise RefusedError(
            f"{folder.name} is there already.", f"{folder.absolute()}", "Name another with --dir, or take it away."
        )
    began = datetime.now().astimezone()
    synthesise(folder, months=months, seed=seed, scale=scale, progress=progress)
    county = County.open(folder / "county")
    load_every(county, folder)
    _tell(county)
    progress("writing the board pack")
    files = county.board_pack(folder / "pack", by="demo", today=today())
    progress("drawing the pages of the web app")
    county.picture(by="demo", today=today())
    seconds = (datetime.now().astimezone() - began).total_seconds()
    typer.echo(f"\nDone in {seconds:.0f} seconds. Open the board pack: {files.html}\n(to print: {files.pdf})")
    typer.echo(f"In the browser, in six roles: {command_name()} serve --demo --county {county.folder}")
    typer.echo("Or look further here:")
    for words in ("plan", "children --counts", "children", "contacts --counts", "measure assessment_within_45_days"):
        typer.echo(f"  {command_name()} {words} --county {county.folder}")
    typer.echo(
        "Each load is recorded as received on the day after its own, a day as invented as its children: --known-on"
    )
    typer.echo("an earlier day shows what was known then.")


def load_every(county: County, folder: Path) -> None:
    """Loads every workbook and extract as received on the day after its own, so that ``--known-on`` has what to tell.

    The day is invented, as all of such a county is; a council's own file is received when it is loaded, or on the day
    that ``headway load --received`` gives.
    """
    files = [*sorted(folder.glob("annex_a_*.xlsx")), *sorted(folder.glob("*.csv"))]
    for workbook in files:
        day = date.fromisoformat(workbook.stem.rpartition("_")[2])
        received = min(day + timedelta(days=1), today())
        report = county.load([workbook], as_at=None, today=today(), by="demo", received_on=received)
        rows = sum(each.row_count for each in report.landed.lists)
        progress(f"loaded {workbook.name}: {rows:,} rows, {report.typing.unreadable_count} cells could not be read")


def _tell(county: County) -> None:
    status = county.plan(by="demo", today=today())
    typer.echo(
        f"\n{county.file.name}, as at {status.as_at.isoformat()}: what was asked, what is done, what the data say"
    )
    for each in status.recommendations:
        number = each.recommendation.id
        typer.echo(f"  {number:>3}  {each.recommendation.shown_title}: {each.delivery_words}. {each.impact_words}")
    found = county.children()
    typer.echo(f"\nNeeds someone now: {len(found.entries)} children")
    why = {each.reason.id: each.why for each in found.not_asked}
    for reason in found.reasons:
        if reason.id in why:
            typer.echo(f"  {reason.front.title}: not asked ({why[reason.id]})")
            continue
        longest = longest_wait(found, reason)
        wait = f"; longest {longest}" if longest else ""
        typer.echo(f"  {reason.front.title}: {found.total(reason.id)}{wait}")
