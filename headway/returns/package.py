"""Whether a workbook's package may be opened: how much comes out of it, and that nothing in it does harm.

What a package says of itself is not believed: each part is unpacked once, up to the limit, and counted.
"""

from __future__ import annotations

import copy
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from headway.errors import FileError
from headway.returns import limits
from headway.returns.extent import Extent, extent_of, shared_text_bytes
from headway.returns.file_errors import TooLargeError, UnsafeFileError
from headway.returns.file_kind import protected, too_large
from headway.returns.shown_name import shown_name

_LETTERS = 26


@dataclass(frozen=True)
class Package:
    """What a workbook holds besides its cells."""

    has_macros: bool
    has_links: bool

    def notes(self, name: str) -> list[str]:
        """What should be said of it."""
        said = [f"{name} holds macros: they were not run, only the cells were read."] if self.has_macros else []
        if self.has_links:
            said.append(
                f"{name} has links to other workbooks: they were not followed; a cell with such a formula has the value "
                "that Excel last worked out."
            )
        return said


def check_package(path: Path) -> Package:
    """What the package holds. Raises a FileError when it is too large, damaged, protected or unsafe."""
    with zipfile.ZipFile(path) as package:
        infos = package.infolist()
        _check_names(path, infos)
        left = limits.MOST_UNPACKED_BYTES
        cells, longest, texts = 0, 0, b""
        extents: list[tuple[str, Extent]] = []
        for info in infos:
            content = _unpacked(path, package, info, left)
            left -= len(content)
            _check_markup(path, info.filename, content)
            if info.filename.lower().endswith("/sharedstrings.xml"):
                texts = content
                longest = max(map(len, content.split(b"</si>")))
            elif "worksheets/" in info.filename.lower() and info.filename.lower().endswith(".xml"):
                extent = extent_of(content)
                extents.append((info.filename, extent))
                cells += extent.cell_count
                if cells > limits.MOST_CELLS:
                    raise _too_wide(path, info.filename, extent)
        if longest * cells > limits.MOST_SHARED_TEXT_BYTES:
            sheets = (package.read(name) for name, _ in extents)
            if sum(shared_text_bytes(texts, sheet) for sheet in sheets) > limits.MOST_SHARED_TEXT_BYTES:
                raise too_large(
                    path, f"its cells hold more than {limits.MOST_SHARED_TEXT_BYTES // limits.MB} MB of text"
                )
    names = [info.filename.lower() for info in infos]
    return Package(
        has_macros=any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names),
        has_links=any("/externallinks/" in name for name in names),
    )


def _check_names(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    if any(info.flag_bits & 0x1 for info in infos):
        raise protected(path)
    if len(set(names)) < len(names):
        raise _unsafe(path, "two parts of one name")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise _unsafe(path, "a part that is packed as Excel packs none")


def _unpacked(path: Path, package: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """The content of a part, whatever length and checksum it claims to have. Raises when it is more than is ``left``."""
    unclaimed = copy.copy(info)
    unclaimed.file_size = left + 1
    del unclaimed.CRC
    with package.open(unclaimed) as part:
        content = part.read(left + 1)
    if len(content) > left:
        raise too_large(path, f"it unpacks to more than {limits.MOST_UNPACKED_BYTES // limits.MB} MB")
    if len(content) != info.file_size or zlib.crc32(content) != info.CRC:
        raise zipfile.BadZipFile
    return content


def _check_markup(path: Path, name: str, content: bytes) -> None:
    """The standard for these packages forbids definitions of entities, which can fetch files and multiply themselves."""
    is_markup = name.lower().endswith((".xml", ".rels", ".vml"))
    if is_markup and (b"<!DOCTYPE" in content or b"<!ENTITY" in content):
        raise _unsafe(path, "definitions of entities in its XML")


def _too_wide(path: Path, part: str, extent: Extent) -> TooLargeError:
    return TooLargeError(
        f"{shown_name(path)} is too large to be read: its sheets reach over more than {limits.MOST_CELLS:,} cells.",
        f"The sheet in {shown_name(part)} has its last filled cell at {_cell(extent)}.",
        "Delete the rows and columns beyond the list (a stray cell is enough), save it and load it again.",
    )


def _unsafe(path: Path, what: str) -> FileError:
    return UnsafeFileError(
        f"{shown_name(path)} holds {what}, which no program that makes workbooks writes: nothing of it was read.",
        f"{shown_name(path)}.",
        "Ask where the file came from. If it is right, open it in Excel, save it as a new workbook and load that.",
    )


def _cell(extent: Extent) -> str:
    letters, number = "", extent.last_column
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(65 + letter) + letters
    return f"{letters}{extent.last_row}"
