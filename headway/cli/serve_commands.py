"""headway serve: the web app of a county, started by name so that no other command needs to know it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import typer

from headway.cli.county_option import COUNTY_OPTION
from headway.cli.show import command_name, progress
from headway.county import County
from headway.county.folder import find_county

WEB_APP = "headway_web.serve"


def add_to(app: typer.Typer) -> None:
    """Adds the command that starts the web app."""
    app.command("serve")(serve)


def serve(
    county: Path | None = COUNTY_OPTION,
    port: int = typer.Option(8000, "--port", metavar="NUMBER", min=1, max=65535, help="Where the server listens."),
    host: str = typer.Option("localhost", "--host", metavar="NAME", help="This machine alone, unless in production."),
    opens: bool = typer.Option(True, "--open/--no-open", help="Open the browser, when started from a terminal."),
    demo: bool = typer.Option(False, "--demo", help="Of a made-up county: six people, with a password of this start."),
    starts: bool = typer.Option(True, "--start/--no-start", help="With --no-start: make ready, say how to sign in."),
) -> None:
    """Start the web app of a county: its pages for each role, on this machine, until it is stopped."""
    folder = find_county(county)
    County.open(folder)
    serve = import_module(WEB_APP).serve
    serve(folder, host=host, port=port, opens=opens, is_demo=demo, starts=starts, say=progress, tell=typer.echo)
    if not starts:
        typer.echo(f"Start it with: {command_name()} serve --county {folder} --port {port}")
