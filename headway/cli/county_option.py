"""The options that every command about a county shares."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import typer

from headway.cli.plain_group import DAY, MOMENT, day, day_or_moment
from headway.cli.show import progress
from headway.county import County
from headway.county.folder import COUNTY_VARIABLE, find_county, own_measures
from headway.errors import FileError, RefusedError
from headway.measures import MeasureCatalogue, load_measures
from headway.measures.county_files import Policy
from headway.measures.read_county_files import read_policy

COUNTY_OPTION = typer.Option(
    None,
    "--county",
    metavar="FOLDER",
    help=f"The county folder; else the variable {COUNTY_VARIABLE}; else the current folder.",
)
AS_AT_OPTION = typer.Option(
    None,
    "--as-at",
    parser=day,
    metavar=DAY,
    help="The facts as the newest load on or before this day has them; without it, as the newest of all.",
)
KNOWN_ON_OPTION = typer.Option(
    None, "--known-on", parser=day_or_moment, metavar=MOMENT, help="Only what had been received by this day or moment."
)


def open_county(folder: Path | None) -> County:
    """The county of the folder named, found or stood in."""
    return County.open(find_county(folder), progress)


def county_pages(county: Path | None) -> Path | None:
    """The county folder's own pages, if it has any. Raises FileError only for a folder that was named and is none."""
    try:
        folder = own_measures(find_county(county))
    except FileError:
        if county is not None:
            raise
        return None
    return folder if folder.is_dir() else None


def catalogue_of(county: Path | None) -> MeasureCatalogue:
    """Every measure, with those of the county folder if there is one; its pages that are wrong are said and left out."""
    found = load_measures(own=county_pages(county))
    for each in found.left_out:
        progress(each.words)
    return found


def policy_of(county: Path | None, measures: MeasureCatalogue) -> Policy | None:
    """The policy.yaml of the county folder, or None where there is no such folder and none was named."""
    try:
        folder = find_county(county)
    except FileError:
        if county is not None:
            raise
        return None
    return read_policy(folder / "policy.yaml", measures)


def today() -> date:
    """The day on this machine's clock, where the person is."""
    return datetime.now().astimezone().date()


def past_day(given: date | None, option: str) -> date | None:
    """The day or moment of an option, or None. Raises RefusedError for one that has not been."""
    if given is None:
        return None
    if given > (datetime.now(UTC) if isinstance(given, datetime) else today()):
        raise RefusedError(f"{given.isoformat()} has not been yet.", option, "Give a day up to today, as YYYY-MM-DD.")
    return given


def say_as_at(answered: date, asked: date | None) -> None:
    """Says on standard error which load answers, and how old it is on the day asked, or today when none was."""
    if asked is None:
        progress(f"As at {answered.isoformat()}; the data are {_days((today() - answered).days)} old today.")
    elif asked == answered:
        progress(f"As at {answered.isoformat()}, the day of a load.")
    else:
        progress(
            f"As at {answered.isoformat()}, the newest load on or before {asked.isoformat()} "
            f"({_days((asked - answered).days)} old on that day)."
        )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
