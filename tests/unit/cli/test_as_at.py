"""Between loads every command says which load answers and how old it is; a load says what its rows say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headway.cli import county_option
from headway.cli.app import app
from headway.county import County
from headway.county.finding_words import finding_line
from tests.acceptance.by_hand.workbook import write_return

LOAD = date(2026, 9, 30)
BETWEEN = "As at 2026-09-30, the newest load on or before 2026-10-15 (15 days old on that day)."
RUNNER = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A county folder with one load."""
    made = tmp_path_factory.mktemp("as_at")
    path = made / "county"
    assert RUNNER.invoke(app, ["init", str(path), "--council", "Sample County"]).exit_code == 0
    workbook = write_return(LOAD, made / "annex_a.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(county_option, "today", lambda: date(2026, 10, 31))
        done = RUNNER.invoke(app, ["load", str(workbook), "--as-at", "2026-09-30", "--county", str(path)])
        assert done.exit_code == 0, done.output
        (made / "said.txt").write_text(done.stdout, encoding="utf-8")
        yield path


def words(command: str, folder: Path) -> list[str]:
    more = ["--out", str(folder.parent / "pack")] if command.startswith("pack") else []
    return [*command.split(), *more, "--county", str(folder)]


@pytest.mark.parametrize("command", ["plan", "children", "measure AS02 --by year", "pack board"])
def test_between_loads_a_command_says_which_load_answers(command: str, folder: Path) -> None:
    result = RUNNER.invoke(app, words(f"{command} --as-at 2026-10-15", folder))
    assert result.exit_code == 0, result.output
    assert BETWEEN in result.stderr.splitlines()
    assert "As at" not in result.stdout


@pytest.mark.parametrize("command", ["plan", "children", "measure AS02 --by year"])
def test_without_a_day_a_command_says_how_old_the_data_are(command: str, folder: Path) -> None:
    result = RUNNER.invoke(app, words(command, folder))
    assert "As at 2026-09-30; the data are 31 days old today." in result.stderr.splitlines()


def test_on_the_day_of_a_load_and_the_day_after(folder: Path) -> None:
    on_the_day = RUNNER.invoke(app, words("children --as-at 2026-09-30", folder))
    assert "As at 2026-09-30, the day of a load." in on_the_day.stderr.splitlines()
    after = RUNNER.invoke(app, words("children --as-at 2026-10-01", folder))
    assert "(1 day old on that day)." in after.stderr


@pytest.mark.parametrize("command", ["plan", "children", "measure", "pack board"])
def test_a_day_that_has_not_been_is_refused(command: str, folder: Path) -> None:
    result = RUNNER.invoke(app, words(f"{command} --as-at 2026-11-01", folder))
    assert result.exit_code != 0 and "has not been yet" in str(result.exception)


def test_after_a_load_its_findings_are_counted_by_table_and_kind(folder: Path) -> None:
    said = (folder.parent / "said.txt").read_text(encoding="utf-8")
    found = County.open(folder).findings()
    assert found
    assert "What does not fit together in the rows of all loads, as counts:" in said
    assert [line for line in map(finding_line, found) if f"  {line}" not in said] == []
