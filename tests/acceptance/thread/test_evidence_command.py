"""``headway evidence`` says what the pack and the plan say, with the numbers; and the how-to's code runs as written."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from headway.cli.app import app
from headway.county import County
from headway.county.charts import ChartOf
from headway.errors import FileError, MistypedError
from headway.evidence.thresholds import SAME_CHILDREN_LIMIT
from headway.evidence.words.of_account import QUESTIONS
from headway.evidence.words.of_change import change_words
from headway.evidence.words.of_claims import impact_shown_words, judgement_words
from tests.acceptance.thread.conftest import TODAY

RUNNER = CliRunner()
HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "test-a-change.md"


def typed(county: County, *words: str) -> str:
    found = RUNNER.invoke(app, ["evidence", *words, "--county", str(county.folder)])
    assert found.exit_code == 0, found.output
    return found.stdout


@pytest.fixture(scope="module")
def lines(county: County) -> list[dict[str, Any]]:
    """Every line about every measure."""
    found: list[dict[str, Any]] = json.loads(typed(county, "--format", "json"))
    return found


def test_the_plan_s_own_words_stand_under_its_claim_with_the_change_at_its_date(county: County) -> None:
    said = " ".join(typed(county, "child_seen_in_assessment").split())
    for question in ("recording", "chart", "real", "same", "gap", "claim", "changed", "luck"):
        assert QUESTIONS[question] in said
    plan = county.plan(by="test", today=TODAY)
    claims = [claim for each in plan.recommendations for claim in each.claims if "child_seen" in claim.figures.measure]
    assert claims
    for claim in claims:
        assert " ".join(claim.words.split()) in said
        for each in (claim.judgement.county, *claim.judgement.by_place.values()):
            for sentence in judgement_words(claim.judgement, each, claim.figures.shape):
                assert " ".join(sentence.split()) in said
        assert impact_shown_words(claim.judgement.impact_shown) in said
    for place in county.files.localities.names():
        assert f"{place}:" in said
    assert "caused" not in said


def test_plan_and_evidence_print_one_judgement(county: County, lines: list[dict[str, Any]]) -> None:
    """Every place's word and what is behind it: the plan's rows, the lines of evidence and the plan itself agree."""
    found = RUNNER.invoke(app, ["plan", "--county", str(county.folder), "--format", "json"])
    rows = [row for row in json.loads(found.stdout) if row["measure"]]
    for row in rows:
        own = [line for line in lines if line["measure"] == row["measure"]]
        for each in row["places"].split("; "):
            place, word = each.split(": ")
            assert any((line["question"], line["place"], line["verdict"]) == ("claim", place, word) for line in own)
        for line in own:
            if line["question"] == "impact_shown":
                assert line["words"] in {other["impact shown"] for other in rows if other["measure"] == row["measure"]}
        assert any(line["words"] in row["behind the words"] for line in own if line["question"] == "changed")
    table = RUNNER.invoke(app, ["plan", "--county", str(county.folder)]).stdout
    assert "by luck alone" in table.splitlines()[-1]


def test_the_chart_of_one_measure_is_a_file_for_a_document_or_a_slide(county: County, tmp_path: Path) -> None:
    picture = tmp_path / "seen.png"
    said = typed(
        county, "child_seen_in_assessment", "--chart", str(picture), "--chart-for", "slide", "--chart-of", "teams"
    )
    assert str(picture) in said and picture.read_bytes().startswith(b"\x89PNG")
    (each,) = [each for each in county.evidence() if each.page.id == "child_seen_in_assessment"]
    assert f"{each.page.title_of(each.part)}, by team" in (tmp_path / "seen.txt").read_text(encoding="utf-8")
    # Another kind of file is refused before anything is looked up or worked out: not even the measure's name is.
    kind = RUNNER.invoke(app, ["evidence", "no_such_measure", "--chart", "x.pdf", "--county", str(county.folder)])
    assert isinstance(kind.exception, FileError) and ".svg or .png" in str(kind.exception)
    refused = RUNNER.invoke(app, ["evidence", "AS02", "CL01", "--chart", str(picture), "--county", str(county.folder)])
    assert isinstance(refused.exception, MistypedError)


def test_other_charts_of_a_measure_are_files_too_and_one_that_it_has_not_is_refused_with_why(
    county: County, tmp_path: Path
) -> None:
    def draw(name: str, of: ChartOf) -> str:
        return county.chart(name, tmp_path / f"{of}.svg", by="a", today=date(2026, 10, 1), of=of).words.read_text(
            "utf-8"
        )

    assert "before and after the change" in draw("child_seen_in_assessment", ChartOf.CHANGE).splitlines()[0]
    words = draw("child_seen_in_assessment", ChartOf.TEAMS)
    teams = [line.split(";")[0] for line in words.splitlines() if line.count("; ") >= 3][1:]
    assert teams == [name for name in county_teams(county) if name in teams] and len(teams) > 3
    assert "never ranked" in words
    with pytest.raises(FileError, match="no target"):
        draw("contacts", ChartOf.PACE)
    assert not (tmp_path / "pace.svg").exists()


def county_teams(county: County) -> list[str]:
    """The teams in the order of the county's own file."""
    text = (county.folder / "localities.yaml").read_text(encoding="utf-8")
    return re.findall(r"name: ([A-Z][\w ]+\d)", text)


def test_a_county_s_stocks_are_known_to_be_mostly_the_same_children(county: County) -> None:
    """From the loads on: were who stays not asked, no rule for stocks would hold anywhere, and nothing would say so."""
    alike = {each.page.name_of(each.part): each.same_children for each in county.evidence()}
    for name in (
        "children_looked_after/count",
        "children_looked_after/rate",
        "three_or_more_placements",
        "cp_plans_open/count",
    ):
        assert (alike[name] or 0) > SAME_CHILDREN_LIMIT, name
    assert alike["assessment_within_45_days"] is None
    lines = json.loads(typed(county, "children_looked_after", "--format", "json"))
    said = [line["words"] for line in lines if line["question"] == "real" and line["verdict"] == "alike"]
    assert any("Cannot tell: mostly the same children each month." in words for words in said)


def test_each_line_as_a_row_has_a_verdict_and_words(county: County, lines: list[dict[str, Any]]) -> None:
    assert {row["question"] for row in lines} >= {"recording", "chart", "real", "same"}
    assert all(row["verdict"] and row["words"] for row in lines)
    names = {page.name_of(part) for page in county.measures.pages for part in page.parts}
    assert {row["measure"] for row in lines} == names


def test_the_how_to_s_code_finds_what_was_planted(county: County, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    assert '"demo/county"' in first
    names: dict[str, Any] = {}
    exec(compile(first.replace('"demo/county"', repr(str(county.folder))), HOW_TO.name, "exec"), names)
    said, found = capsys.readouterr().out, names["found"]
    assert said.splitlines()[0] == change_words(found.whole, "higher", is_share=True)
    # From November 2025 on eight points more children are seen, and nothing changes in the measure beside it.
    effect = found.whole.fit.effect
    assert effect.low <= 0.08 <= effect.high and effect.value > 0.02
    assert "What should not have moved did not move by more than chance" in said
    exec(compile(second, HOW_TO.name, "exec"), names)
    said, found = capsys.readouterr().out, names["found"]
    # In East assessments grow slower from October 2025, by a point a month, and nowhere else.
    assert said.splitlines()[0] == change_words(found.whole, "higher", is_share=True)
    assert found.whole.fit.effect.value < -0.02 and found.compared.effect.value < -0.02
