"""The ``headway`` command: options that all commands share, and errors in three lines."""

from __future__ import annotations

import sys

import typer

from headway import __version__
from headway.cli import (
    benchmark_commands,
    children_commands,
    contact_commands,
    county_commands,
    demo_commands,
    evidence_commands,
    explain_commands,
    load_commands,
    manual_commands,
    measure_commands,
    pack_commands,
    plan_commands,
    serve_commands,
    store_commands,
    verify_commands,
)
from headway.cli.command_log import begin, ended
from headway.cli.failures import in_words
from headway.cli.plain_group import PlainGroup
from headway.cli.reader_gone import outlives_its_reader
from headway.log import VARIABLE

START = """Headway: are children's lives getting better, in every locality, and who needs someone today?

Three things to begin with:
  headway demo                                   build a synthetic county and its board pack, and say what to open
  headway init FOLDER --council "NAME"           make a folder for your own council
  headway load WORKBOOK --as-at 2026-09-30       load an Annex A workbook into it

headway --help lists every command; headway COMMAND --help explains one."""

app = typer.Typer(
    cls=PlainGroup,
    add_completion=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Say which version this is, and stop."),
    debug: bool = typer.Option(False, "--debug", help="When something fails, show where in the code."),
    log: str | None = typer.Option(
        None,
        "--log",
        envvar=VARIABLE,
        metavar="FILE",
        help="Add what is done to this file, without data; - for the screen.",
    ),
) -> None:
    """From a council's own Annex A and plan: is it working, and who needs someone today?"""
    if version:
        typer.echo(f"headway {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(START)
    elif log and isinstance(context.command, PlainGroup):
        begin(log, context.command, context.invoked_subcommand, sys.argv[1:])


for commands in (
    county_commands,
    load_commands,
    measure_commands,
    manual_commands,
    explain_commands,
    evidence_commands,
    pack_commands,
    verify_commands,
    plan_commands,
    store_commands,
    children_commands,
    contact_commands,
    benchmark_commands,
    serve_commands,
    demo_commands,
):
    commands.add_to(app)


def main() -> None:
    """Runs the command line; whatever fails is three lines on standard error and an exit code, and no traceback."""
    words = [word for word in sys.argv[1:] if word != "--debug"]
    named = {each.name for each in app.registered_commands} | {each.name for each in app.registered_groups}
    with ended(), outlives_its_reader():
        try:
            app(args=words)
        except Exception as error:
            if "--debug" in sys.argv:
                raise
            told = in_words(error, " ".join(["headway", *[word for word in words if word in named][:1]]))
            for line in told.lines():
                typer.echo(line, err=True)
            raise SystemExit(told.exit_code) from None
