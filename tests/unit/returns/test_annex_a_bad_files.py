"""Files that cannot be used: each says what it is, where, and what to do, and nothing is half landed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest
import xlsxwriter

from headway.errors import FileError, RefusedError
from headway.returns import file_errors, read_return
from tests.unit.returns.compound_file import compound_file
from tests.unit.returns.look_alikes import AS_AT, TODAY, plain_rows, write_csvs, write_xls, write_xlsx

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
WEB_PAGE = (
    b"<html><head><meta charset='utf-8'></head><body><table><tr><td>Child Unique ID</td></tr></table></body></html>"
)
XML_OF_903 = b"<?xml version='1.0'?>\n<Message><Header/><Children><CHILD/></Children></Message>"
EXCEL_2003 = b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'
OF_903 = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,01/04/2025,S,C2,N1,U6,PR1,,\n"
HEADER_OF_903 = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,1,01/04/2010,WBRI,A123,,\n"


def empty_workbook(path: Path) -> None:
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("List_1")
    book.close()


def cut_off(path: Path) -> None:
    write_xlsx(path, plain_rows())
    path.write_bytes(path.read_bytes()[:-4000])


def broken_part(path: Path) -> None:
    """A workbook whose package opens, with one sheet's content spoiled."""
    write_xlsx(path, plain_rows())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        place = package.getinfo("xl/worksheets/sheet4.xml").header_offset + 80
    content[place : place + 200] = b"\xff" * 200
    path.write_bytes(bytes(content))


def zip_of(*names: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as package:
            for name in names:
                package.writestr(name, "<x/>")

    return write


def content(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def workbook_of(sheet_name: str, *rows: list[str]) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet(sheet_name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()

    return write


BAD_FILES: dict[str, tuple[str, Callable[[Path], object], type[FileError], str]] = {
    "no bytes": ("a.xlsx", content(b""), file_errors.EmptyFileError, "is empty"),
    "only blank lines": ("a.csv", content(b"\r\n\r\n"), file_errors.EmptyFileError, "is empty"),
    "empty workbook": ("a.xlsx", empty_workbook, file_errors.EmptyFileError, "no cell that is filled"),
    "password": ("a.xlsx", content(compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})),
                 file_errors.ProtectedFileError, "password"),
    "web page": ("a.xlsx", content(WEB_PAGE), file_errors.NotAWorkbookError, "web page"),
    "web page named xls": ("a.xls", content(b"\xef\xbb\xbf\r\n" + WEB_PAGE.upper()), file_errors.NotAWorkbookError, "web page"),
    "single-file web page": ("a.xls", content(b"MIME-Version: 1.0\n" + WEB_PAGE), file_errors.NotAWorkbookError, "web page"),
    "PDF": ("a.pdf", content(PDF), file_errors.NotAWorkbookError, "PDF"),
    "PDF named xlsx": ("a.xlsx", content(PDF), file_errors.NotAWorkbookError, "PDF"),
    "Word": ("a.docx", zip_of("word/document.xml"), file_errors.NotAWorkbookError, "Word document"),
    "OpenDocument": ("a.ods", zip_of("mimetype", "content.xml"), file_errors.NotAWorkbookError, "OpenDocument"),
    "xlsb": ("a.xlsb", zip_of("xl/workbook.bin"), file_errors.NotAWorkbookError, ".xlsb"),
    "any zip": ("a.zip", zip_of("readme.txt"), file_errors.NotAWorkbookError, "packed file"),
    "Excel 2003 XML": ("a.xls", content(EXCEL_2003), file_errors.NotAWorkbookError, "Excel 2003"),
    "another OLE file": ("a.xls", content(compound_file({"WordDocument": b"x"})), file_errors.NotAWorkbookError, "old Office file"),
    "text named xlsx": ("a.xlsx", content(b"Child Unique ID,Gender\n1,M\n"), file_errors.NotAWorkbookError, "plain text"),
    "a picture": ("a.csv", content(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), file_errors.NotAWorkbookError, "binary"),
    "cut off": ("a.xlsx", cut_off, file_errors.DamagedFileError, "damaged"),
    "broken part": ("a.xlsx", broken_part, file_errors.DamagedFileError, "damaged"),
    "parts missing": ("a.xlsx", zip_of("xl/workbook.xml"), file_errors.DamagedFileError, "damaged"),
    "old and broken": ("a.xls", content(compound_file({"Workbook": b"\x09\x08\x10\x00"})), file_errors.DamagedFileError, "damaged"),
    "903 episodes": ("episodes.csv", content(OF_903.encode()), file_errors.OtherReturnError, "SSDA903"),
    "903 header": ("header.csv", content(HEADER_OF_903.encode()), file_errors.OtherReturnError, "SSDA903"),
    "903 workbook": ("a.xlsx", workbook_of("Episodes", *[line.split(",") for line in OF_903.splitlines()]),
                     file_errors.OtherReturnError, "SSDA903"),
    "903 XML": ("a.xml", content(XML_OF_903), file_errors.OtherReturnError, "statutory return"),
    "headings only": ("a.xlsx", lambda path: write_xlsx(path, {key: [] for key in plain_rows()}),
                      file_errors.NoRowError, "No list in the file holds a row"),
    "no list": ("a.xlsx", workbook_of("Sheet1", ["Name", "Age"], ["x", "1"]), file_errors.NoListError, "No list of Annex A"),
    "no list in a CSV": ("a.csv", content(b"Name,Age\nx,1\n"), file_errors.NoListError, "No list of Annex A"),
    "pupils with EHC plans": ("a.xlsx", workbook_of("List_1", ["UPN", "SEN need", "School"], ["x", "y", "z"]),
                              file_errors.NoListError, "No list of Annex A"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_file_that_cannot_be_used_says_what_where_and_what_to_do(
    bad: str, con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    name, write, error, words = BAD_FILES[bad]
    path = tmp_path / name
    write(path)
    with pytest.raises(FileError) as caught:
        read_return(con, [path], as_at=AS_AT, today=TODAY)
    assert type(caught.value) is error
    assert words in caught.value.what
    # Of a file whose lists have no row, the lists are named: it may be one of several files.
    named = "list 1 (Contacts)" if error is file_errors.NoRowError else name
    assert named in caught.value.where + caught.value.what
    assert caught.value.todo and caught.value.title != FileError.title and caught.value.exit_code == 3
    assert schemas(con) == set()


def test_the_headings_that_show_a_903_are_those_of_the_file(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text(HEADER_OF_903)
    with pytest.raises(file_errors.OtherReturnError) as caught:
        read_return(con, [path], as_at=AS_AT, today=TODAY)
    assert caught.value.where == "header.csv: among its headings are CHILD, SEX, DOB, ETHNIC, UPN."


def schemas(con: duckdb.DuckDBPyConnection) -> set[str]:
    found = con.execute("SELECT schema_name FROM duckdb_schemas() WHERE NOT internal").fetchall()
    return {name for (name,) in found} - {"main"}


def test_a_file_that_is_not_there(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(file_errors.FileNotThereError, match=r"no file annex_a\.xlsx"):
        read_return(con, [tmp_path / "annex_a.xlsx"], as_at=AS_AT, today=TODAY)


def test_a_folder_without_lists(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("nothing")
    with pytest.raises(file_errors.FileNotThereError, match="holds no workbook and no CSV"):
        read_return(con, [tmp_path], as_at=AS_AT, today=TODAY)


def test_no_file_at_all(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(file_errors.FileNotThereError, match="No file was given"):
        read_return(con, [], as_at=AS_AT, today=TODAY)


def test_a_folder_of_folders_says_that_it_is_one(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    (tmp_path / "loads").mkdir()
    write_csvs(tmp_path / "loads" / "september", plain_rows())
    with pytest.raises(
        file_errors.FileNotThereError, match="holds another folder, and no workbook and no CSV of its own"
    ):
        read_return(con, [tmp_path / "loads"], as_at=AS_AT, today=TODAY)
    write_csvs(tmp_path / "loads" / "october", plain_rows())
    with pytest.raises(file_errors.FileNotThereError, match="holds 2 folders") as told:
        read_return(con, [tmp_path / "loads"], as_at=AS_AT, today=TODAY)
    assert "one load after the other" in told.value.todo


def test_one_bad_file_in_a_folder_refuses_the_whole(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = write_csvs(tmp_path / "lists", plain_rows())
    (folder / "List_4.csv").write_bytes(PDF)
    with pytest.raises(file_errors.NotAWorkbookError, match=r"List_4\.csv is a PDF"):
        read_return(con, [folder], as_at=AS_AT, today=TODAY)
    assert schemas(con) == set()


def test_two_workbooks_with_the_same_lists_are_no_load(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    rows = plain_rows()
    write_xlsx(tmp_path / "east.xlsx", {key: rows[key] for key in ("contacts", "referrals")})
    write_xls(tmp_path / "west.xls", {key: rows[key] for key in ("referrals", "assessments")})
    for given in ([tmp_path], [tmp_path / "east.xlsx", tmp_path / "west.xls"]):
        with pytest.raises(file_errors.SameListTwiceError) as caught:
            read_return(con, given, as_at=AS_AT, today=TODAY)
        assert caught.value.where == "east.xlsx and west.xls: list 3 (Referrals)."
        assert caught.value.todo and schemas(con) == set()


def test_the_same_list_twice_among_the_csvs_is_refused(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    folder = write_csvs(tmp_path / "lists", plain_rows())
    with pytest.raises(file_errors.SameListTwiceError, match=r"List_4\.csv was given twice"):
        read_return(con, [folder, folder / "List_4.csv"], as_at=AS_AT, today=TODAY)
    (folder / "List_4 (1).csv").write_bytes((folder / "List_4.csv").read_bytes())
    with pytest.raises(file_errors.SameListTwiceError, match=r"List_4 \(1\)\.csv and List_4\.csv: list 4 \(Ass"):
        read_return(con, [folder], as_at=AS_AT, today=TODAY)
    other = write_csvs(tmp_path / "other", {"adopters": plain_rows()["adopters"]})
    with pytest.raises(file_errors.SameListTwiceError, match=r"other/List_11\.csv"):
        read_return(con, [folder / "List_11.csv", other], as_at=AS_AT, today=TODAY)


def test_an_old_workbook_with_a_password(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = write_xls(tmp_path / "a.xls", plain_rows())
    bof = b"\x09\x08\x10\x00\x00\x06\x05\x00"
    stream = path.read_bytes()
    place = stream.index(bof) + 20
    path.write_bytes(stream[:place] + b"\x2f\x00\x04\x00\x01\x00\x01\x00" + stream[place:-8])  # FILEPASS
    with pytest.raises(file_errors.ProtectedFileError):
        read_return(con, [path], as_at=AS_AT, today=TODAY)


def test_what_was_landed_before_is_gone_when_the_next_file_fails_late(
    con: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    good = write_xlsx(tmp_path / "good.xlsx", plain_rows())
    read_return(con, [good], as_at=AS_AT, today=TODAY)
    broken_part(tmp_path / "bad.xlsx")
    with pytest.raises(file_errors.DamagedFileError):
        read_return(con, [tmp_path / "bad.xlsx"], as_at=AS_AT, today=TODAY)
    assert schemas(con) <= {"landed"}
    again = read_return(con, [good], as_at=AS_AT, today=TODAY)
    assert len(again.lists) == 11


def test_every_kind_of_bad_file_has_its_own_title() -> None:
    kinds = [each for each in vars(file_errors).values() if isinstance(each, type) and issubclass(each, FileError)]
    titles = [each.title for each in kinds]
    assert len(set(titles)) == len(titles) >= 8


def test_a_day_to_come_is_refused(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", plain_rows())
    with pytest.raises(RefusedError, match="has not been yet"):
        read_return(con, [path], as_at=date(2026, 11, 26), today=TODAY)
    assert schemas(con) == set()
    assert read_return(con, [path], as_at=TODAY, today=TODAY).as_at == TODAY
