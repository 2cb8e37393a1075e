"""What a sheet's XML says that the reader of its cells does not: errors, formulas never calculated, what is hidden.

The reader of the cells gives an error and a formula never calculated as empty, which would turn *unreadable* into
*blank*: a worker column full of #N/A would make every child unallocated. A search of the bytes costs a fraction of the
reading and finds them.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from posixpath import normpath
from xml.parsers import expat

from headway.returns.file_errors import DamagedFileError
from headway.returns.sheet import CellError, Looked, Row
from headway.returns.shown_name import shown_name

# Every pattern stops at the next "<", which no tag may hold: however a sheet is written, each sign is looked at once.
_PREFIX = rb"(?:\w+:)?"
_TAG = re.compile(rb"<" + _PREFIX + rb"(row|c)\b([^<>]*)>")
_ERROR = re.compile(rb"t=[\"']e[\"']")  # no \b before it, for the same reason as in _FORMULA
_VALUE = re.compile(rb"<" + _PREFIX + rb"v\b[^<>]*>([^<]*)</")
_CONTENT = re.compile(rb"<" + _PREFIX + rb"(?:v|is)\b")
# By whether the sheet writes a prefix before each tag's name: a search that begins with plain text is many times faster.
_FORMULA = {
    is_prefixed: re.compile(
        start + rb"f\b[^<>]*?(?:/>|>([^<]*)</" + _PREFIX + rb"f>)\s*"
        rb"(<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v\b[^<>]*>\s*</" + _PREFIX + rb"v>)?\s*</" + _PREFIX + rb"c>"
    )
    for is_prefixed, start in ((False, rb"<"), (True, rb"<" + _PREFIX))
}
_ATTRIBUTE = re.compile(r"(?<![\w:])([\w:]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_LINKED = re.compile(rb"<" + _PREFIX + rb"f\b[^<>]*>[^<\[]*\[\d+\][^<\[\]!]*!")
_HIDDEN_ROW = re.compile(rb"<" + _PREFIX + rb"row\b[^<>]*\bhidden=[\"'](?:1|true)[\"']")
_HIDDEN_COLUMNS = re.compile(rb"<" + _PREFIX + rb"col\b([^<>]*\bhidden=[\"'](?:1|true)[\"'][^<>]*)>")
_FILTER = re.compile(rb"<" + _PREFIX + rb"autoFilter\b")
_MERGED = re.compile(rb"<" + _PREFIX + rb"mergeCell\b[^<>]*\bref=[\"']\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?(\d{1,7})[\"']")
_MOST_OF_A_TAG = 4_000


@dataclass(frozen=True)
class SheetParts:
    """Where in the package each sheet's XML is, and from which year the workbook counts its days."""

    paths: tuple[str, ...]
    counts_from_1904: bool


def sheet_parts(path: Path) -> SheetParts:
    """The parts of a workbook, in the order of its sheets. Raises BadZipFile or KeyError when it is not whole."""
    with zipfile.ZipFile(path) as package:
        workbook = package.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = package.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {each["Id"]: each["Target"] for each in _elements(relations, "Relationship") if "Id" in each}
    paths: list[str] = []
    for sheet in _elements(workbook, "sheet"):
        relation = next((value for name, value in sheet.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        paths.append(target[1:] if target.startswith("/") else normpath(f"xl/{target}"))
    properties = chain.from_iterable(each.items() for each in _elements(workbook, "workbookPr"))
    return SheetParts(
        tuple(paths), any(name == "date1904" and value in ("1", "true", "on") for name, value in properties)
    )


@dataclass(frozen=True)
class SheetXml:
    """One sheet's XML in its package."""

    path: Path
    part: str
    name: str

    def look(self, header_row: int, headings: Row) -> Looked:
        """Every error cell and never-calculated formula, with its row and its position among the sheet's columns.

        And what a person who opens the workbook may not see, or sees otherwise. Raises DamagedFileError.
        """
        if not self.part:
            return Looked()
        try:
            with zipfile.ZipFile(self.path) as package:
                xml = package.read(self.part)
        except (zipfile.BadZipFile, zlib.error, KeyError, OSError) as error:
            raise damaged(self.path, error) from error
        found = [*_error_cells(xml), *_formulas_never_calculated(xml)]
        notes = tuple(_notes(self.name, xml, header_row))
        if not found:
            return Looked((), notes)
        places = _places(xml, [start for start, _ in found])
        offset = _column_offset(xml, header_row, headings)
        errors = [CellError(row, column - offset, text) for (row, column), (_, text) in zip(places, found, strict=True)]
        return Looked(errors, notes)


def damaged(path: Path, error: BaseException) -> DamagedFileError:
    """The message for a workbook of which a part cannot be read."""
    return DamagedFileError(
        f"{shown_name(path)} is damaged: a part of it cannot be read ({type(error).__name__}).",
        f"{shown_name(path)}.",
        "Open it in Excel, save it again as .xlsx and load that; or export it again from the case system.",
    )


def refuse_broken(path: Path, part: str) -> None:
    """Raises DamagedFileError for a sheet whose XML breaks off or is none: the reader takes it for one without a cell."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as file:
            expat.ParserCreate().ParseFile(file)
    except expat.ExpatError as error:
        raise damaged(path, error) from None


def cells_with_content(xml: bytes) -> Iterator[tuple[int, int]]:
    """Row and column, from 1, of each cell that is more than a format."""
    row, column = 0, -1
    for tag in _TAG.finditer(xml):
        row, column = _next_place(tag, row, column)
        if tag[1] == b"c" and not tag[2].endswith(b"/"):
            yield row, column + 1


def _notes(name: str, xml: bytes, header_row: int) -> Iterator[str]:
    """What is hidden, filtered, merged or worked out elsewhere in a sheet; every row and column was read."""
    if b"hidden=" in xml:
        rows = sum(1 for _ in _HIDDEN_ROW.finditer(xml))
        columns = sum(_column_count(match[1]) for match in _HIDDEN_COLUMNS.finditer(xml))
        hidden = [f"{rows:,} hidden rows"] * bool(rows) + [f"{columns:,} hidden columns"] * bool(columns)
        if hidden:
            yield f"Sheet {name} has {' and '.join(hidden)}: they were read like all others."
    if b"autoFilter" in xml and _FILTER.search(xml):
        yield f"Sheet {name} has a filter: every row was read, shown or not."
    merged = sum(int(match[1]) >= header_row for match in _MERGED.finditer(xml)) if b"mergeCell" in xml else 0
    if merged:
        yield (
            f"Sheet {name} has {merged:,} merged cells in its headings or rows: the first cell of each has the value, "
            "the others are blank."
        )
    linked = sum(1 for _ in _LINKED.finditer(xml)) if b"[" in xml else 0
    if linked:
        yield f"Sheet {name} has {linked:,} formulas that look into other workbooks: the values last worked out were used."


def _column_count(attributes: bytes) -> int:
    first, last = (re.search(rb"\b" + end + rb"=[\"'](\d{1,5})[\"']", attributes) for end in (b"min", b"max"))
    return max(1, int(last[1]) - int(first[1]) + 1) if first and last else 1


def _error_cells(xml: bytes) -> Iterator[tuple[int, str]]:
    """The start of each error cell's tag, and the error."""
    single_quoted = b"='" in xml[:2000] and b"t='e'" in xml
    if b't="e"' not in xml and not single_quoted:
        return
    for match in _ERROR.finditer(xml):
        if not xml[match.start() - 1 : match.start()].isspace():
            continue  # the end of another attribute's name
        start = xml.rfind(b"<", max(0, match.start() - _MOST_OF_A_TAG), match.start())
        tag = _TAG.match(xml, start) if start >= 0 else None
        if tag and tag[1] == b"c" and tag.end() > match.end():
            value = _VALUE.search(xml, tag.end(), _end_of_cell(xml, tag.end()))
            yield start, _text(value[1]) if value else "#N/A"


def _formulas_never_calculated(xml: bytes) -> Iterator[tuple[int, str]]:
    """The start of each cell whose formula has no value, and the formula as a person would type it."""
    is_prefixed = b"<worksheet" not in xml[:2000]
    if (b":f" if is_prefixed else b"<f") not in xml:
        return
    for match in _FORMULA[is_prefixed].finditer(xml):
        start = _start_of_cell(xml, match.start())
        tag = _TAG.match(xml, start)
        if tag is None or b't="e"' in tag[2]:
            continue
        # A text formula with an empty value was calculated: its answer is the empty text.
        if match[2] is not None and re.search(rb"\bt=[\"']str[\"']", tag[2]):
            continue
        yield start, "=" + _text(match[1] or b"")


def _places(xml: bytes, starts: list[int]) -> list[tuple[int, int]]:
    """Row (from 1) and column (from 0) of each cell tag; counted where the sheet does not name its cells."""
    named = [_reference(tag[2]) if (tag := _TAG.match(xml, start)) else None for start in starts]
    if all(each is not None for each in named):
        return [each for each in named if each is not None]
    counted = _count_places(xml)
    return [counted[start] for start in starts]


def _column_offset(xml: bytes, header_row: int, headings: Row) -> int:
    """How many empty columns stand before the first that the reader of the cells gave."""
    first = next((position for position, heading in enumerate(headings) if heading is not None), 0)
    row, column = 0, -1
    for tag in _TAG.finditer(xml):
        row, column = _next_place(tag, row, column)
        is_cell_with_content = tag[1] == b"c" and _CONTENT.search(xml, tag.end(), _end_of_cell(xml, tag.end()))
        if row == header_row and is_cell_with_content:
            return column - first
    return 0


def _count_places(xml: bytes) -> dict[int, tuple[int, int]]:
    places: dict[int, tuple[int, int]] = {}
    row, column = 0, -1
    for tag in _TAG.finditer(xml):
        row, column = _next_place(tag, row, column)
        places[tag.start()] = (row, column)
    return places


def _next_place(tag: re.Match[bytes], row: int, column: int) -> tuple[int, int]:
    """The place of a tag, given the place of the one before it: as it says itself, else by counting."""
    if tag[1] == b"row":
        number = re.search(rb"\br=[\"'](\d{1,7})[\"']", tag[2])
        return (int(number[1]) if number else row + 1), -1
    return _reference(tag[2]) or (row, column + 1)


def _reference(attributes: bytes) -> tuple[int, int] | None:
    """Row and column of ``r="C5"``: (5, 2)."""
    match = re.search(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']", attributes)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + letter - 64
    return int(match[2]), column - 1


def _start_of_cell(xml: bytes, before: int) -> int:
    """The start of the cell tag that stands before a position."""
    start = xml.rfind(b"<", 0, before)
    while start > 0 and not ((tag := _TAG.match(xml, start)) and tag[1] == b"c"):
        start = xml.rfind(b"<", 0, start)
    return start


def _end_of_cell(xml: bytes, after: int) -> int:
    """A position at which the cell has certainly ended: the next cell, or the end."""
    following = _TAG.search(xml, after)
    return following.start() if following else len(xml)


def _elements(xml: str, name: str) -> Iterator[dict[str, str]]:
    for match in re.finditer(rf"<(?:\w+:)?{name}\b([^<>]*)>", xml):
        yield {key: unescape(double or single) for key, double, single in _ATTRIBUTE.findall(match[1])}


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace")).strip()
