"""Results as a person or a program wants them: a table, JSON or CSV, on standard output; progress on standard error."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import typer

from headway.evidence.words.of_shares import share_words
from headway.spreadsheet import neutral


class Format(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


FORMAT_OPTION = typer.Option(Format.TABLE, "--format", help="table for reading, json or csv for other programs.")


def progress(words: str) -> None:
    """One line of progress, on standard error."""
    typer.echo(words, err=True)


def show_rows(rows: Sequence[Mapping[str, Any]], form: Format, empty: str) -> None:
    """Prints rows (all with the same keys) in the form asked for; a table of none says ``empty``."""
    if form is Format.JSON:
        typer.echo(json.dumps([dict(row) for row in rows], default=_as_text, indent=2, ensure_ascii=False))
    elif form is Format.CSV:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: neutral(value) for key, value in row.items()} for row in rows)
    elif rows:
        table, width = _table(rows), terminal_width()
        is_too_wide = width is not None and max(map(len, table.splitlines())) > width
        typer.echo(_stacked(rows, width or 0) if is_too_wide else table)
    else:
        typer.echo(empty)


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    heads = list(rows[0])
    cells = [[_shown(row[head]) for head in heads] for row in rows]
    widths = [max(len(head), *(len(line[i]) for line in cells)) for i, head in enumerate(heads)]
    is_number = [all(isinstance(row[head], int | float | None) for row in rows) for head in heads]

    def line(texts: Sequence[str]) -> str:
        placed = [t.rjust(w) if n else t.ljust(w) for t, w, n in zip(texts, widths, is_number, strict=True)]
        return "  ".join(placed).rstrip()

    return "\n".join([line(heads), line(["-" * width for width in widths]), *(line(texts) for texts in cells)])


def terminal_width() -> int | None:
    """How many characters a line of the terminal holds; None when the output goes to a file or another program."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _stacked(rows: Sequence[Mapping[str, Any]], width: int) -> str:
    """Each row as a block, one field a line: for a terminal that is narrower than the table. Empty fields are left out."""
    deep = max(len(head) for head in rows[0]) + 2

    def field(head: str, value: Any) -> str:
        first = head.ljust(deep)
        return textwrap.fill(_shown(value), max(width, deep + 20), initial_indent=first, subsequent_indent=" " * deep)

    return "\n\n".join("\n".join(field(h, v) for h, v in row.items() if _shown(v)) for row in rows)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}"
    # A cell of a return may hold what moves the cursor or clears the screen.
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "�" for sign in str(value))


def _as_text(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def figure_cell(value: float | None, shape: str) -> str:
    """A figure as a table shows it: a share with one decimal in percent, a number with one at most, none as a dash."""
    if value is None:
        return "–"
    return share_words(value, 1) if shape == "proportion" else f"{value:,.1f}".removesuffix(".0")


def command_name() -> str:
    """The command as this person can type it again: its name if it is on the path, else where it is."""
    found = shutil.which("headway")
    return "headway" if found and Path(found).resolve() == Path(sys.argv[0]).resolve() else sys.argv[0]
