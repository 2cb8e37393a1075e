"""CSVs as the worst systems write them, and names of files that are none: each is read, or answered."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from headway.county.load_report import month_first_notes
from headway.errors import FileError
from headway.returns import MonthFirst, file_errors, limits, read_return
from tests.unit.returns.conftest import Read
from tests.unit.returns.look_alikes import AS_AT, LAYOUT, TODAY, plain_rows, write_csvs, write_xlsx
from tests.unit.returns.test_hostile_workbooks import Refused, refused

__all__ = ["refused"]

HEADINGS = [column.heading for column in LAYOUT.lists["contacts"].columns.values()]
TIDY = ["101", "a) Male", "a) WBRI", "03/04/2015", "11", "05/06/2026", "a) 1A"]
ODD = "Zoë–Ł😀"


def line(cells: list[str], separator: str = ",") -> str:
    return separator.join(cells) + "\r\n"


def contacts(*rows: list[str], separator: str = ",", headings: list[str] = HEADINGS) -> str:
    return line(headings, separator) + "".join(line(row, separator) for row in rows)


def write(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("encoding", "before"),
    [
        ("utf-8", b""), ("utf-8-sig", b""), ("utf-16-le", b""), ("utf-16-be", b""), ("utf-16", b""),
        ("utf-16-be", b"\xfe\xff"), ("windows-1252", b""),
    ],
)  # fmt: skip
def test_any_encoding_gives_the_same_text(
    encoding: str, before: bytes, read: Callable[..., Read], tmp_path: Path
) -> None:
    text = "Zoë–" if encoding == "windows-1252" else ODD
    content = before + contacts(["1", *TIDY[1:]], [text, *TIDY[1:]]).encode(encoding)
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.column("contacts", "child_key") == ["1", text]
    assert found.typing.unreadable == () and found.landed.notes == ()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_separator_and_line_end_gives_the_same_rows(
    separator: str, end: str, read: Callable[..., Read], tmp_path: Path
) -> None:
    content = contacts(TIDY, [*TIDY[:6], '"b) 1B, and so on"'], separator=separator).replace("\r\n", end)
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.column("contacts", "source_code") == ["1A", "1B"]
    assert found.column("contacts", "contacted_on") == [date(2026, 6, 5)] * 2


def test_the_separator_is_found_below_titles_and_among_free_text(read: Callable[..., Read], tmp_path: Path) -> None:
    titles = "List 1: Contacts\r\n" * 8
    content = titles + contacts(TIDY, [*TIDY[:6], "b) 1B, a, b, c, d, e, f, g, h"], separator=";")
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.column("contacts", "source_code") == ["1A", "1B"]


def test_bytes_that_are_no_text_are_counted_and_spoil_only_their_own_cell(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    content = contacts([ODD, *TIDY[1:]], ["1?2", *TIDY[1:5], "05/0?/2026", "a) 1A"]).encode().replace(b"?", b"\xff")
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.column("contacts", "child_key") == [ODD, "1�2"]
    assert [(cell.row_number, cell.column) for cell in found.typing.unreadable] == [(3, "Date of Contact")]
    assert any("2 signs that are no text in its encoding (utf-8)" in note for note in found.landed.notes)


def test_zero_bytes_spoil_only_their_own_cell(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = [[str(number), *TIDY[1:]] for number in range(30)]
    rows[3][5] = "05/06/2026\0"
    found = read(write(tmp_path / "list_1.csv", contacts(*rows)))
    assert [(cell.row_number, cell.column) for cell in found.typing.unreadable] == [(5, "Date of Contact")]
    assert found.typing.row_counts["contacts"] == 30


def test_a_row_with_more_cells_than_headings_is_kept_and_no_cell_of_it_is_believed(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    shifted = ["102", "a) Male", "a) WBRI", "03/04/2015", "11", "12", "05/06/2026", "a) 1A"]
    found = read(write(tmp_path / "list_1.csv", contacts(TIDY, shifted, [*TIDY, "", ""])))
    assert found.column("contacts", "child_key") == ["101", None, "101"]
    assert found.column("contacts", "unreadable") == [[], list(LAYOUT.lists["contacts"].columns), []]
    assert {cell.why[:33] for cell in found.typing.unreadable} == {"in a row with more cells than head"[:33]}
    assert found.landed.notes[0].startswith(
        "Sheet list_1: 1 row has more cells than there are headings, so its cells are shifted: it is kept"
    )


def test_a_long_row_beyond_the_first_thousand_is_found_too(read: Callable[..., Read], tmp_path: Path) -> None:
    rows = [[str(number), *TIDY[1:]] for number in range(1_000)]
    found = read(write(tmp_path / "list_1.csv", contacts(*rows, [*TIDY, "more"], ["1001", *TIDY[1:]])))
    assert found.typing.row_counts["contacts"] == 1_002
    assert {cell.row_number for cell in found.typing.unreadable} == {1_002}


def test_a_column_of_a_council_s_own_without_a_heading_is_no_long_row(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    content = contacts([*TIDY, "a remark"], [*TIDY, ""], headings=[*HEADINGS, ""])
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.typing.unreadable == () and found.landed.notes == ()


def test_rows_with_fewer_cells_are_blank_at_the_end_and_counted(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(write(tmp_path / "list_1.csv", contacts(TIDY[:6], TIDY[:6], TIDY)))
    assert found.column("contacts", "source_code") == [None, None, "1A"]
    assert found.typing.unreadable == ()
    assert any("2 rows have fewer cells" in note for note in found.landed.notes)


def test_a_last_row_that_breaks_off_is_not_believed_at_its_end(read: Callable[..., Read], tmp_path: Path) -> None:
    content = contacts(TIDY, TIDY) + "102,a) Male,a) WBRI,03/04/2015,1"
    found = read(write(tmp_path / "list_1.csv", content))
    assert found.column("contacts", "unreadable")[2] == ["age_years", "contacted_on", "source_code"]
    assert any("row 4: the last row breaks off" in note for note in found.landed.notes)


def test_a_row_of_one_cell_is_counted_and_a_blank_line_is_none(read: Callable[..., Read], tmp_path: Path) -> None:
    lines = [",".join(TIDY), "", "102", " ", "103", ",".join(TIDY), "Applied filters: none"]
    found = read(write(tmp_path / "list_1.csv", ",".join(HEADINGS) + "\n" + "\n".join(lines) + "\n"))
    assert found.column("contacts", "child_key") == ["101", "102", "103", "101"]
    assert any("2 rows have fewer cells" in note for note in found.landed.notes)
    cut = read(write(tmp_path / "cut" / "list_1.csv", contacts(TIDY) + "10"))
    assert cut.column("contacts", "child_key") == ["101", None]
    assert any("row 3: the last row breaks off" in note for note in cut.landed.notes)


@pytest.mark.parametrize(
    ("cell", "row"),
    [('"b) 1B', 3), ('"b)" 1B', 3), ('b) "1B" said', None), ('"b) ""1B"""', None)],
    ids=["never closed", "closed too early", "inside a bare cell", "written twice"],
)
def test_quotation_marks_that_do_not_match_are_refused_with_their_line(
    cell: str, row: int | None, read: Callable[..., Read], refused: Refused, tmp_path: Path
) -> None:
    path = write(tmp_path / "list_1.csv", contacts(TIDY, [*TIDY[:6], cell], TIDY, TIDY))
    if row is None:
        assert read(path).typing.row_counts["contacts"] == 4
        return
    said = refused(path, file_errors.DamagedFileError)
    assert said.where == f"list_1.csv, line {row}." and "quotation mark" in said.what


def test_a_cell_that_swallows_rows_between_two_marks_is_refused(refused: Refused, tmp_path: Path) -> None:
    rows = [[*TIDY[:6], '"b) 1B'], *[TIDY] * 30, [*TIDY[:6], 'b) 1B"']]
    said = refused(write(tmp_path / "list_1.csv", contacts(*rows)), file_errors.DamagedFileError)
    assert said.where == "list_1.csv, line 2."


def test_a_file_without_line_ends_is_refused(refused: Refused, tmp_path: Path) -> None:
    said = refused(write(tmp_path / "list_1.csv", contacts(TIDY) + "1," * limits.MB), file_errors.TooLargeError)
    assert said.where == "list_1.csv, line 3."


def test_a_row_of_very_many_cells_is_refused(refused: Refused, tmp_path: Path) -> None:
    refused(write(tmp_path / "list_1.csv", contacts(TIDY, ["x"] * 1_001)), file_errors.TooLargeError)


# Dates


def dated(days: list[str], path: Path) -> Path:
    return write(path, contacts(*[[str(number), *TIDY[1:5], day, "a) 1A"] for number, day in enumerate(days)]))


def test_three_styles_in_one_column_are_read_each_as_it_is(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(dated(["05/06/2026", "2026-06-05", "46178", "13/06/2026"], tmp_path / "list_1.csv"))
    assert found.column("contacts", "contacted_on") == [date(2026, 6, 5)] * 3 + [date(2026, 6, 13)]


def test_where_some_have_the_month_first_what_may_be_either_is_unreadable_and_counted(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    days = ["05/06/2026", "06/06/2026", "13/06/2026", "06/13/2026", "06/14/2026", "2026-06-05", "46178", "01/01/1900"]
    found = read(dated(days, tmp_path / "list_1.csv"))
    assert found.column("contacts", "contacted_on") == [
        None, date(2026, 6, 6), date(2026, 6, 13), None, None, date(2026, 6, 5), date(2026, 6, 5), None,
    ]  # fmt: skip
    why = {cell.text: cell.why for cell in found.typing.unreadable}
    assert set(why) == {"05/06/2026", "06/13/2026", "06/14/2026"}
    assert why["05/06/2026"].startswith("may be day/month or month/day")
    assert found.typing.unreadable_counts == {("contacts", "Date of Contact"): 3}
    assert found.column("contacts", "born_on") == [date(2015, 4, 3)] * 8


def test_one_slip_among_many_dates_leaves_the_template_s_order(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(dated(["05/06/2026"] * 5 + ["13/06/2026"] * 19 + ["06/13/2026"], tmp_path / "list_1.csv"))
    assert found.typing.unreadable_count == 1
    assert found.typing.month_first == (MonthFirst("contacts", "Date of Contact", 1, 5),)
    assert month_first_notes(found.typing) == [
        "List 1 (Contacts): Date of Contact: 1 date has the month first; 5 that may be either were read day first."
    ]
    (form,) = (each for each in found.typing.date_forms if each.column == "Date of Contact")
    assert form.row_count == 25


def test_one_in_a_short_column_makes_what_may_be_either_unreadable(read: Callable[..., Read], tmp_path: Path) -> None:
    found = read(dated(["03/04/2026", "25/04/2026", "04/13/2026"], tmp_path / "list_1.csv"))
    assert found.column("contacts", "contacted_on") == [None, date(2026, 4, 25), None]
    assert found.typing.unreadable_counts == {("contacts", "Date of Contact"): 2}
    nineteen = read(dated(["03/04/2026"] + ["25/04/2026"] * 18 + ["04/13/2026"], tmp_path / "more" / "list_1.csv"))
    assert nineteen.typing.unreadable_count == 2 and nineteen.typing.month_first == ()


# Reports


def test_a_report_names_the_first_and_counts_all(
    read: Callable[..., Read], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS_NAMED", 5)
    monkeypatch.setattr(limits, "MOST_SPELLINGS_NAMED", 3)
    monkeypatch.setattr(limits, "SPELLINGS_AT_A_TIME", 4)
    rows = [[str(number), f"z{number}", "a) WBRI", "tbc", "11", "05/06/2026", "a) 1A"] for number in range(10)]
    found = read(write(tmp_path / "list_1.csv", contacts(*rows)))
    assert len(found.typing.unreadable) == 5 and len(found.typing.unmatched) == 3
    assert found.typing.unreadable_count == 20
    assert found.typing.unreadable_counts == {("contacts", "Gender"): 10, ("contacts", "Date of Birth"): 10}
    assert found.column("contacts", "unreadable") == [["sex_code", "born_on"]] * 10


# Names, and what is no file


def test_a_name_is_shown_on_one_line_without_control_signs(refused: Refused, tmp_path: Path) -> None:
    path = write(tmp_path / "list\n1\x1b[31m\u202efdp.csv", b"")
    said = refused(path, file_errors.EmptyFileError)
    assert said.what == "list�1�[31m�fdp.csv is empty." and all(each.isprintable() for each in said.lines())


def test_a_name_that_is_no_text_is_shown_and_read(read: Callable[..., Read], tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/list_1\xff.csv"))
    found = read(write(path, contacts(TIDY)))
    assert found.landed.file_names == ("list_1�.csv",)
    assert "".join(found.landed.file_names).encode()


def test_a_long_name_is_cut_in_the_middle(refused: Refused, tmp_path: Path) -> None:
    said = refused(write(tmp_path / f"{'x' * 240}.csv", b""), file_errors.EmptyFileError)
    assert len(said.what) < 130 and ".csv" in said.what


def test_a_folder_named_like_a_workbook_is_said(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.xlsx").mkdir()
    assert "is a folder" in refused(tmp_path / "lists", file_errors.FileNotThereError).what


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")
def test_a_pipe_a_device_and_a_socket_are_never_opened(
    refused: Refused, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as server:
        place = tmp_path / "s.csv"
        monkeypatch.chdir(tmp_path)  # a socket's own name must be short
        server.bind("s.csv")
        for path in (tmp_path / "pipe.csv", Path("/dev/zero"), place):
            assert "pipe or a device" in refused(path, file_errors.FileNotThereError).what


def test_links_that_name_each_other_are_said(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert "a link to a file that is not there" in refused(tmp_path / "a.csv", file_errors.FileNotThereError).what


def test_a_folder_of_csvs_with_every_separator_and_encoding_is_one_load(
    read: Callable[..., Read], tmp_path: Path
) -> None:
    folder = write_csvs(tmp_path / "lists", plain_rows())
    for number, path in enumerate(sorted(folder.iterdir())):
        encoding = ("utf-8", "utf-16", "windows-1252")[number % 3]
        path.write_bytes(path.read_text(encoding="utf-8").replace("‘", "'").replace("’", "'").encode(encoding))
    assert len(read(folder).landed.lists) == 11


def test_what_goes_to_the_disk_is_gone_with_the_connection(tmp_path: Path) -> None:
    con = duckdb.connect()
    read_return(con, [write_xlsx(tmp_path / "a.xlsx", plain_rows())], as_at=AS_AT, today=TODAY)
    folder = Path(str((con.execute("SELECT current_setting('temp_directory')").fetchone() or [""])[0]))
    assert folder.is_dir() and (os.name == "nt" or folder.stat().st_mode & 0o077 == 0)
    con.close()
    del con
    assert not folder.exists()


def test_a_failed_csv_leaves_no_table_behind(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = [[str(number), *TIDY[1:]] for number in range(100)]
    path = write(tmp_path / "list_1.csv", contacts(*rows) + '"')
    with pytest.raises(FileError):
        read_return(con, [path], as_at=AS_AT, today=TODAY)
    assert con.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)
