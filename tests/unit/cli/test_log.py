"""The log of a command: what was done, how long it took, how it ended; and nothing about anyone."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import headway
from headway import log
from tests.unit.returns.look_alikes import plain_rows, write_xlsx

HEADWAY = Path(sys.executable).parent / "headway"
SOURCES = Path(headway.__file__).parent


def run(*words: str | Path, kept_in: str | Path = "") -> subprocess.CompletedProcess[str]:
    given = {**os.environ, log.VARIABLE: str(kept_in)}
    return subprocess.run([HEADWAY, *words], capture_output=True, text=True, check=False, env=given)


def lines_of(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], str]:
    """The log of a load and of what was asked afterwards, and everything that stood in the workbook."""
    folder = tmp_path_factory.mktemp("log")
    rows = plain_rows()
    workbook = write_xlsx(folder / "Ann Example.xlsx", rows)
    where, county = folder / "logs" / "log.jsonl", folder / "county"
    assert run("init", county, "--council", "Sample County", kept_in=where).returncode == 0
    assert run("load", workbook, "--as-at=2026-09-30", "--county", county, kept_in=where).returncode == 0
    assert run("children", "--county", county, kept_in=where).returncode == 0
    assert run("load", folder / "Jane.xlsx", "--county", county, kept_in=where).returncode == 3
    assert run("measure", "Jane", "--county", county, kept_in=where).returncode == 5
    assert run("loads", "--jane", kept_in=where).returncode == 2
    assert run("loads", "withdraw", "Jane", "--why", "Ann", "--county", county, kept_in=where).returncode == 5
    return lines_of(where.read_text(encoding="utf-8")), where.read_text(encoding="utf-8")


def test_what_was_done_and_how_it_ended(kept: tuple[list[dict[str, Any]], str]) -> None:
    lines, _ = kept
    begun = [(each["command"], each["options"]) for each in lines if each["event"] == "begun"]
    assert begun == [
        ("init", ["--council"]),
        ("load", ["--as-at", "--county"]),
        ("children", ["--county"]),
        ("load", ["--county"]),
        ("measure", ["--county"]),
        ("loads", []),
        ("loads withdraw", ["--county", "--why"]),
    ]
    ended = [(each["exit_code"], each.get("error", "")) for each in lines if each["event"] == "ended"]
    assert ended[:5] == [(0, ""), (0, ""), (0, ""), (3, "FileNotThereError"), (5, "UnknownNameError")]
    assert ended[5][0] == 2
    assert all(each["seconds"] >= 0 for each in lines if each["event"] != "begun")


def test_a_load_is_named_with_its_stages(kept: tuple[list[dict[str, Any]], str]) -> None:
    lines, _ = kept
    stages = {each["stage"]: each for each in lines if each["event"] == "stage" and "error" not in each}
    assert stages["read the files"]["rows"] > 0
    assert stages["keep the load"]["load"].startswith("annex_a-2026-09-30-")
    assert {"type the cells", "make the journey", "list the children"} <= set(stages)


def test_no_name_of_a_file_a_child_or_a_word_that_was_typed(kept: tuple[list[dict[str, Any]], str]) -> None:
    _, text = kept
    typed = ("Ann", "Example", "Jane", "jane", "Sample", ".xlsx")
    assert [word for word in typed if word in text] == []
    cells = {str(cell) for rows in plain_rows().values() for row in rows for cell in row if cell is not None}
    assert len(cells) > 30
    assert [cell for cell in cells if len(cell) > 6 and cell in text] == []


def test_nothing_is_said_unless_it_is_asked_for(tmp_path: Path) -> None:
    result = run("init", tmp_path / "county", "--council", "A")
    assert lines_of(result.stderr) == [] and lines_of(result.stdout) == []
    result = run("--log", "-", "init", tmp_path / "county", "--council", "A")
    assert [each["event"] for each in lines_of(result.stderr)] == ["begun", "ended"]


def test_a_log_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    result = run("init", tmp_path / "county", "--council", "A", kept_in=tmp_path)
    assert result.returncode == 3 and len(result.stderr.strip().splitlines()) == 3
    assert not (tmp_path / "county").exists()


@pytest.mark.parametrize(
    "facts",
    [
        {"child": "C1"},
        {"load": "Ann Example"},
        {"load": "annex_a-2026-09-30"},
        {"options": ["--county", "Ann"]},
        {"rows": "C1"},
        {"error": "Ann Example"},
        {"stage": "Ann"},
    ],
)
def test_what_has_no_form_is_not_written(facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="may not hold"):
        log.note("stage", **facts)


def test_events_and_stages_are_constants_of_the_code() -> None:
    calls = [
        (path.name, node)
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("stage", "note")
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "log"
    ]
    assert len(calls) > 5
    assert [(name, call.lineno) for name, call in calls if not isinstance(call.args[0], ast.Constant)] == []
