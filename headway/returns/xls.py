"""Sheets of an old .xls workbook (BIFF): every cell as text, dates as ISO text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR, XL_CELL_NUMBER, XL_CELL_TEXT, error_text_from_code

from headway.returns.file_errors import DamagedFileError
from headway.returns.file_kind import protected
from headway.returns.sheet import CellError, Row, Sheet


def read_xls(path: Path) -> Iterator[Sheet]:
    """The sheets in order. Raises ProtectedFileError or DamagedFileError."""
    try:
        with xlrd.open_workbook(str(path), on_demand=True) as book:
            for index, name in enumerate(book.sheet_names()):
                sheet = book.sheet_by_index(index)
                yield _sheet(path.name, name, sheet, book.datemode)
                book.unload_sheet(index)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise protected(path) from error
        raise _damaged(path) from error
    except (AssertionError, IndexError, ValueError, KeyError, OSError) as error:
        raise _damaged(path) from error


def _sheet(file_name: str, name: str, sheet: xlrd.sheet.Sheet, datemode: int) -> Sheet:
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

    def find_errors(_header_row: int, _headings: Row) -> list[CellError]:
        return errors

    return Sheet(
        file_name=file_name,
        name=name,
        is_hidden=sheet.visibility != 0,
        width=sheet.ncols if sheet.nrows else 0,
        height=sheet.nrows,
        cells=columns,
        find_errors=find_errors,
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
        f"{path.name} is damaged: it cannot be read as an old Excel workbook.",
        f"{path.name}.",
        "Open it in Excel, save it as .xlsx and load that; or export it again from the case system.",
    )
