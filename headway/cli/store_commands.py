"""headway store: is everything that was kept still what was written, a copy of it in one file, and back again."""

from __future__ import annotations

from pathlib import Path

import typer

from headway.cli.county_option import COUNTY_OPTION, open_county
from headway.cli.plain_group import PlainGroup
from headway.cli.show import FORMAT_OPTION, Format, show_rows
from headway.county.backup import BackupReport, back_up, restore
from headway.errors import FileError, HeadwayError
from headway.store.check import check_store

FILE = typer.Argument(..., metavar="FILE", help="The backup: one file.")
NEW_FOLDER = typer.Option(..., "--county", metavar="FOLDER", help="The folder to make; empty, or not there yet.")


def add_to(app: typer.Typer) -> None:
    """Adds the commands about the store as a whole."""
    group = typer.Typer(cls=PlainGroup, rich_markup_mode=None, no_args_is_help=True)
    group.callback()(store)
    group.command("check")(check)
    group.command("backup")(backup)
    group.command("restore")(restore_backup)
    app.add_typer(group, name="store")


def store() -> None:
    """Check that everything kept is what was written, make a backup, or restore one."""


def check(county: Path | None = COUNTY_OPTION, form: Format = FORMAT_OPTION) -> None:
    """Compare every load, withdrawal and kept document with its hashes; exit code 3 if anything is not as written."""
    path = open_county(county).store.path
    found = check_store(path)
    rows = [{"what": each.what, "where": each.where, "what to do": each.todo} for each in found.problems]
    held = (
        f"{_count(found.load_count, 'load')}, {_count(found.withdrawal_count, 'withdrawal')} and "
        f"{_count(found.document_count, 'kept document')}: {_count(found.file_count, 'file')}"
    )
    show_rows(rows, form, f"Everything is as it was written: {held}.")
    _fail_on(found.problems, path)


def backup(file: Path = FILE, county: Path | None = COUNTY_OPTION) -> None:
    """Write the whole county folder into one file, with its hashes. It holds children's records: guard it."""
    opened = open_county(county)
    report = back_up(opened.folder, opened.file, file)
    typer.echo(f"{_held(report)} are in {report.path}")
    typer.echo("It holds children's records: keep it where only those who may see them can reach it.")
    _fail_on(report.problems, opened.store.path)


def restore_backup(file: Path = FILE, county: Path = NEW_FOLDER) -> None:
    """Make the county folder of a backup again, and prove it equal: every file's hash is compared."""
    report = restore(file, county)
    typer.echo(f"{_held(report)} were restored into {report.path}")
    typer.echo(f"Each file is what was backed up on {report.made_at.date().isoformat()}: every hash was compared.")
    _fail_on(report.problems, report.path)


def _fail_on(problems: tuple[HeadwayError, ...], where: Path) -> None:
    if problems:
        raise FileError(
            f"{_count(len(problems), 'thing')} in the store {'is' if len(problems) == 1 else 'are'} not as written.",
            f"{where}",
            "'headway store check' names each and says what to do; a backup is put back with 'headway store restore'.",
        )


def _held(report: BackupReport) -> str:
    size = report.byte_count / 1_000_000
    return f"{_count(report.load_count, 'load')}, {_count(report.file_count, 'file')}, {size:,.1f} MB,"


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
