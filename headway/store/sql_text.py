"""Names and paths as SQL text, safely quoted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def quoted(name: str) -> str:
    """An identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """A text literal in single quotes."""
    return "'" + value.replace("'", "''") + "'"


def path_list(paths: Iterable[Path]) -> str:
    """Paths as a SQL list of text literals, with forward slashes on every system."""
    return "[" + ", ".join(text(path.as_posix()) for path in paths) + "]"
