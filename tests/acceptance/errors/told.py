"""What a person is told: a command typed in a folder where something is wrong, and what comes to standard error.

The same runs make the page of errors and are tested, so no example on the page can be other than what is said.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import io
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import headway
from headway.cli import main
from headway.cli.failures import in_words
from headway.county import County
from headway.errors import HeadwayError
from tests.unit.returns.look_alikes import plain_rows, write_csvs

HEADWAY = Path(headway.__file__).parent
AS_AT = "2026-09-30"


@dataclass(frozen=True)
class Situation:
    """Something wrong: whose class is told, in a few words, what is typed, and how the folder comes to be so.

    ``typed`` may hold ``{load}``, the id of the load in the county folder ``county``. ``is_broken`` runs it on a copy of
    Headway of which ``prepare`` is given the folder ``headway``, to spoil it.
    """

    error: type[HeadwayError]
    title: str
    typed: str
    prepare: Callable[[Path], object] = lambda folder: None
    is_broken: bool = False


@dataclass(frozen=True)
class Told:
    """What was said: the lines of the error, the exit code, and the class behind it."""

    lines: tuple[str, ...]
    exit_code: int
    error: str


@cache
def told(situation: Situation) -> Told:
    """Runs the command of the situation in a folder of its own with a county that holds one load."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        shutil.copytree(_ready(), folder, dirs_exist_ok=True)
        words = [word.format(load=_load_of(folder)) for word in split(situation.typed)]
        if situation.is_broken:
            shutil.copytree(HEADWAY, folder / "headway", ignore=shutil.ignore_patterns("__pycache__"))
            situation.prepare(folder / "headway")
            found = _run_copy(folder, words)
        else:
            situation.prepare(folder)
            found = run(folder, words)
        text = same_each_time("\n".join(found.lines), folder)
        return Told(tuple(text.splitlines()), found.exit_code, found.error)


def split(typed: str) -> list[str]:
    """The words of a command, those in double quotes as one."""
    return [quoted if plain == "" else plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', typed)]


def run(folder: Path, words: list[str]) -> Told:
    """The command line, in this process, typed in the folder."""
    ended, _, said = typed(*words, at=folder)
    behind = ended.__context__
    error = in_words(behind, "headway") if isinstance(behind, Exception) else None
    lines = said.splitlines()
    last = len(str(error).splitlines()) if error else len(lines)
    return Told(tuple(lines[-last:]), int(ended.code or 0), type(error).__name__)


def typed(*words: str | Path, at: Path | None = None) -> tuple[SystemExit, str, str]:
    """The command line in this process, typed in a folder: how it ended, its standard output and its standard error."""
    found, said, argv = io.StringIO(), io.StringIO(), sys.argv
    sys.argv = ["headway", *map(str, words)]
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(found), contextlib.chdir(at or Path.cwd()):
            main()
    except SystemExit as ended:
        return ended, found.getvalue(), said.getvalue()
    finally:
        sys.argv = argv
    raise AssertionError("the command line always ends with an exit code")


def _run_copy(folder: Path, words: list[str]) -> Told:
    """The command line of the copy of Headway in the folder; the class comes from its log."""
    given = {**os.environ, "PYTHONPATH": str(folder), "HEADWAY_LOG": "log.jsonl"}
    line = [sys.executable, "-c", "from headway.cli import main; main()", *words]
    result = subprocess.run(line, cwd=folder, env=given, capture_output=True, text=True, check=False)
    behind = re.findall(r'"error": "(\w+)"', (folder / "log.jsonl").read_text(encoding="utf-8"))[-1]
    is_own = behind in {each.__name__ for each in classes()}
    return Told(tuple(result.stderr.splitlines()[-3:]), result.returncode, behind if is_own else HeadwayError.__name__)


@cache
def _ready() -> Path:
    """A folder with the county folder ``county``, which holds one load, and the CSV files of that load."""
    folder = Path(tempfile.mkdtemp(prefix="headway-errors-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_csvs(folder / "lists", plain_rows())
    for typed in ('init county --council "Sample County"', f"load lists --as-at {AS_AT} --county county"):
        found = run(folder, split(typed))
        assert found.exit_code == 0, found.lines
    return folder


def _load_of(folder: Path) -> str:
    return County.open(folder / "county").loads()[0].load_id


def same_each_time(text: str, folder: Path) -> str:
    """The text without what differs from run to run: the folder, the day, the hashes of files that were just written."""
    text = text.replace(str(folder), "…").replace(datetime.now(UTC).date().isoformat(), "2026-10-12")
    hashes = dict.fromkeys(re.findall(r"annex_a-\d{4}-\d\d-\d\d-([0-9a-f]{10})", text))
    for number, each in enumerate(hashes, start=1):
        text = text.replace(each, f"{number}a2b3c4d5e")
    return text


def classes() -> Iterator[type[HeadwayError]]:
    """Every class of error that Headway has, parents before children."""
    for module in pkgutil.walk_packages([str(HEADWAY)], "headway."):
        importlib.import_module(module.name)
    waiting: list[Any] = [HeadwayError]
    while waiting:
        each = waiting.pop(0)
        yield each
        waiting.extend(sorted(each.__subclasses__(), key=lambda c: (c.exit_code, c.title)))
