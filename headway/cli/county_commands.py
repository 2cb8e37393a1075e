"""headway init: a county folder."""

from __future__ import annotations

from pathlib import Path

import typer

from headway.county.folder import InitReport, init_county

FOLDER_ARGUMENT = typer.Argument(metavar="FOLDER", help="The folder to make.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the county folder itself."""
    app.command("init")(init)


def init(
    folder: Path = FOLDER_ARGUMENT,
    council: str = typer.Option(..., "--council", metavar="NAME", help="The council's name, as it is to be printed."),
) -> None:
    """Make a county folder: the only folder that a council edits. Running it again never overwrites what you edited."""
    report = init_county(folder, council)
    for name in report.written:
        typer.echo(f"wrote  {report.folder / name}")
    for name in report.kept:
        typer.echo(f"kept   {report.folder / name} (it was there already)")
    if "county.yaml" in report.kept and report.name != council.strip():
        typer.echo(
            f"The council is still called {report.name}: county.yaml was there already, and init changes nothing."
        )
        typer.echo(f"To call it {council.strip()}, change 'name' in {report.folder / 'county.yaml'}.")
    _tell_population(report)
    typer.echo(f"Next: write your localities and teams into {report.folder / 'localities.yaml'}, then load a workbook:")
    typer.echo(f"  headway load WORKBOOK --as-at YYYY-MM-DD --county {report.folder}")


def _tell_population(report: InitReport) -> None:
    if "population.csv" not in report.written:
        return
    path = report.folder / "population.csv"
    if report.known_as is None:
        typer.echo(f"No council with published figures goes by that name: {path} is empty, and no code is given.")
        typer.echo("If it has a code, write it into county.yaml; 'headway benchmarks areas' lists them.")
        return
    typer.echo(f"{report.known_as.name} ({report.known_as.code}): children aged 0 to 17 by mid-year are in {path}.")
