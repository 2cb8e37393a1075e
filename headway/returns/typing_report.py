"""What typing a return found: cells that could not be read, spellings that are no code, groups whose code is not told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UnreadableCell:
    """One cell that holds something that could not be read. ``column`` is the heading, ``text`` what stands there."""

    list_key: str
    sheet: str
    row_number: int
    column: str
    text: str
    why: str


@dataclass(frozen=True)
class UnmatchedCode:
    """One spelling that is none of the column's codes, and on how many rows it stands.

    ``is_unreadable`` false: words that are known to be no answer, such as a status of another service; read as blank.
    """

    list_key: str
    column: str
    text: str
    row_count: int
    is_unreadable: bool = True


@dataclass(frozen=True)
class GroupOnly:
    """A group whose code the spelling does not tell, and on how many rows."""

    list_key: str
    column: str
    code: str
    row_count: int


@dataclass(frozen=True)
class DateForm:
    """How the dates of a column were written, and how many so."""

    list_key: str
    column: str
    form: str
    row_count: int


@dataclass(frozen=True)
class MonthFirst:
    """How many dates of a column have the month first, and how many that may be either were read day first even so."""

    list_key: str
    column: str
    month_count: int
    either_count: int


@dataclass(frozen=True)
class TypingReport:
    """Everything that typing has to say about one load.

    ``unreadable`` and ``unmatched`` name the first of each list (``limits`` says how many); ``unreadable_counts`` counts
    all, by list and heading.
    """

    unreadable: tuple[UnreadableCell, ...]
    unreadable_counts: Mapping[tuple[str, str], int]
    unmatched: tuple[UnmatchedCode, ...]
    group_only: tuple[GroupOnly, ...]
    date_forms: tuple[DateForm, ...]
    row_counts: dict[str, int]
    month_first: tuple[MonthFirst, ...] = ()

    @property
    def unreadable_count(self) -> int:
        """How many cells could not be read, named or not."""
        return sum(self.unreadable_counts.values())
