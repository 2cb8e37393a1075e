"""A wrong load withdrawn at the command line: what is said, what is in effect, and both figures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from headway.cli.plain_group import day_or_moment
from headway.county import County
from headway.county.explain_words import explanation_lines
from headway.identity import LoadId
from headway.synthetic import synthesise
from tests.acceptance.errors.told import typed

HEADWAY = Path(sys.executable).parent / "headway"
TODAY = datetime.now(UTC).date()
MEASURE = "assessment_within_45_days"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    ended, found, said = typed(*words, "--county", folder)
    return subprocess.CompletedProcess(words, int(ended.code or 0), found, said)


@pytest.fixture
def county(tmp_path: Path) -> County:
    synthesise(tmp_path, months=2, seed=5, scale=0.05)
    return County.open(tmp_path / "county")


def load(
    county: County, number: int, *, received_on: date, corrects: LoadId | None = None, day: date | None = None
) -> LoadId:
    workbook = sorted(county.folder.parent.glob("annex_a_*.xlsx"))[number]
    report = county.load([workbook], as_at=day, today=TODAY, by="test", received_on=received_on, corrects=corrects)
    return report.load_id


def figures(county: County, known_on: date | None = None) -> list[tuple[object, ...]]:
    found = county.observe([MEASURE], known_on=known_on)
    return [(each.place, each.period, each.numerator, each.denominator) for each in found]


def test_the_figures_before_and_after_a_withdrawal_can_both_be_had(county: County) -> None:
    load(county, 0, received_on=TODAY - timedelta(days=20))
    before = figures(county)
    wrong = load(county, 1, received_on=TODAY - timedelta(days=10))
    with_it = figures(county)
    assert before != with_it
    told = run(county.folder, "loads", "withdraw", wrong, "--why", "a draft,\n sent by mistake")
    assert told.returncode == 0 and "1 load is in effect now" in told.stdout
    again = run(county.folder, "loads", "withdraw", wrong, "--why", "a draft, sent by mistake")
    assert again.returncode == 0 and "on already, by " in again.stdout
    assert figures(county) == before
    assert figures(county, TODAY - timedelta(days=1)) == with_it
    assert figures(county, TODAY - timedelta(days=11)) == before


def test_the_figures_before_and_after_a_correction_can_both_be_had(county: County) -> None:
    days = [date.fromisoformat(each.stem[-10:]) for each in sorted(county.folder.parent.glob("annex_a_*.xlsx"))]
    wrong = load(county, 0, received_on=TODAY - timedelta(days=20), day=days[1])
    before = figures(county)
    right = load(county, 1, received_on=TODAY - timedelta(days=10), corrects=wrong)
    after = figures(county)
    assert before != after
    assert figures(county, TODAY - timedelta(days=11)) == before
    told = run(county.folder, "loads", "withdraw", right, "--why", "the first was right")
    assert f"load {wrong}, which it had corrected, is in effect again" in told.stdout
    assert figures(county) == before
    assert figures(county, TODAY - timedelta(days=1)) == after


def test_the_figures_before_a_correction_of_the_same_day_can_be_had(county: County) -> None:
    workbook = sorted(county.folder.parent.glob("annex_a_*.xlsx"))[1]
    wrong = load(county, 0, received_on=TODAY - timedelta(days=1), day=date.fromisoformat(workbook.stem[-10:]))
    before = figures(county)
    told = run(county.folder, "load", str(workbook), "--corrects", wrong)
    assert told.returncode == 0, told.stderr
    found = re.search(rf"It corrects {wrong}: --known-on (\S+Z) gives", told.stdout)
    assert found is not None
    now = figures(county)
    assert figures(county, day_or_moment(found[1])) == before != now
    rows = json.loads(run(county.folder, "loads", "--all", "--format", "json").stdout)
    [received] = [row["received"] for row in rows if row["corrects"]]
    assert figures(county, day_or_moment(received)) == now
    lines = explanation_lines(county.explain([MEASURE], known_on=day_or_moment(found[1])))
    assert any(line.startswith(f"Known on {found[1]}: ") for line in lines)
    assert run(county.folder, "measure", MEASURE, "--known-on", "2999-01-01T00:00:00Z").returncode == 6
    assert run(county.folder, "measure", MEASURE, "--known-on", "2026-07-02T9").returncode == 2


def test_loads_are_listed_with_what_became_of_them(county: County) -> None:
    name = load(county, 0, received_on=TODAY)
    assert run(county.folder, "loads", "withdraw", name, "--why", " ").returncode == 2
    assert run(county.folder, "loads", "withdraw", name + "x", "--why", "wrong").returncode == 5
    assert run(county.folder, "loads", "withdraw", name, "--why", "wrong", "--by", "Ann").returncode == 0
    again = run(county.folder, "loads", "withdraw", name, "--why", "another reason")
    assert again.returncode == 6 and "By Ann: wrong" in again.stderr
    for words in (["loads"], ["loads", "list"]):
        assert name not in run(county.folder, *words).stdout
        assert "headway loads --all" in run(county.folder, *words).stdout
        [row] = json.loads(run(county.folder, *words, "--all", "--format", "json").stdout)
        assert (row["load"], row["standing"]) == (name, f"withdrawn on {TODAY.isoformat()} by Ann: wrong")
    before_the_word = [HEADWAY, "loads", "--all", "--county", str(county.folder), "--format", "csv", "list"]
    assert "withdrawn on" in subprocess.run(before_the_word, capture_output=True, text=True, check=True).stdout
