"""A return as it really arrives, read into one table of text per list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import duckdb

from headway.identity import sha256_of_files
from headway.returns.ahead import one_ahead
from headway.returns.as_at import decide_as_at, doubt_by_names
from headway.returns.csvs import read_csv
from headway.returns.file_errors import (
    EmptyFileError,
    FileNotThereError,
    NoListError,
    NoRowError,
    OtherReturnError,
    SameListTwiceError,
    TooLargeError,
)
from headway.returns.file_kind import file_kind
from headway.returns.land import SheetWithHead, land_list, look_at, with_head
from headway.returns.landed import LandedList, LandedReturn
from headway.returns.layout import ANNEX_A, ReturnLayout, return_layouts
from headway.returns.limits import DATABASE_MEMORY_MB
from headway.returns.recognise import FoundList, headings_of_903, recognise
from headway.returns.sheet import Sheet
from headway.returns.shown_name import shown_name, shown_path
from headway.returns.workplace import keep_small
from headway.returns.xls import read_xls
from headway.returns.xlsx import read_xlsx
from headway.side_by_side import side_by_side

_READER = 4
READER_VERSION = f"{ANNEX_A}-{_READER}"
_LEFT_OVER = "SELECT table_name FROM duckdb_tables() WHERE temporary AND table_name LIKE 'rows_of_file_%'"
_FILE_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv", ".txt")


def reader_version(return_name: str) -> str:
    """Which reader has read a return, as the load's record says."""
    return f"{return_name}-{_READER}"


def _say_nothing(_words: str) -> None:
    """Progress for callers that show none."""


def read_return(
    con: duckdb.DuckDBPyConnection,
    paths: Sequence[Path],
    *,
    as_at: date | None,
    today: date,
    progress: Callable[[str], None] = _say_nothing,
) -> LandedReturn:
    """What the files hold; schema ``landed`` then has one table of text per list found that has a row.

    ``landed.<list_key>``: row_number BIGINT, sheet VARCHAR, every column of the list as VARCHAR (null where the file
    has no such column), error_cells VARCHAR[] (the columns whose cell is an Excel error or was never calculated).
    Raises a FileError when the files cannot be used; ``landed`` then holds no part of them.
    """
    files = _files(paths)
    keep_small(con)
    try:
        sheets = [with_head(con, sheet, number) for number, sheet in one_ahead(_sheets(files, progress))]
        return _land(con, _layout_of(sheets), files, sheets, as_at=as_at, today=today, progress=progress)
    except duckdb.OutOfMemoryException:
        raise _out_of_memory(files) from None
    finally:
        for (table,) in con.execute(_LEFT_OVER).fetchall():
            con.execute(f"DROP TABLE {table}")


def _layout_of(sheets: Sequence[SheetWithHead]) -> ReturnLayout:
    """The return whose own headings the sheets have most of; Annex A where they have none."""

    def own_count(layout: ReturnLayout) -> int:
        return sum(found.own_count for each in sheets if (found := recognise(layout, each.name, each.head)))

    return max(return_layouts(), key=own_count)


def _land(
    con: duckdb.DuckDBPyConnection,
    layout: ReturnLayout,
    files: Sequence[Path],
    raw: Sequence[SheetWithHead],
    *,
    as_at: date | None,
    today: date,
    progress: Callable[[str], None],
) -> LandedReturn:
    chosen, notes = _choose(layout, raw, files)
    extra = [each for each in raw if not any(each is sheet for sheet, _ in chosen)]
    day = decide_as_at(
        as_at,
        today=today,
        file_names=[shown_name(path) for path in files],
        front=[(each.name, each.head) for each in extra],
    )
    landed, said = _land_all(con, layout, chosen, progress)
    notes = [*(note for each in raw for note in each.sheet.file_notes), *notes, *said]
    held = {each.list_key for each in landed if each.row_count}
    return LandedReturn(
        return_name=layout.name,
        file_names=tuple(shown_name(path) for path in files),
        sha256=sha256_of_files(list(files)),
        as_at=day.day,
        as_at_basis=day.basis,
        lists=tuple(each for each in landed if each.row_count),
        missing_lists=tuple(each.title for key, each in layout.lists.items() if key not in held),
        extra_sheets=tuple(each.name for each in extra),
        hidden_sheets=tuple(each.name for each in raw if each.is_hidden),
        notes=tuple(notes),
        empty_lists=tuple(each for each in landed if not each.row_count),
        doubts=doubt_by_names(day.day, [shown_name(path) for path in files]),
    )


def _land_all(
    con: duckdb.DuckDBPyConnection,
    layout: ReturnLayout,
    chosen: Sequence[tuple[SheetWithHead, FoundList]],
    progress: Callable[[str], None],
) -> tuple[list[LandedList], list[str]]:
    """Schema ``landed`` with every list that has a row, or without any: it never holds half a file."""
    con.execute("DROP SCHEMA IF EXISTS landed CASCADE; CREATE SCHEMA landed")

    def land(own: duckdb.DuckDBPyConnection, sheet: SheetWithHead, found: FoundList) -> tuple[LandedList, list[str]]:
        each = layout.lists[found.list_key]
        progress(f"List {each.number}: {each.title}" if layout.name == ANNEX_A else each.title)
        in_cells, of_sheet = look_at(sheet, found)
        one, said = land_list(own, each, sheet, found, in_cells)
        if not one.row_count:
            own.execute(f'DROP TABLE landed."{one.list_key}"')
        return one, [*of_sheet, *said]

    tasks = [partial(land, sheet=sheet, found=found) for sheet, found in chosen]
    try:
        # The rows of a text file are in a temporary table, which other connections do not see.
        is_text = any(sheet.table for sheet, _ in chosen)
        done = [task(con) for task in tasks] if is_text else side_by_side(con, tasks)
        if not any(each.row_count for each, _ in done):
            raise _no_row([each for each, _ in done])
    except BaseException:
        con.execute("DROP SCHEMA IF EXISTS landed CASCADE")
        raise
    landed, notes = [each for each, _ in done], [note for _, said in done for note in said]
    return landed, notes


def _choose(
    layout: ReturnLayout, raw: Sequence[SheetWithHead], files: Sequence[Path]
) -> tuple[list[tuple[SheetWithHead, FoundList]], list[str]]:
    """One sheet for each list that is there, in the order of the lists, and what should be said about the choice."""
    if all(not each.head for each in raw):
        raise EmptyFileError(
            f"{shown_name(files[0])} has no cell that is filled.",
            f"{shown_name(files[0])}.",
            "Export it again and load the new file.",
        )
    found = [(each, recognised) for each in raw if (recognised := recognise(layout, each.name, each.head))]
    if not found:
        raise _no_list(raw, files)
    _refuse_lists_in_two_files(layout, found, files)
    notes: list[str] = []
    chosen: list[tuple[SheetWithHead, FoundList]] = []
    for key, each_list in layout.lists.items():
        same = sorted(
            (pair for pair in found if pair[1].list_key == key),
            key=lambda pair: (pair[0].is_hidden, -len(pair[1].columns), -pair[0].sheet.height),
        )
        chosen.extend(same[:1])
        for other, _ in same[1:]:
            notes.append(
                f"Sheet {other.name} is also list {each_list.number} ({each_list.title}): sheet {same[0][0].name} was read, "
                f"{other.name} was not."
            )
    return chosen, notes


def _refuse_lists_in_two_files(
    layout: ReturnLayout, found: Sequence[tuple[SheetWithHead, FoundList]], files: Sequence[Path]
) -> None:
    """Two files with the same list are two days, two councils or two exports: one load cannot be made of them."""
    twice: dict[tuple[int, ...], list[str]] = {}
    for key, each in layout.lists.items():
        numbers = tuple(sorted({sheet.file_number for sheet, recognised in found if recognised.list_key == key}))
        if len(numbers) > 1:
            twice.setdefault(numbers, []).append(f"list {each.number} ({each.title})")
    if not twice:
        return
    numbers, _ = next(iter(twice.items()))
    first, second = files[numbers[0]], files[numbers[1]]
    is_same = first.resolve() == second.resolve()
    raise SameListTwiceError(
        f"{shown_name(first)} was given twice." if is_same else "The files hold the same list and cannot be one load.",
        "; ".join(
            f"{' and '.join(_names_apart([files[number] for number in numbers]))}: {', '.join(lists)}"
            for numbers, lists in twice.items()
        )
        + ".",
        "Give each list once. Load the files of another day or another council by themselves.",
    )


def _out_of_memory(files: Sequence[Path]) -> TooLargeError:
    names = ", ".join(shown_name(path) for path in files[:3])
    return TooLargeError(
        f"The rows of {names} need more than the {DATABASE_MEMORY_MB} MB of memory that Headway gives them.",
        f"{names}.",
        "Load fewer rows at a time: a list reaches back six or twelve months, as the template says.",
    )


def _names_apart(paths: Sequence[Path]) -> list[str]:
    """The files' names, with their folders where two are called the same."""
    names = [shown_name(path) for path in paths]
    return names if len(set(names)) == len(names) else [shown_path(path) for path in paths]


def _no_row(landed: Sequence[LandedList]) -> NoRowError:
    titles = ", ".join(f"list {each.number} ({each.title})" for each in landed)
    return NoRowError(
        "No list in the file holds a row: there is nothing to load.",
        f"Headings and no row: {titles}.",
        "Check the dates and filters of the export, draw the lists up again, and load the new file.",
    )


def _no_list(raw: Sequence[SheetWithHead], files: Sequence[Path]) -> OtherReturnError | NoListError:
    names = ", ".join(shown_name(path) for path in files[:3])
    of_903 = next(filter(None, (headings_of_903(each.head) for each in raw)), ())
    if of_903:
        return OtherReturnError(
            f"{names} is a children looked after return (SSDA903), not Annex A.",
            f"{names}: among its headings are {', '.join(of_903[:5])}.",
            "Give the Annex A workbook. The 903 is another return and is not read by this command.",
        )
    sheets = ", ".join(each.name for each in raw[:12])
    return NoListError(
        f"No list of Annex A was recognised in {names}.",
        f"Sheets: {sheets}.",
        "Name the sheets List_1 to List_11 and keep the template's headings, such as 'Child Unique ID'.",
    )


def _sheets(files: Sequence[Path], progress: Callable[[str], None]) -> Iterator[tuple[int, Sheet]]:
    """Every sheet, with the place of its file among the files."""
    kinds = [(path, file_kind(path)) for path in files]
    for number, (path, kind) in enumerate(kinds):
        progress(f"Reading {shown_name(path)}")
        sheets = [read_csv(path)] if kind == "csv" else (read_xlsx if kind == "xlsx" else read_xls)(path)
        yield from ((number, sheet) for sheet in sheets)


def _files(paths: Sequence[Path]) -> list[Path]:
    """The files that were given, a folder standing for the workbooks and CSVs in it."""
    files: list[Path] = []
    for path in paths:
        if not path.is_dir():
            files.append(path)
            continue
        inside = sorted(
            p for p in path.iterdir() if p.suffix.lower() in _FILE_ENDINGS and not p.name.startswith(("~", "."))
        )
        folders = [p for p in path.iterdir() if p.is_dir() and not p.name.startswith(".")]
        if not inside and folders:
            number = f"{len(folders)} folders" if len(folders) > 1 else "another folder"
            raise FileNotThereError(
                f"The folder {shown_name(path)} holds {number}, and no workbook and no CSV of its own.",
                f"{shown_path(path)}.",
                "A load is one return: give the folder that holds its files, one load after the other.",
            )
        if not inside:
            raise FileNotThereError(
                f"The folder {shown_name(path)} holds no workbook and no CSV.",
                f"{shown_path(path)}.",
                "Give the folder with the lists.",
            )
        files.extend(inside)
    if not files:
        raise FileNotThereError(
            "No file was given.", "headway load", "Give the Annex A workbook, or the folder of its CSV files."
        )
    return files
