"""What a file really is, from its first bytes and not from its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from headway.errors import FileError
from headway.returns import limits
from headway.returns.encoding import is_binary
from headway.returns.file_errors import (
    DamagedFileError,
    EmptyFileError,
    FileNotThereError,
    NotAWorkbookError,
    OtherReturnError,
    ProtectedFileError,
    TooLargeError,
)
from headway.returns.shown_name import shown_name, shown_path

Kind = Literal["xlsx", "xls", "csv"]
_SAVE_AS = "Open it in the program that made it, save it as an Excel workbook (.xlsx) and load that."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b", re.I | re.S
)


def file_kind(path: Path) -> Kind:
    """How the file is to be read. Raises a FileError that says what it is instead, and what to do."""
    _check_is_a_file(path)
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except PermissionError as error:
        raise FileNotThereError(
            f"{shown_name(path)} may not be read.",
            f"{shown_path(path)}.",
            "Close it in Excel, or ask for the right to read it.",
        ) from error
    if not start.strip():
        raise EmptyFileError(
            f"{shown_name(path)} is empty.", f"{shown_name(path)}.", "Export it again and load the new file."
        )
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    problem = _not_a_table(path, start)
    if problem:
        raise problem
    return "csv"


def _check_is_a_file(path: Path) -> None:
    """A pipe, a device or a socket may never end, and is not opened; of two links that name each other, neither is there."""
    name, where = shown_name(path), f"{shown_path(path)}."
    try:
        is_there, is_file, is_folder = path.exists(), path.is_file(), path.is_dir()
    except (OSError, RuntimeError):
        is_there = is_file = is_folder = False
    if not is_there:
        raise FileNotThereError(
            f"{name} is a link to a file that is not there." if path.is_symlink() else f"There is no file {name}.",
            f"Looked for {where}",
            "Check the name and the folder; give the name in quotes when it holds spaces.",
        )
    if not is_file:
        what = "a folder, and a file is needed" if is_folder else "no ordinary file but a pipe or a device"
        raise FileNotThereError(
            f"{name} is {what}.", where, "Give the Annex A workbook, or the folder of its CSV files."
        )


def check_packed_size(path: Path) -> None:
    """Raises TooLargeError when a packed file is larger than a workbook may be, or names too many parts."""
    size = path.stat().st_size
    if size > limits.MOST_WORKBOOK_BYTES:
        raise too_large(
            path,
            f"it has {size // limits.MB:,} MB, and at most {limits.MOST_WORKBOOK_BYTES // limits.MB} MB of a workbook are read",
        )
    with path.open("rb") as file:
        parts = sum(block.count(b"PK\x01\x02") for block in iter(lambda: file.read(limits.MB), b""))
    if parts > limits.MOST_PARTS:
        raise too_large(path, f"it is packed in {parts:,} parts, and at most {limits.MOST_PARTS:,} are read")


def _kind_of_zip(path: Path) -> Kind:
    check_packed_size(path)
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise _damaged(path) from error
    if not names:
        raise _damaged(path)
    if "xl/workbook.xml" in names:
        return "xlsx"
    what = "a binary workbook (.xlsb)" if "xl/workbook.bin" in names else "another kind of packed file"
    if "content.xml" in names:
        what = "an OpenDocument file"
    elif "word/document.xml" in names:
        what = "a Word document"
    raise _another_kind(path, what)


def _kind_of_ole(path: Path) -> Kind:
    size = path.stat().st_size
    if size > limits.MOST_OLD_WORKBOOK_BYTES:
        most = limits.MOST_OLD_WORKBOOK_BYTES // limits.MB
        raise too_large(path, f"it has {size // limits.MB:,} MB, and at most {most} MB of an old workbook are read")
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        raise protected(path)
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    raise _another_kind(path, "an old Office file that is not a workbook")


def _not_a_table(path: Path, start: bytes) -> FileError | None:
    """Why a file of plain bytes cannot be a CSV, or None when it can."""
    if start.startswith(b"%PDF"):
        return NotAWorkbookError(
            f"{shown_name(path)} is a PDF, which holds a picture of a table and no table.",
            f"{shown_name(path)}.",
            "Ask for the Excel workbook that the PDF was printed from.",
        )
    if _WEB_PAGE.match(start) or start[:200].lower().startswith(b"mime-version:"):
        return NotAWorkbookError(
            f"{shown_name(path)} is a web page that was saved under the name of a workbook.",
            f"{shown_name(path)}.",
            "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and load the new file.",
        )
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _xml_problem(path, start)
    if is_binary(start):
        return _another_kind(path, "a binary file of a kind that Headway does not know")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        return NotAWorkbookError(
            f"{shown_name(path)} holds plain text under the name of a workbook.",
            f"{shown_name(path)}.",
            "If it is a CSV, give it a name that ends in .csv; otherwise export it again as .xlsx.",
        )
    return None


def _xml_problem(path: Path, start: bytes) -> FileError:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b"Excel.Sheet" in start:
        return _another_kind(path, "an XML spreadsheet of Excel 2003")
    if re.search(rb"<(?:Message|Children|CBDSReturn|CLA|SSDA903)\b", start, re.I):
        return OtherReturnError(
            f"{shown_name(path)} is the XML of a statutory return (CIN census or SSDA903), not Annex A.",
            f"{shown_name(path)}.",
            "Give the Annex A workbook, or the folder of its CSV files.",
        )
    return _another_kind(path, "an XML file")


def protected(path: Path) -> ProtectedFileError:
    """The message for a workbook that asks for a password."""
    return ProtectedFileError(
        f"{shown_name(path)} is protected by a password, so nothing in it can be read.",
        f"{shown_name(path)}.",
        "Open it with the password, take the password off (File, Info, Protect Workbook), save it and load it again.",
    )


def too_large(path: Path, why: str) -> TooLargeError:
    """The message for a file that would take too much memory."""
    return TooLargeError(
        f"{shown_name(path)} is too large to be read: {why}.",
        f"{shown_name(path)}.",
        "Save each list as a CSV, which may be of any length, and load the folder of them.",
    )


def _damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{shown_name(path)} is damaged: it breaks off or its parts do not fit together.",
        f"{shown_name(path)}.",
        "Copy or export it again, check that it opens in Excel, and load the new file.",
    )


def _another_kind(path: Path, what: str) -> NotAWorkbookError:
    return NotAWorkbookError(
        f"{shown_name(path)} is {what}, not an Excel workbook or a CSV.", f"{shown_name(path)}.", _SAVE_AS
    )
