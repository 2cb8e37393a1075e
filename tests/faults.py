"""Makes the n-th step of a command on the disk go wrong: each in turn, until there is none left.

A step is whatever changes the disk: a file opened to be written, its bytes, a table copied out by the database, a
flush, a folder made, a rename, a replacement, a deletion. Either the step fails, half done where it can be, and the
command goes on to clear up (a full disk); or the command ends there, and nothing that it would still have done is done.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest


class Died(BaseException):
    """The command ended here."""


class Faults:
    """Counts the steps taken within ``at``, and lets one go wrong."""

    def __init__(self) -> None:
        self.left = 0
        self.seen: list[str] = []
        self.is_dead = self.dies = self.is_met = False

    @contextmanager
    def at(self, number: int, *, dies: bool) -> Iterator[Faults]:
        """Lets step ``number`` (from 1) go wrong."""
        self.left, self.seen, self.dies, self.is_met = number, [], dies, False
        try:
            yield self
        finally:
            self.left, self.is_dead = 0, False

    def step(self, name: str, half: Callable[[], object] = lambda: None, *, fault: Exception | None = None) -> None:
        """Called before the step; ``half`` does part of it."""
        if self.is_dead:
            raise Died
        if self.left == 0:
            return
        self.seen.append(name)
        self.left -= 1
        if self.left != 0:
            return
        self.is_met = True
        half()
        if self.dies:
            self.is_dead = True
            raise Died
        raise fault or OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class _Written:
    """An open file whose writes are steps."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file, self._faults = file, faults

    def write(self, content: bytes) -> int:
        self._faults.step("write", lambda: self._file.write(content[: len(content) // 2]))
        return int(self._file.write(content))

    def __enter__(self) -> _Written:
        return self

    def __exit__(self, *problem: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> Faults:
    """Every way in which Headway changes the disk, under watch."""
    found = Faults()

    def watched(owner: Any, name: str, label: str) -> None:
        whole = getattr(owner, name)

        def step(*args: Any, **kwargs: Any) -> Any:
            found.step(label)
            return whole(*args, **kwargs)

        monkeypatch.setattr(owner, name, step)

    for owner, name in (
        (os, "fsync"),
        (Path, "rename"),
        (Path, "replace"),
        (Path, "mkdir"),
        (Path, "rmdir"),
        (Path, "touch"),
        (Path, "unlink"),
    ):
        watched(owner, name, name)
    whole_open, whole_execute, whole_rmtree = Path.open, duckdb.DuckDBPyConnection.execute, shutil.rmtree

    def open_file(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if not set(mode) & set("xwa"):
            return whole_open(self, mode, *args, **kwargs)
        found.step("open")
        return _Written(whole_open(self, mode, *args, **kwargs), found)

    def execute(self: Any, sql: Any, *args: Any, **kwargs: Any) -> Any:
        target = re.search(r" TO '([^']+)'", str(sql)) if str(sql).startswith("COPY") else None
        if target is None:
            return whole_execute(self, sql, *args, **kwargs)
        path = Path(target[1])
        full = duckdb.IOException(f'Could not write file "{path}": {os.strerror(errno.ENOSPC)}')
        found.step("copy", lambda: os.close(os.open(path, os.O_CREAT | os.O_WRONLY)), fault=full)
        return whole_execute(self, sql, *args, **kwargs)

    def rmtree(path: Any, *args: Any, **kwargs: Any) -> None:
        if found.is_dead:
            raise Died
        whole_rmtree(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", open_file)
    monkeypatch.setattr(duckdb.DuckDBPyConnection, "execute", execute)
    monkeypatch.setattr(shutil, "rmtree", rmtree)
    return found
