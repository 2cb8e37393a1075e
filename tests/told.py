"""Everything technical that a whole test run says is searched, at its end, for what belongs to a child.

Gathered from every process of the run: each log line of the library, each log line and all of standard error of each
``headway`` command, and the text of each HeadwayError that is made. The run fails when one of them holds the id of a
synthetic child, adopter, family or worker, or the date of birth of an older child in a store of the run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from headway import errors, log
from headway.returns import annex_a_layout

FOLDER = "HEADWAY_TESTS_TOLD"
IDS = re.compile(r"\b(?:SYN\d{6}|ADO\d{5}|AFM\d{5}|Worker \d{4}|88\d{6}7|[A-Z][a-z]+wickle)\b")
DAYS = re.compile(r"(?<![\w-])(?:\d{4}-\d\d-\d\d|\d\d/\d\d/\d{4})(?![\d/])")
LOAD_IDS = re.compile(r"\b[a-z_]+-(\d{4}-\d\d-\d\d)-[0-9a-f]{10}\b")
# Plans, loads and windows are of later days, of which a message may speak; seven children in ten were born before.
BORN_BEFORE = 2020
_MOST_SHOWN = 10
_offences: list[str] = []


def offences(lines: Iterable[str], births: frozenset[date]) -> Iterator[str]:
    """The lines that hold an id or one of the dates of birth, each with what was found."""
    for line in lines:
        found = {match[0] for match in IDS.finditer(line)}
        found |= {text for text in DAYS.findall(LOAD_IDS.sub("", line)) if _day(text) in births}
        if found:
            yield f"{', '.join(sorted(found))} in: {line.strip()[:300]}"


def births_in_stores(folder: Path) -> frozenset[date]:
    """The dates of birth before ``BORN_BEFORE`` in the stores below a folder, but those that are the day of a load."""
    columns = {key: each.columns for key, each in annex_a_layout().lists.items()}
    files = [path for path in folder.rglob("loads/*/*.parquet") if "born_on" in columns.get(path.stem, {})]
    if not files:
        return frozenset()
    texts: list[tuple[str]] = []
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        for path in files:
            with contextlib.suppress(duckdb.Error):  # some tests spoil their store
                texts += con.execute(
                    "SELECT DISTINCT left(born_on, 10) FROM read_parquet(?) WHERE born_on IS NOT NULL", [str(path)]
                ).fetchall()
    loads = {_day(match[1]) for path in files if (match := LOAD_IDS.search(path.parent.name))}
    return frozenset({day for (text,) in texts if (day := _day(text)) and _is_told_apart(day)} - loads)


def _is_told_apart(day: date) -> bool:
    """Whether a message that holds the day can only mean a birth: places and plans begin on a first of April."""
    return day.year < BORN_BEFORE and (day.month, day.day) != (4, 1)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat("-".join(reversed(text.split("/"))) if "/" in text else text)
    except ValueError:
        return None


# Gathering


def pytest_configure(config: pytest.Config) -> None:
    """Begins to gather, in one folder for the run; its worker processes find it by a variable."""
    if FOLDER not in os.environ:
        config.stash[_own] = Path(tempfile.mkdtemp(prefix="headway-told-"))
        os.environ[FOLDER] = str(config.stash[_own])
    folder = Path(os.environ[FOLDER])
    os.environ.setdefault(log.VARIABLE, str(folder / "commands.log"))
    handler = logging.FileHandler(folder / f"log-{os.getpid()}.log", encoding="utf-8", delay=True)
    logging.getLogger("headway").addHandler(handler)
    logging.getLogger("headway").setLevel(logging.DEBUG)
    _gather_standard_error(folder / f"stderr-{os.getpid()}.log")
    _gather_errors(folder / f"errors-{os.getpid()}.log")


_own = pytest.StashKey[Path]()


def _gather_standard_error(target: Path) -> None:
    """Whatever a ``headway`` command that a test runs says on standard error."""
    communicate = subprocess.Popen.communicate

    def gathered(self: Any, *given: Any, **named: Any) -> Any:
        out, err = communicate(self, *given, **named)
        words = [str(word) for word in self.args] if isinstance(self.args, list | tuple) else str(self.args).split()
        if err and any(Path(word).name == "headway" or word.startswith("headway.") for word in words[:3]):
            _write(target, err if isinstance(err, str) else err.decode("utf-8", "replace"))
        return out, err

    subprocess.Popen.communicate = gathered  # type: ignore[method-assign]


def _gather_errors(target: Path) -> None:
    """The text of every error that is made for a person, shown or not."""
    make = errors.HeadwayError.__init__

    def gathered(self: errors.HeadwayError, *given: str, **named: str) -> None:
        make(self, *given, **named)
        _write(target, str(self))

    errors.HeadwayError.__init__ = gathered  # type: ignore[method-assign]


def _write(target: Path, text: str) -> None:
    with target.open("a", encoding="utf-8", errors="replace") as file:
        file.write(text + "\n")


# Judging


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails the run when anything gathered belongs to a child. Only the process that began it judges."""
    folder = session.config.stash.get(_own, None)
    if folder is None:
        return
    births = births_in_stores(Path(str(session.config._tmp_path_factory.getbasetemp())))  # type: ignore[attr-defined]
    for path in sorted(folder.iterdir()):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        _offences.extend(f"{path.stem.split('-')[0]}: {each}" for each in offences(lines, births))
    shutil.rmtree(folder, ignore_errors=True)
    os.environ.pop(FOLDER, None)
    if _offences and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was found."""
    if _offences:
        terminalreporter.section("what a technical message may not hold", sep="=", red=True)
        for each in sorted(set(_offences))[:_MOST_SHOWN]:
            terminalreporter.line(each)
        terminalreporter.line(f"{len(_offences)} lines in all")
