"""Sheets of an .xlsx workbook: every cell as text, dates as ISO text."""

from __future__ import annotations

import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import fastexcel

from headway.errors import HeadwayError
from headway.returns.file_errors import DamagedFileError
from headway.returns.package import check_package
from headway.returns.sheet import Sheet
from headway.returns.sheet_xml import SheetXml, damaged, refuse_broken, sheet_parts
from headway.returns.shown_name import shown_name

# What the reader's own library would say of a file on standard error may hold signs of it: what is wrong is said by us.
logging.getLogger("calamine").addHandler(logging.NullHandler())
logging.getLogger("calamine").propagate = False


def read_xlsx(path: Path) -> Iterator[Sheet]:
    """The sheets in order, each read when asked for. Raises a FileError when it is unsafe or a part cannot be read."""
    try:
        package = check_package(path)
        reader = fastexcel.read_excel(path)
        parts = sheet_parts(path)
        if len(set(reader.sheet_names)) < len(reader.sheet_names):
            raise _same_name(path)
        taken: set[str] = set()
        for number, raw_name in enumerate(reader.sheet_names):
            # skip_rows=0 keeps blank rows at the top, so that row numbers are those of the sheet.
            cells = reader.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
            name = _own_name(shown_name(raw_name), taken)
            part = parts.paths[number] if number < len(parts.paths) else ""
            if not cells.height and part:
                refuse_broken(path, part)
            yield Sheet(
                file_name=shown_name(path),
                name=name,
                is_hidden=cells.visible != "visible",
                width=cells.width,
                height=cells.height,
                cells=cells,
                look=SheetXml(path, part, name).look,
                counts_from_1904=parts.counts_from_1904,
                file_notes=package.notes(shown_name(path)) if number == 0 else (),
            )
    except HeadwayError:
        raise
    except (
        fastexcel.FastExcelError, zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, re.error,
        RuntimeError,
    ) as error:  # fmt: skip
        raise damaged(path, error) from None
    except BaseException as error:
        # The reader of cells is written in Rust and says so when it gives up; this is no Exception in Python.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path, error) from None


def _same_name(path: Path) -> DamagedFileError:
    """Excel lets no two sheets have one name, and the reader would give the first of them twice."""
    return DamagedFileError(
        f"{shown_name(path)} has two sheets of one name, so they cannot be told apart.",
        f"{shown_name(path)}.",
        "Open it in Excel, which gives one of them another name, save it and load it again.",
    )


def _own_name(name: str, taken: set[str]) -> str:
    """The sheet's name; with a number behind it when an earlier sheet is shown by the same."""
    own, number = name, 1
    while own in taken:
        number += 1
        own = f"{name} ({number})"
    taken.add(own)
    return own
