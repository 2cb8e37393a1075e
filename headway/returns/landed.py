"""What reading a return found, before anything is typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LandedList:
    """One list as it was found: where, how many rows, and what of its layout was not there.

    ``missing_columns`` and ``extra_columns`` are headings; ``missing_keys`` are the keys of the missing ones.
    """

    list_key: str
    number: int
    title: str
    sheet: str
    header_row: int
    row_count: int
    is_hidden: bool
    missing_columns: tuple[str, ...]
    missing_keys: tuple[str, ...]
    extra_columns: tuple[str, ...]


@dataclass(frozen=True)
class LandedReturn:
    """One return as read: its files, its day and how that is known, its lists, and what else was there.

    ``lists`` have at least one row each; ``missing_lists`` are the titles of all others, of which ``empty_lists`` had
    headings and no row. ``doubts`` are what a person should look at before the load is used.
    """

    return_name: str
    file_names: tuple[str, ...]
    sha256: str
    as_at: date
    as_at_basis: str
    lists: tuple[LandedList, ...]
    missing_lists: tuple[str, ...]
    extra_sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    notes: tuple[str, ...]
    empty_lists: tuple[LandedList, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def list_keys(self) -> tuple[str, ...]:
        """The tables of schema ``landed``, in the order of the lists."""
        return tuple(each.list_key for each in self.lists)
