"""The same children, whatever the shape of the file: one truth, and every shape that councils send."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from headway.returns import ColumnLayout, read_return
from tests.unit.returns.conftest import Read, read_and_type
from tests.unit.returns.look_alikes import (
    AS_AT,
    LAYOUT,
    TODAY,
    Error,
    Formula,
    Shape,
    plain_rows,
    write_csvs,
    write_xls,
    write_xlsx,
)

NAMED = dict(
    zip(
        LAYOUT.lists,
        [
            "Contacts", "Early Help", "Referrals", "Assessments", "Sec47 and ICPC", "Children in Need",
            "Child Protection", "Children in Care", "Care Leavers", "Adoption", "Adopters",
        ],
        strict=True,
    )
)  # fmt: skip


def camel_case(column: ColumnLayout) -> str:
    """The heading of a system that exports without spaces, as the definition lists it last."""
    exported = [name for name in column.also if re.fullmatch(r"[A-Z][A-Za-z0-9]+", name)]
    return exported[-1] if exported else "".join(word[:1].upper() + word[1:] for word in column.heading.split())


def untidy(column: ColumnLayout) -> str:
    heading = column.heading.rstrip("?").replace("‘", "'").replace("’", "'").replace("(Y/N)", "(Y/N))")
    return f" {heading.replace(' ', '  ', 1)}\u00a0"


SHAPES: dict[str, Shape] = {
    "no title row": Shape(title_rows=0),
    "List 1": Shape(sheet_name=lambda each: f"List {each.number}", title_rows=0),
    "List 1 Contacts": Shape(sheet_name=lambda each: f"List {each.number} {each.title}"[:31]),
    "both spellings": Shape(sheet_name=lambda each: f"List{' _'[each.number % 2]}{each.number}"),
    "named sheets": Shape(sheet_name=lambda each: next(v for k, v in NAMED.items() if LAYOUT.lists[k] is each), title_rows=0),
    "sheets named by their title": Shape(sheet_name=lambda each: f"Sheet{each.number}", title_rows=1),
    "sheets told by headings alone": Shape(sheet_name=lambda each: f"Sheet{each.number}", title_rows=0),
    "several title rows": Shape(title_rows=4),
    "untidy headings": Shape(heading=untidy),
    "headings in capitals": Shape(heading=lambda column: column.heading.upper()),
    "headings without spaces": Shape(heading=camel_case, title_rows=0),
    "extra columns": Shape(extra_headings=("Errors", "LA", "Month")),
    "blank rows between": Shape(blank_after=(0, 1)),
    "not in the first column": Shape(first_column=3),
    "counted from 1904": Shape(counts_from_1904=True),
    "a report's footer": Shape(footer="Applied filters:\nYear is 2026"),
    "front and guidance sheets": Shape(other_sheets={"Front_Sheet": [["Annex A - Child level data"]], "Guidance": [["x", "y"]]}),
    "hidden": Shape(hidden=tuple(LAYOUT.lists)[1:]),
}  # fmt: skip


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[object, ...]]]:
    """The rows as the template's own shape gives them."""
    path = write_xlsx(tmp_path_factory.mktemp("truth") / "template.xlsx", plain_rows())
    with duckdb.connect() as con:
        found = read_and_type(con, path).values()
    assert all(len(rows) == 2 and not any(row[-1] for row in rows) for rows in found.values())
    return found


@pytest.mark.parametrize("shape", SHAPES)
def test_a_workbook_of_any_shape_gives_the_same_rows(
    shape: str, read: Callable[..., Read], tmp_path: Path, truth: dict[str, list[tuple[object, ...]]]
) -> None:
    found = read(write_xlsx(tmp_path / "shape.xlsx", plain_rows(), SHAPES[shape]))
    assert found.values() == truth
    assert found.landed.missing_lists == ()
    assert all(each.missing_columns == () for each in found.landed.lists)


@pytest.mark.parametrize("shape", ["no title row", "named sheets", "counted from 1904", "hidden", "blank rows between"])
def test_an_old_workbook_gives_the_same_rows(
    shape: str, read: Callable[..., Read], tmp_path: Path, truth: dict[str, list[tuple[object, ...]]]
) -> None:
    assert read(write_xls(tmp_path / "old.xls", plain_rows(), SHAPES[shape])).values() == truth


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("name", ["list_{}", "AnnexA List {:02}", "Devon-List{}-September"])
def test_a_folder_of_csvs_gives_the_same_rows(
    encoding: str, name: str, read: Callable[..., Read], tmp_path: Path, truth: dict[str, list[tuple[object, ...]]]
) -> None:
    shape = Shape(sheet_name=lambda each: name.format(each.number), title_rows=0)
    assert read(write_csvs(tmp_path / "lists", plain_rows(), shape, encoding=encoding)).values() == truth


def test_csvs_named_after_their_list_may_be_given_one_by_one(
    read: Callable[..., Read], tmp_path: Path, truth: dict[str, list[tuple[object, ...]]]
) -> None:
    shape = Shape(sheet_name=lambda each: next(v for k, v in NAMED.items() if LAYOUT.lists[k] is each), title_rows=0)
    folder = write_csvs(tmp_path / "lists", plain_rows(), shape)
    assert read(*sorted(folder.iterdir())).values() == truth


def test_extra_columns_and_sheets_and_hidden_ones_are_said(read: Callable[..., Read], tmp_path: Path) -> None:
    shape = Shape(extra_headings=("Errors",), hidden=("contacts",), other_sheets={"Notes": [["a", "b"]]})
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(), shape))
    assert found.list("referrals").extra_columns == ("Errors",)
    assert found.landed.extra_sheets == ("Notes",)
    assert found.landed.hidden_sheets == ("List_1",)
    assert found.list("contacts").is_hidden and not found.list("referrals").is_hidden


def test_a_missing_list_is_said_and_the_rest_loads(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = plain_rows()
    del rows["care_leavers"], rows["adopters"]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found.landed.missing_lists == ("Care leavers", "Adopters")
    assert found.typing.row_counts["adopters"] == 0 and found.typing.row_counts["adoption"] == 2
    assert found.rows("SELECT * FROM typed.adopters") == []


def test_a_missing_column_is_said_and_the_rest_loads(read: Callable[..., Read], tmp_path: Path) -> None:
    shape = Shape(leave_out=("worker_key", "completed_on"))
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(), shape))
    assessments = found.list("assessments")
    assert assessments.missing_columns == ("Continuous Assessment Date of Authorisation", "Allocated Worker")
    assert assessments.missing_keys == ("completed_on", "worker_key")
    assert found.column("assessments", "worker_key") == [None, None]
    assert found.column("assessments", "team_id") == ["Allocated Team 0", "Allocated Team 1"]


def test_the_layout_of_2019_lacks_four_columns_of_list_9(read: Callable[..., Read], tmp_path: Path) -> None:
    later = LAYOUT.lists["care_leavers"].later_columns
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(), Shape(leave_out=later)))
    assert found.list("care_leavers").missing_keys == later
    assert len(later) == 4


def test_row_numbers_are_those_of_the_sheet(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(3), Shape(title_rows=4, blank_after=(0, 1))))
    assert found.column("contacts", "row_number") == [6, 8, 10]
    assert found.list("contacts").header_row == 5
    assert found.column("contacts", "row_id") == [f"{found.landed.sha256[:10]}:List_1:{row}" for row in (6, 8, 10)]


def test_a_heading_that_stands_twice_is_said_and_the_first_is_read(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(), Shape(extra_headings=("Allocated Team",))))
    assert found.column("referrals", "team_id") == ["Allocated Team 0", "Allocated Team 1"]
    assert any("'Allocated Team' more than once" in note for note in found.landed.notes)


def test_a_list_that_stands_twice_is_read_once_and_said(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = plain_rows()
    old = [list(LAYOUT.lists["contacts"].columns[key].heading for key in LAYOUT.lists["contacts"].columns)]
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, Shape(other_sheets={"List 1 old": old})))
    assert found.list("contacts").sheet == "List_1"
    assert any(note.startswith("Sheet List 1 old is also list 1") for note in found.landed.notes)


def test_the_template_s_tab_of_codes_is_no_list(read: Callable[..., Read], tmp_path: Path) -> None:
    columns = [column.heading for each in LAYOUT.lists.values() for column in each.columns.values() if column.codes]
    found = read(write_xlsx(tmp_path / "a.xlsx", plain_rows(), Shape(other_sheets={"Codes_used": [columns, columns]})))
    assert found.landed.extra_sheets == ("Codes_used",)
    assert found.landed.notes == ()


def test_a_footer_and_a_second_heading_row_are_no_rows_and_are_said(read: Callable[..., Read], tmp_path: Path) -> None:
    again = {key: column.heading for key, column in LAYOUT.lists["contacts"].columns.items()}
    rows = {"contacts": [*plain_rows()["contacts"], again]}
    found = read(write_xlsx(tmp_path / "a.xlsx", rows, Shape(footer="Applied filters: none")))
    assert found.typing.row_counts["contacts"] == 2
    assert [note for note in found.landed.notes if note.startswith("Sheet List_1, row ")] == [
        "Sheet List_1, row 6: a footer of a report, not a row of the list.",
        "Sheet List_1, row 5: the headings again, not a row of the list.",
    ]


def test_rows_of_dashes_are_blank_rows(read: Callable[..., Read], tmp_path: Path) -> None:
    columns = LAYOUT.lists["contacts"].columns
    rows = {"contacts": [*plain_rows()["contacts"], dict.fromkeys(columns, "-"), dict.fromkeys(columns, " ")]}
    assert read(write_xlsx(tmp_path / "a.xlsx", rows)).typing.row_counts["contacts"] == 2


def test_formulas_filled_down_beyond_the_last_child_are_no_rows(read: Callable[..., Read], tmp_path: Path) -> None:
    below = [{"age_years": Formula('=""', "")}, {"age_years": Formula("=B9", 126)}, {"age_years": Error("#NUM!")}]
    rows = {"contacts": [*plain_rows()["contacts"], *below]}
    assert read(write_xlsx(tmp_path / "a.xlsx", rows)).typing.row_counts["contacts"] == 2


def test_a_row_without_an_id_is_kept(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = plain_rows()
    rows["contacts"][0] = {**rows["contacts"][0], "child_key": None}
    found = read(write_xlsx(tmp_path / "a.xlsx", rows))
    assert found.column("contacts", "child_key") == [None, "1001"]


def test_a_list_without_one_row_is_taken_as_not_sent(read: Callable[..., Read], tmp_path: Path) -> None:
    blank = dict.fromkeys(LAYOUT.lists["contacts"].columns, "-")
    found = read(write_xlsx(tmp_path / "a.xlsx", {**plain_rows(), "contacts": [blank], "adopters": []}))
    assert "contacts" not in found.landed.list_keys and "adopters" not in found.landed.list_keys
    assert found.landed.missing_lists == ("Contacts", "Adopters")
    assert [each.number for each in found.landed.empty_lists] == [1, 11]
    assert found.rows("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'landed'") == [(9,)]


def test_lists_in_several_files_are_one_load_while_no_list_is_in_two(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = plain_rows()
    some = write_xlsx(tmp_path / "a.xlsx", {key: rows[key] for key in list(rows)[:6]})
    others = write_xlsx(tmp_path / "b.xlsx", {key: rows[key] for key in list(rows)[6:]})
    assert len(read(some, others).landed.lists) == 11


def test_progress_names_each_list(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    said: list[str] = []
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows())
    read_return(con, [path], as_at=AS_AT, today=TODAY, progress=said.append)
    assert said[0] == "Reading a.xlsx"
    assert "List 4: Assessments" in said
