"""A folder appears whole or not at all: prepared aside, flushed to the disk, then renamed in one step."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path


def publish_folder(preparing: Path, target: Path, write: Callable[[Path], None]) -> bool:
    """Whether this call made ``target``, with what ``write`` puts in it; False when another had made it already.

    ``preparing`` must be on the same disk as ``target``. Whatever goes wrong, ``target`` is whole or absent.
    """
    folder = preparing / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        write(folder)
        _flush(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        return _rename(folder, target)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _rename(folder: Path, target: Path) -> bool:
    try:
        folder.rename(target)
    except OSError:
        if target.is_dir():
            return False
        raise
    _flush_folder_entry(target.parent)
    return True


def _flush(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    _flush_folder_entry(folder)


def _flush_folder_entry(folder: Path) -> None:
    """Windows cannot open a folder to flush it, and its rename is written through by the file system itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
