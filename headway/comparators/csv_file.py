"""A CSV of published figures as text, with the line of every row and what is wrong with it, in words."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from headway.comparators.figure import ALSO_WRITTEN, SYMBOLS, NotPublished
from headway.errors import FileError

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_GZIP = b"\x1f\x8b"
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


@dataclass(frozen=True)
class CsvFile:
    """The rows of a file with their lines, under headings brought to one form: *Geographic Level* is geographic_level."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


def read_csv_file(path: Path) -> CsvFile:
    """The file, plain or gzip. Raises FileError when it is not text or has no rows."""
    content = path.read_bytes()
    try:
        text = (gzip.decompress(content) if content.startswith(_GZIP) else content).decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        headings = tuple(heading_form(each) for each in next(reader, []))
        rows = tuple((reader.line_num, dict(zip(headings, row, strict=False))) for row in reader if any(row))
    except (UnicodeDecodeError, csv.Error, gzip.BadGzipFile, EOFError):
        raise FileError(f"{path.name} is not a CSV in UTF-8.", f"{path}", "Download it again, as CSV.") from None
    return CsvFile(path.name, headings, rows)


def heading_form(text: str) -> str:
    """The one form of a heading: lower case, one underscore for whatever parts its words."""
    return re.sub(r"[^a-z0-9%+]+", "_", text.strip().lower()).strip("_")


def words_form(text: str) -> str:
    """The one form of a filter's words: lower case, spaces tidied."""
    return " ".join(text.lower().split())


def value_of(text: str) -> Decimal | NotPublished | None:
    """The number or the publisher's sign; None for what is neither."""
    given = text.strip()
    bare = given.replace(",", "").removesuffix("%")
    if _NUMBER.fullmatch(bare):
        return Decimal(bare)
    symbol = ALSO_WRITTEN.get(given.lower(), given.lower())
    return NotPublished(symbol) if symbol in SYMBOLS else None


def count_of(text: str) -> Decimal | None:
    """A numerator or denominator: the number, or None for a sign or a blank."""
    found = value_of(text)
    return found if isinstance(found, Decimal) else None


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
