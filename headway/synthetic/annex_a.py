"""A snapshot as an Annex A workbook in the template's layout: title in row 1, headings in row 2, data from row 3."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from headway.store import disk
from headway.synthetic.cells import ListRows
from headway.synthetic.mess import NOT_AVAILABLE
from headway.synthetic.template import ListLayout, layouts

MADE_ON = datetime(2020, 1, 1, tzinfo=UTC)  # fixed, so that the same county gives the same bytes
HEADINGS_ROW, FIRST_ROW = 1, 2


def workbook_name(day: date) -> str:
    """The name of a day's workbook."""
    return f"annex_a_{day.isoformat()}.xlsx"


def write_workbook(lists: tuple[ListRows, ...], path: Path, day: date) -> int:
    """Writes the workbook, whole or not at all; gives the number of data rows."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".annex_a_", suffix=".part")
    os.close(handle)
    unfinished = Path(name)
    try:
        _write(lists, unfinished, day)
        unfinished.chmod(0o644)
        disk.flush_file(unfinished)
        disk.put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    return sum(len(rows) for rows in lists)


def _write(lists: tuple[ListRows, ...], path: Path, day: date) -> None:
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {"title": f"Annex A at {day:%d/%m/%Y}", "author": "Headway synth", "created": MADE_ON.replace(tzinfo=None)}
    )
    formats = {"day": book.add_format({"num_format": "dd/mm/yyyy"}), "bold": book.add_format({"bold": True})}
    _front(book, day, formats)
    for layout, rows in zip(layouts(), lists, strict=True):
        _sheet(book, layout, rows, formats)
    book.close()


def _front(book: xlsxwriter.Workbook, day: date, formats: dict[str, object]) -> None:
    sheet = book.add_worksheet("Front_Sheet")
    sheet.write_string(0, 0, "Annex A: child-level data", formats["bold"])
    sheet.write_string(1, 0, "Local authority")
    sheet.write_string(1, 1, "Sample County (synthetic: no real child is in this workbook)")
    sheet.write_string(2, 0, "As at")
    sheet.write_datetime(2, 1, datetime(day.year, day.month, day.day), formats["day"])  # noqa: DTZ001


def _sheet(book: xlsxwriter.Workbook, layout: ListLayout, rows: ListRows, formats: dict[str, object]) -> None:
    sheet = book.add_worksheet(layout.sheet)
    sheet.set_column(0, len(layout.headings) - 1, 16)
    sheet.write_string(0, 0, f"List {layout.number}: {layout.title}", formats["bold"])
    for place, heading in enumerate(layout.headings):
        sheet.write_string(HEADINGS_ROW, place, heading, formats["bold"])
    styles = [formats["day"] if place in rows.dates else None for place in range(len(layout.headings))]
    number, text = sheet.write_number, sheet.write_string
    for line, row in enumerate(zip(*(column.tolist() for column in rows.columns), strict=True), FIRST_ROW):
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if type(cell) is int:
                number(line, place, cell, styles[place])
            elif cell == NOT_AVAILABLE:
                sheet.write_formula(line, place, "=NA()", None, NOT_AVAILABLE)
            else:
                text(line, place, cell)
