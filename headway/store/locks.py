"""A lock that the system gives back when its holder ends, however it ends: two commands never do one thing at once."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from headway.errors import RefusedError

WAIT_SECONDS = 120.0


@contextmanager
def lock_if_free(path: Path) -> Iterator[bool]:
    """Whether the lock of the file is held by this call, for as long as it lasts; False when another holds it."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            _take(opened)
            is_held = True
        except (BlockingIOError, PermissionError):
            is_held = False
        yield is_held
    finally:
        os.close(opened)


@contextmanager
def locked(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the lock of the file, waiting for whoever has it. Raises RefusedError when the wait is too long."""
    until = time.monotonic() + wait_seconds
    while True:
        with lock_if_free(path) as is_held:
            if is_held:
                yield
                return
        if time.monotonic() >= until:
            raise RefusedError(
                "Another command is writing into this store, and has been for long.",
                f"{path.parent.absolute()}",
                "Wait until it is done, or end it; then run this again. Nothing was changed.",
            )
        time.sleep(0.05)


if sys.platform == "win32":
    import msvcrt

    def _take(opened: int) -> None:
        """The first byte, of this process alone; Windows gives it back when the file is closed."""
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
