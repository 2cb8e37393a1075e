"""How far a sheet reaches, found in its XML before its cells are read.

The reader of cells makes a full rectangle of them, so that two cells at A1 and XFD1048576 would be 17,000 million.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from headway.returns import limits
from headway.returns.sheet_xml import cells_with_content

_DIGITS = 7
_SHARED = re.compile(rb"\bt=[\"']s[\"'][^<>]*>\s*<(?:\w+:)?v>(\d{1,8})<")


@dataclass(frozen=True)
class Extent:
    """The rectangle that the reader would make; ``last_row`` and ``last_column`` count from 1."""

    cell_count: int
    last_row: int
    last_column: int


def extent_of(xml: bytes) -> Extent:
    """The rectangle of a sheet; cells that have a format and no content count only where that changes nothing."""
    quick = _of_named_cells(xml)
    if quick is not None and quick.cell_count <= limits.MOST_CELLS:
        return quick
    return _rectangle(np.array(list(cells_with_content(xml)) or [(0, 0)], dtype=np.int64))


def shared_text_bytes(texts: bytes, sheet: bytes) -> int:
    """How much text the cells of a sheet take that name one of the workbook's shared texts."""
    lengths = [len(text) for text in texts.split(b"</si>")]
    named = (int(number) for number in _SHARED.findall(sheet))
    return sum(lengths[number] for number in named if number < len(lengths))


def _of_named_cells(xml: bytes) -> Extent | None:
    """The rectangle of a sheet in which each cell is written ``<c r="B12"``, as nearly every program does; else None."""
    signs = np.frombuffer(xml + b" " * 16, dtype=np.uint8)
    tags = np.flatnonzero(signs[:-16] == ord("<"))
    cells = tags[(signs[tags + 1] == ord("c")) & ~_is_letter(signs[tags + 2])]
    is_named = np.logical_and.reduce([signs[cells + 2 + place] == sign for place, sign in enumerate(b' r="')])
    if b":c " in xml or b":c>" in xml or not len(cells) or not is_named.all():
        return None
    at, column = cells + 6, np.zeros(len(cells), dtype=np.int64)
    for _ in range(3):
        is_upper = (signs[at] >= ord("A")) & (signs[at] <= ord("Z"))
        column = np.where(is_upper, column * 26 + signs[at] - 64, column)
        at = at + is_upper
    row = np.zeros(len(cells), dtype=np.int64)
    for _ in range(_DIGITS):
        is_digit = (signs[at] >= ord("0")) & (signs[at] <= ord("9"))
        row = np.where(is_digit, row * 10 + signs[at] - 48, row)
        at = at + is_digit
    if not (signs[at] == ord('"')).all():
        return None
    return _rectangle(np.stack([row, column], axis=1))


def _rectangle(places: np.ndarray) -> Extent:
    first, last = places.min(axis=0), places.max(axis=0)
    return Extent(int(last[0] * (last[1] - first[1] + 1)), int(last[0]), int(last[1]))


def _is_letter(signs: np.ndarray) -> np.ndarray:
    return ((signs | 32) >= ord("a")) & ((signs | 32) <= ord("z"))
