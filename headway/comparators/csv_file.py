"""A CSV of published figures as text, with the line of every row and what is wrong with it, in words."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from headway.comparators.figure import ALSO_WRITTEN, SYMBOLS, NotPublished
from headway.errors import FileError

_NUMBER = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?")
_GZIP = b"\x1f\x8b"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_END = (
    "the file stops here without the end of a line: a number may be cut short. End it with a new line if it is whole"
)
_SHOWN_PROBLEMS = 10
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass
class Problems:
    """What is wrong with a file, line by line; nothing of a file with a problem is used."""

    name: str
    found: list[str] = field(default_factory=list)

    def add(self, line: int, words: str) -> None:
        """Notes one."""
        self.found.append(f"{self.name}, line {line}: {words}")

    def add_broken(self, file: CsvFile) -> None:
        """Notes the lines of a file that are no whole row."""
        for line, words in file.broken:
            self.add(line, words)


@dataclass(frozen=True)
class CsvFile:
    """The rows of a file with their lines, under headings brought to one form: *Geographic Level* is geographic_level.

    ``broken`` are the lines that are no whole row, with what is wrong: they are not among the rows.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    broken: tuple[tuple[int, str], ...] = ()


def read_csv_file(path: Path) -> CsvFile:
    """The file, plain or gzip, in UTF-8, UTF-16 or Windows-1252. Raises FileError, with the line, when it is no such text."""
    text = _text_of(path)
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter="," if "," in first else "\t")
    rows: list[tuple[int, Mapping[str, str]]] = []
    broken: list[tuple[int, str]] = []
    begins = 1
    try:
        headings = tuple(heading_form(each) for each in next(reader, []))
        broken += [(1, f"two columns are called {name}") for name in _twice(headings)]
        begins = reader.line_num + 1
        for row in reader:
            if any(row) and len(row) == len(headings):
                rows.append((reader.line_num, dict(zip(headings, row, strict=True))))
            elif any(row):
                broken.append((reader.line_num, f"the row has {len(row)} cells and the headings are {len(headings)}"))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise _no_csv(path, f", line {begins}: {error}") from None
    if rows and not text.endswith(("\n", "\r")):
        broken.append((reader.line_num, _NO_END))
    return CsvFile(path.name, headings, tuple(rows), tuple(broken))


def _text_of(path: Path) -> str:
    """The text of a file, unzipped. Windows-1252 has a letter for nearly every byte, so it is asked last."""
    content = path.read_bytes()
    if content.startswith(_GZIP):
        content = _unzipped(path, content)
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16")
        if b"\0" in content:
            line = content[: content.index(b"\0")].count(b"\n") + 1
            raise _no_csv(path, f", line {line}: it holds what is no text")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _no_csv(path, f", line {line}: it is not text in UTF-8, UTF-16 or Windows-1252") from None


def _unzipped(path: Path, content: bytes) -> bytes:
    """What a gzip file holds. Raises FileError, with the line at which it stops, when it is not whole."""
    try:
        return gzip.decompress(content)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        found = b""
        with suppress(zlib.error):
            found = zlib.decompressobj(wbits=31).decompress(content)
    raise _no_csv(path, f", line {found.count(10) + 1}: the zipped file breaks off or is damaged")


def _no_csv(path: Path, what: str) -> FileError:
    return FileError(f"{path.name} is not a whole CSV.", f"{path}{what}.", "Download it again, as CSV.")


def _twice(headings: tuple[str, ...]) -> list[str]:
    return sorted({each for each in headings if each and headings.count(each) > 1})


def heading_form(text: str) -> str:
    """The one form of a heading: lower case, one underscore for whatever parts its words."""
    return re.sub(r"[^a-z0-9%+]+", "_", text.strip().lower()).strip("_")


def words_form(text: str) -> str:
    """The one form of a filter's words: lower case, spaces tidied."""
    return " ".join(text.lower().split())


def value_of(text: str) -> Decimal | NotPublished | None:
    """The number or the publisher's sign; None for what is neither."""
    given = text.strip()
    bare = given.removesuffix("%")
    if _NUMBER.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    symbol = ALSO_WRITTEN.get(given.lower(), given.lower())
    return NotPublished(symbol) if symbol in SYMBOLS else None


def count_of(text: str) -> Decimal | None:
    """A numerator or denominator: the number, or None for a sign or a blank."""
    found = value_of(text)
    return found if isinstance(found, Decimal) else None


def unknown_words(row: Mapping[str, str], value: str = "", counts: tuple[str, ...] = ()) -> str:
    """What of a row's cells is neither a number nor a sign, in words; a count, unlike the value, may be blank."""
    told = [name for name in (value, *counts) if name and (name == value or row.get(name, "").strip())]
    wrong = [name for name in told if value_of(row.get(name, "")) is None]
    return f"'{row.get(wrong[0], '')}' in {wrong[0]} is neither a number nor a sign that is known" if wrong else ""


def year_of(text: str) -> int | None:
    """The year in which a period ends: *2025*, *202425* and *2024/25* are 2025. None for anything else."""
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) == 6:
        first, last = int(digits[:4]), int(digits[4:])
        year = first + 1 if (first + 1) % 100 == last else 0
    else:
        year = int(digits) if len(digits) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def refuse(problems: list[str]) -> None:
    """Raises FileError that lists the first problems and counts the rest; nothing when there is none."""
    if not problems:
        return
    rest = len(problems) - _SHOWN_PROBLEMS
    shown = problems[:_SHOWN_PROBLEMS] + ([f"and {rest:,} more"] if rest > 0 else [])
    raise FileError(
        f"{len(problems):,} thing{'s' if len(problems) > 1 else ''} in the files cannot be read, so nothing was read in.",
        "\n".join(shown),
        "Download the file again, or take it out of the folder; a newer Headway may know the new layout.",
    )
