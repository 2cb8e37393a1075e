"""A sheet as any reader gives it: text by row and column, and the cells that hold an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
class Sheet:
    """One sheet or one CSV.

    ``cells`` is anything DuckDB can scan: text columns in order, one row per sheet row from ``first_row`` on.
    ``find_errors`` is given the header row as read and its number; it is asked only of sheets that are lists.
    ``counts_from_1904`` says that numbers in date columns count days from 1 January 1904.
    """

    file_name: str
    name: str
    is_hidden: bool
    width: int
    height: int
    cells: Any
    find_errors: Callable[[int, Row], Sequence[CellError]]
    counts_from_1904: bool = False


def no_errors(_header_row: int, _headings: Row) -> Sequence[CellError]:
    """For files that hold only text: an error in them is text, and typing finds it."""
    return ()
