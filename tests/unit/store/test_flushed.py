"""What a command acknowledges has reached the disk, so that a power cut takes none of it: not only written, but flushed.

A command that ends half way is tried in test_faults.py; there the system still holds what was never flushed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.unit.store.test_faults import COMMANDS

KEPT = sorted(COMMANDS.keys() - {"derived", "forgotten"})  # these two can be worked out again


class Watched:
    """Which files were flushed as they now are, and which names appeared in a folder that was not flushed since."""

    def __init__(self) -> None:
        self.flushed: dict[tuple[int, int], tuple[int, int]] = {}
        self.names: list[Path] = []
        self.faults: list[str] = []
        self.renames = 0

    def flush(self, opened: int) -> None:
        seen = os.fstat(opened)
        self.flushed[(seen.st_dev, seen.st_ino)] = (seen.st_mtime_ns, seen.st_size)
        self.names = [path for path in self.names if not os.path.samestat(path.parent.stat(), seen)]

    def check(self, path: Path) -> None:
        """Called before the path takes its name: it and all in it must be on the disk."""
        self.renames += 1
        for each in (path, *path.rglob("*")):
            seen = each.stat()
            if self.flushed.get((seen.st_dev, seen.st_ino)) != (seen.st_mtime_ns, seen.st_size):
                self.faults.append(f"{each.name} has its name before it is on the disk")


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Every flush, rename and new folder, under watch."""
    found = Watched()
    fsync, mkdir = os.fsync, Path.mkdir

    def flush(opened: int) -> None:
        fsync(opened)
        found.flush(opened)

    def make(self: Path, *args: Any, **kwargs: Any) -> None:
        mkdir(self, *args, **kwargs)
        found.names.append(self)

    monkeypatch.setattr(os, "fsync", flush)
    monkeypatch.setattr(Path, "mkdir", make)
    for name in ("rename", "replace"):
        whole = getattr(Path, name)

        def put(self: Path, target: Path, whole: Any = whole) -> Path:
            found.check(self)
            found.names.append(Path(target))
            result: Path = whole(self, target)
            return result

        monkeypatch.setattr(Path, name, put)
    return found


@pytest.mark.parametrize("name", KEPT)
def test_everything_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_acknowledged(
    name: str, tmp_path: Path, watched: Watched
) -> None:
    COMMANDS[name].before(tmp_path)
    watched.names, watched.faults, watched.renames = [], [], 0
    COMMANDS[name].run(tmp_path)
    assert watched.renames and watched.faults == []
    aside = {"preparing", "derived"}
    unflushed = [path.name for path in watched.names if path.exists() and not aside & set(path.parts)]
    assert unflushed == [], "names that a power cut would take"
