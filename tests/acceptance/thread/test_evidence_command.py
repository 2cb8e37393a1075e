"""``headway evidence`` says what the pack and the plan say, with the numbers; and the how-to's code runs as written."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headway.cli.app import app
from headway.county import County
from headway.evidence.words.of_account import QUESTIONS
from tests.acceptance.thread.conftest import TODAY

RUNNER = CliRunner()
HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "test-a-change.md"


def typed(county: County, *words: str) -> str:
    found = RUNNER.invoke(app, ["evidence", *words, "--county", str(county.folder)])
    assert found.exit_code == 0, found.output
    return found.stdout


def test_the_plan_s_own_words_stand_under_its_claim_with_the_change_at_its_date(county: County) -> None:
    said = " ".join(typed(county, "child_seen_in_assessment").split())
    for question in ("recording", "chart", "real", "same", "gap", "claim", "changed", "luck"):
        assert QUESTIONS[question] in said
    plan = county.plan(by="test", today=TODAY)
    claims = [claim for each in plan.recommendations for claim in each.claims if "child_seen" in claim.figures.measure]
    assert claims
    for claim in claims:
        assert " ".join(claim.words.split()) in said
    for place in county.files.localities.names():
        assert f"{place}:" in said
    assert "caused" not in said


def test_each_line_as_a_row_has_a_verdict_and_words(county: County) -> None:
    rows = json.loads(typed(county, "--format", "json"))
    assert {row["question"] for row in rows} >= {"recording", "chart", "real", "same"}
    assert all(row["verdict"] and row["words"] for row in rows)
    names = {page.name_of(part) for page in county.measures.pages for part in page.parts}
    assert {row["measure"] for row in rows} == names


def test_the_how_to_s_code_runs_as_written(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    code = "\n".join(re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL))
    assert '"demo/county"' in code
    exec(compile(code.replace('"demo/county"', repr(str(county.folder))), HOW_TO.name, "exec"), {})
    said = capsys.readouterr().out
    assert "earlier course" in said or "No change shown" in said or "too small to matter" in said
    assert "What should not have moved" in said
