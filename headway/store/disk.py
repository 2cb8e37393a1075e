"""Every step by which Headway changes a disk: written, flushed, then put in place by one step that cannot be half done.

No other module writes files that are kept. Where Windows differs it is said here: a folder cannot be opened to be
flushed, a file that another program has open cannot be replaced, and a path has at most 259 characters.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from headway.errors import FileError

IS_WINDOWS = os.name == "nt"
PATIENCE_SECONDS = 2.0
LONGEST_ON_WINDOWS = 259
PART = ".headway-part"
OLD_SECONDS = 3600
FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, content: bytes) -> None:
    """A new file with the content, not yet flushed; for a file that nobody looks for yet."""
    with path.open("xb") as file:
        file.write(content)


def flush_file(path: Path) -> None:
    """What was written into the file is on the disk, not only in memory."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_all(folder: Path) -> None:
    """Every file in the folder, and their names, are on the disk."""
    for path in sorted(folder.iterdir()):
        flush_file(path)
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """The names in the folder are on the disk. Windows cannot open a folder, and writes its names through by itself."""
    if IS_WINDOWS:
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def make_folder(folder: Path) -> None:
    """The folder and those above it, each of them on the disk; one that is there is left as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


def rename_folder(folder: Path, target: Path) -> bool:
    """Whether the folder now has the name; False when another folder had it already, which is left as it is."""
    try:
        _patiently(lambda: folder.rename(target))
    except OSError:
        if target.is_dir():
            return False
        raise
    _flush_names(target)
    return True


def replace_file(path: Path, content: bytes) -> None:
    """The file with the content, in place of whatever it held; a reader sees the old or the new, whole."""
    replace_files({path: content})


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Several files with their contents: each is written aside before the first is replaced; then each is, in order.

    Where one of them cannot be replaced, those before it are put back as they were, from copies made before the first.
    Raises FileError when another program keeps a file open and the system does not let it be replaced (Windows), and
    when all are in place on a disk that fails.
    """
    with ExitStack() as parts:
        new = [(_written_aside(parts, path, content), path) for path, content in contents.items()]
        there = [path for path in contents if len(contents) > 1 and path.is_file()]
        old = {path: _written_aside(parts, path, path.read_bytes()) for path in there}
        not_flushed: FileError | None = None
        for number, (part, path) in enumerate(new):
            try:
                _take_name(part, path)
            except (OSError, FileError):
                for _, done in new[:number]:
                    _put_back(old.get(done), done)
                raise
            try:
                _flush_names(path)
            except FileError as error:
                not_flushed = error  # it is in place, and so shall the others be
        if not_flushed:
            raise not_flushed


def _written_aside(parts: ExitStack, path: Path, content: bytes) -> Path:
    """A file beside the path with the content, flushed; it is gone when ``parts`` close, if it is still there."""
    sweep_parts(path.parent)
    part = _part_of(path)
    parts.callback(forget_file, part)
    write_file(part, content)
    flush_file(part)
    return part


def _put_back(earlier: Path | None, path: Path) -> None:
    """The file as it was before, or none where there was none; what cannot be put back stays, whole."""
    if earlier is None:
        forget_file(path)
        return
    with suppress(OSError, FileError):
        put_in_place(earlier, path)


@contextmanager
def folder_aside(target: Path) -> Iterator[Path]:
    """A new folder beside the target, to be filled and renamed; it is gone afterwards if that was not done."""
    sweep_parts(target.parent)
    folder = _part_of(target)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_parts(folder: Path) -> None:
    """Takes away what commands that were killed had written aside in the folder, once it is too old to be in use."""
    before = time.time() - OLD_SECONDS
    for part in folder.glob(f".*{PART}"):
        try:
            is_old = part.stat().st_mtime < before
        except OSError:
            continue
        if is_old and part.is_dir():
            shutil.rmtree(part, ignore_errors=True)
        elif is_old:
            forget_file(part)


def forget_file(path: Path) -> None:
    """Deletes a file that nobody needs; where that cannot be done now, a later write does it."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


def put_in_place(part: Path, path: Path) -> None:
    """A file that was written aside, on the same disk, takes the name in one step; raises FileError as above."""
    _take_name(part, path)
    _flush_names(path)


def _take_name(part: Path, path: Path) -> None:
    try:
        _patiently(lambda: part.replace(path))
    except PermissionError:
        if not (IS_WINDOWS and path.is_file()):
            raise
        raise FileError(
            f"{path.name} is open in another program.", f"{path.absolute()}", "Close it there, and run it again."
        ) from None


def _flush_names(path: Path) -> None:
    """Flushes the folder's names after the step that has put this one in place: every reader finds it, whole.

    A full disk is no failure then: the system writes the name by itself, and a person would do again what is done. A disk
    that fails is one: raises FileError, since what is there may be gone when the machine stops.
    """
    try:
        flush_folder(path.parent)
    except OSError as error:
        if error.errno in FULL:
            return
        raise FileError(
            f"The disk failed when all was written: {path.name} is there, and may be gone when the machine stops.",
            f"{path.absolute()}",
            "Have the disk looked at. Then run it again: what is there already is not done twice.",
        ) from error


def check_length(folder: Path, longest_within: int) -> None:
    """Raises FileError where Windows could not reach the files that will be written within the folder."""
    length = len(str(folder.absolute())) + 1 + longest_within
    if IS_WINDOWS and length > LONGEST_ON_WINDOWS:
        raise FileError(
            f"The folder's path is too long for Windows, by {length - LONGEST_ON_WINDOWS} characters.",
            f"{folder.absolute()}",
            "Move the county folder nearer to the top of the drive. Nothing was written.",
        )


_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
_NOT_IN_NAMES = set('<>:"|?*\\') | {chr(code) for code in range(32)}


def why_not_on_windows(name: str) -> str:
    """Why a file cannot have the name on Windows, in words; empty when it can."""
    if name.split(".")[0].strip().lower() in _RESERVED:
        return "Windows keeps that name for a device"
    if _NOT_IN_NAMES & set(name):
        return "Windows has no such sign in a name"
    return "on Windows a name does not end in a dot or a space" if name.endswith((".", " ")) else ""


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name[:40]}-{uuid.uuid4().hex[:8]}{PART}")


def _patiently(step: Callable[[], object]) -> None:
    """Takes the step; Windows refuses it while a scanner or a reader has a file open, most often for a moment only."""
    until = time.monotonic() + (PATIENCE_SECONDS if IS_WINDOWS else 0)
    while True:
        try:
            step()
            return
        except PermissionError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.05)
