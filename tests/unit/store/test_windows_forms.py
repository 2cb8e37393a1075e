"""What is different on Windows, as far as another system can show it: each form is run, the system's answers are given."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import sys
import types
from pathlib import Path

import pytest

from headway.errors import FileError
from headway.store import disk, locks


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "IS_WINDOWS", True)
    monkeypatch.setattr(disk, "PATIENCE_SECONDS", 0.3)


@pytest.mark.usefixtures("windows")
def test_a_folder_is_not_opened_to_be_flushed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    disk.flush_folder(tmp_path)
    monkeypatch.setattr(disk, "IS_WINDOWS", False)
    with pytest.raises(PermissionError):
        disk.flush_folder(tmp_path)


def refused_times(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> list[int]:
    """The step is refused so often, as by a virus scanner that looks at the file."""
    whole, left = getattr(Path, name), [times]

    def step(self: Path, target: Path) -> Path:
        if left[0] > 0:
            left[0] -= 1
            raise PermissionError(13, "Access is denied", str(self))
        return whole(self, target)  # type: ignore[no-any-return]

    monkeypatch.setattr(Path, name, step)
    return left


@pytest.mark.usefixtures("windows")
def test_what_is_open_for_a_moment_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = refused_times(monkeypatch, "replace", 2)
    disk.replace_file(tmp_path / "county.yaml", b"new")
    assert (tmp_path / "county.yaml").read_bytes() == b"new" and left == [0]
    refused_times(monkeypatch, "rename", 2)
    (tmp_path / "aside").mkdir()
    assert disk.rename_folder(tmp_path / "aside", tmp_path / "load")
    assert (tmp_path / "load").is_dir()


@pytest.mark.usefixtures("windows")
def test_a_file_that_stays_open_is_named_and_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "board.html"
    path.write_bytes(b"old")
    refused_times(monkeypatch, "replace", 10_000)
    with pytest.raises(FileError, match=r"board\.html is open in another program") as caught:
        disk.replace_file(path, b"new")
    assert "Close it there" in caught.value.todo
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("board.html", b"old")]


def test_elsewhere_a_refusal_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = refused_times(monkeypatch, "replace", 2)
    with pytest.raises(PermissionError):
        disk.replace_file(tmp_path / "county.yaml", b"new")
    assert left == [1]


@pytest.mark.usefixtures("windows")
def test_a_folder_of_the_name_is_not_renamed_onto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows never renames onto a folder, not even onto an empty one."""

    def refuse(self: Path, target: Path) -> Path:
        raise FileExistsError(17, "Cannot create a file when that file already exists", str(target))

    monkeypatch.setattr(Path, "rename", refuse)
    (tmp_path / "aside").mkdir()
    (tmp_path / "load").mkdir()
    assert not disk.rename_folder(tmp_path / "aside", tmp_path / "load")
    with pytest.raises(FileExistsError):
        disk.rename_folder(tmp_path / "aside", tmp_path / "other")


@pytest.mark.usefixtures("windows")
def test_a_path_that_windows_cannot_reach_is_said_before_anything_is_written(tmp_path: Path) -> None:
    deep = tmp_path / ("y" * 100)
    with pytest.raises(FileError, match="too long for Windows, by "):
        disk.check_length(deep, 259 - len(str(deep)))
    disk.check_length(deep, 258 - len(str(deep)))


@pytest.mark.parametrize(
    "name", ["CON", "aux.txt", "Lpt1.tar.gz", "plan:old.yaml", "what?", "a\\b", "ends.", "ends ", "a\tb"]
)
def test_names_that_windows_cannot_have(name: str) -> None:
    assert disk.why_not_on_windows(name)


@pytest.mark.parametrize(
    "name", ["county.yaml", "console.txt", "com10", "Plan – 2026 (draft).yaml", ".hidden", "manifest.json.sha256"]
)
def test_names_that_windows_can_have(name: str) -> None:
    assert disk.why_not_on_windows(name) == ""


def locks_on_windows(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """The module as Windows would load it, over a stand-in for msvcrt that answers as Windows does."""
    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_NBLCK = 2  # type: ignore[attr-defined]

    def locking(opened: int, mode: int, count: int) -> None:
        assert (mode, count) == (2, 1)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(13, "Permission denied") from None

    msvcrt.locking = locking  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    spec = importlib.util.spec_from_file_location("locks_on_windows", locks.__file__)
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "platform", "win32")
    spec.loader.exec_module(found)
    monkeypatch.undo()
    return found


@pytest.mark.parametrize("system", ["here", "windows"])
def test_a_lock_is_held_by_one_and_given_back(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = locks if system == "here" else locks_on_windows(monkeypatch)
    path = tmp_path / ".lock"
    with own.locked(path):
        with own.lock_if_free(path) as is_held:
            assert not is_held
        with pytest.raises(own.RefusedError, match="Another command is writing"), own.locked(path, wait_seconds=0.1):
            raise AssertionError("two have the lock")
    with own.lock_if_free(path) as is_held:
        assert is_held
