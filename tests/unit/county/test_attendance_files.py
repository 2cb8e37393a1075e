"""School attendance from a council's own files: read, refused, counted by group, and gone when its load is withdrawn."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headway.attention import count_schools
from headway.cli.app import app
from headway.county import County
from headway.county.folder import init_county
from headway.errors import FileError
from headway.returns import return_layout

TODAY = date(2026, 9, 30)
HEADS = "Child Unique ID,School Day,Attendance,Reason"
ROWS = (
    "came,25/09/2026,Attending,",
    "came,24/09/2026,absent,Ill",
    "stayed,25/09/2026,Not attending,Not told",
    "free,25/09/2026,not expected,",
    "unmarked,25/09/2026,,",
    "said,25/09/2026,Not in school,",
    "early,11/09/2026,Attending,",
    "elsewhere,25/09/2026,Attending,",
)


def in_need(folder: Path) -> Path:
    """List 6 of Annex A with eight children, of whom one is too young for school."""
    columns = return_layout("annex_a").lists["children_in_need"].columns
    path = folder / "List_6 2026-09-25.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.heading for column in columns.values()])
        for key in ("came", "stayed", "free", "unmarked", "said", "early", "untold", "small"):
            born = "01/05/2025" if key == "small" else "01/05/2016"
            row = {"child_key": key, "born_on": born, "started_on": "05/01/2026", "team_id": "Team A"}
            writer.writerow([row.get(name, "") for name in columns])
    return path


def given(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def county(tmp_path: Path) -> County:
    """A county with children in need and a contact with one of them."""
    init_county(tmp_path / "county", "Testshire")
    county = County.open(tmp_path / "county")
    heads = "Child Unique ID,Date of Contact,Mode of Contact,Child Seen,Child Seen Alone,Contact Made By"
    contacts = given(tmp_path, "contacts 2026-09-25.csv", heads, "came,24/09/2026,Phone,No,No,W1")
    for path in (in_need(tmp_path), contacts):
        county.load([path], as_at=None, today=TODAY, by="test")
    return county


def words(county: County) -> dict[str, str]:
    found = County.open(county.folder).contacts()
    assert found is not None
    return {child.child_key: child.school.words for child in found.children if child.school}


def test_each_child_is_as_the_file_says_until_it_is_withdrawn(county: County, tmp_path: Path) -> None:
    before = county.contacts()
    assert before is not None and before.school is None and words(county) == {}
    assert count_schools(before, before.children) == ()
    path = given(tmp_path, "attendance 2026-09-26.csv", HEADS, *ROWS)
    report = county.load([path], as_at=None, today=TODAY, by="test")
    assert (report.landed.return_name, report.doubts) == ("child_attendance", ())
    assert [(cell.column, cell.row_number, cell.text) for cell in report.typing.unreadable] == [
        ("Attendance", 7, "Not in school")
    ]
    assert words(county) == {
        "came": "attended 1 of 2 days expected",
        "stayed": "attended none of 1 day expected",
        "free": "not expected",
        "unmarked": "cannot tell",
        "said": "cannot tell",
        "early": "no data",
        "untold": "no data",
        "small": "not of school age",
    }
    after = County.open(county.folder).contacts()
    assert after is not None and after.school is not None
    assert after.school.days == (date(2026, 9, 24), date(2026, 9, 25)) and after.school.others_count == 1
    need, every = count_schools(after, after.children)
    assert (need.children, need.attended, need.missed, need.absent, need.not_expected) == (7, 1, 1, 1, 1)
    assert (need.cannot_tell, need.no_data, need.other_age, need.share) == (2, 2, 1, "1 of 7")
    assert (every.children, every.title) == (7, "All of them")
    assert [c.colour for c in after.children] == [c.colour for c in before.children], "no rule rests on it"
    county.withdraw(report.load_id, by="test", why="the wrong file")
    assert words(county) == {}


def test_the_newest_file_alone_answers_and_what_it_lacks_cannot_be_told(county: County, tmp_path: Path) -> None:
    for name, lines in (
        ("attendance 2026-09-25.csv", (HEADS, *ROWS)),
        (
            "attendance 2026-09-29.csv",
            ("Child ID,Date,Attendance Mark", "came,28/09/2026,present", "free,31/02/2026,x"),
        ),
    ):
        county.load([given(tmp_path, name, *lines)], as_at=None, today=TODAY, by="test")
    found = words(county)
    assert (found["came"], found["free"], found["stayed"]) == ("attended 1 of 1 day expected", "cannot tell", "no data")
    then = County.open(county.folder).contacts(as_at=date(2026, 9, 25))
    assert then is not None and then.school is not None and then.school.day == date(2026, 9, 25)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((HEADS,), "Headings and no row: list 1 (School attendance of children)"),
        (("Child Unique ID,School Day", "came,25/09/2026"), "attendance 2026-09-25.csv"),
        (
            (HEADS, "came,25/09/2026,Attending,", 'stayed,25/09/2026,"Not attending,'),
            "attendance 2026-09-25.csv, line 3",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_its_place(
    county: County, tmp_path: Path, lines: tuple[str, ...], said: str
) -> None:
    path = given(tmp_path, "attendance 2026-09-25.csv", *lines)
    with pytest.raises(FileError) as caught:
        county.load([path], as_at=None, today=TODAY, by="test")
    assert said in str(caught.value)
    assert len(county.loads()) == 2 and words(county) == {}


def test_the_command_counts_by_group_and_says_what_is_missing(county: County, tmp_path: Path) -> None:
    asked = ["contacts", "--school", "--county", str(county.folder)]
    refused = CliRunner().invoke(app, asked)
    assert refused.exit_code != 0 and "headway template child_attendance" in str(refused.exception)
    plain = CliRunner().invoke(app, ["contacts", "--format", "csv", "--county", str(county.folder)])
    assert "school" not in plain.stdout
    heads = CliRunner().invoke(app, ["template", "child_attendance"]).stdout.strip()
    assert heads == HEADS
    county.load([given(tmp_path, "attendance 2026-09-25.csv", heads, *ROWS)], as_at=None, today=TODAY, by="test")
    run = CliRunner().invoke(app, [*asked, "--format", "csv"])
    assert "2 school days of the file from 24 September 2026 to 25 September 2026" in run.stderr
    rows = list(csv.DictReader(run.stdout.splitlines()))
    assert [(row["group"], row["children"], row["expected, attended none"], row["no data"]) for row in rows] == [
        ("Other children in need", "7", "1", "2"),
        ("All of them", "7", "1", "2"),
    ]
    assert "stayed" not in run.stdout
    children = CliRunner().invoke(app, ["contacts", "--format", "csv", "--county", str(county.folder)]).stdout
    stayed = next(row for row in csv.DictReader(children.splitlines()) if row["child"] == "stayed")
    assert (stayed["school"], stayed["reason"]) == ("attended none of 1 day expected", "Not told")
