"""What a person is told when something fails that no part of Headway has words for."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb

from headway import __version__
from headway.errors import FileError, HeadwayError
from headway.store.disk import FULL

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_WORDS: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("is not there", "Look at the name, and try again."),
    errno.EEXIST: ("is there already", "Name another, or take it away."),
    errno.ENOTDIR: ("lies in a file, not in a folder", "Name another folder."),
    errno.EISDIR: ("is a folder, and a file is needed", "Name the file, or move the folder away."),
    errno.ENAMETOOLONG: ("has too long a name", "Choose a shorter one."),
}


def in_words(error: Exception, command: str) -> HeadwayError:
    """The error as what, where and what to do: of a file where the machine refused one, else a fault in Headway."""
    if isinstance(error, HeadwayError):
        return error
    # The writer of workbooks wraps what the machine said in an error of its own.
    for each in (error, *error.args[:1]):
        # One without a number is not the machine's.
        if isinstance(each, OSError) and each.errno:
            return _of_file(each, command)
    if isinstance(error, duckdb.IOException):
        return _of_file(_as_os_error(error), command)
    return HeadwayError(
        f"This is a fault in Headway, not in what you did ({type(error).__name__}).",
        f"headway {__version__}, {command}.",
        "Run it again with --debug, and report what it prints, without data.",
    )


def _of_file(error: OSError, command: str) -> FileError:
    path = Path(str(error.filename)).absolute() if error.filename else None
    where = f"{path}" if path else f"{command}."
    name = path.name if path else "A file"
    if error.errno in FULL:
        return FileError("The disk is full.", where, "Make room, or write to another disk, and run it again.")
    if error.errno in _NOT_ALLOWED:
        return FileError(
            f"{name} may not be read or written by you.",
            where,
            "Ask for the right to read and write there, or name another folder.",
        )
    words, todo = _WORDS.get(
        error.errno or 0, ("could not be read or written", "Look at the disk or the network drive, and run it again.")
    )
    return FileError(f"{name} {words}.", where, todo)


def _as_os_error(error: Exception) -> OSError:
    """The database gives the machine's refusal as text."""
    found = (code for code in (*FULL, *_NOT_ALLOWED) if os.strerror(code).lower() in str(error).lower())
    return OSError(next(found, errno.EIO), "")
