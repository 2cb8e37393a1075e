"""What one cell becomes: a value, a blank, or unreadable with its place, its text and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headway.returns import DateForm
from tests.unit.returns.conftest import Read
from tests.unit.returns.look_alikes import (
    Error,
    Formula,
    Shape,
    plain_row,
    rewrite_sheets,
    write_csvs,
    write_xls,
    write_xlsx,
)

APRIL_3 = date(2025, 4, 3)


def sheet(list_key: str, key: str, values: Sequence[Any]) -> dict[str, list[dict[str, Any]]]:
    """One list with one column of these values, everything else tidy."""
    return {list_key: [plain_row(list_key, number, **{key: value}) for number, value in enumerate(values)]}


@pytest.fixture
def column(read: Callable[..., Read], tmp_path: Path) -> Callable[..., tuple[list[Any], list[tuple[str, str]]]]:
    """Values of a column → what they became, and the text and reason of those that could not be read."""

    def run(list_key: str, key: str, *values: Any) -> tuple[list[Any], list[tuple[str, str]]]:
        found = read(write_xlsx(tmp_path / "a.xlsx", sheet(list_key, key, values)))
        return found.column(list_key, key), [(cell.text, cell.why) for cell in found.unreadable(list_key)]

    return run


Column = Callable[..., tuple[list[Any], list[tuple[str, str]]]]

DAYS = [
    "03/04/2025", "3/4/2025", "2025-04-03", "2025-04-03 00:00:00", "2025-04-03T09:30:00", "2025-04-03T09:30:00.000Z",
    "03/04/2025 00:00", "03/04/2025 09:30:00", " 03/04/2025 ", "\u00a003/04/2025", 45750, "45750", 45750.4,
    datetime(2025, 4, 3), datetime(2025, 4, 3, 17, 45), Formula("=A1", "03/04/2025"),
]  # fmt: skip


@pytest.mark.parametrize("written", DAYS, ids=str)
def test_3_april_stays_3_april(written: Any, column: Column) -> None:
    assert column("assessments", "completed_on", written) == ([APRIL_3], [])


def test_a_first_value_with_a_large_day_does_not_decide_the_order(column: Column) -> None:
    assert column("assessments", "completed_on", "13/04/2025", "03/04/2025")[0] == [date(2025, 4, 13), APRIL_3]


@pytest.mark.parametrize(
    "written",
    ["01/01/1900", "1/1/1900", "1900-01-01", "31/12/9999", "9999-12-31", "99991231", "9999-12-31 00:00:00",
     99991231, datetime(9999, 12, 31), "-", " - ", ".", "..", "<blank>", "No data", "Not recorded", "zNotRecorded",
     "na", "N/A", "nan", "NULL", "pd.NA", "Data not captured in MOSAIC", "  ", "\u00a0", None],
    ids=str,
)  # fmt: skip
def test_sentinels_and_blank_tokens_are_blank(written: Any, column: Column) -> None:
    assert column("assessments", "completed_on", written) == ([None], [])


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("13/04/25", "a date with a year of two digits"),
        ("03-04-25", "a date with a year of two digits"),
        ("31/02/2026", "not a real date, or not in the order day, month, year"),
        ("04/13/2025", "not a real date, or not in the order day, month, year"),
        ("2025-13-04", "not a real date, or not in the order day, month, year"),
        ("0202-03-01", "not a real date, or not in the order day, month, year"),
        ("03/04/0202", "not a real date, or not in the order day, month, year"),
        ("3 April", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("April 2025", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("20250403", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("2025", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("0", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("nope", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
        ("true", "not a date as DD/MM/YYYY or YYYY-MM-DD"),
    ],
)
def test_what_is_no_date_is_unreadable_and_never_blank(written: str, why: str, column: Column) -> None:
    assert column("assessments", "completed_on", written) == ([None], [(written, why)])


def test_how_dates_were_written_is_counted(read: Callable[..., Read], tmp_path: Path) -> None:
    values = ["03/04/2025", "03/04/2025", "2025-04-03", 45750, "nope", None]
    found = read(write_xlsx(tmp_path / "a.xlsx", sheet("contacts", "contacted_on", values)))
    assert [each for each in found.typing.date_forms if each.column == "Date of Contact"] == [
        DateForm("contacts", "Date of Contact", "YYYY-MM-DD", 1),
        DateForm("contacts", "Date of Contact", "DD/MM/YYYY", 2),
        DateForm("contacts", "Date of Contact", "a number that counts days", 1),
    ]


TEXTS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"]
KEYS = ["team_id", "worker_key", "completed_on", "child_seen_code", "is_support_required", "child_key", "sex_code"]


@pytest.mark.parametrize("kind", [Error, str])
def test_an_excel_error_is_unreadable_as_a_cell_and_as_text_in_every_kind_of_column(
    kind: type, read: Callable[..., Read], tmp_path: Path
) -> None:
    rows = [plain_row("assessments", number, **{key: kind(text) for key in KEYS}) for number, text in enumerate(TEXTS)]
    found = read(write_xlsx(tmp_path / "a.xlsx", {"assessments": rows}))
    assert {(cell.text, cell.why) for cell in found.typing.unreadable} == {(text, "an Excel error") for text in TEXTS}
    assert len(found.typing.unreadable) == len(TEXTS) * len(KEYS)
    for key in KEYS:
        assert found.column("assessments", key) == [None] * len(TEXTS)


def test_an_error_in_the_worker_column_says_where_it_is(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", sheet("children_in_need", "worker_key", ["A. Name", Error(), None])))
    (cell,) = found.unreadable("children_in_need")
    assert (cell.sheet, cell.row_number, cell.column, cell.text) == ("List_6", 4, "Allocated Worker", "#N/A")
    assert found.column("children_in_need", "worker_key") == ["A. Name", None, None]
    assert found.column("children_in_need", "unreadable") == [[], ["worker_key"], []]
    assert found.column("children_in_need", "team_id") == ["Allocated Team 0", "Allocated Team 1", "Allocated Team 2"]
    assert found.rows("SELECT worker_key, error_cells FROM landed.children_in_need WHERE row_number = 4") == [
        ("#N/A", ["worker_key"])
    ]


def test_error_cells_are_found_when_the_list_begins_in_another_column(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    rows = sheet("children_in_need", "worker_key", ["A. Name", Error("#REF!")])
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, Shape(first_column=5, title_rows=0)))
    assert found.column("children_in_need", "unreadable") == [[], ["worker_key"]]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace(' t="e"', " t='e'"),
        lambda xml: (
            __import__("re")
            .sub(r"<(/?)(row|c|v|f|is|t|sheetData|worksheet)\b", r"<\1x:\2", xml)
            .replace('xmlns="', 'xmlns:x="')
        ),
        lambda xml: re.sub(r'<c r="[A-Z]+\d+"', "<c", xml),
    ],
    ids=["single quotes", "prefixed names", "cells without references"],
)
def test_error_cells_are_found_however_the_sheet_is_written(
    change: Callable[[str], str], read: Callable[..., Read], tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet("children_in_need", "worker_key", ["A. Name", Error(), "B. Name"]))
    found = read(rewrite_sheets(path, change))
    assert found.column("children_in_need", "worker_key") == ["A. Name", None, "B. Name"]
    assert found.column("children_in_need", "unreadable") == [[], ["worker_key"], []]


def test_error_cells_of_an_old_workbook_are_unreadable(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(write_xls(tmp_path / "a.xls", sheet("children_in_need", "worker_key", ["A. Name", Error("#REF!")])))
    assert [(cell.row_number, cell.text, cell.why) for cell in found.unreadable("children_in_need")] == [
        (4, "#REF!", "an Excel error")
    ]


def test_a_formula_never_calculated_is_unreadable_and_one_that_gives_nothing_is_blank(column: Column) -> None:
    values, unreadable = column(
        "children_in_need", "worker_key", Formula("=VLOOKUP(A1,B:B,1)"), Formula('=""', ""), "A"
    )
    assert values == [None, None, "A"]
    assert [text for text, _ in unreadable] == ["=VLOOKUP(A1,B:B,1)"]
    assert unreadable[0][1].startswith("a formula that was never calculated")


def test_a_workbook_written_without_excel_has_its_formulas_unreadable(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet("children_in_need", "worker_key", ["A. Name", "B. Name"]))
    book = openpyxl.load_workbook(path)
    book["List_6"]["N4"] = '=IF(A3>1,"x","y")'
    book.save(path)
    found = read(path)
    assert [(cell.row_number, cell.text) for cell in found.unreadable("children_in_need")] == [(4, '=IF(A3>1,"x","y")')]


def test_a_row_of_nothing_but_an_error_is_a_row(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = {"children_in_need": [plain_row("children_in_need"), {"worker_key": Error()}]}
    found = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found.column("children_in_need", "unreadable") == [[], ["worker_key"]]


@pytest.mark.parametrize(
    ("written", "id_"),
    [
        ("123.0", "123"), ("123", "123"), (123, "123"), (123.0, "123"), ("00123", "00123"), ("0001234.0", "0001234"),
        (" 12 3 ", "12 3"), ("A-12/3", "A-12/3"), (12345678901234, "12345678901234"), ("123.50", "123.50"),
        ("\u00a0123\u00a0", "123"),
    ],
)  # fmt: skip
def test_ids_keep_their_zeros_and_lose_only_a_point_that_excel_put_there(
    written: Any, id_: str, column: Column
) -> None:
    assert column("contacts", "child_key", written) == ([id_], [])


def test_an_id_that_lost_digits_is_unreadable(read: Callable[..., Read], tmp_path: Path) -> None:
    folder = write_csvs(tmp_path / "lists", sheet("contacts", "child_key", ["1.23457E+12"]))
    found = read(folder)
    assert found.column("contacts", "child_key") == [None]
    assert found.typing.unreadable[0].why.startswith("an id that lost digits")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Dustin\u00a0Hazlett", "Dustin Hazlett"), ("North  Assessment\n1", "North Assessment 1"), ("12.0", "12"),
        ("Team 1.5", "Team 1.5"), ("O'Neil", "O'Neil"), ("#1 Team", "#1 Team"),
    ],
)  # fmt: skip
def test_names_of_teams_and_workers_are_tidied_and_kept(written: str, text: str, column: Column) -> None:
    assert column("children_in_need", "worker_key", written) == ([text], [])


def test_decimal_points_survive(column: Column) -> None:
    assert column("contacts", "age_years", 6.138261464750171, "<1", "3 months", -1)[0] == [
        "6.138261465",
        "<1",
        "3 months",
        "-1",
    ]


@pytest.mark.parametrize(
    ("written", "value", "why"),
    [
        (2, 2, None), ("2", 2, None), ("2.0", 2, None), (0, 0, None), (None, None, None), ("-", None, None),
        ("2.5", None, "not a whole number"), ("two", None, "not a whole number"), ("-1", None, "not a whole number"),
    ],
)  # fmt: skip
def test_counts_are_whole_numbers(written: Any, value: int | None, why: str | None, column: Column) -> None:
    assert column("referrals", "earlier_referral_count", written) == ([value], [(written, why)] if why else [])


def test_numbers_in_date_columns_of_a_workbook_from_1904_are_counted_from_1904(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    days = [datetime(2025, 4, 3), 45750 - 1462, "03/04/2025"]
    for write, name in ((write_xlsx, "a.xlsx"), (write_xls, "a.xls")):
        shape = Shape(counts_from_1904=True)
        found = read(write(tmp_path / name, sheet("assessments", "completed_on", days), shape))
        assert found.column("assessments", "completed_on") == [APRIL_3] * 3
        assert any("counts days from 1904: 1 numbers" in note for note in found.landed.notes)


def test_everything_else_in_a_row_with_an_unreadable_cell_is_used(read: Callable[..., Read], tmp_path: Path) -> None:
    row = plain_row("assessments", completed_on="nope", child_seen_code="perhaps", team_id=Error())
    found = read(write_xlsx(tmp_path / "a.xlsx", {"assessments": [row]}))
    assert found.column("assessments", "unreadable") == [["child_seen_code", "completed_on", "team_id"]]
    assert found.column("assessments", "worker_key") == ["Allocated Worker 0"]
    assert found.column("assessments", "started_on") == [date(2026, 1, 1)]


def test_no_type_is_guessed_from_the_first_rows(read: Callable[..., Read], tmp_path: Path) -> None:
    values = [str(number) for number in range(1500)] + ["A1501"]
    found = read(write_xlsx(tmp_path / "a.xlsx", sheet("contacts", "child_key", values)))
    assert found.column("contacts", "child_key")[-1] == "A1501"
