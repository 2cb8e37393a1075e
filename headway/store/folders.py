"""A folder appears whole or not at all: prepared aside, flushed to the disk, then renamed in one step."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from headway.store import disk
from headway.store.locks import lock_if_free, locked

LOCK = ".lock"


def publish_folder(preparing: Path, target: Path, write: Callable[[Path], None]) -> bool:
    """Whether this call made ``target``, with what ``write`` puts in it; False when another had made it already.

    ``preparing`` must be on the same disk as ``target``. Whatever goes wrong, ``target`` is whole or absent.
    """
    with _prepared(preparing) as folder:
        write(folder)
        disk.flush_all(folder)
        disk.make_folder(target.parent)
        return disk.rename_folder(folder, target)


def take_away(preparing: Path, folder: Path) -> None:
    """Deletes a folder that can be made again: nobody ever finds it under its name with part of its files."""
    with _prepared(preparing) as aside:
        try:
            folder.rename(aside / folder.name)
        except OSError:
            return  # another command has taken it away, or Windows keeps it while it is read
        disk.flush_folder(folder.parent)


@contextmanager
def _prepared(preparing: Path) -> Iterator[Path]:
    """A new folder that belongs to this call and is gone after it; those of commands that were killed are swept away.

    Each has a lock beside it for as long as its command lives. The lock of ``preparing`` itself is held while a folder
    is made or swept, so that none is swept before its own lock is taken.
    """
    disk.make_folder(preparing)
    folder = preparing / uuid.uuid4().hex
    own = folder.with_suffix(LOCK)
    with ExitStack() as alive:
        with locked(preparing / LOCK):
            _sweep(preparing)
            alive.enter_context(lock_if_free(own))
        try:
            folder.mkdir()
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    disk.forget_file(own)


def _sweep(preparing: Path) -> None:
    """Takes away every folder whose command is no longer alive."""
    for name in {path.name.removesuffix(LOCK) for path in preparing.iterdir()} - {""}:
        own = preparing / f"{name}{LOCK}"
        with lock_if_free(own) as is_left_behind:
            if is_left_behind:
                shutil.rmtree(preparing / name, ignore_errors=True)
        if is_left_behind:
            disk.forget_file(own)
