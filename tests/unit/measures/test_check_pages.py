"""Each way in which a page can be wrong is named with its file and line, and nothing of a wrong page is taken in."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headway.catalogue import definitions_dir
from headway.cli.app import app
from headway.errors import DefinitionError
from headway.measures import load_measures
from headway.measures.check_pages import check_pages
from headway.measures.manual import overdue

SHIPPED = definitions_dir() / "measures"
GOOD = (SHIPPED / "assessment" / "assessments_completed.md").read_text(encoding="utf-8")
SQL = re.search(r"```sql\n(.*?)```", GOOD, re.DOTALL)
assert SQL is not None
RUN = CliRunner()


def page_in(folder: Path, text: str, name: str = "ours") -> Path:
    path = folder / "assessment" / f"{name}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(re.sub(r"^twin: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return path


def with_sql(sql: str) -> str:
    assert SQL is not None
    return GOOD.replace(SQL.group(1), sql + "\n")


EXPECT = GOOD[GOOD.index("Expect:") :]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (with_sql("insert into cin_assessments (row_id) values ('a1')"), "INSERT writes"),
        (with_sql("delete from cin_assessments"), "DELETE writes"),
        (with_sql("create table copied as select row_id from cin_assessments"), "CREATE writes"),
        (with_sql("copy cin_assessments to 'out.csv'"), "COPY writes"),
        (with_sql("select row_id from read_csv('children.csv')"), "reads a file"),
        (with_sql("select row_id from 'children.parquet'"), "reads a file"),
        (GOOD.replace(" as event_date", " as happened_on"), "must give a column event_date"),
        (GOOD.replace("completed_on as event_date", "complete_on as event_date"), "Did you mean completed_on"),
        (GOOD.replace(EXPECT, ""), "has no worked example"),
        (GOOD.replace(EXPECT, "Expect:\n\n| row_id | event_date | met | reason |\n|---|---|---|---|\n"), "expects no rows"),
        (GOOD.replace("| yes |", "| no |"), "does not come out"),
        (re.sub(r"^framework: .*\n", "", GOOD, flags=re.MULTILINE), "framework"),
        (re.sub(r"^owner: .*\n", "", GOOD, flags=re.MULTILINE), "owner"),
        (re.sub(r"^source:\n(  - .*\n)+", "", GOOD, flags=re.MULTILINE), "source"),
        (re.sub(r"^source:\n(  - .*\n)+", "source: []\n", GOOD, flags=re.MULTILINE), "at least 1 is expected in the list"),
        (re.sub(r"^review_by: .*\n", "", GOOD, flags=re.MULTILINE), "review_by"),
        (re.sub(r"^facet: .*\n", "facet: how_many\n", GOOD, flags=re.MULTILINE), "facet"),
        (re.sub(r"^areas: .*\n", "areas: []\n", GOOD, flags=re.MULTILINE), "areas"),
        (re.sub(r"^(cannot_tell_limit: .*\n)", r"\1open_twin: no_such_page\n", GOOD, flags=re.MULTILINE), "no_such_page"),
    ],
)  # fmt: skip
def test_a_wrong_page_is_named_with_its_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    assert text != GOOD
    found = check_pages([page_in(tmp_path, text)]).wrong
    assert found
    told = "\n".join(f"{each.what}\n{each.where}\n{each.todo}" for each in found)
    assert words in told
    assert re.search(r"ours\.md, line \d+", told), told


def test_a_good_page_has_nothing_wrong(tmp_path: Path) -> None:
    assert check_pages([page_in(tmp_path, GOOD)]).wrong == ()


def test_two_pages_with_one_id_are_both_named_and_neither_is_taken(tmp_path: Path) -> None:
    page_in(tmp_path, GOOD)
    page_in(tmp_path, GOOD, "theirs")
    told = " ".join(each.where for each in check_pages(sorted(tmp_path.rglob("*.md"))).wrong)
    assert "ours.md, line 3" in told and "theirs.md, line 3" in told
    with pytest.raises(DefinitionError, match="Two pages are called"):
        load_measures(tmp_path)


def test_one_wrong_page_and_none_of_the_folder_is_read(tmp_path: Path) -> None:
    page_in(tmp_path, GOOD)
    page_in(tmp_path, with_sql("delete from cin_assessments").replace("catalogue: AS04", "catalogue: ZZ01"), "theirs")
    with pytest.raises(DefinitionError, match=r"theirs\.md"):
        load_measures(tmp_path)


def test_the_command_ends_with_4_and_names_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page_in(tmp_path, with_sql("delete from cin_assessments"))
    (tmp_path / "measures").mkdir()
    (tmp_path / "assessment").rename(tmp_path / "measures" / "assessment")
    (tmp_path / "county.yaml").write_text("name: Sample County\n", encoding="utf-8")
    # The pages that ship are checked one by one in tests/spec: here only the council's own.
    (tmp_path / "none" / "measures").mkdir(parents=True)
    monkeypatch.setattr("headway.cli.manual_commands.definitions_dir", lambda: tmp_path / "none")
    result = RUN.invoke(app, ["measures", "check", "--county", str(tmp_path)])
    assert isinstance(result.exception, DefinitionError) and result.exception.exit_code == 4
    assert "ours.md, line" in result.output
    page_in(tmp_path / "measures", GOOD.replace("review_by: 2027-04-01", "review_by: 2020-04-01"))
    result = RUN.invoke(app, ["measures", "check", "--county", str(tmp_path)])
    assert result.exit_code == 0
    assert "To be looked at again since 2020-04-01: ours" in result.output


def test_a_page_named_is_checked_alone_but_for_names_that_others_have(tmp_path: Path) -> None:
    ours = page_in(tmp_path, GOOD.replace("catalogue: AS01", "catalogue: ZZ01"))
    page_in(tmp_path, GOOD.replace("| yes |", "| no |"), "theirs")
    alone = RUN.invoke(app, ["measures", "check", str(ours)])
    assert alone.exit_code == 0, alone.output
    assert "1 page in order" in alone.output
    of_one_name = RUN.invoke(app, ["measures", "check", str(page_in(tmp_path, GOOD, "ours_too"))])
    assert isinstance(of_one_name.exception, DefinitionError)
    assert "Two pages are called ours_too" in of_one_name.output and "does not come out" not in of_one_name.output


def test_the_list_has_all_134_catalogue_ids_and_what_each_says_of_itself() -> None:
    rows = json.loads(RUN.invoke(app, ["measures", "list", "--format", "json"]).output)
    ours = {
        "AD09", "AS11", "EH05", "CP18", "CL39", "CL40", "CL41", "CL42", "CL43", "FI02",
        "IN01", "WF11", "WF12", "WF13", "WF14", "FG01", "EX01", "VC01",
    }  # fmt: skip
    ids = [row["catalogue"] for row in rows if "/" not in row["catalogue"] and row["catalogue"] not in ours]
    assert len(ids) == len(set(ids)) == 134
    assert sum(row["status"] == "published" for row in rows) >= 95
    for row in rows:
        assert row["status"] == "published" or row["status"].startswith("needs ")
        for name in (
            "title",
            "facet",
            "judgement_area",
            "framework",
            "themes",
            "owner",
            "good",
            "sources",
            "review_by",
        ):
            assert row[name], (row["id"], name)
        assert row["checked_by"] is None, "only a real person who has checked the page is named"


def test_a_page_is_shown_in_plain_words() -> None:
    for asked in ("assessment_within_45_days", "AS02"):
        told = " ".join(RUN.invoke(app, ["measures", "show", asked]).output.split())
        for words in ("not yet checked by a practitioner", "WORKED EXAMPLE", "SOURCES", "looked at again by 2027-04-01",
                      "cannot tell you", "still open see assessments_open_past_45_days", "45 working days, national"):  # fmt: skip
            assert words in told, words
        assert "select" not in told
    assert "needs CIN census" in RUN.invoke(app, ["measures", "show", "AS08"]).output
    waits = RUN.invoke(app, ["measures", "show", "CL28"]).output
    assert "72 hours, national" in waits


def test_no_page_is_overdue_to_be_looked_at_again_before_its_day() -> None:
    every = load_measures().every
    assert overdue(every, date(2027, 3, 31)) == []
    assert {page.front.review_by for page in every if page in overdue(every, date(2027, 4, 2))} == {date(2027, 4, 1)}
    assert len(overdue(every, date(2999, 1, 1))) == len(every)
