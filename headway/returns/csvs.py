"""A CSV file as one sheet: utf-8 with or without its mark, utf-16, or Windows' own encoding."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np

from headway.returns.file_errors import DamagedFileError, EmptyFileError
from headway.returns.sheet import Sheet, no_errors


def read_csv(path: Path) -> Sheet:
    """The file's rows; the sheet is named after the file. Raises DamagedFileError when the rows cannot be told apart."""
    text = decoded(path.read_bytes())
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise DamagedFileError(
            f"{path.name} cannot be read as a CSV ({error}).", f"{path.name}.", "Export it again from the case system."
        ) from error
    width = max((len(row) for row in rows), default=0)
    if width == 0:
        raise EmptyFileError(f"{path.name} holds no rows.", f"{path.name}.", "Export it again and load the new file.")
    cells = {
        f"c{column}": np.array([(row[column] or None) if column < len(row) else None for row in rows], dtype=object)
        for column in range(width)
    }
    return Sheet(path.name, path.stem, False, width, len(rows), cells, no_errors)


def decoded(content: bytes) -> str:
    """The text: by its mark when it has one, else utf-8, else Windows' Western European, which takes any byte."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("windows-1252", "replace")


def _delimiter(text: str) -> str:
    """The sign that stands most often in the first lines: a comma, a semicolon or a tab."""
    start = "\n".join(text.splitlines()[:5])
    return max(",;\t", key=start.count)
