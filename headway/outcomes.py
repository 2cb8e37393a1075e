"""The four outcomes of a check. *Could not check* is never *passed*."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passed:
    """The check ran over every row it should and found nothing."""

    checked_count: int


@dataclass(frozen=True)
class Found:
    """The check ran and found something: the RowIds, and how many rows could not be checked."""

    row_ids: tuple[str, ...]
    checked_count: int
    not_checked_count: int = 0


@dataclass(frozen=True)
class NotRun:
    """The check could not be asked at all, and why: no such list, no local standard, not enough history."""

    why: str


@dataclass(frozen=True)
class Crashed:
    """The check itself failed: a fault in Headway, shown and never counted as passed."""

    error: str


Outcome = Passed | Found | NotRun | Crashed
