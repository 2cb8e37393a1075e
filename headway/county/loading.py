"""Loading a return: read, typed, kept, and told to the person who loaded it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

from headway.catalogue import definition_version
from headway.identity import LoadId
from headway.returns import READER_VERSION, LandedReturn, TypingReport, read_annex_a, type_tables
from headway.store import Store


@dataclass(frozen=True)
class LoadReport:
    """What one load held and what could not be read in it."""

    load_id: LoadId
    is_new: bool
    landed: LandedReturn
    typing: TypingReport

    def lines(self) -> list[str]:
        """The report as a person reads it: the lists, what is missing, each cell and code that could not be read."""
        landed = self.landed
        lines = [
            f"{'Loaded' if self.is_new else 'Already loaded:'} {', '.join(landed.file_names)} as {self.load_id}",
            f"As at {landed.as_at.isoformat()} ({landed.as_at_basis}).",
        ]
        lines += [_list_line(each) for each in landed.lists]
        lines += [f"  no list of {name}: everything that needs it says so" for name in landed.missing_lists]
        lines += [f"  {note}" for note in landed.notes]
        lines += [_sheet_line(name, name in landed.hidden_sheets) for name in landed.extra_sheets]
        lines += self._unreadable_lines()
        return lines

    def _unreadable_lines(self) -> list[str]:
        typing = self.typing
        lines = [
            f"{len(typing.unreadable)} cells could not be read; everything else in their rows is used."
            if typing.unreadable
            else "Every cell could be read."
        ]
        lines += [
            f"  {cell.sheet}, row {cell.row_number}, {cell.column}: '{cell.text}' {cell.why}"
            for cell in typing.unreadable
        ]
        lines += [
            f"  {code.list_key}, {code.column}: '{code.text}' is not one of the codes ({code.row_count} rows)"
            for code in typing.unmatched
        ]
        return lines


def load_annex_a(
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
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    landed = read_annex_a(con, paths, as_at=as_at, today=today, progress=progress)
    typing = type_tables(con, sha256=landed.sha256)
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
        reader_version=READER_VERSION,
        definition_version=definition_version("returns", "codelists"),
        report=record_of(landed, typing),
        corrects=corrects,
    )
    return LoadReport(appended.manifest.load_id, appended.is_new, landed, typing)


def record_of(landed: LandedReturn, typing: TypingReport) -> dict[str, Any]:
    """What reading found, as the store keeps it: counts by list and column, and no cell's text."""
    unreadable = Counter((cell.list_key, cell.column) for cell in typing.unreadable)
    unmatched: Counter[tuple[str, str]] = Counter()
    for code in typing.unmatched:
        unmatched[(code.list_key, code.column)] += code.row_count
    return {
        "lists": {each.list_key: each.row_count for each in landed.lists},
        "missing_lists": list(landed.missing_lists),
        "missing_columns": {each.list_key: list(each.missing_columns) for each in landed.lists if each.missing_columns},
        "missing_keys": {each.list_key: list(each.missing_keys) for each in landed.lists if each.missing_keys},
        "unreadable": [{"list": k, "column": c, "cells": n} for (k, c), n in sorted(unreadable.items())],
        "unmatched": [{"list": k, "column": c, "rows": n} for (k, c), n in sorted(unmatched.items())],
    }


def _sheet_line(name: str, is_hidden: bool) -> str:
    return f"  sheet {name}{', a hidden sheet,' if is_hidden else ''} was not read as a list"


def _list_line(landed: Any) -> str:
    words = f"  {landed.title}: {landed.row_count:,} rows (sheet {landed.sheet})"
    if landed.is_hidden:
        words += ", a hidden sheet"
    if landed.missing_columns:
        words += f"; no column {', '.join(repr(name) for name in landed.missing_columns)}"
    if landed.extra_columns:
        words += f"; {len(landed.extra_columns)} extra columns not used"
    return words
