"""What Headway did, as one JSON object a line: names of commands and stages, ids of loads and rows, counts, seconds.

A line can hold nothing else. Each fact has a name in ``FACTS`` and a form that its value must have; a value of another
form, which could be a child's, a worker's or a file's, is a fault in Headway and not written. Nothing is written at all
unless ``write_to`` was called, or the program that Headway is part of asks for the logger ``headway``.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

VARIABLE = "HEADWAY_LOG"
STANDARD_ERROR = "-"
_LOG = logging.getLogger("headway")
_LOG.addHandler(logging.NullHandler())

Value = str | int | float | Sequence[str]


@dataclass(frozen=True)
class Fact:
    """A fact that a line may hold: what it is, and the form of its text (of each text, for several); None for a number."""

    says: str
    form: str | None = None


_WORDS = r"[a-z][a-z ,'-]{1,60}"
_LOAD = r"[a-z0-9_]+-\d{4}-\d\d-\d\d-[0-9a-f]{10}(-\d+)?"
FACTS: Mapping[str, Fact] = {
    "command": Fact("The command, as `headway --help` lists it.", r"[a-z]+( [a-z]+)?"),
    "options": Fact("Which options were given, never with what.", r"--[a-z-]+"),
    "stage": Fact("What was being done.", _WORDS),
    "load": Fact("The id of a load: return, day, ten digits of the file's hash.", _LOAD),
    "loads": Fact("How many loads were read."),
    "rows": Fact("How many rows."),
    "unreadable": Fact("How many cells could not be read."),
    "figures": Fact("How many figures."),
    "children": Fact("How many children are on the list: a number and nothing about any of them."),
    "seconds": Fact("How long it took."),
    "page": Fact("The kind of page that was asked for, never its address.", r"[a-z0-9<>:_./-]*"),
    "method": Fact("How it was asked for.", r"[A-Z]{3,7}"),
    "status": Fact("The number of the answer: 200 and such."),
    "exit_code": Fact("The exit code (see exit-codes.md)."),
    "error": Fact("The class of the error (see errors.md), or of the fault in Headway.", r"[A-Za-z_][A-Za-z0-9_]*"),
    "version": Fact("The version of Headway.", r"[0-9a-z.+]+"),
}  # fmt: skip


def note(event: str, **facts: Value) -> None:
    """Writes a line, when a log is kept. Raises ValueError for a fact that ``FACTS`` does not name or of another form."""
    for name, value in facts.items():
        _check(name, value)
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    _LOG.info(json.dumps({"at": at, "event": event, **facts}))


@contextmanager
def stage(words: str, **facts: Value) -> Iterator[dict[str, Value]]:
    """Times what is done within; what it adds to the facts given is written with the seconds, and the error's class."""
    found: dict[str, Value] = {"stage": words, **facts}
    began = time.perf_counter()
    try:
        yield found
    except BaseException as error:
        found["error"] = type(error).__name__
        raise
    finally:
        note("stage", **found, seconds=round(time.perf_counter() - began, 3))


def write_to(where: str) -> None:
    """From now on lines are written to the file named, at its end, or to standard error for ``-``. Raises OSError."""
    handler = logging.StreamHandler(sys.stderr) if where == STANDARD_ERROR else _file(Path(where))
    handler.setFormatter(logging.Formatter("%(message)s"))
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    # A full disk stops the log and not the command.
    logging.raiseExceptions = False


def stop() -> None:
    """No line is written any more; the file is closed."""
    for handler in _LOG.handlers[1:]:
        _LOG.removeHandler(handler)
        handler.close()
    _LOG.setLevel(logging.NOTSET)


def _file(path: Path) -> logging.Handler:
    path.parent.mkdir(parents=True, exist_ok=True)
    return logging.FileHandler(path, encoding="utf-8")


def _check(name: str, value: Value) -> None:
    form = FACTS[name].form if name in FACTS else None
    texts = [value] if isinstance(value, str) else value if isinstance(value, Sequence) else []
    is_right = all(re.fullmatch(form, text) for text in texts) if form else isinstance(value, int | float)
    if name not in FACTS or not is_right:
        raise ValueError(f"a log line may not hold this: {name}")
