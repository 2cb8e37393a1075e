"""A small county with one load, and the command as a process of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.synthetic import synthesise

HEADWAY = Path(sys.executable).parent / "headway"
TODAY = date(2026, 10, 12)


def start(*words: str | Path) -> subprocess.Popen[str]:
    """The command, running."""
    typed = [str(HEADWAY), *map(str, words)]
    return subprocess.Popen(typed, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, done."""
    found = start(*words)
    said, told = found.communicate()
    return subprocess.CompletedProcess(found.args, found.returncode, said, told)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six monthly workbooks, and a county folder in which the first is loaded."""
    folder = tmp_path_factory.mktemp("crash")
    synthesise(folder, months=6, seed=11, scale=0.02)
    County.open(folder / "county").load([workbooks(folder)[0]], as_at=None, today=TODAY, by="test")
    return folder


@pytest.fixture
def county(made: Path, tmp_path: Path) -> Path:
    """A copy of the county folder."""
    shutil.copytree(made / "county", tmp_path / "county")
    return tmp_path / "county"


def workbooks(folder: Path) -> list[Path]:
    """The workbooks, oldest first."""
    return sorted(folder.glob("annex_a_*.xlsx"))
