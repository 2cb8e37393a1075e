"""In which encoding a text file is written: by its mark, by its bytes, else Windows' Western European."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from headway.returns.limits import MB

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MOST_ZEROS_OF_A_TEXT = 0.02


@dataclass(frozen=True)
class Encoding:
    """The encoding, and how many signs could not be read in it."""

    name: str
    unread_count: int = 0

    def notes(self, file_name: str) -> list[str]:
        """What should be said of it."""
        if not self.unread_count:
            return []
        return [
            f"{file_name} has {self.unread_count:,} signs that are no text in its encoding ({self.name}): each is shown as �, "
            "and a code or a day with one could not be read."
        ]


def encoding_of(path: Path) -> Encoding:
    """The encoding of a file, which is read through once where it has no mark."""
    with path.open("rb") as file:
        start = file.read(4096)
    name = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None) or utf_16_without_mark(start)
    if name:
        return Encoding(name)
    unread, others = _read_as_utf_8(path)
    if not unread:
        return Encoding("utf-8")
    # One bad byte among many good ones is a slip; Windows' encoding hardly ever makes what utf-8 can read.
    return Encoding("utf-8", unread) if others > unread else Encoding("windows-1252", _read_as_windows(path))


def utf_16_without_mark(start: bytes) -> str | None:
    """The utf-16 that a file begins with when every other byte is zero, as in Western text; else None."""
    pairs = len(start) // 2
    first, second = start[: pairs * 2 : 2].count(0), start[1 : pairs * 2 : 2].count(0)
    few, most = _MOST_ZEROS_OF_A_TEXT * pairs, 0.8 * pairs
    if pairs and second > most and first <= few:
        return "utf-16-le"
    return "utf-16-be" if pairs and first > most and second <= few else None


def is_binary(start: bytes) -> bool:
    """Whether a file's first bytes are no text: zeros in it, more than a few by accident, and not those of utf-16."""
    if start.startswith(tuple(mark for mark, _ in _MARKS)) or utf_16_without_mark(start):
        return False
    return start.count(0) > _MOST_ZEROS_OF_A_TEXT * len(start)


def _read_as_utf_8(path: Path) -> tuple[int, int]:
    """How many signs of a file are no utf-8, and how many beyond the plain alphabet are."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    unread = others = 0
    with path.open("rb") as file:
        while block := file.read(MB):
            text = decoder.decode(block)
            if not text.isascii():
                lost = text.count("�")
                unread += lost
                others += len(text) - len(text.encode("ascii", "ignore")) - lost
    return unread + len(decoder.decode(b"", final=True)), others


def _read_as_windows(path: Path) -> int:
    """How many bytes stand for nothing in Windows' encoding."""
    with path.open("rb") as file:
        return sum(block.decode("windows-1252", "replace").count("�") for block in iter(lambda: file.read(MB), b""))
