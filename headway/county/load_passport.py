"""What the record of a load says of it, in words: the passport of a load, without a cell and without a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from headway.returns import ANNEX_A, list_title, return_title
from headway.store import LoadStanding


@dataclass(frozen=True)
class ListInLoad:
    """One list of a load: its rows, and how many cells of it could not be read."""

    title: str
    row_count: int
    unreadable_count: int
    missing_columns: tuple[str, ...]


@dataclass(frozen=True)
class UnreadableColumn:
    """Cells of one column that could not be read."""

    title: str
    column: str
    cell_count: int


@dataclass(frozen=True)
class LoadPassport:
    """A load: what it is, where it stands, and what reading it found. ``age_days`` is how old its day is today."""

    load_id: str
    title: str
    is_annex_a: bool
    as_at: date
    as_at_basis: str
    received_at: datetime
    received_by: str
    file_names: tuple[str, ...]
    sha256: str
    reader: str
    corrects: str
    is_in_effect: bool
    standing: str
    row_count: int
    unreadable_count: int
    age_days: int
    lists: tuple[ListInLoad, ...]
    not_sent: tuple[str, ...]
    doubts: tuple[str, ...]
    unreadable: tuple[UnreadableColumn, ...]


def load_passports(standings: Sequence[LoadStanding], *, today: date) -> tuple[LoadPassport, ...]:
    """The passport of each load that was ever given, the newest day first."""
    return tuple(_passport(each, today) for each in reversed(standings))


def standing_words(each: LoadStanding) -> str:
    """*in effect*, or by what and why it is not."""
    if each.withdrawal is not None:
        withdrawal = each.withdrawal
        day = withdrawal.withdrawn_at.date().isoformat()
        return f"withdrawn on {day} by {withdrawal.withdrawn_by}: {withdrawal.why}"
    return f"corrected by {each.corrected_by.load_id}" if each.corrected_by else "in effect"


def _passport(each: LoadStanding, today: date) -> LoadPassport:
    load, report = each.load, each.load.report
    cells: Sequence[Mapping[str, Any]] = report.get("unreadable", ())
    by_list: dict[str, int] = {}
    for cell in cells:
        by_list[cell["list"]] = by_list.get(cell["list"], 0) + int(cell["cells"])
    return LoadPassport(
        load_id=load.load_id,
        title=return_title(load.return_name),
        is_annex_a=load.return_name == ANNEX_A,
        as_at=load.as_at,
        as_at_basis=load.as_at_basis,
        received_at=load.received_at,
        received_by=load.received_by,
        file_names=load.file_names,
        sha256=load.sha256,
        reader=f"{load.reader_version}, definitions {load.definition_version}",
        corrects=load.corrects or "",
        is_in_effect=each.is_in_effect,
        standing=standing_words(each),
        row_count=sum(table.row_count for table in load.tables),
        unreadable_count=sum(by_list.values()),
        age_days=(today - load.as_at).days,
        lists=tuple(
            ListInLoad(list_title(t.name), t.row_count, by_list.get(t.name, 0), load.missing_columns(t.name))
            for t in load.tables
        ),
        not_sent=tuple(report.get("missing_lists", ())),
        doubts=tuple(report.get("doubts", ())),
        unreadable=tuple(UnreadableColumn(list_title(c["list"]), c["column"], int(c["cells"])) for c in cells),
    )
