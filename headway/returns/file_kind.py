"""What a file really is, from its first bytes and not from its name."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from headway.errors import FileError
from headway.returns.file_errors import (
    DamagedFileError,
    EmptyFileError,
    FileNotThereError,
    NotAWorkbookError,
    OtherReturnError,
    ProtectedFileError,
)

Kind = Literal["xlsx", "xls", "csv"]
_SAVE_AS = "Open it in the program that made it, save it as an Excel workbook (.xlsx) and load that."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|table|meta)\b", re.I | re.S
)


def file_kind(path: Path) -> Kind:
    """How the file is to be read. Raises a FileError that says what it is instead, and what to do."""
    if not path.exists():
        raise FileNotThereError(
            f"There is no file {path.name}.",
            f"Looked for {path}.",
            "Check the name and the folder; give the name in quotes when it holds spaces.",
        )
    try:
        with path.open("rb") as file:
            start = file.read(4096)
    except PermissionError as error:
        raise FileNotThereError(
            f"{path.name} may not be read.", f"{path}.", "Close it in Excel, or ask for the right to read it."
        ) from error
    if not start.strip():
        raise EmptyFileError(f"{path.name} is empty.", f"{path.name}.", "Export it again and load the new file.")
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    if start.startswith(_OLE):
        return _kind_of_ole(path)
    problem = _not_a_table(path, start)
    if problem:
        raise problem
    return "csv"


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            broken = package.testzip() if len(names) < 10 else None
    except (zipfile.BadZipFile, OSError) as error:
        raise _damaged(path) from error
    if broken or not names:
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
            f"{path.name} is a PDF, which holds a picture of a table and no table.",
            f"{path.name}.",
            "Ask for the Excel workbook that the PDF was printed from.",
        )
    if _WEB_PAGE.match(start) or start[:200].lower().startswith(b"mime-version:"):
        return NotAWorkbookError(
            f"{path.name} is a web page that was saved under the name of a workbook.",
            f"{path.name}.",
            "Open it in Excel, choose Save As, Excel Workbook (.xlsx), and load the new file.",
        )
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return _xml_problem(path, start)
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _another_kind(path, "a binary file of a kind that Headway does not know")
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        return NotAWorkbookError(
            f"{path.name} holds plain text under the name of a workbook.",
            f"{path.name}.",
            "If it is a CSV, give it a name that ends in .csv; otherwise export it again as .xlsx.",
        )
    return None


def _xml_problem(path: Path, start: bytes) -> FileError:
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start or b"Excel.Sheet" in start:
        return _another_kind(path, "an XML spreadsheet of Excel 2003")
    if re.search(rb"<(?:Message|Children|CBDSReturn|CLA|SSDA903)\b", start, re.I):
        return OtherReturnError(
            f"{path.name} is the XML of a statutory return (CIN census or SSDA903), not Annex A.",
            f"{path.name}.",
            "Give the Annex A workbook, or the folder of its CSV files.",
        )
    return _another_kind(path, "an XML file")


def protected(path: Path) -> ProtectedFileError:
    """The message for a workbook that asks for a password."""
    return ProtectedFileError(
        f"{path.name} is protected by a password, so nothing in it can be read.",
        f"{path.name}.",
        "Open it with the password, take the password off (File, Info, Protect Workbook), save it and load it again.",
    )


def _damaged(path: Path) -> DamagedFileError:
    return DamagedFileError(
        f"{path.name} is damaged: it breaks off or its parts do not fit together.",
        f"{path.name}.",
        "Copy or export it again, check that it opens in Excel, and load the new file.",
    )


def _another_kind(path: Path, what: str) -> NotAWorkbookError:
    return NotAWorkbookError(f"{path.name} is {what}, not an Excel workbook or a CSV.", f"{path.name}.", _SAVE_AS)
