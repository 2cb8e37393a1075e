"""headway verify: has anything of a released pack been changed since?"""

from __future__ import annotations

from pathlib import Path

import typer

from headway.cli.county_option import COUNTY_OPTION, open_county
from headway.cli.show import FORMAT_OPTION, Format, show_rows
from headway.errors import AlteredError


def add_to(app: typer.Typer) -> None:
    """Adds the command that verifies packs."""
    app.command("verify")(verify)


def verify(
    pack: Path = typer.Argument(..., metavar="FOLDER", help="The folder of a pack: board.html, board.pdf, pack.json."),  # noqa: B008
    county: Path | None = COUNTY_OPTION,
    fresh: bool = typer.Option(
        False, "--fresh", help="Work everything out from the stored loads, and use nothing worked out before: slower."
    ),
    form: Format = FORMAT_OPTION,
) -> None:
    """Make a released pack again from what it names, and say every figure and source that is no longer the same."""
    found = open_county(county).verify(pack, fresh=fresh)
    if form is Format.TABLE:
        for line in found.lines():
            typer.echo(line)
    else:
        show_rows([each.as_record() for each in found.altered], form, "")
    if not found.is_as_it_was:
        raise AlteredError(
            f"Of this pack's figures, pages and sources {len(found.altered):,} are not as they were.",
            f"{pack}",
            "Do not rely on it before each is explained. A backup of the county folder has what the store has lost.",
        )
