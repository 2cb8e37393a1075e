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


def try_lock(path: Path) -> int | None:
    """The opened lock file when nobody else holds it, else None. Closing it gives the lock back."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _take(opened)
    except (BlockingIOError, PermissionError):
        os.close(opened)
        return None
    except BaseException:
        os.close(opened)
        raise
    return opened


@contextmanager
def locked(path: Path, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Holds the lock of the file, waiting for whoever has it. Raises RefusedError when the wait is too long."""
    until = time.monotonic() + wait_seconds
    while (opened := try_lock(path)) is None:
        if time.monotonic() >= until:
            raise RefusedError(
                "Another command is writing into this store, and has been for long.",
                f"{path.parent.absolute()}",
                "Wait until it is done, or end it; then run this again. Nothing was changed.",
            )
        time.sleep(0.05)
    try:
        yield
    finally:
        os.close(opened)


if sys.platform == "win32":
    import msvcrt

    def _take(opened: int) -> None:
        """The first byte, of this process alone; Windows gives it back when the file is closed."""
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(opened: int) -> None:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
