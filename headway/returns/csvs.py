"""A CSV file as one sheet, read a few thousand rows at a time, whatever its encoding and separator."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from headway.returns import limits
from headway.returns.encoding import encoding_of
from headway.returns.file_errors import DamagedFileError, EmptyFileError, TooLargeError
from headway.returns.recognise import LOOK_FOR_HEADINGS
from headway.returns.sheet import Batches, Sheet, nothing_more
from headway.returns.shown_name import shown_name

CsvRow = list[str]


def read_csv(path: Path) -> Sheet:
    """The file's rows; the sheet is named after the file. Raises a FileError when the rows cannot be told apart."""
    found = encoding_of(path)
    name = shown_name(path)
    rows = _rows(path, found.name)
    head = list(islice(rows, LOOK_FOR_HEADINGS))
    width = max((len(row) for row in head), default=0)
    if width == 0:
        raise EmptyFileError(f"{name} holds no rows.", f"{name}.", "Export it again and load the new file.")
    return Sheet(
        file_name=name,
        name=shown_name(path.stem),
        is_hidden=False,
        width=width,
        height=0,
        cells=Batches(width, _batches(chain(head, rows), width)),
        look=nothing_more,
        file_notes=found.notes(name),
    )


def _rows(path: Path, encoding: str) -> Iterator[CsvRow]:
    """The rows as lists of cells. A quotation mark that is not closed would make one cell of many rows: it is refused."""
    name = shown_name(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = _lines(file, name)
        first = list(islice(lines, LOOK_FOR_HEADINGS))
        reader = csv.reader(chain(first, lines), delimiter=_delimiter(first), strict=True)
        before = 0
        while True:
            try:
                row = next(reader, None)
            except csv.Error as error:
                raise _cannot_tell_apart(name, before + 1, error) from None
            if row is None:
                return
            _check_row(name, before + 1, reader.line_num - before, row)
            before = reader.line_num
            # A cell with the sign of no character is no code and no day: it will be named as unreadable.
            yield [cell.replace("\0", "�") for cell in row] if any("\0" in cell for cell in row) else row


def _lines(file: TextIO, name: str) -> Iterator[str]:
    number = 0
    while line := file.readline(limits.MOST_LINE_CHARACTERS):
        number += 1
        if len(line) == limits.MOST_LINE_CHARACTERS and not line.endswith(("\n", "\r")):
            raise TooLargeError(
                f"{name} has a line of more than {limits.MOST_LINE_CHARACTERS:,} characters, which no row of a list is.",
                f"{name}, line {number:,}.",
                "Check that the file has line ends, export it again and load the new file.",
            )
        yield line


def _check_row(name: str, line: int, line_count: int, row: CsvRow) -> None:
    if line_count > limits.MOST_LINES_OF_A_ROW or any(len(cell) > limits.MOST_CELL_CHARACTERS for cell in row):
        raise _cannot_tell_apart(name, line, None)
    if len(row) > limits.MOST_COLUMNS:
        raise TooLargeError(
            f"{name} has a row of {len(row):,} cells, and at most {limits.MOST_COLUMNS:,} are read.",
            f"{name}, line {line:,}.",
            "Check the separator of the export, export it again and load the new file.",
        )


def _cannot_tell_apart(name: str, line: int, error: csv.Error | None) -> DamagedFileError:
    why = "" if error is None or "field limit" in str(error) else f" ({error})"
    return DamagedFileError(
        f"{name}: from one line on the cells cannot be told apart: a quotation mark is not closed, or stands inside a "
        f"cell by itself{why}.",
        f"{name}, line {line:,}.",
        "Export it again as an Excel workbook, or write each quotation mark inside a cell twice, and load it again.",
    )


def _delimiter(lines: Sequence[str]) -> str:
    """A comma, a semicolon, a tab or a bar: the sign of which most lines hold the same number, and many of it."""

    def weight(sign: str) -> int:
        counts = Counter(line.count(sign) for line in lines)
        del counts[0]
        return max((count * line_count for count, line_count in counts.items()), default=0)

    return max(",;\t|", key=weight)


def _batches(rows: Iterable[CsvRow], width: int) -> Iterator[dict[str, Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, limits.ROWS_AT_A_TIME)):
        yield _columns(batch, width)


def _columns(batch: Sequence[CsvRow], width: int) -> dict[str, Any]:
    """The batch by column, blank cells as null, with the count of cells in each row."""
    even = [row if len(row) == width else (row + [""] * width)[:width] for row in batch]
    cells: dict[str, Any] = {
        f"c{number}": np.array([cell or None for cell in column], dtype=object)
        for number, column in enumerate(zip(*even, strict=True))
    }
    cells["given"] = np.array([_given(row, width) for row in batch], dtype=np.int64)
    return cells


def _given(row: CsvRow, width: int) -> int:
    """How many cells a row has; blank ones beyond the width are only separators."""
    if len(row) <= width:
        return len(row)
    return next((place for place in range(len(row), width, -1) if row[place - 1].strip()), width)
