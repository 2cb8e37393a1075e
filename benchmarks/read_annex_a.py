"""Reading Annex A: 11 sheets, 200,000 rows × 15 columns, against pandas with openpyxl, in one run.

What is timed for Headway is more than for pandas: reading, landing by column, finding error cells, and in a second
figure typing as well.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import xlsxwriter

from headway.returns import annex_a_layout, read_return, type_tables
from headway.returns.codes import code_list
from headway.returns.layout import ColumnLayout

ROWS, COLUMNS, NEEDED, ROUNDS = 200_000, 15, 10.0, 2
AS_AT = date(2026, 9, 30)


def write_workbook(path: Path, *, rows: int = ROWS, seed: int = 1) -> None:
    """Eleven lists with the template's headings, 15 columns each (extra ones fill up), rows shared out equally."""
    draw = random.Random(seed)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day_format = book.add_format({"num_format": "dd/mm/yyyy"})
    lists = annex_a_layout().lists.values()
    for layout in lists:
        sheet = book.add_worksheet(f"List_{layout.number}")
        sheet.write_string(0, 0, f"List {layout.number}: {layout.title}")
        columns = list(layout.columns.values())[:COLUMNS]
        headings = [column.heading for column in columns] + [f"Extra {n}" for n in range(COLUMNS - len(columns))]
        sheet.write_row(1, 0, headings)
        writers = [_writer(column, draw) for column in columns] + [_extra(draw)] * (COLUMNS - len(columns))
        for row in range(2, 2 + rows // len(lists)):
            for position, value in enumerate([write() for write in writers]):
                if isinstance(value, datetime):
                    sheet.write_datetime(row, position, value, day_format)
                elif value is not None:
                    sheet.write(row, position, value)
    book.close()


def _writer(column: ColumnLayout, draw: random.Random) -> Callable[[], object]:
    if column.type == "date":
        return lambda: datetime(2026, 9, 30) - timedelta(days=draw.randrange(4000)) if draw.random() > 0.2 else None  # noqa: DTZ001
    if column.type == "id":
        return lambda: draw.randrange(1_000_000, 9_999_999)
    if column.type == "integer":
        return lambda: draw.randrange(6)
    if column.codes:
        labels = [label for label in code_list(column.codes).names if len(label) > 1]
        return lambda: draw.choice(labels)
    return lambda: f"{column.heading[:12]} {draw.randrange(400)}"


def _extra(draw: random.Random) -> Callable[[], object]:
    return lambda: f"note {draw.randrange(1000)}"


def seconds(work: Callable[[], object]) -> float:
    """How long it took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def read_with_headway(path: Path, *, typed: bool) -> None:
    """The workbook landed, and typed if asked."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false; SET timezone = 'UTC'")
    landed = read_return(con, [path], as_at=AS_AT, today=AS_AT)
    if typed:
        type_tables(con, sha256=landed.sha256)


def read_with_pandas(path: Path) -> None:
    """The workbook as most tools of the sector read it."""
    import pandas

    pandas.read_excel(path, sheet_name=None, engine="openpyxl", header=1)


def main() -> bool:
    """Prints the two ratios, each the best of its rounds; whether the promise holds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "annex_a.xlsx"
        write_workbook(path)
        read, typed, slow = [], [], []
        for _ in range(ROUNDS):  # in turn, so that whatever else the machine does falls on all three alike
            read.append(min(seconds(lambda: read_with_headway(path, typed=False)) for _ in range(3)))
            typed.append(min(seconds(lambda: read_with_headway(path, typed=True)) for _ in range(3)))
            slow.append(seconds(lambda: read_with_pandas(path)))
    print(f"workbook: 11 sheets, {ROWS:,} rows x {COLUMNS} columns")
    against = min(slow)
    print(f"pandas.read_excel, openpyxl : {against:6.2f} s")
    print(
        f"headway, read and landed    : {min(read):6.2f} s  {against / min(read):5.1f} times faster (needed: {NEEDED:.0f})"
    )
    print(f"headway, and typed          : {min(typed):6.2f} s  {against / min(typed):5.1f} times faster")
    return against / min(read) >= NEEDED


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
