"""The command line as a person types it: what it says at first, and errors with their exit codes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEADWAY = Path(sys.executable).parent / "headway"


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HEADWAY, *words], cwd=cwd, capture_output=True, text=True, check=False)


def test_headway_alone_says_three_things_to_begin_with() -> None:
    result = run()
    assert result.returncode == 0
    assert [word in result.stdout for word in ("headway demo", "headway init", "headway load")] == [True] * 3


def test_a_mistyped_command_is_named_with_the_nearest_and_exit_2() -> None:
    result = run("ini")
    assert result.returncode == 2
    assert "init" in result.stderr and "Traceback" not in result.stderr


def test_init_then_a_second_init_keeps_everything(tmp_path: Path) -> None:
    assert run("init", "county", "--council", "Sample County", cwd=tmp_path).returncode == 0
    before = {path: path.read_bytes() for path in (tmp_path / "county").iterdir()}
    again = run("init", "county", "--council", "Other", cwd=tmp_path)
    assert again.returncode == 0 and "kept" in again.stdout
    assert {path: path.read_bytes() for path in (tmp_path / "county").iterdir()} == before


def test_a_folder_that_is_no_county_gets_what_where_what_to_do(tmp_path: Path) -> None:
    result = run("loads", cwd=tmp_path)
    assert result.returncode == 3
    assert len(result.stderr.strip().splitlines()) == 3
    assert "headway init" in result.stderr


def test_a_county_without_loads_says_what_to_do(tmp_path: Path) -> None:
    run("init", ".", "--council", "Sample County", cwd=tmp_path)
    result = run("loads", cwd=tmp_path)
    assert result.returncode == 0
    assert "headway load" in result.stdout
