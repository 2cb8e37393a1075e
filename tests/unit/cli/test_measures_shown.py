"""headway measures show and list, as a performance analyst reads them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from headway.cli.manual_commands import page_lines
from headway.cli.page_text import plain, table_lines, text_lines
from headway.county.folder import init_county
from headway.measures import load_measures
from headway.measures.county_files import Policy
from headway.measures.manual import NOT_CHECKED, local_words
from tests.unit.cli.test_app import run

MEASURES = load_measures()
VISITS = MEASURES.page("cp_visits_in_time")
LIMIT = {"value": 10, "kind": "working days", "from": "2026-01-01", "source": "Procedures, section 4"}
POLICY = Policy.model_validate({"standards": {"visit_limit": {"cp_visits_in_time": [LIMIT]}}})


@pytest.mark.parametrize("page", MEASURES.every, ids=lambda page: page.id)
def test_every_page_fits_a_terminal_of_a_hundred_columns_without_marks(page) -> None:
    lines = page_lines(page, [], 100)
    assert lines[0] == page.front.title[: len(lines[0])] and page.question.split()[0] in " ".join(lines[1:3])
    assert [line for line in lines if len(line) > 100] == []
    assert [line for line in lines if "**" in line or "`" in line or line.startswith("|")] == []
    text = " ".join(" ".join(lines).split())
    for said in (
        NOT_CHECKED,
        page.front.review_by.isoformat(),
        "SOURCES",
        *(plain(" ".join(each.split())) for each in page.front.source),
    ):
        assert said in text
    if hasattr(page, "sql"):
        assert "WORKED EXAMPLE" in text and page.page.tables[-1].rows[0][0] in text


def test_what_the_county_gives_to_a_standard_stands_beside_it() -> None:
    here = local_words(VISITS, POLICY, date(2026, 9, 30))
    assert here == ["visit_limit: 10 working days since 2026-01-01 (Procedures, section 4)"]
    lines = page_lines(VISITS, here, 100)
    at = next(n for n, line in enumerate(lines) if line.startswith("standard "))
    assert any(re.match(r"in this county +visit_limit: 10 working days", line) for line in lines[at : at + 4])
    assert local_words(VISITS, POLICY, date(2025, 9, 30)) == [
        "visit_limit: policy.yaml gives none, so it is not worked out"
    ]


def test_a_table_is_wrapped_in_its_widest_columns_and_never_wider_than_asked() -> None:
    rows = [["a1", "2025-09-30", "a long reason that has to be wrapped somewhere"], ["a2", "", "short"]]
    found = table_lines(["id", "last_visited_on", "reason"], rows, 40)
    assert max(map(len, found)) <= 40 and any("2025-09-30" in line for line in found) and "a2" in "".join(found)
    assert text_lines("**Bold** and *slanted* `code` [link](x.md)\nnext\n\n- one\n- two", 80) == [
        "Bold and slanted code link next", "", "- one", "- two",
    ]  # fmt: skip
    assert text_lines("2 * 3 * 4", 80) == ["2 * 3 * 4"]


@pytest.mark.slow
def test_the_whole_page_as_json(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    done = run("measures", "show", "CP09", "--format", "json", cwd=tmp_path)
    found = json.loads(done.stdout)
    assert found["id"] == "cp_visits_in_time" and found["question"].endswith("?") and found["sql"] == VISITS.sql
    assert found["standards_here"] == ["visit_limit: policy.yaml gives none, so it is not worked out"]
    assert found["checked"] == NOT_CHECKED and found["is_overdue"] in (True, False)
    assert len(found["worked_example"]) == len(VISITS.page.tables)
    assert found["worked_example"][-1]["rows"][0]["row_id"] == "p1" and "definition" in found["words"]


@pytest.mark.slow
def test_the_list_says_when_each_page_is_looked_at_again() -> None:
    done = run("measures", "list")
    lines = done.stdout.splitlines()
    assert lines[0].split()[-2:] == ["look", "again"] and len(lines) == len(MEASURES.every) + 2
    assert all(re.search(r"\d{4}-\d\d-\d\d( overdue)?$", line) for line in lines[2:])
