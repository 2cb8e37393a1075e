"""The list of every load and withdrawal that the store was ever given, so that one that has gone is noticed.

It is written after each of them is in place: what a command that was killed, or met a full disk, leaves out, the next one
adds.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from headway.errors import FileError
from headway.store import disk

NAME = "received"
FOLDERS = ("loads", "withdrawn")


def note_received(store: Path) -> None:
    """Adds what the store holds to the list; nothing is ever taken off it. For whoever may write the store now.

    Where that cannot be written, what was just put in place is there all the same, and the next write adds it.
    """
    known = _listed(store)
    held = {f"{each}/{path.name}" for each in FOLDERS for path in (store / each).glob("*") if path.is_dir()}
    if held - known:
        with suppress(OSError, FileError):
            disk.replace_file(store / NAME, "".join(f"{name}\n" for name in sorted(held | known)).encode())


def copy_received(store: Path, target: Path) -> bool:
    """Whether the store has a list, which is then in the file ``target`` as it stands now."""
    if not (store / NAME).is_file():
        return False
    disk.write_file(target, (store / NAME).read_bytes())
    return True


def gone(store: Path) -> list[Path]:
    """The folders of loads and withdrawals that the store was given and that are not there any more."""
    return [store / name for name in sorted(_listed(store)) if not (store / name).is_dir()]


def gone_error(folder: Path) -> FileError:
    """What has gone, where it was, and what to do."""
    what = "Load" if folder.parent.name == "loads" else "The withdrawal of load"
    again = " or load its file again" if what == "Load" else ""
    return FileError(
        f"{what} {folder.name} is gone from the store.",
        f"{folder}",
        f"Put that folder back from a backup of the county folder{again}; nothing else is touched.",
    )


def _listed(store: Path) -> set[str]:
    try:
        return set((store / NAME).read_text(encoding="utf-8").split())
    except FileNotFoundError:  # a store of a Headway before this list
        return set()
