"""A worked example runs as it is written, and says where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from headway.errors import DefinitionError
from headway.measures.worked_example import run_example
from tests.unit.measures.tables import page_in, page_text

SQL = """select
    row_id, child_key, team_id, completed_on as event_date,
    case
        when is_unreadable(unreadable, 'started_on') then null
        else within_standard(started_on, completed_on, $limit)
    end as met,
    case when is_unreadable(unreadable, 'started_on') then 'cannot be read' else 'dates' end as reason
from cin_assessments
where completed_on is not null"""
EXAMPLE = """
## Worked example

With limit = 10 working days. Given `cin_assessments`:

| row_id | child_key | started_on | completed_on | is_support_required | what it shows |
|---|---|---|---|---|---|
| a1 | c1 | 2025-09-01 | 2025-09-15 | yes | the tenth day |
| a2 | c2 | 2025-09-01 | 2025-09-16 | no | a day late |
| a3 | c3 | ? | 2025-09-16 | | cannot be read |
| a4 | c4 | 2025-09-01 | | | open |

Expect:

| row_id | met | reason | what it shows |
|---|---|---|---|
| a3 | cannot tell | cannot be read | |
| a1 | yes | dates | in any order |
| a2 | no | dates | |
"""
FRONT = "standards: {limit: {national: false, source: the council}}"


def example(old: str = "", new: str = "") -> str:
    assert old in EXAMPLE
    return page_text(SQL, shape="proportion", front=FRONT) + (EXAMPLE.replace(old, new) if old else EXAMPLE)


def test_the_example_holds_with_its_own_standard(tmp_path: Path) -> None:
    result = run_example(page_in(tmp_path, example()))
    assert result.holds
    assert result.headings[:3] == ("row_id", "met", "reason")
    assert len(result.found) == 3


def test_in_calendar_days_it_is_another_answer(tmp_path: Path) -> None:
    result = run_example(page_in(tmp_path, example("10 working days", "14 calendar days")))
    assert result.holds
    tight = run_example(page_in(tmp_path, example("10 working days", "13 calendar days")))
    assert not tight.holds
    assert set(tight.found) - set(tight.expected) == {("a1", "no", "dates")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| a2 | no | dates", "| a2 | yes | dates"),
        ("| a1 | yes | dates", "| a1 | yes | date"),
        ("| a2 | no | dates | |\n", ""),
        ("| a3 | cannot tell", "| a3 | no"),
    ],
)
def test_another_expectation_does_not_hold(tmp_path: Path, old: str, new: str) -> None:
    assert not run_example(page_in(tmp_path, example(old, new))).holds


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Given `cin_assessments`", "Given `cin_assesments`", "Did you mean cin_assessments"),
        ("| started_on |", "| startd_on |", "Did you mean started_on"),
        ("| a2 | c2 | 2025-09-01", "| a2 | c2 | 31/02/2025", "not a date such as 2025-09-30"),
        ("| yes | the tenth", "| maybe | the tenth", "not yes or no"),
        ("With limit = 10 working days. ", "", "gives no limit"),
        ("| row_id | met | reason |", "| row_id | mett | reason |", "Did you mean met"),
        ("| row_id | met |", "| row | met |", "has no worked example"),
    ],
)
def test_what_cannot_be_run_says_where(tmp_path: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(DefinitionError) as error:
        run_example(page_in(tmp_path, example(old, new)))
    assert words in str(error.value)
    assert "a_measure.md, line" in str(error.value)
    if new.startswith("| ") and "no worked example" not in words:
        lines = (tmp_path / "a_measure.md").read_text(encoding="utf-8").splitlines()
        line = next(number for number, text in enumerate(lines, start=1) if new in text)
        assert f"a_measure.md, line {line}" in str(error.value)


def test_a_row_without_a_reason_or_given_twice_is_told(tmp_path: Path) -> None:
    columns = "row_id, child_key, team_id, started_on, completed_on, unreadable"
    both = f"select {columns} from cin_assessments union all select {columns} from cin_assessments"
    twice = SQL.replace("from cin_assessments", f"from ({both}) as x")
    page = page_in(tmp_path, page_text(twice, shape="proportion", front=FRONT) + EXAMPLE)
    result = run_example(page)
    assert set(result.twice) == {"a1", "a2", "a3"}
    assert not result.holds
    silent = SQL.replace("else 'dates'", "else ''")
    result = run_example(page_in(tmp_path, page_text(silent, shape="proportion", front=FRONT) + EXAMPLE))
    assert set(result.reasonless) == {"a1", "a2"}
