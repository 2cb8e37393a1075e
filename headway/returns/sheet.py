"""A sheet as any reader gives it: text by row and column, and what else is to be known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Row = tuple[str | None, ...]


@dataclass(frozen=True)
class CellError:
    """A cell whose content could not be worked out: an Excel error, or a formula that was never calculated.

    ``row_number`` counts from 1 as a person does; ``column`` is the position in the sheet's text, from 0.
    """

    row_number: int
    column: int
    text: str


@dataclass(frozen=True)
class Looked:
    """What a second look at a sheet that is a list found: its error cells, and what should be said of it."""

    errors: Sequence[CellError] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Batches:
    """Rows that come a few thousand at a time, each batch as columns of text.

    Behind the ``width`` columns of text stands ``given``: how many cells the row has, without blank ones beyond ``width``.
    """

    width: int
    columns: Iterator[dict[str, Any]]


@dataclass(frozen=True)
class Sheet:
    """One sheet or one CSV.

    ``cells`` is anything DuckDB can scan, text columns in order, one row per sheet row; or Batches of the same.
    ``look`` is given the number of the header row and the row itself; it is asked only of sheets that are lists.
    ``counts_from_1904`` says that numbers in date columns count days from 1 January 1904.
    ``file_notes`` are about the whole file, and stand on its first sheet.
    """

    file_name: str
    name: str
    is_hidden: bool
    width: int
    height: int
    cells: Any
    look: Callable[[int, Row], Looked]
    counts_from_1904: bool = False
    file_notes: Sequence[str] = field(default=())


def nothing_more(_header_row: int, _headings: Row) -> Looked:
    """For files that hold only text: an error in them is text, and typing finds it."""
    return Looked()
