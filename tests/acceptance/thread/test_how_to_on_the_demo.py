"""What the pages on comparing and explaining tell a person to type on the synthetic county shows a real difference."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from typer.testing import CliRunner

from headway.cli import demo_commands
from headway.cli.app import app
from headway.county import County
from headway.synthetic import synthesise

RUNNER = CliRunner()
HOW_TO = Path(__file__).parents[3] / "docs" / "how-to"
TYPED = re.compile(r"^ *headway (.+) --county demo/county$", re.MULTILINE)


def said(county: County, page: str) -> list[str]:
    """What each command on the page answers, on the county of these tests: the loads of the demo, ten days later."""
    answers = []
    for words in TYPED.findall((HOW_TO / page).read_text(encoding="utf-8")):
        run = RUNNER.invoke(app, [*words.split(), "--county", str(county.folder)])
        assert run.exit_code == 0, run.output
        answers.append(run.stdout)
    return answers


def test_last_month_and_this_one_differ_and_what_was_known_is_last_months(county: County) -> None:
    newest, before, known, explained = said(county, "compare-last-month.md")
    assert "2026-09" in newest and "2026-09" not in before
    assert known == before
    assert "Known on 15 September 2026: " in explained


def test_explaining_names_the_rows_that_have_come_since(county: County) -> None:
    (explained,) = said(county, "find-where-a-figure-comes-from.md")
    assert re.search(r"added +\d+ rows? .*by annex_a-2026-09-30-", explained)
    assert "The rows account for the whole difference." in explained


def test_the_demos_loads_came_on_the_day_after_their_own(tmp_path: Path) -> None:
    synthesise(tmp_path, months=2, seed=1, scale=0.01)
    county = County.open(tmp_path / "county")
    demo_commands.load_every(county, tmp_path)
    loads = [(load.return_name, load.as_at, load.received_at.date() - load.as_at) for load in county.loads()]
    day, newest, after = date(2026, 8, 31), date(2026, 9, 30), timedelta(days=1)
    extracts = [(name, newest, after) for name in ("child_attendance", "child_contacts", "child_names")]
    assert loads == [("annex_a", day, after), ("annex_a", newest, after), *extracts]
