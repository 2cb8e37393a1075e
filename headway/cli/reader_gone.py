"""Output whose reader may have read enough: the command goes on to its end, and ends with its own exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast

# Windows says of a pipe without a reader that the argument is invalid.
_GONE = (errno.EPIPE, errno.EINVAL)


class _Outlives:
    """A stream that writes into nothing once its reader has gone, as ``head`` does."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self._unless_gone(lambda: self.stream.write(text))
        return len(text)

    def flush(self) -> None:
        self._unless_gone(self.stream.flush)

    def _unless_gone(self, step: Callable[[], object]) -> None:
        try:
            step()
            return
        except OSError as error:
            if error.errno not in _GONE:
                raise
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, self.stream.fileno())
        os.close(nothing)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


@contextmanager
def outlives_its_reader() -> Iterator[None]:
    """Within, a reader of the output or of the progress that goes away stops nothing."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast(TextIO, _Outlives(each)) for each in before)
    try:
        yield
    finally:
        for each in (sys.stdout, sys.stderr):
            with suppress(OSError):  # a full disk has been said, or is by the interpreter's own last flush
                each.flush()
        sys.stdout, sys.stderr = before
