"""Sheets of an .xlsx workbook: every cell as text, dates as ISO text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel

from headway.returns.file_errors import DamagedFileError
from headway.returns.sheet import Sheet
from headway.returns.xlsx_errors import SheetXml, sheet_parts


def read_xlsx(path: Path) -> Iterator[Sheet]:
    """The sheets in order, each read when asked for. Raises DamagedFileError when a part cannot be read."""
    try:
        reader = fastexcel.read_excel(path)
        parts = sheet_parts(path)
        for name in reader.sheet_names:
            # skip_rows=0 keeps blank rows at the top, so that row numbers are those of the sheet.
            cells = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
            yield Sheet(
                file_name=path.name,
                name=name,
                is_hidden=cells.visible != "visible",
                width=cells.width,
                height=cells.height,
                cells=cells,
                find_errors=SheetXml(path, parts.paths.get(name, "")).find_errors,
                counts_from_1904=parts.counts_from_1904,
            )
    except (fastexcel.FastExcelError, zipfile.BadZipFile, KeyError, EOFError, OSError, re.error) as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> DamagedFileError:
    """The message for a workbook of which a part cannot be read."""
    return DamagedFileError(
        f"{path.name} is damaged: a part of it cannot be read ({type(error).__name__}).",
        f"{path.name}.",
        "Open it in Excel, save it again as .xlsx and load that; or export it again from the case system.",
    )
