"""headway pack: the same figures for a reader."""

from __future__ import annotations

import getpass
from datetime import date
from enum import StrEnum
from pathlib import Path

import typer

from headway.cli.county_option import AS_AT_OPTION, COUNTY_OPTION, open_county, past_day, say_as_at, today


class Pack(StrEnum):
    """Which pack."""

    BOARD = "board"


def add_to(app: typer.Typer) -> None:
    """Adds the commands about packs."""
    app.command("pack")(pack)


def pack(
    kind: Pack = typer.Argument(..., metavar="board", help="Which pack: board."),  # noqa: B008
    out: Path = typer.Option(..., "--out", metavar="FOLDER", help="The folder to write it into."),  # noqa: B008
    as_at: date | None = AS_AT_OPTION,
    county: Path | None = COUNTY_OPTION,
) -> None:
    """Write a pack as HTML and PDF, and pack.json with every figure's lineage. It shows small numbers: not for publication."""
    opened, asked = open_county(county), past_day(as_at, "--as-at")
    files = opened.board_pack(out, by=getpass.getuser(), today=today(), as_at=asked)
    say_as_at(opened.read(as_at=asked).day, asked)
    typer.echo(f"The {kind.value} pack is {files.html}")
    typer.echo(f"To print or to send within the council: {files.pdf}")
    typer.echo(f"Its figures, with where each comes from: {files.figures}")
