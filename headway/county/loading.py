"""Loading a return: read, typed, kept, and told to the person who loaded it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from headway import log
from headway.catalogue import definition_version
from headway.county.load_report import LoadReport, month_first_notes
from headway.county.look import LookedList, LookReport, unreadable_by_worker
from headway.errors import HeadwayError
from headway.identity import LoadId
from headway.journey import keep_typed_load
from headway.journey.coverage import months_before
from headway.journey.definitions import table_definitions
from headway.returns import (
    ANNEX_A,
    LandedList,
    LandedReturn,
    TypingReport,
    list_layout,
    list_title,
    read_return,
    reader_version,
    return_title,
    type_tables,
)
from headway.store import LoadManifest, Store
from headway.store.connection import connect
from headway.store.effect import moment_before
from headway.store.manifest import FAR
from headway.store.sql_text import quoted

MOST_MONTHS = 12
FEWEST_BEFORE = 20


def load_return(
    store: Store,
    paths: Sequence[Path],
    *,
    as_at: date | None,
    today: date,
    received_at: datetime | None = None,
    received_by: str,
    corrects: LoadId | None = None,
    progress: Callable[[str], None] = lambda words: None,
) -> LoadReport:
    """Reads the file or files, keeps them in the store, and reports. Nothing is kept unless all of it could be."""
    con = connect()
    read = _read(con, store, paths, as_at=as_at, today=today, progress=progress)
    landed, typing, doubts = read.landed, read.typing, (*read.far, *read.fewer)
    with log.stage("keep the load") as said:
        appended = store.append(
            con,
            tables=[each.list_key for each in landed.lists],
            return_name=landed.return_name,
            sha256=landed.sha256,
            as_at=landed.as_at,
            as_at_basis=landed.as_at_basis,
            received_at=received_at or datetime.now(UTC),
            received_by=received_by,
            file_names=landed.file_names,
            reader_version=reader_version(landed.return_name),
            definition_version=definition_version("returns", "codelists"),
            report={**record_of(landed, typing), "doubts": [*landed.doubts, *doubts], FAR: bool(read.far)},
            corrects=corrects,
        )
        said["load"] = appended.manifest.load_id
    if appended.is_new and landed.return_name == ANNEX_A:
        # The load is in effect now; what is only worked out from it may fail and is worked out when it is asked for.
        with suppress(HeadwayError, OSError, duckdb.IOException):
            keep_typed_load(con, store, appended.manifest)
    kept = appended.manifest
    before = moment_before(kept.received_at)
    return LoadReport(
        kept.load_id, appended.is_new, landed, typing, doubts, kept.corrects, before, is_back=appended.is_back
    )


def look_at_return(
    store: Store,
    paths: Sequence[Path],
    *,
    as_at: date | None,
    today: date,
    progress: Callable[[str], None] = lambda words: None,
) -> LookReport:
    """What loading the file or files would find: read and typed to the last cell, and nothing kept."""
    con = connect()
    read = _read(con, store, paths, as_at=as_at, today=today, progress=progress)
    landed, typing = read.landed, read.typing
    before = read.before[-1] if read.before else None
    same_day = [load for load in read.held if load.as_at == landed.as_at]
    return LookReport(
        return_name=landed.return_name,
        title=return_title(landed.return_name),
        file_names=landed.file_names,
        as_at=landed.as_at,
        as_at_basis=landed.as_at_basis,
        row_count=sum(each.row_count for each in landed.lists),
        lists=tuple(_looked(each, typing, before) for each in landed.lists),
        before_on=before.as_at if before else None,
        not_sent=landed.missing_lists,
        doubts=(*landed.doubts, *read.far, *read.fewer),
        notes=(*landed.notes, *month_first_notes(typing)),
        extra_sheets=landed.extra_sheets,
        unreadable_count=typing.unreadable_count,
        unreadable=unreadable_by_worker(con, landed.list_keys),
        same_day=same_day[-1].load_id if same_day else "",
        is_loaded=any(load.sha256 == landed.sha256 for load in same_day),
    )


@dataclass(frozen=True)
class _Read:
    """What was read and typed, beside the loads of this return in effect: what is far, and what has fewer rows."""

    landed: LandedReturn
    typing: TypingReport
    held: tuple[LoadManifest, ...]
    far: list[str]
    fewer: list[str]

    @property
    def before(self) -> list[LoadManifest]:
        """The loads of earlier days, oldest first."""
        return [load for load in self.held if load.as_at < self.landed.as_at]


def _read(
    con: duckdb.DuckDBPyConnection,
    store: Store,
    paths: Sequence[Path],
    *,
    as_at: date | None,
    today: date,
    progress: Callable[[str], None],
) -> _Read:
    """The file or files read and typed to the last cell, in schema ``typed``, and what makes them doubtful."""
    with log.stage("read the files") as said:
        landed = read_return(con, paths, as_at=as_at, today=today, progress=progress)
        said["rows"] = sum(each.row_count for each in landed.lists)
    with log.stage("type the cells") as said:
        typing = type_tables(con, sha256=landed.sha256, of=landed.return_name)
        said["unreadable"] = len(typing.unreadable)
    # Not store.loads(): a load that is gone is brought back by loading its file again.
    standing = (each for each in store.standings() if each.is_in_effect)
    held = tuple(each.load for each in standing if each.load.return_name == landed.return_name)
    found = _Read(landed, typing, held, _far_from_its_dates(con, landed), [])
    return replace(found, fewer=_fewer_rows(landed, found.before))


def _looked(each: LandedList, typing: TypingReport, before: LoadManifest | None) -> LookedList:
    held = [table.row_count for table in before.tables if table.name == each.list_key] if before else []
    return LookedList(
        title=list_title(each.list_key),
        sheet=each.sheet,
        row_count=each.row_count,
        before=held[0] if held else None,
        unreadable_count=sum(n for (key, _), n in typing.unreadable_counts.items() if key == each.list_key),
        missing_columns=each.missing_columns,
        extra_count=len(each.extra_columns),
    )


def record_of(landed: LandedReturn, typing: TypingReport) -> dict[str, Any]:
    """What reading found, as the store keeps it: counts by list and column, and no cell's text."""
    unmatched: Counter[tuple[str, str]] = Counter()
    for code in typing.unmatched:
        unmatched[(code.list_key, code.column)] += code.row_count
    return {
        "lists": {each.list_key: each.row_count for each in landed.lists},
        "missing_lists": list(landed.missing_lists),
        "empty_lists": [each.list_key for each in landed.empty_lists],
        "missing_columns": {each.list_key: list(each.missing_columns) for each in landed.lists if each.missing_columns},
        "missing_keys": {each.list_key: list(each.missing_keys) for each in landed.lists if each.missing_keys},
        "unreadable": [{"list": k, "column": c, "cells": n} for (k, c), n in sorted(typing.unreadable_counts.items())],
        "unmatched": [{"list": k, "column": c, "rows": n} for (k, c), n in sorted(unmatched.items())],
    }


def _fewer_rows(landed: LandedReturn, before: Sequence[LoadManifest]) -> list[str]:
    """The lists with less than half the rows that the newest earlier load of the list had, if those were not few."""
    doubts = []
    for each in landed.lists:
        held = [(load, table.row_count) for load in before for table in load.tables if table.name == each.list_key]
        load, count = held[-1] if held else (None, 0)
        if load is not None and count >= FEWEST_BEFORE and each.row_count * 2 < count:
            doubts.append(
                f"{list_title(each.list_key)}: {each.row_count:,} {'row' if each.row_count == 1 else 'rows'}, {count:,} "
                f"in the load before (as at {load.as_at.isoformat()}): look before you use it"
            )
    return doubts


def _far_from_its_dates(con: duckdb.DuckDBPyConnection, landed: LandedReturn) -> list[str]:
    """The question whether the day is right, when the lists have dates and none of them is of the year before it."""
    first = months_before(landed.as_at, MOST_MONTHS)
    columns = [(each.list_key, key) for each in landed.lists for key in _window_keys(each.list_key)]
    if not columns:
        return []
    dates = " UNION ALL ".join(f"SELECT {quoted(key)} AS day FROM typed.{quoted(name)}" for name, key in columns)
    found = con.execute(
        f"SELECT count(day), count(*) FILTER (day > ? AND day <= ?) FROM ({dates})", [first, landed.as_at]
    )
    dated, near = found.fetchone() or (0, 0)
    if near or not dated:
        return []
    day = landed.as_at.isoformat()
    return [f"no date in the lists lies within {MOST_MONTHS} months before {day}: is the day right?"]


def _window_keys(list_key: str) -> list[str]:
    """The columns of a list by whose dates the return chooses its rows."""
    windows = {
        f"{table.table}.{column}"
        for table in table_definitions().values()
        if table.window
        for column in table.window.columns
    }
    found = list_layout(list_key)
    dates = {key: column.feeds for key, column in found.columns.items() if column.type == "date"} if found else {}
    # A column of an extract feeds nothing: its dates are those of the extract.
    return [key for key, feeds in dates.items() if windows & set(feeds) or not feeds]
