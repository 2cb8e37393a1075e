"""Workbooks and CSVs that a careless or ill-meaning hand could give, made by the test that needs one."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.unit.returns.look_alikes import plain_rows, write_xlsx

SHEET_1 = "xl/worksheets/sheet1.xml"


def repack(path: Path, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]) -> Path:
    """The workbook with its parts changed: ``change`` alters the mapping, or gives another."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    changed = change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in (parts if changed is None else changed).items():
            package.writestr(name, content)
    return path


def workbook(path: Path, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]) -> Path:
    """A tidy Annex A workbook with its parts changed."""
    return repack(write_xlsx(path, plain_rows()), change)


def in_sheet_1(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """The change of one text in the first sheet's XML."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[SHEET_1], parts[SHEET_1][:400]
        parts[SHEET_1] = parts[SHEET_1].replace(old, new, 1)

    return change


def filled_cell(reference: str) -> Callable[[dict[str, bytes]], None]:
    """One more filled cell, in a row of its own behind all others."""
    row = "".join(sign for sign in reference if sign.isdigit())
    cell = f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'
    return in_sheet_1(b"</sheetData>", cell.encode())


def bomb(megabytes: int) -> Callable[[dict[str, bytes]], None]:
    """A sheet whose XML is mostly one long blank, which packs a thousandfold."""
    return in_sheet_1(b"<sheetData>", b"<sheetData>" + b" " * (megabytes << 20))


def claim_less(path: Path, name: str, size: int) -> Path:
    """The workbook whose directory says that a part unpacks to ``size`` bytes, whatever it is."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        start = package.start_dir
    while content[start : start + 4] == b"PK\x01\x02":
        name_length, extra, comment = struct.unpack_from("<HHH", content, start + 28)
        if content[start + 46 : start + 46 + name_length] == name.encode():
            struct.pack_into("<I", content, start + 24, size)
        start += 46 + name_length + extra + comment
    path.write_bytes(bytes(content))
    return path


def with_doctype(part: str, doctype: bytes) -> Callable[[dict[str, bytes]], None]:
    """A part that begins with definitions of entities."""

    def change(parts: dict[str, bytes]) -> None:
        head, _, rest = parts[part].partition(b"?>")
        parts[part] = head + b"?>" + doctype + rest

    return change


LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
