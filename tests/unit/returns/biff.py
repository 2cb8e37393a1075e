"""Old Excel's records (BIFF8): just enough of them for sheets of text, numbers, dates and error cells."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

GENERAL, DAY = 0, 1  # positions of the two cell formats
_ERRORS = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}


def biff_workbook(
    sheets: Mapping[str, tuple[Sequence[Sequence[Any]], bool]], *, counts_from_1904: bool = False
) -> bytes:
    """The workbook stream: sheet name → rows, and whether the sheet is hidden."""
    bodies = [_sheet(rows, counts_from_1904) for rows, _ in sheets.values()]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0x0600))
    head += _record(0x0042, struct.pack("<H", 1200)) + _record(0x0022, struct.pack("<H", int(counts_from_1904)))
    for number_format in (0, 14):  # general, and a built-in day
        head += _record(0x00E0, struct.pack("<HHHBBBBIIH", 0, number_format, 0, 0, 0, 0, 0, 0, 0, 0))
    names = [struct.pack("<BB", len(name), 1) + name.encode("utf-16-le") for name in sheets]
    start = len(head) + sum(10 + len(name) for name in names) + 4
    for name, body, (_, is_hidden) in zip(names, bodies, sheets.values(), strict=True):
        head += _record(0x0085, struct.pack("<IBB", start, int(is_hidden), 0) + name)
        start += len(body)
    return head + _record(0x000A, b"") + b"".join(bodies)


def _sheet(rows: Sequence[Sequence[Any]], counts_from_1904: bool) -> bytes:
    cells = b"".join(
        _cell(row, column, value, counts_from_1904)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    )
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0x0600)) + cells + _record(0x000A, b"")


def _cell(row: int, column: int, value: Any, counts_from_1904: bool) -> bytes:
    if isinstance(value, datetime):
        first = datetime(1904, 1, 1) if counts_from_1904 else datetime(1899, 12, 30)
        days = (value - first).total_seconds() / 86400
        return _record(0x0203, struct.pack("<HHHd", row, column, DAY, days))
    if isinstance(value, int | float):
        return _record(0x0203, struct.pack("<HHHd", row, column, GENERAL, value))
    if not isinstance(value, str):
        return _record(0x0205, struct.pack("<HHHBB", row, column, GENERAL, _ERRORS[value.text], 1))
    text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
    return _record(0x0204, struct.pack("<HHH", row, column, GENERAL) + text)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data
