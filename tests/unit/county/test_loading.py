"""What a person is told of a load, and what the store keeps of it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from headway.county.load_report import LoadReport
from headway.county.loading import load_return, record_of
from headway.county.shown_cell import shown
from headway.errors import FileError
from headway.identity import LoadId
from headway.journey import build_journey
from headway.returns import LandedList, LandedReturn, TypingReport, annex_a_layout
from headway.store import Store
from tests.unit.returns.look_alikes import TODAY, Error, Row, plain_row, plain_rows, write_xlsx

NOTHING = TypingReport((), {}, (), (), (), {})


def landed() -> LandedReturn:
    one = LandedList("contacts", 1, "Contacts", "List_1", 2, 5, True, ("Contact Source",), ("source_code",), ("Notes",))
    return LandedReturn(
        return_name="annex_a",
        file_names=("a.xlsx",),
        sha256="0" * 64,
        as_at=date(2026, 9, 30),
        as_at_basis="given",
        lists=(one,),
        missing_lists=(),
        extra_sheets=("Front page", "Old names"),
        hidden_sheets=("List_1", "Old names"),
        notes=(),
    )


def test_the_report_says_which_sheets_were_not_read_and_which_are_hidden() -> None:
    lines = LoadReport(LoadId("a"), True, landed(), NOTHING).lines()
    assert "  sheet Front page was not read as a list" in lines
    assert "  sheet Old names, a hidden sheet, was not read as a list" in lines
    assert any(line.startswith("  Contacts: 5 rows (sheet List_1), a hidden sheet") for line in lines)


def test_the_record_holds_the_missing_columns_by_heading_and_by_key() -> None:
    record = record_of(landed(), NOTHING)
    assert record["missing_columns"] == {"contacts": ["Contact Source"]}
    assert record["missing_keys"] == {"contacts": ["source_code"]}


AUGUST, SEPTEMBER = date(2026, 8, 31), date(2026, 9, 30)


def load(folder: Path, lists: Mapping[str, Sequence[Row]], as_at: date, name: str = "") -> LoadReport:
    path = write_xlsx(folder / (name or f"annex_a_{as_at.isoformat()}.xlsx"), lists)
    return load_return(Store(folder / "store"), [path], as_at=as_at, today=TODAY, received_by="a test")


def test_a_list_without_a_row_covers_nothing_withdraws_nothing_and_is_said_first(tmp_path: Path) -> None:
    plan = plain_row("child_protection", started_on=datetime(2026, 3, 2), ended_on=None)
    referral = plain_row("referrals", referred_on=datetime(2026, 8, 3))
    load(tmp_path, {**plain_rows(), "child_protection": [plan], "referrals": [referral]}, AUGUST)
    report = load(tmp_path, {**plain_rows(), "child_protection": [], "referrals": []}, SEPTEMBER)
    words = "List 7 (Child protection) holds no row: taken as not sent; what needs it says so"
    assert f"  {words}" in report.lines()[2:6] and report.lines()[2] == "LOOK AT THIS FIRST:"
    assert not any(line.startswith("  no list of") for line in report.lines())
    assert record_of(report.landed, report.typing)["empty_lists"] == ["referrals", "child_protection"]
    journey = build_journey(duckdb.connect(), Store(tmp_path / "store"))
    assert journey.coverage("referrals")[-1][1] == AUGUST
    assert journey.state_on("cp_plans", SEPTEMBER) == AUGUST
    assert journey.state_on("cp_plans", date(2026, 10, 31)) is None
    journey.on_day([SEPTEMBER])
    assert journey.con.execute("SELECT state_on FROM journey.cp_plans_on_day").fetchall() == [(AUGUST,)]
    assert journey.con.execute("SELECT is_withdrawn FROM journey.referrals").fetchall() == [(False,)]


def test_a_load_in_which_no_list_has_a_row_is_refused_and_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="No list in the file holds a row") as caught:
        load(tmp_path, {key: [] for key in plain_rows()}, SEPTEMBER)
    assert "list 7 (Child protection)" in caught.value.where and caught.value.todo
    assert Store(tmp_path / "store").loads() == ()


def test_a_list_of_less_than_half_the_rows_of_the_load_before_is_said(tmp_path: Path) -> None:
    load(tmp_path, {**plain_rows(30), "adopters": plain_rows(19)["adopters"]}, AUGUST)
    report = load(tmp_path, {**plain_rows(15), "assessments": plain_rows(14)["assessments"]}, SEPTEMBER)
    assert report.doubts == (
        "List 4 (Assessments): 14 rows, 30 in the load before (as at 2026-08-31): look before you use it",
    )
    again = load(tmp_path, {**plain_rows(15), "adopters": plain_rows(1)["adopters"]}, date(2026, 10, 31))
    assert not any("Adopters" in each for each in again.doubts)


def test_a_day_that_is_not_that_of_the_name_or_of_the_dates_is_asked_about(tmp_path: Path) -> None:
    report = load(tmp_path, plain_rows(), SEPTEMBER, "annex_a_2026-08-31.xlsx")
    question = (
        "The name of annex_a_2026-08-31.xlsx holds 2026-08-31, and the day taken is 2026-09-30: is the day right?"
    )
    assert report.landed.doubts == (question,) and f"  {question}" in report.lines()
    assert load(tmp_path, plain_rows(3), AUGUST, "annex_a August 2026.xlsx").landed.doubts == ()
    for year in (2025, 2028):
        far = date(year, 9, 30)
        path = write_xlsx(tmp_path / "annex_a.xlsx", plain_rows(4))
        store = Store(tmp_path / f"store {year}")
        found = load_return(store, [path], as_at=far, today=date(2029, 1, 1), received_by="a test")
        assert found.doubts == (
            f"no date in the lists lies within 12 months before {far.isoformat()}: is the day right?",
        )


def test_a_spelling_is_said_once_by_the_list_s_title_and_a_name_is_not_shown(tmp_path: Path) -> None:
    words = "see Jane Roe, sister of 92120440"
    rows = [
        plain_row("assessments", number, disability_code="z) unknown, no, yes, unknown, no", started_on=words)
        for number in range(2)
    ]
    rows.append(plain_row("assessments", 2, disability_code=Error("#N/A")))
    rows.append(plain_row("assessments", 3, disability_code="Jane Roe"))
    report = load(tmp_path, {**plain_rows(), "assessments": rows}, SEPTEMBER)
    lines = report.lines()
    (spelling,) = (line for line in lines if "z) unknown" in line)
    assert spelling.startswith("  List 4 (Assessments): ") and "'z) unknown, no, yes, …'" in spelling
    assert spelling.endswith("not one of the codes (2 rows, the first in sheet List_4, row 3)")
    (named,) = (line for line in lines if "text of 8 characters" in line)
    assert named.endswith("text of 8 characters: not one of the codes (1 row, the first in sheet List_4, row 6)")
    assert not any("Jane" in str(cell) or "92120440" in str(cell) for cell in report.cells())
    dates = [line for line in lines if "text of 32 characters" in line]
    assert len(dates) == 2 and all("row" in line for line in dates)
    assert not any("Jane" in line or "92120440" in line for line in lines)
    assert sum("#N/A" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("31/09/2026", "'31/09/2026'"),
        ("31st Sept 2026", "'31st Sept 2026'"),
        ("#N/A", "'#N/A'"),
        ("2026-13-01T00:00", "'2026-13-01T00:00'"),
        ("May Jones", "text of 9 characters"),
        ("2026-13-01 10:00:00.123456", "'2026-13-01 10:00:00. …'"),
        ("??/09/2026", "'??/09/2026'"),
        ("Sept 31, 2026", "'Sept 31, 2026'"),
        ("2026-99-99 2026-99-99 99", "text of 24 characters"),
        ("943 476 5919", "text of 12 characters"),
        ("9434765919", "text of 10 characters"),
        ("943-476-5919", "text of 12 characters"),
        ("92120440", "text of 8 characters"),
        ("921204", "text of 6 characters"),
        ("April", "text of 5 characters"),
        ("May 14", "text of 6 characters"),
        ("Jan", "text of 3 characters"),
    ],
)
def test_the_text_of_a_date_cell_is_shown_while_it_has_no_words(text: str, words: str) -> None:
    assert shown(text, annex_a_layout().lists["contacts"].columns["contacted_on"]) == words


@pytest.mark.parametrize(
    "text",
    [
        "X",
        "N9",
        "9",
        "12",
        "PR9",
        "1Z",
        "?",
        "- -",
        "Not stated",
        "z) Not recorded",
        "female / male",
        "b.",
    ],
)
def test_a_code_that_is_none_is_named(text: str) -> None:
    assert shown(text, annex_a_layout().lists["contacts"].columns["sex_code"]) == f"'{text}'"


@pytest.mark.parametrize(
    "text",
    [
        "Jane Roe",
        "Roe",
        "LEE",
        "Jane",
        "92120440",
        "8.8E+11",
        "A123",
        "12/03/12",
        "12 03 12",
        "Female Roe",
        "see notes",
        "XX",
        "Ng",
        "AB12",
        "z) Not known here",
    ],
)
def test_what_may_be_a_childs_in_the_column_of_a_code_is_not_shown(text: str) -> None:
    said = f"text of {len(text)} characters"
    assert shown(text, annex_a_layout().lists["contacts"].columns["sex_code"]) == said
    for column in ("child_key", None):
        assert shown(text, annex_a_layout().lists["contacts"].columns[column] if column else None) == said


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [("12.5", True), ("-3", True), ("1,200", True), ("92120", False), ("943 476 5919", False), ("4 Roe", False)],
)
def test_a_number_is_shown_while_it_is_too_short_to_be_an_id(text: str, is_shown: bool) -> None:
    numbers = [
        each for sheet in annex_a_layout().lists.values() for each in sheet.columns.values() if each.type == "integer"
    ]
    assert numbers and all((shown(text, each) == f"'{text}'") is is_shown for each in numbers)


FIRST = """
Ann Li Jo Wu Mae Mal Iris India Asia Roma Paris Chelsea May April June Jan Grace Hope Faith Joy Will Mark Grant Guy
Justice Charity Mary Maria Mohammed Yusuf Ethan Heath Precious Don Ed Al Bo Rose Oliver Amelia Aisha Kaur Zofia
"""
LAST = """
Ng Li Wu Cao Ho Xu Smith Patel O'Brien White Black Young Long Short Self Day Case Law House Friend Court Pace Low
Hill Parks Carter Moore Barnett Wilshire Durham Kent Lincoln French English Welsh Scholes Foster Begum Roe-Smith
"""
IDS = (
    "AB.1234567", "AB1.12/03/2014 Smith", "A1234", "JS14", "JS140312", "943 476 5919", "9434765919", "92120440", "QQ123456C",
    "M12 03 14", "12/3/14", "A.1234", "a) 92120440", "b) 12/03/2014",
)  # fmt: skip


def test_no_name_and_no_id_is_shown_in_the_column_of_any_list() -> None:
    first, last = FIRST.split(), LAST.split()
    names = {*first, *last, *(f"{one} {other}" for one in first for other in last)}
    for name in last:
        names |= {
            f"{letter}{name}" for letter in ("J. ", "J.", "J ", "A. ", "B ", "Mr. ", "Mr ", "Dr. ", "Ms) ", "Li) ")
        }
        names |= {
            f"a) Rose {name}",
            f"A) Ann {name}",
            f"b1) {name}",
            f"{name}, J.",
            f"Female {name}",
            f"the {name} family",
        }
    columns = [each for sheet in annex_a_layout().lists.values() for each in sheet.columns.values() if each.codes]
    lists = {each.codes: each for each in columns}
    found = {(codes, text) for codes, column in lists.items() for text in (*names, *IDS) if text in shown(text, column)}
    assert len(lists) > 15 and found == set()


def test_loading_a_file_again_does_not_hide_that_the_store_was_changed(tmp_path: Path) -> None:
    store, path = Store(tmp_path / "store"), write_xlsx(tmp_path / "september.xlsx", plain_rows())

    def loaded() -> LoadReport:
        return load_return(store, [path], as_at=SEPTEMBER, today=TODAY, received_by="a test")

    first = loaded()
    shutil.rmtree(store.derived(""))
    table = next((store.path / "loads" / first.load_id).glob("referrals*.parquet"))
    table.write_bytes(table.read_bytes()[:-100] + b"0" * 100)
    assert not loaded().is_new
    with pytest.raises(FileError, match="has been changed"):
        build_journey(duckdb.connect(), store)


def test_what_can_go_wrong_in_looking_at_a_load_goes_wrong_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(*_: object) -> list[str]:
        raise ValueError("a fault")

    monkeypatch.setattr("headway.county.loading._far_from_its_dates", wrong)
    with pytest.raises(ValueError, match="a fault"):
        load(tmp_path, plain_rows(), SEPTEMBER)
    assert Store(tmp_path / "store").loads() == ()
