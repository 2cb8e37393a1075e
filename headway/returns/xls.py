"""Sheets of an old .xls workbook (BIFF): every cell as text, dates as ISO text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, error_text_from_code

from headway.errors import HeadwayError
from headway.returns import limits
from headway.returns.file_errors import DamagedFileError
from headway.returns.file_kind import protected, too_large
from headway.returns.sheet import CellError, Looked, Row, Sheet
from headway.returns.shown_name import shown_name


def read_xls(path: Path) -> Iterator[Sheet]:
    """The sheets in order. Raises ProtectedFileError, TooLargeError or DamagedFileError."""
    try:
        # Ragged rows keep a stray cell at the far end from filling the memory; the reader's own remarks go nowhere.
        with xlrd.open_workbook(str(path), on_demand=True, ragged_rows=True, logfile=io.StringIO()) as book:
            left = limits.MOST_OLD_CELLS
            for index, name in enumerate(book.sheet_names()):
                sheet = book.sheet_by_index(index)
                left -= sheet.nrows * sheet.ncols
                if left < 0:
                    raise too_large(path, f"its sheets reach over more than {limits.MOST_OLD_CELLS:,} cells")
                yield _sheet(path, shown_name(name), sheet, book.datemode)
                book.unload_sheet(index)
    except HeadwayError:
        raise
    except Exception as error:
        # The reader checks little of what it reads: whatever it stumbles over is a fault in the file.
        if "encrypt" in str(error).lower():
            raise protected(path) from None
        raise _damaged(path) from None


def _sheet(path: Path, name: str, sheet: xlrd.sheet.Sheet, datemode: int) -> Sheet:
    errors = [
        CellError(row + 1, column, error_text_from_code.get(int(sheet.cell_value(row, column)), "#N/A"))
        for row in range(sheet.nrows)
        for column, kind in enumerate(sheet.row_types(row))
        if kind == XL_CELL_ERROR
    ]
    columns = {
        f"c{column}": np.array([_text(sheet, row, column, datemode) for row in range(sheet.nrows)], dtype=object)
        for column in range(sheet.ncols)
    }

    def look(_header_row: int, _headings: Row) -> Looked:
        return Looked(errors)

    return Sheet(
        file_name=shown_name(path),
        name=name,
        is_hidden=sheet.visibility != 0,
        width=sheet.ncols if sheet.nrows else 0,
        height=sheet.nrows,
        cells=columns,
        look=look,
        counts_from_1904=datemode == 1,
    )


def _text(sheet: xlrd.sheet.Sheet, row: int, column: int, datemode: int) -> str | None:
    """One cell as the .xlsx reader would give it: whole numbers without a point, dates as ISO text."""
    if column >= sheet.row_len(row):
        return None
    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == XL_CELL_TEXT:
        return str(value)
    if kind == XL_CELL_NUMBER:
        return _number(value)
    if kind == XL_CELL_DATE:
        return _date(value, datemode)
    if kind == XL_CELL_BOOLEAN:
        return "true" if value else "false"
    return None


def _date(value: float, datemode: int) -> str:
    try:
        return str(xlrd.xldate_as_datetime(value, datemode).isoformat(sep=" ", timespec="seconds"))
    except (xlrd.xldate.XLDateError, OverflowError, ValueError):
        return _number(value)


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)


def _damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{shown_name(path)} is damaged: it cannot be read as an old Excel workbook.",
        f"{shown_name(path)}.",
        "Open it in Excel, save it as .xlsx and load that; or export it again from the case system.",
    )
