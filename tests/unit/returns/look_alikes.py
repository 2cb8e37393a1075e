"""Annex A workbooks of every shape in which they arrive, made by the test that needs one. No child in them is real."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from headway.returns import ColumnLayout, ListLayout, annex_a_layout
from headway.returns.codes import code_list
from tests.unit.returns.biff import biff_workbook
from tests.unit.returns.compound_file import compound_file

LAYOUT = annex_a_layout()
AS_AT = date(2026, 9, 30)
TODAY = date(2026, 11, 25)
NEVER, NOTHING = "never calculated", "gives nothing"
Value = Any  # text, number, datetime, None, Error or Formula
Row = Mapping[str, Value]


@dataclass(frozen=True)
class Error:
    """A cell that shows an Excel error: ``#N/A``."""

    text: str = "#N/A"


@dataclass(frozen=True)
class Formula:
    """A formula with the value that Excel last worked out; none at all when ``value`` is None."""

    text: str
    value: str | float | None = None


def plain_value(column: ColumnLayout, number: int) -> Value:
    """What a tidy council writes in a column, in the row of that number."""
    if column.type == "date":
        return datetime(2026, 1 + number % 8, 1 + number % 28)
    if column.type == "id":
        return f"{1000 + number}"
    if column.type == "integer":
        return number % 3
    if column.codes:
        return next(iter(code_list(column.codes).bare_names))
    return f"{column.heading} {number}"


def plain_row(list_key: str, number: int = 0, **cells: Value) -> dict[str, Value]:
    """A whole row of a list, with the cells that matter to the test put in."""
    columns = LAYOUT.lists[list_key].columns
    assert not set(cells) - set(columns), set(cells) - set(columns)
    return {**{key: plain_value(column, number) for key, column in columns.items()}, **cells}


def plain_rows(count: int = 2) -> dict[str, list[Row]]:
    """Every list with a few tidy rows."""
    return {key: [plain_row(key, number) for number in range(count)] for key in LAYOUT.lists}


@dataclass
class Shape:
    """How a workbook is laid out: one field for each way in which councils differ."""

    sheet_name: Callable[[ListLayout], str] = lambda each: f"List_{each.number}"
    title_rows: int = 1
    heading: Callable[[ColumnLayout], str] = lambda column: column.heading
    leave_out: Sequence[str] = ()
    extra_headings: Sequence[str] = ()
    blank_after: Sequence[int] = ()
    hidden: Sequence[str] = ()
    first_column: int = 0
    counts_from_1904: bool = False
    other_sheets: Mapping[str, Sequence[Sequence[Value]]] = field(default_factory=dict)
    footer: str = ""


def write_xlsx(path: Path, lists: Mapping[str, Sequence[Row]], shape: Shape | None = None) -> Path:
    """A workbook with these rows in this shape."""
    shape = shape or Shape()
    book = xlsxwriter.Workbook(str(path), {"date_1904": shape.counts_from_1904})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in shape.other_sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for position, value in enumerate(row):
                _write(sheet, number, position, value, day)
    for key, rows in lists.items():
        sheet = book.add_worksheet(shape.sheet_name(LAYOUT.lists[key]))
        if key in shape.hidden:
            sheet.hide()
        for number, row in enumerate(grid(key, rows, shape)):
            for position, value in enumerate(row):
                _write(sheet, number, position + shape.first_column, value, day)
    book.close()
    _take_values_away(path)
    return path


def grid(list_key: str, rows: Sequence[Row], shape: Shape) -> list[list[Value]]:
    """A list as rows of cells: title rows, headings, data, blank rows in between, a footer."""
    layout = LAYOUT.lists[list_key]
    keys = [key for key in layout.columns if key not in shape.leave_out]
    lines: list[list[Value]] = [[f"List {layout.number}: {layout.title}"]] * shape.title_rows
    lines.append([shape.heading(layout.columns[key]) for key in keys] + list(shape.extra_headings))
    for number, row in enumerate(rows):
        lines.append([row.get(key) for key in keys] + [f"extra {number}" for _ in shape.extra_headings])
        lines.extend([[]] * (number in shape.blank_after))
    return lines + ([[shape.footer]] if shape.footer else [])


def write_csvs(
    folder: Path, lists: Mapping[str, Sequence[Row]], shape: Shape | None = None, *, encoding: str = "utf-8"
) -> Path:
    """A folder with one CSV per list, days written as a council's system does."""
    shape = shape or Shape(title_rows=0)
    folder.mkdir(exist_ok=True)
    for key, rows in lists.items():
        path = folder / f"{shape.sheet_name(LAYOUT.lists[key])}.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([[_csv_text(v) for v in row] for row in grid(key, rows, shape)])
    return folder


def write_xls(path: Path, lists: Mapping[str, Sequence[Row]], shape: Shape | None = None) -> Path:
    """An old workbook (BIFF8 in its compound file)."""
    shape = shape or Shape()
    sheets = {
        shape.sheet_name(LAYOUT.lists[key]): (grid(key, rows, shape), key in shape.hidden)
        for key, rows in lists.items()
    }
    path.write_bytes(compound_file({"Workbook": biff_workbook(sheets, counts_from_1904=shape.counts_from_1904)}))
    return path


def rewrite_sheets(path: Path, change: Callable[[str], str]) -> Path:
    """The workbook with the XML of every sheet changed, for what the writer of workbooks does not write."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            is_sheet = name.startswith("xl/worksheets/sheet")
            package.writestr(name, change(content.decode()).encode() if is_sheet else content)
    return path


def _take_values_away(path: Path) -> None:
    """Formulas never calculated, as a program without Excel writes them, and those whose answer is the empty text."""
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    if any(mark in xml for xml in sheets for mark in (NEVER, NOTHING)):
        never = rf' t="str"(><f>[^<]*</f>)<v>{NEVER}</v>'
        rewrite_sheets(path, lambda xml: re.sub(never, r"\1", xml).replace(f"<v>{NOTHING}</v>", "<v></v>"))


def _csv_text(value: Value) -> str:
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime) else str(value)


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, Error):
        sheet.write_formula(row, column, "=NA()", None, value.text)
    elif isinstance(value, Formula):
        given = {None: NEVER, "": NOTHING}.get(value.value, value.value)
        sheet.write_formula(row, column, value.text, None, given)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif value is not None:
        sheet.write(row, column, value)
