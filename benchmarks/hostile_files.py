"""What hostile and very large files cost: each is loaded in a process of its own, which measures its work and memory.

``python -m benchmarks.hostile_files`` measures all and keeps the figures for ``docs/reference/limits.md``; with names
behind it, those cases alone. Work is processor time, which a busy machine changes little.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.alone import alone, peak_mebibytes
from headway.county.loading import load_return
from headway.errors import HeadwayError
from headway.returns import annex_a_layout, limits
from headway.returns.codes import code_list
from headway.store import Store
from tests.unit.returns.hostile_files import LAUGHS, SHEET_1, bomb, filled_cell, in_sheet_1, with_doctype, workbook
from tests.unit.returns.look_alikes import plain_rows, write_xlsx

FIGURES = Path(__file__).with_suffix(".json")
AS_AT, TODAY = date(2026, 9, 30), date(2026, 11, 25)
Make = Callable[[Path], Path]


@dataclass(frozen=True)
class Measured:
    """One file, how it was answered and what that cost."""

    name: str
    megabytes: float
    answer: str
    seconds_of_work: float
    peak_megabytes: int


def csv_of(list_key: str, row_count: int, folder: Path) -> Path:
    """A CSV of one list; one date in a thousand and one code in five hundred cannot be read."""
    columns = list(annex_a_layout().lists[list_key].columns.values())
    labels = [list(code_list(column.codes).bare_names)[:3] if column.codes else [] for column in columns]

    def cell(place: int, number: int) -> str:
        column = columns[place]
        if column.type == "date":
            return f"{1 + number % 28:02}/{1 + number % 12:02}/2026" if number % 1000 else "tbc"
        if column.codes:
            return labels[place][number % len(labels[place])] if number % 500 else f"zz {number % 5000}"
        if column.type == "id":
            return str(100_000 + number)
        return str(number % 9) if column.type == "integer" else f"Text {number % 977}"

    path = folder / f"list_{annex_a_layout().lists[list_key].number}.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(f'"{column.heading}"' for column in columns) + "\n")
        for number in range(row_count):
            file.write(",".join(f'"{cell(place, number)}"' for place in range(len(columns))) + "\n")
    return path


def long_workbook(row_count: int, folder: Path) -> Path:
    """A workbook with one list of very many rows."""
    cells = b'<c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>a) Male</t></is></c><c r="F%d"><v>46178</v></c>'

    def rows() -> Iterator[bytes]:
        for row in range(10, 10 + row_count):
            yield b'<row r="%d">' % row + cells % (row, row, row, row) + b"</row>"

    return workbook(folder / "a.xlsx", in_sheet_1(b"</sheetData>", b"".join(rows()) + b"</sheetData>"))


def great_bomb(folder: Path) -> Path:
    """A workbook of which one part unpacks to 4 GB."""
    path = write_xlsx(folder / "a.xlsx", plain_rows())
    block = b" " * (16 * limits.MB)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/sheet99.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(256):
            part.write(block)
    return path


def blank_rows(folder: Path) -> Path:
    """A list with 200,000 formatted blank rows below its own."""
    blank = b"".join(
        b'<row r="%d">' % row + b"".join(b'<c r="%c%d" s="1"/>' % (column, row) for column in b"ABCDEFG") + b"</row>"
        for row in range(6, 200_006)
    )
    return workbook(folder / "a.xlsx", in_sheet_1(b"</sheetData>", blank + b"</sheetData>"))


def shared_text(folder: Path) -> Path:
    """A workbook in which 40,000 cells share one text of 32,000 characters."""
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(100, 40_100))

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET_1] = parts[SHEET_1].replace(b"</sheetData>", rows + b"</sheetData>")
        texts = parts["xl/sharedStrings.xml"]
        parts["xl/sharedStrings.xml"] = texts.replace(b"<t>", b"<t>" + b"x" * 32_000, 1)

    return workbook(folder / "a.xlsx", change)


def padded(folder: Path) -> Path:
    """A workbook of 300 MB."""
    path = write_xlsx(folder / "a.xlsx", plain_rows())
    with path.open("ab") as file:
        file.truncate(300 * limits.MB)
    return path


def one_line(folder: Path) -> Path:
    """A CSV of 200 MB without a line end."""
    path = folder / "list_1.csv"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"1," * (limits.MB // 2))
    return path


def pipe(folder: Path) -> Path:
    """A pipe into which nobody writes."""
    os.mkfifo(folder / "list_1.csv")
    return folder / "list_1.csv"


CASES: Mapping[str, Make] = {
    "an ordinary small workbook, for comparison": lambda folder: write_xlsx(folder / "a.xlsx", plain_rows()),
    "a part that unpacks to 4 GB": great_bomb,
    "a part that unpacks to just above the limit": lambda folder: workbook(folder / "a.xlsx", bomb(513)),
    "one filled cell at XFD1048576": lambda folder: workbook(folder / "a.xlsx", filled_cell("XFD1048576")),
    "entities that multiply themselves": lambda folder: workbook(folder / "a.xlsx", with_doctype(SHEET_1, LAUGHS)),
    "40,000 cells that share a text of 32,000 characters": shared_text,
    "200,000 formatted blank rows": blank_rows,
    "a workbook of 300 MB": padded,
    "a workbook with a list of 1,000,000 rows": partial(long_workbook, 1_000_000),
    "a CSV of list 1, 100,000 rows": partial(csv_of, "contacts", 100_000),
    "a CSV of list 1, 1,000,000 rows": partial(csv_of, "contacts", 1_000_000),
    "a CSV of list 1, 10,000,000 rows": partial(csv_of, "contacts", 10_000_000),
    "a CSV of list 8 (34 columns), 500,000 rows": partial(csv_of, "children_in_care", 500_000),
    "a CSV of 200 MB without a line end": one_line,
    "a pipe under the name of a CSV": pipe,
}  # fmt: skip


def load_one(path: Path) -> None:
    """Loads the file into a new store and prints the answer and the cost; for a process of its own."""
    before = time.process_time()
    store = Store(path.parent / "store")
    try:
        report = load_return(store, [path], as_at=AS_AT, today=TODAY, received_by="benchmark")
        rows = sum(each.row_count for each in report.landed.lists)
        assert report.lines()
        answer = f"read: {rows:,} rows, {report.typing.unreadable_count:,} cells unreadable"
    except HeadwayError as error:
        answer = f"{error.what.replace(path.name, 'it')}" + ("" if not store.loads() else " BUT THE STORE HAS CHANGED")
    work = round(time.process_time() - before, 1)
    print(json.dumps({"answer": answer, "seconds_of_work": work, "peak_megabytes": peak_mebibytes()}))


def measure(name: str) -> Measured:
    """The case, made in a folder of its own and loaded by another process."""
    with tempfile.TemporaryDirectory() as folder:
        path = CASES[name](Path(folder))
        size = path.stat().st_size / limits.MB
        return Measured(name, round(size, 1), **alone("hostile_files", "--load", path))


def main(names: list[str] | None = None) -> None:
    """Measures the cases named, or all, and keeps the figures."""
    kept = {each["name"]: each for each in json.loads(FIGURES.read_text(encoding="utf-8"))} if FIGURES.exists() else {}
    for name in names or list(CASES):
        found = measure(name)
        kept[name] = asdict(found)
        print(f"{found.name}: {found.seconds_of_work} s, {found.peak_megabytes} MB: {found.answer}", flush=True)
        ordered = [kept[each] for each in CASES if each in kept]
        FIGURES.write_text(json.dumps(ordered, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--load"]:
        load_one(Path(sys.argv[2]))
    else:
        main(sys.argv[1:])
