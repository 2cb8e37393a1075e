"""Workbooks made to do harm, or made so badly that they would: each is answered, quickly and in little memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from headway.errors import FileError
from headway.returns import file_errors, limits, read_return
from tests.unit.returns.compound_file import compound_file
from tests.unit.returns.conftest import Read
from tests.unit.returns.hostile_files import (
    LAUGHS,
    OUTSIDE,
    SHEET_1,
    bomb,
    claim_less,
    filled_cell,
    in_sheet_1,
    repack,
    with_doctype,
    workbook,
)
from tests.unit.returns.look_alikes import (
    AS_AT,
    LAYOUT,
    TODAY,
    Formula,
    Shape,
    plain_row,
    plain_rows,
    rewrite_sheets,
    write_xls,
    write_xlsx,
)

Refused = Callable[..., FileError]


@pytest.fixture
def refused(con: duckdb.DuckDBPyConnection) -> Refused:
    """The answer to a file that is refused; nothing of it is landed."""

    def run(path: Path, kind: type[FileError]) -> FileError:
        with pytest.raises(FileError) as caught:
            read_return(con, [path], as_at=AS_AT, today=TODAY)
        assert type(caught.value) is kind, caught.value
        assert caught.value.what and caught.value.where and caught.value.todo
        assert con.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)
        return caught.value

    return run


def test_a_bomb_is_refused_by_what_comes_out_of_it(refused: Refused, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", bomb(limits.MOST_UNPACKED_BYTES // limits.MB + 1))
    assert path.stat().st_size < 2 * limits.MB
    assert "unpacks to more than 512 MB" in refused(path, file_errors.TooLargeError).what


def test_a_bomb_that_claims_to_be_small_is_counted_all_the_same(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_UNPACKED_BYTES", 8 * limits.MB)
    path = claim_less(workbook(tmp_path / "a.xlsx", bomb(9)), SHEET_1, 5_000)
    assert "unpacks to more than" in refused(path, file_errors.TooLargeError).what


def test_a_part_that_is_not_as_long_as_it_claims_is_damaged(refused: Refused, tmp_path: Path) -> None:
    refused(claim_less(workbook(tmp_path / "a.xlsx", bomb(1)), SHEET_1, 5_000), file_errors.DamagedFileError)


def test_a_package_of_packages_is_not_opened(refused: Refused, tmp_path: Path) -> None:
    inner = workbook(tmp_path / "inner.xlsx", bomb(50)).read_bytes()
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for number in range(20):
            package.writestr(f"{number}.xlsx", inner)
    assert "packed file" in refused(path, file_errors.NotAWorkbookError).what


def test_a_package_of_many_parts_is_refused_before_they_are_listed(refused: Refused, tmp_path: Path) -> None:
    many = dict.fromkeys((f"xl/media/{number}.png" for number in range(limits.MOST_PARTS)), b"")
    path = workbook(tmp_path / "a.xlsx", lambda parts: {**parts, **many})
    assert "parts" in refused(path, file_errors.TooLargeError).what


def test_a_workbook_of_300_mb_is_refused_with_the_limit(refused: Refused, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows())
    with path.open("ab") as file:
        file.truncate(300 * limits.MB)
    said = refused(path, file_errors.TooLargeError)
    assert "300 MB" in said.what and "100 MB" in said.what and "CSV" in said.todo


@pytest.mark.parametrize("size", ["A1:XFD1048576", "A1:A1", "XFD1048576"])
def test_the_size_that_a_sheet_declares_is_not_believed(size: str, read: Callable[..., Read], tmp_path: Path) -> None:
    path = rewrite_sheets(
        write_xlsx(tmp_path / "a.xlsx", plain_rows()),
        lambda xml: re.sub(r'<dimension ref="[^"]*"', f'<dimension ref="{size}"', xml),
    )
    assert set(read(path).typing.row_counts.values()) == {2}


@pytest.mark.parametrize("change", ["as written", "single quotes", "no references", "prefixed"])
def test_one_cell_in_the_far_corner_is_said_and_not_filled_up(change: str, refused: Refused, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", filled_cell("XFD1048576"))
    if change == "single quotes":
        rewrite_sheets(path, lambda xml: re.sub(r'<c r="(\w+)"', r"<c r='\1'", xml))
    elif change == "prefixed":
        rewrite_sheets(path, lambda xml: re.sub(r"<(/?)(c|row)\b", r"<\1x:\2", xml))
    elif change == "no references":
        repack(path, in_sheet_1(b"<sheetData>", b"<sheetData><row>" + b"<c><v>1</v></c>" * 12_000 + b"</row>"))
        rewrite_sheets(path, lambda xml: re.sub(r'<c r="\w+"', "<c", xml))
    said = refused(path, file_errors.TooLargeError)
    assert "1048576" in said.where and "stray cell" in said.todo


def test_a_format_without_content_in_the_far_corner_changes_nothing(read: Callable[..., Read], tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    found = read(workbook(tmp_path / "a.xlsx", in_sheet_1(b"</sheetData>", far)))
    assert found.typing.row_counts["contacts"] == 2


def test_one_long_text_shared_by_a_million_cells_is_refused(refused: Refused, tmp_path: Path) -> None:
    cells = b'<c r="A%d" t="s"><v>0</v></c>'
    rows = b"".join(b'<row r="%d">%s</row>' % (row, cells % row) for row in range(100, 40_100))

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET_1] = parts[SHEET_1].replace(b"</sheetData>", rows + b"</sheetData>")
        texts = parts["xl/sharedStrings.xml"]
        parts["xl/sharedStrings.xml"] = texts.replace(b"<t>", b"<t>" + b"x" * 32_000, 1)

    assert "MB of text" in refused(workbook(tmp_path / "a.xlsx", change), file_errors.TooLargeError).what


@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET_1, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE], ids=["billion laughs", "a file outside"])
def test_definitions_of_entities_are_refused(part: str, doctype: bytes, refused: Refused, tmp_path: Path) -> None:
    said = refused(workbook(tmp_path / "a.xlsx", with_doctype(part, doctype)), file_errors.UnsafeFileError)
    assert "entities" in said.what and "root:" not in str(said)


def test_parts_under_one_name_twice_are_refused(refused: Refused, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows())
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate name"):
        package.writestr(SHEET_1, b"<worksheet/>")
    assert "two parts of one name" in refused(path, file_errors.UnsafeFileError).what


def test_a_packing_that_excel_does_not_use_is_refused(refused: Refused, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_LZMA) as package:
        package.writestr("xl/other.xml", b"<x/>")
    refused(path, file_errors.UnsafeFileError)


def test_parts_named_to_climb_out_of_the_package_write_nothing(read: Callable[..., Read], tmp_path: Path) -> None:
    names = ["../../escaped.xml", "/etc/escaped.xml", "C:\\escaped.xml", "xl/../../escaped.xml"]
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    path = workbook(folder / "a.xlsx", lambda parts: {**parts, **dict.fromkeys(names, b"<x/>")})
    assert len(read(path).landed.lists) == 11
    assert [each.name for each in tmp_path.rglob("*") if each.is_file()] == ["a.xlsx"]


def test_a_sheet_that_points_out_of_the_package_is_damaged(refused: Refused, tmp_path: Path) -> None:
    relations = "xl/_rels/workbook.xml.rels"

    def change(parts: dict[str, bytes]) -> None:
        parts[relations] = parts[relations].replace(b"worksheets/sheet1.xml", b"../../../../etc/passwd")

    said = refused(workbook(tmp_path / "a.xlsx", change), file_errors.DamagedFileError)
    assert "root:" not in str(said)


@pytest.mark.parametrize("name", ["../../List_1", "/etc/List 1", "..\\List_1", "List_1\x1b[2J", "List_1&#10;row"])
def test_a_sheet_name_is_a_name_and_never_a_path(name: str, read: Callable[..., Read], tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="List_1"', f'name="{name}"'.encode())

    found = read(workbook(tmp_path / "a.xlsx", change))
    (sheet,) = {each.sheet for each in found.landed.lists if each.list_key == "contacts"}
    assert sheet.isprintable() and "List" in sheet
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_two_sheets_of_one_name_are_never_one_read_twice(refused: Refused, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'name="List_2"', b'name="List_1"')

    said = refused(workbook(tmp_path / "a.xlsx", change), file_errors.DamagedFileError)
    assert "two sheets of one name" in said.what


def test_macros_are_not_run_and_said(read: Callable[..., Read], tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsm", lambda parts: {**parts, "xl/vbaProject.bin": compound_file({"VBA": b"x"})})
    found = read(path)
    assert len(found.landed.lists) == 11
    assert "a.xlsm holds macros: they were not run, only the cells were read." in found.landed.notes


def test_a_sheet_of_200_000_formatted_blank_rows_is_read(read: Callable[..., Read], tmp_path: Path) -> None:
    blank = b"".join(
        b'<row r="%d">' % row + b"".join(b'<c r="%c%d" s="1"/>' % (column, row) for column in b"ABCDEFG") + b"</row>"
        for row in range(6, 200_006)
    )
    found = read(workbook(tmp_path / "a.xlsx", in_sheet_1(b"</sheetData>", blank + b"</sheetData>")))
    assert found.typing.row_counts["contacts"] == 2 and found.landed.notes == ()


def test_formulas_that_look_into_other_workbooks_are_not_followed_and_said(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    linked = [Formula("='[1]Team list'!B2", "North"), Formula("=[1]Teams!B3", "East"), Formula("=[1]Teams!B4")]
    rows = [plain_row("children_in_need", number, team_id=cell) for number, cell in enumerate(linked)]
    path = write_xlsx(tmp_path / "a.xlsx", {"children_in_need": rows})
    found = read(repack(path, lambda parts: {**parts, "xl/externalLinks/externalLink1.xml": b"<externalLink/>"}))
    assert found.column("children_in_need", "team_id") == ["North", "East", None]
    assert [cell.why[:33] for cell in found.unreadable("children_in_need")] == ["a formula that was never calculat"]
    assert any("links to other workbooks: they were not followed" in note for note in found.landed.notes)
    assert any("3 formulas that look into other workbooks" in note for note in found.landed.notes)


def test_what_is_hidden_filtered_or_merged_is_read_and_said(read: Callable[..., Read], tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        xml = parts[SHEET_1].replace(b'<row r="3"', b'<row hidden="1" r="3"')
        xml = xml.replace(b"<sheetData>", b'<cols><col min="2" max="3" hidden="1"/></cols><sheetData>')
        more = b'</sheetData><autoFilter ref="A2:G4"/><mergeCells><mergeCell ref="A1:G1"/><mergeCell ref="F3:F4"/></mergeCells>'
        parts[SHEET_1] = xml.replace(b"</sheetData>", more)

    found = read(workbook(tmp_path / "a.xlsx", change))
    assert found.typing.row_counts["contacts"] == 2
    assert found.landed.notes == (
        "Sheet List_1 has 1 hidden rows and 2 hidden columns: they were read like all others.",
        "Sheet List_1 has a filter: every row was read, shown or not.",
        "Sheet List_1 has 1 merged cells in its headings or rows: the first cell of each has the value, the others are blank.",
    )


def test_a_heading_over_two_columns_leaves_one_without_a_name_and_says_so(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    shape = Shape(heading=lambda column: "" if column.heading == "Gender" else column.heading)
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows(), shape)
    merge = b'</sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells>'
    found = read(repack(path, in_sheet_1(b"</sheetData>", merge)))
    assert found.list("contacts").missing_columns == ("Gender",)
    assert any("1 merged cells in its headings" in note for note in found.landed.notes)


def test_numbers_kept_as_text_lose_the_apostrophe_and_keep_their_zeros(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    row = plain_row("referrals", child_key="'00123", referred_on="'03/04/2025", earlier_referral_count="'2",
                    team_id="'Quoted'")  # fmt: skip
    found = read(write_xlsx(tmp_path / "a.xlsx", {"referrals": [row]}))
    assert found.rows(
        "SELECT child_key, referred_on, earlier_referral_count, team_id, unreadable FROM typed.referrals"
    ) == [("00123", datetime(2025, 4, 3).date(), 2, "'Quoted'", [])]


def test_an_old_workbook_says_nothing_of_its_own_and_is_bounded(
    refused: Refused, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_xls(tmp_path / "a.xls", plain_rows())
    content = bytearray(path.read_bytes())
    for place in range(1024, len(content) - 600, 97):
        content[place] = 0xFF
    (tmp_path / "b.xls").write_bytes(content)
    refused(tmp_path / "b.xls", file_errors.DamagedFileError)
    assert capfd.readouterr() == ("", "")
    monkeypatch.setattr(limits, "MOST_OLD_CELLS", 10)
    refused(path, file_errors.TooLargeError)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row><c>" + b"<f" * 200_000 + b"/></c></row>"),
        (b"<sheetData>", b'<sheetData><row><c><is><t>t="e"' + b't="e"' * 200_000 + b"</t></is></c></row>"),
        (b"<sheetData>", b"<sheetData><row r='" + b"9" * 400_000 + b"'/>"),
        (b"<sheetData>", b"<sheetData>" + b"<c" * 300_000),
        (b"<sheetData>", b"<sheetData><row>" + b"<f/></c>" * 200_000 + b"</row>"),
    ],
    ids=["tags never ended", "errors in a text", "a long number", "cells never ended", "ends without beginnings"],
)
def test_xml_made_to_be_slow_is_answered_at_once(
    old: bytes, new: bytes, con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", in_sheet_1(old, new))
    try:
        assert read_return(con, [path], as_at=AS_AT, today=TODAY).lists
    except FileError as error:
        assert error.what and error.todo


@pytest.mark.parametrize("old", [b"<sheetData>", b"<sheetViews", b"</sheetData>", b"<?xml"])
def test_a_sheet_that_breaks_off_is_not_one_without_a_row(
    old: bytes, refused: Refused, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The reader of cells takes such a sheet for an empty one, and says so on standard error with signs of the file."""

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET_1] = parts[SHEET_1].replace(old, b'<x y="', 1)

    refused(workbook(tmp_path / "a.xlsx", change), file_errors.DamagedFileError)
    assert capfd.readouterr().err == ""


def test_every_limit_is_far_above_a_council_s_own_file(tmp_path: Path) -> None:
    widest = max(len(each.columns) for each in LAYOUT.lists.values())
    assert 10 * widest < limits.MOST_COLUMNS
    assert 100_000 * widest < limits.MOST_CELLS
