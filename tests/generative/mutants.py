"""Files made from one tidy Annex A by one to three random changes, each mutant the same whenever it is made again.

A mutant's number decides its kind and everything random in it. ``Model`` is what was written, so that a test knows
which rows nobody touched.
"""

from __future__ import annotations

import csv
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.unit.returns.look_alikes import LAYOUT, plain_value

LISTS = ("contacts", "assessments", "child_protection", "care_leavers")
ROWS = 6
FIRST_BIRTH = datetime(2009, 3, 14)
# Texts that no message may hold: every child's id, and every date of birth in each way of writing it.
IDS = [f"88{LAYOUT.lists[key].number:02}{number:04}7" for key in LISTS for number in range(ROWS)]
BIRTHS = [FIRST_BIRTH + timedelta(days=137 * number) for number in range(len(IDS))]
SECRETS = frozenset([*IDS, *(f"{day:%d/%m/%Y}" for day in BIRTHS), *(f"{day:%Y-%m-%d}" for day in BIRTHS)])

ODD_VALUES: tuple[Any, ...] = (
    "", " ", "\u00a0", "-", "#N/A", "#REF!", "=1+1", "=cmd|' /C calc'!A0", "+441", "@x", "tbc", "31/02/2026", "2026-13-45",
    "99999999999999999999", "-1", "1e308", "nan", "inf", "0", "1900-01-00", "12/2026", "\ufeff", "\u202e123", "x" * 5000,
    "a\nb", 'say "no"', "'", "';--", "<b>&amp;</b>", "NULL", "None", "true", "Applied filters: none", "😀", "ﷺ", "\t", ",",
    ";", "\\", "%s%n", "{0}", "../../etc/passwd", 0, -1, 1e15, 0.1, 46178, 46178.99, 2958465, True, None,
)  # fmt: skip


@dataclass
class Sheet:
    """One sheet as rows of cells; row 0 is its title, row 1 its headings, until something moves them."""

    name: str
    list_key: str
    keys: list[str]
    headings: list[str]
    rows: list[list[Any]]
    above: int = 1
    touched: set[int] = field(default_factory=set)

    def grid(self) -> list[list[Any]]:
        title = f"List {LAYOUT.lists[self.list_key].number}: {LAYOUT.lists[self.list_key].title}"
        return [[title]] * self.above + [list(self.headings), *self.rows]


@dataclass
class Model:
    """The sheets as they will be written, and whether each list that is there must still be found."""

    sheets: list[Sheet]
    said: list[str] = field(default_factory=list)
    may_be_refused: bool = False


def tidy_model() -> Model:
    """Four lists of six rows in which every cell can be read."""
    sheets, number = [], 0
    for key in LISTS:
        columns = LAYOUT.lists[key].columns
        rows = []
        for position in range(ROWS):
            own = {"child_key": IDS[number], "born_on": BIRTHS[number]}
            rows.append([own.get(name, plain_value(column, position)) for name, column in columns.items()])
            number += 1
        headings = [column.heading for column in columns.values()]
        sheets.append(Sheet(f"List_{LAYOUT.lists[key].number}", key, list(columns), headings, rows))
    return Model(sheets)


# Changes of cells and of structure


def odd_cell(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    row, column = chance.randrange(len(sheet.rows)), chance.randrange(len(sheet.keys))
    sheet.rows[row][column] = chance.choice(ODD_VALUES)
    sheet.touched.add(row)


def odd_row(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    row = chance.randrange(len(sheet.rows))
    sheet.rows[row] = [chance.choice(ODD_VALUES) for _ in sheet.keys]
    sheet.touched.add(row)


def rename_sheet(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    sheet.name = chance.choice(
        ["Sheet9", "x", "List", "Data ' 1", "ä ö", "Contacts?", "LIST 99", "my list", "Übersicht"]
    )


def swap_names(model: Model, chance: random.Random) -> None:
    first, second = chance.sample(model.sheets, 2) if len(model.sheets) > 1 else (model.sheets[0],) * 2
    first.name, second.name = second.name, first.name


def drop_sheet(model: Model, chance: random.Random) -> None:
    if len(model.sheets) > 1:
        model.sheets.remove(chance.choice(model.sheets))


def repeat_sheet(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    copy = Sheet(
        f"{sheet.name} old", sheet.list_key, list(sheet.keys), list(sheet.headings), [list(r) for r in sheet.rows]
    )
    copy.above, copy.touched = sheet.above, set(sheet.touched)
    model.sheets.insert(chance.randrange(len(model.sheets) + 1), copy)


def shuffle_sheets(model: Model, chance: random.Random) -> None:
    chance.shuffle(model.sheets)


def drop_column(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    column = chance.randrange(1, len(sheet.keys))
    hand_on(sheet, column)
    for cells in (sheet.keys, sheet.headings, *sheet.rows):
        del cells[column]


def hand_on(sheet: Sheet, column: int) -> None:
    """A heading that stands there twice is read where it is left, when the first of the two is spoilt: each row is another."""
    others = (place for place, each in enumerate(sheet.headings) if each == sheet.headings[column] and place != column)
    if sheet.keys[column] and (other := next(others, None)) is not None:
        sheet.keys[other] = sheet.keys[column]
        sheet.touched.update(range(len(sheet.rows)))


def repeat_column(model: Model, chance: random.Random) -> None:
    """The same heading again at the end: the first is read."""
    sheet = chance.choice(model.sheets)
    column = chance.randrange(len(sheet.keys))
    sheet.keys.append("")
    sheet.headings.append(sheet.headings[column])
    for row in sheet.rows:
        row.append("second")


def rename_column(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    column = chance.randrange(1, len(sheet.keys))
    hand_on(sheet, column)
    sheet.keys[column] = ""
    sheet.headings[column] = chance.choice(["x", "Column7", "Notes?", "???", "12", "Zusatz"])


def shuffle_columns(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    order = list(range(len(sheet.keys)))
    chance.shuffle(order)
    sheet.keys = [sheet.keys[place] for place in order]
    sheet.headings = [sheet.headings[place] for place in order]
    sheet.rows = [[row[place] for place in order] for row in sheet.rows]


def move_headings(model: Model, chance: random.Random) -> None:
    chance.choice(model.sheets).above = chance.randrange(0, 12)


def blank_rows(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    place = chance.randrange(len(sheet.rows) + 1)
    count = chance.randrange(1, 4)
    sheet.rows[place:place] = [[None] * len(sheet.keys) for _ in range(count)]
    sheet.touched = {row if row < place else row + count for row in sheet.touched} | set(range(place, place + count))


def shuffle_rows(model: Model, chance: random.Random) -> None:
    sheet = chance.choice(model.sheets)
    order = list(range(len(sheet.rows)))
    chance.shuffle(order)
    sheet.rows = [sheet.rows[place] for place in order]
    sheet.touched = {order.index(row) for row in sheet.touched}


Change = Callable[[Model, random.Random], None]
CELLS: tuple[Change, ...] = (odd_cell, odd_row)
STRUCTURE: tuple[Change, ...] = (
    rename_sheet, swap_names, drop_sheet, repeat_sheet, shuffle_sheets, drop_column, repeat_column, rename_column,
    shuffle_columns, move_headings, blank_rows, shuffle_rows,
)  # fmt: skip


@dataclass
class Mutant:
    """A file or folder to load, and the model of its rows where those are known."""

    path: Path
    what: str
    model: Model | None


def make_mutant(number: int, seed: int, folder: Path) -> Mutant:
    """The mutant of that number: every fifth by bytes, every fifth by the XML inside, the others by cells and structure."""
    chance = random.Random(f"{seed}/{number}")
    kind = number % 5
    as_csv = chance.random() < 0.4
    if kind == 0:
        return _by_bytes(chance, folder, as_csv=as_csv)
    if kind == 1:
        return _by_xml(chance, folder)
    model, names = tidy_model(), []
    for _ in range(chance.randrange(1, 4)):
        change = chance.choice(CELLS if kind in (2, 3) else STRUCTURE)
        change(model, chance)
        names.append(change.__name__)
    path = folder / ("lists" if as_csv else "annex_a.xlsx")
    _write_csvs(model, path, chance) if as_csv else path.write_bytes(_xlsx(model))
    return Mutant(path, f"{'csv' if as_csv else 'xlsx'}: {', '.join(names)}", model)


def _by_bytes(chance: random.Random, folder: Path, *, as_csv: bool) -> Mutant:
    content = bytearray(_csv(tidy_model().sheets[0], ",").encode() if as_csv else _xlsx(tidy_model()))
    what = _spoil(content, chance)
    path = folder / ("list_1.csv" if as_csv else "annex_a.xlsx")
    path.write_bytes(bytes(content))
    return Mutant(path, f"{path.suffix[1:]} bytes: {what}", None)


def _by_xml(chance: random.Random, folder: Path) -> Mutant:
    with zipfile.ZipFile(BytesIO(_xlsx(tidy_model()))) as package:
        parts = {name: bytearray(package.read(name)) for name in package.namelist()}
    name = chance.choice([part for part in parts if part.startswith("xl/")])
    what = _spoil(parts[name], chance)
    if chance.random() < 0.1:
        del parts[name]
    path = folder / "annex_a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, bytes(content))
    return Mutant(path, f"xml of {name}: {what}", None)


def _spoil(content: bytearray, chance: random.Random) -> str:
    """Bytes flipped, cut out, put in, repeated or moved; the whole is never longer than twice what it was."""
    done = []
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(max(1, len(content)))
        length = chance.choice((1, 1, 4, 60, 2000))
        kind = chance.choice(("flip", "cut", "put in", "repeat", "zero", "break off"))
        piece = bytes(content[place : place + length])
        if kind == "flip" and content:
            content[place] ^= 1 << chance.randrange(8)
        elif kind == "cut":
            del content[place : place + length]
        elif kind == "put in":
            content[place:place] = chance.choice(
                (chance.randbytes(length), b"<", b'"', b"&", b">", b"\0", b"\xff\xfe", b"9" * 30)
            )
        elif kind == "repeat":
            content[place:place] = piece
        elif kind == "zero":
            content[place : place + length] = bytes(len(piece))
        elif kind == "break off" and chance.random() < 0.3:
            del content[place:]
        done.append(kind)
    return ", ".join(done)


def _xlsx(model: Model) -> bytes:
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                        "nan_inf_to_errors": True})  # fmt: skip
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    taken: set[str] = set()
    for each in model.sheets:
        name = _sheet_name(each.name, taken)
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(each.grid()):
            for column, value in enumerate(cells):
                if isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return target.getvalue()


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel allows, once."""
    plain = "".join(sign for sign in name if sign not in "[]:*?/\\")[:28].strip("'") or "x"
    while plain.casefold() in taken:
        plain += "_"
    taken.add(plain.casefold())
    return plain


def _write_csvs(model: Model, folder: Path, chance: random.Random) -> None:
    """One CSV for each sheet. A list that is there twice is only written once: two files of one list are refused."""
    folder.mkdir()
    separator, encoding = chance.choice(",;\t|"), chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le"))
    seen: set[str] = set()
    taken: set[str] = set()
    for each in list(model.sheets):
        if each.list_key in seen:
            model.sheets.remove(each)
            continue
        seen.add(each.list_key)
        name = _sheet_name(each.name, taken)
        (folder / f"{name}.csv").write_bytes(_csv(each, separator).encode(encoding, "surrogatepass"))


def _csv(sheet: Sheet, separator: str) -> str:
    target = StringIO()
    writer = csv.writer(target, delimiter=separator)
    writer.writerows([[as_text(value) for value in row] for row in sheet.grid()])
    return target.getvalue()


def as_text(value: Any) -> str:
    """A value as a council's system writes it in a CSV."""
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, datetime) else str(value)
