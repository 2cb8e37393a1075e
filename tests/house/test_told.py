"""The search of everything technical that a test run says finds what it should, and only that."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from headway import log
from tests.told import FOLDER, offences

ROOT = Path(__file__).parents[2]
BIRTHS = frozenset({date(2014, 5, 6)})
SAYS = {
    "a log line": 'import logging\n\ndef test_it():\n    logging.getLogger("headway.x").info("child SYN000223 was read")\n',
    "a message": 'from headway.errors import FileError\n\ndef test_it():\n    FileError("Worker 0317 has no team", "List 6.", "Look.")\n',
    "a command": (
        "import subprocess, sys\n\ndef test_it():\n"
        "    code = 'import sys; print(\"ADO00001\", file=sys.stderr)'\n"
        "    subprocess.run([sys.executable, '-c', code, 'x'], capture_output=True)\n"
        "    subprocess.run(['headway', '-c', code], executable=sys.executable, capture_output=True)\n"
    ),
}


@pytest.mark.parametrize(
    "line",
    [
        "the child SYN000223",
        "born 2014-05-06",
        "'06/05/2014' is no day",
        "row 3: Worker 0317",
        "ADO00001/AFM00002",
        "8801000170 880100017",
    ],
)
def test_what_belongs_to_a_child_is_found(line: str) -> None:
    assert len(list(offences([line], BIRTHS))) == 1


@pytest.mark.parametrize(
    "line",
    ["load annex_a-2014-05-06-0123456789", "as at 2026-09-30", "sheet List_4, row 214", "SYN stands for synthetic", "1,000 rows",
     "2014-05-061"],
)  # fmt: skip
def test_what_belongs_to_no_child_is_not(line: str) -> None:
    assert list(offences([line], BIRTHS)) == []


@pytest.mark.parametrize("what", SAYS)
def test_a_run_that_says_it_fails(what: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SAYS[what])
    done = run_tests(tmp_path)
    assert done.returncode == 1 and "1 passed" in done.stdout, done.stdout + done.stderr
    assert "what a technical message may not hold" in done.stdout and "1 lines in all" in done.stdout


def test_a_run_that_says_nothing_of_a_child_passes(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(SAYS["a log line"].replace("SYN000223", "one of 12"))
    assert run_tests(tmp_path).returncode == 0


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    """A run of its own of the tests in a folder, which gathers for itself."""
    words = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.told",
        "-p",
        "no:cacheprovider",
        "-c",
        os.devnull,
        str(folder),
    ]
    own = {name: value for name, value in os.environ.items() if name not in (FOLDER, log.VARIABLE)}
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=own)
