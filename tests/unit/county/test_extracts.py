"""The two extracts that Headway asks for itself: recognised by their headings, read like other returns, kept apart."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.county.folder import init_county
from headway.returns import return_layout

TODAY = date(2026, 9, 30)
HEADS = ",".join(column.heading for column in return_layout("child_contacts").lists["child_contacts"].columns.values())


@pytest.fixture
def county(tmp_path: Path) -> County:
    init_county(tmp_path / "county", "Testshire")
    return County.open(tmp_path / "county")


def given(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "heads",
    [
        HEADS,
        "Child ID,Contact Date,How,Seen,Seen Alone,By",
        "Gender,Date of Birth,Child ID,Date of Contact,Method of Contact,Was the child seen?,Was the child seen alone?,Worker",
    ],
)
@pytest.mark.parametrize("name", ["contacts 2026-09-25.csv", "export 2026-09-25.csv"])
def test_contacts_are_told_from_annex_a_by_their_headings(
    county: County, tmp_path: Path, heads: str, name: str
) -> None:
    row = "c1,24/09/2026,Home visit,Yes,No,W1"
    row = f"F,01/02/2015,{row}" if heads.startswith("Gender") else row
    report = county.load([given(tmp_path, name, heads, row)], as_at=None, today=TODAY, by="test")
    assert report.landed.return_name == "child_contacts" and report.landed.as_at == date(2026, 9, 25)
    assert report.load_id.startswith("child_contacts-2026-09-25-") and report.typing.unreadable_count == 0
    assert report.doubts == ()


def test_names_are_read_and_no_report_shows_one(county: County, tmp_path: Path) -> None:
    path = given(tmp_path, "names 2026-09-25.csv", "Child Unique ID,Child Name", "c1,Robin Placeholder", "c2,#N/A")
    looked = county.look([path], as_at=None, today=TODAY)
    report = county.load([path], as_at=None, today=TODAY, by="test")
    assert report.landed.return_name == "child_names" and report.landed.lists[0].row_count == 2
    said = "\n".join(report.lines()) + str(report.cells()) + str(looked) + str(county.passports(today=TODAY))
    assert "Robin" not in said and "Names of children: 2 rows" in said


def test_what_cannot_be_read_in_a_contact_is_named_with_its_worker(county: County, tmp_path: Path) -> None:
    path = given(
        tmp_path, "contacts 2026-09-25.csv", HEADS, "c1,31/02/2026,virtual,Yes,No,W1", "c2,24/09/2026,Phone,No,No,W2"
    )
    looked = county.look([path], as_at=None, today=TODAY)
    assert [(each.worker, each.title, each.column) for each in looked.unreadable] == [
        ("W1", "Contacts with children", "Date of Contact"),
        ("W1", "Contacts with children", "Mode of Contact"),
    ]


def test_a_file_of_contacts_for_a_day_that_is_far_from_its_dates_is_doubted(county: County, tmp_path: Path) -> None:
    path = given(tmp_path, "contacts.csv", HEADS, "c1,24/09/2019,Phone,Yes,No,W1")
    report = county.load([path], as_at=date(2026, 9, 25), today=TODAY, by="test")
    assert [each.split(":")[0] for each in report.doubts] == [
        "no date in the lists lies within 12 months before 2026-09-25"
    ]
