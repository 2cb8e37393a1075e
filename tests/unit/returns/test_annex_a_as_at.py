"""The day of a file: as given, else read from it, and how that was known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from headway.errors import RefusedError
from headway.returns.file_errors import NoAsAtError
from tests.unit.returns.conftest import Read
from tests.unit.returns.look_alikes import Shape, plain_rows, write_csvs, write_xlsx

ONE = {"contacts": plain_rows(1)["contacts"]}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("annex_a_2026-09-30.xlsx", date(2026, 9, 30)),
        ("2026_09_30 Annex A.xlsx", date(2026, 9, 30)),
        ("AnnexA20260930.xlsx", date(2026, 9, 30)),
        ("Annex A 30-09-2026.xlsx", date(2026, 9, 30)),
        ("Annex A 30.09.2026 v2.xlsx", date(2026, 9, 30)),
        ("Annex A 03-04-2026.xlsx", date(2026, 4, 3)),
        ("Annex A 3 April 2026.xlsx", date(2026, 4, 3)),
        ("Annex A 30th Sept 2026.xlsx", date(2026, 9, 30)),
    ],
)
def test_a_day_in_the_file_name(name: str, day: date, read: Callable[..., Read], tmp_path: Path) -> None:
    landed = read(write_xlsx(tmp_path / name, ONE), as_at=None).landed
    assert (landed.as_at, landed.as_at_basis) == (day, f"the date in the file name {name}")


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("annex_a_2026-09.xlsx", date(2026, 9, 30)),
        ("Annex_A_2024_Jan.xlsx", date(2024, 1, 31)),
        ("Annex A February 2024.xlsx", date(2024, 2, 29)),
        ("Annex A Sept2026.xlsx", date(2026, 9, 30)),
    ],
)
def test_a_month_in_the_file_name_is_its_last_day(
    name: str, day: date, read: Callable[..., Read], tmp_path: Path
) -> None:
    landed = read(write_xlsx(tmp_path / name, ONE), as_at=None).landed
    assert (landed.as_at, landed.as_at_basis) == (day, f"the end of the month in the file name {name}")


FRONT: list[tuple[str, Sequence[Sequence[Any]]]] = [
    ("beside", [["Annex A"], ["Snapshot date", datetime(2026, 9, 30)]]),
    ("two cells on", [["Extract date:", None, "30/09/2026"]]),
    ("below", [["Data as at"], ["30/09/2026"]]),
    ("in the same cell", [["Data as at 30 September 2026"]]),
    ("twice the same", [["As at", "30/09/2026"], ["Report date", "2026-09-30"]]),
]


@pytest.mark.parametrize(("words", "cells"), FRONT, ids=[words for words, _ in FRONT])
def test_a_labelled_day_on_a_front_sheet(
    words: str, cells: Sequence[Sequence[Any]], read: Callable[..., Read], tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / "annex_a.xlsx", ONE, Shape(other_sheets={"Front_Sheet": cells}))
    landed = read(path, as_at=None).landed
    assert landed.as_at == date(2026, 9, 30)
    assert "on sheet Front_Sheet, row" in landed.as_at_basis


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("annex_a.xlsx", []),
        ("annex_a_v2.xlsx", [["Date", "30/09/2026"]]),
        ("annex_a.xlsx", [["As at", "30/09/2026"], ["Snapshot date", "31/08/2026"]]),
        ("annex_a 2026-03-31 to 2026-09-30.xlsx", []),
        ("annex_a 2026.xlsx", []),
        ("annex_a 31-02-2026.xlsx", []),
        ("annex_a 30-09-26.xlsx", []),
    ],
)
def test_when_nothing_says_the_day_or_two_things_do_the_error_says_what_to_do(
    name: str, cells: Sequence[Sequence[Any]], read: Callable[..., Read], tmp_path: Path
) -> None:
    path = write_xlsx(tmp_path / name, ONE, Shape(other_sheets={"Front_Sheet": cells} if cells else {}))
    with pytest.raises(NoAsAtError, match="does not say for which day") as caught:
        read(path, as_at=None)
    assert "--as-at" in caught.value.todo


def test_the_day_given_goes_before_the_file_name(read: Callable[..., Read], tmp_path: Path) -> None:
    landed = read(write_xlsx(tmp_path / "annex_a_2026-08-31.xlsx", ONE), as_at=date(2026, 9, 30)).landed
    assert (landed.as_at, landed.as_at_basis) == (date(2026, 9, 30), "given with --as-at")


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1989, 12, 31)])
def test_a_day_before_any_that_can_be_counted_is_refused(read: Callable[..., Read], tmp_path: Path, day: date) -> None:
    with pytest.raises(RefusedError, match="is too early"):
        read(write_xlsx(tmp_path / "annex_a.xlsx", ONE), as_at=day)


def test_a_day_to_come_in_the_file_name_is_refused(read: Callable[..., Read], tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="has not been yet"):
        read(write_xlsx(tmp_path / "annex_a_2026-12-31.xlsx", ONE), as_at=None)


def test_the_names_of_several_csvs_agree(read: Callable[..., Read], tmp_path: Path) -> None:
    shape = Shape(sheet_name=lambda each: f"List {each.number} 2026-09-30", title_rows=0)
    landed = read(write_csvs(tmp_path / "lists", plain_rows(1), shape), as_at=None).landed
    assert landed.as_at == date(2026, 9, 30)
    assert len(landed.file_names) == 11


def test_a_date_in_a_list_is_not_taken_for_the_day(read: Callable[..., Read], tmp_path: Path) -> None:
    with pytest.raises(NoAsAtError):
        read(write_xlsx(tmp_path / "annex_a.xlsx", plain_rows(), Shape(title_rows=2)), as_at=None)
