"""The options that every command about a county shares."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import typer

from headway.cli.show import progress
from headway.county import County
from headway.county.folder import COUNTY_VARIABLE, find_county
from headway.errors import RefusedError

COUNTY_OPTION = typer.Option(
    None, "--county", help=f"The county folder; else the variable {COUNTY_VARIABLE}; else the current folder."
)
AS_AT_OPTION = typer.Option(
    None, "--as-at", formats=["%Y-%m-%d"], help="The facts on this day; without it, on the day of the newest load."
)
KNOWN_ON_OPTION = typer.Option(
    None, "--known-on", formats=["%Y-%m-%d"], help="Only what had been received by this day."
)


def open_county(folder: Path | None) -> County:
    """The county of the folder named, found or stood in."""
    return County.open(find_county(folder), progress)


def today() -> date:
    """The day on this machine's clock, where the person is."""
    return datetime.now().astimezone().date()


def past_day(given: datetime | None, option: str) -> date | None:
    """The day of an option, or None. Raises RefusedError for a day that has not been."""
    if given is None:
        return None
    if given.date() > today():
        raise RefusedError(
            f"{given.date().isoformat()} has not been yet.", option, "Give a day up to today, as YYYY-MM-DD."
        )
    return given.date()
