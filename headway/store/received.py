"""The list of every load and withdrawal that the store was ever given, so that one that has gone is noticed.

It is written after each of them is in place: what a command that was killed, or met a full disk, leaves out, the next one
adds. A line has the folder, the moment at which it came and the load that it corrects, so that one that has gone and is
given again stands where it stood. The last line is the hash of those before it.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.errors import FileError
from headway.identity import LoadId, sha256_of_bytes
from headway.store import disk
from headway.store.manifest import read_manifest
from headway.store.withdrawals import read_withdrawal

NAME = "received"
LOADS, WITHDRAWN = "loads", "withdrawn"
_HASH, _NONE = "sha256", "-"


@dataclass(frozen=True)
class Received:
    """One thing that the store was given; ``at`` is None where the list was written before it had moments."""

    folder: str
    at: datetime | None = None
    corrects: LoadId | None = None

    @property
    def load_id(self) -> LoadId:
        """The load that it is, or that was withdrawn."""
        return LoadId(self.folder.split("/")[1])

    def line(self) -> str:
        """As the list has it."""
        return f"{self.folder} {self.at.isoformat() if self.at else _NONE} {self.corrects or _NONE}\n"


def note_received(store: Path) -> None:
    """Adds what the store holds to the list; nothing is ever taken off it. For whoever may write the store now.

    Where that cannot be written, what was just put in place is there all the same, and the next write adds it.
    """
    with suppress(OSError, FileError):
        known = _listed(store)
        new = [path for each in (LOADS, WITHDRAWN) for path in folders_in(store / each) if _name(path) not in known]
        if new:
            found = sorted([*known.values(), *map(_of_folder, new)], key=lambda each: each.folder)
            disk.replace_file(store / NAME, _content(found))


def copy_received(store: Path, target: Path) -> bool:
    """Whether the store has a list, which is then in the file ``target`` as it stands now."""
    if not (store / NAME).is_file():
        return False
    disk.write_file(target, (store / NAME).read_bytes())
    return True


def gone(store: Path) -> list[Path]:
    """The folders of loads and withdrawals that the store was given and that are not there any more.

    Raises FileError for a list that is not as it was written.
    """
    return [store / name for name in sorted(_listed(store)) if not (store / name).is_dir()]


def gone_load(store: Path, name: LoadId) -> Received | None:
    """The load of that name, or of that name and a number, that has gone; the first where there are several."""
    family = re.compile(rf"{re.escape(name)}(-\d+)?")
    return next(
        (
            each
            for folder, each in sorted(_listed(store).items())
            if folder.startswith(f"{LOADS}/") and family.fullmatch(each.load_id) and not (store / folder).is_dir()
        ),
        None,
    )


def gone_withdrawal(store: Path, name: LoadId) -> Received | None:
    """The withdrawal of that load, if it has gone."""
    folder = f"{WITHDRAWN}/{name}"
    return _listed(store).get(folder) if not (store / folder).is_dir() else None


def gone_error(folder: Path) -> FileError:
    """What has gone, where it was, and what to do."""
    is_load = folder.parent.name == LOADS
    what = f"Load {folder.name}" if is_load else f"The withdrawal of load {folder.name}"
    again = (
        "load its file again" if is_load else f"withdraw it again: headway loads withdraw {folder.name} --why REASON"
    )
    return FileError(
        f"{what} is gone from the store.",
        f"{folder}",
        f"Put that folder back from a backup of the county folder, or {again}.",
    )


def folders_in(folder: Path) -> list[Path]:
    """The folders of loads or withdrawals, by name; what is no folder was not put there by Headway."""
    return sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []


def _of_folder(folder: Path) -> Received:
    """What its record says; the name alone where that cannot be read, which is said elsewhere."""
    with suppress(FileError):
        if folder.parent.name == WITHDRAWN:
            return Received(_name(folder), read_withdrawal(folder).withdrawn_at)
        load = read_manifest(folder)
        return Received(_name(folder), load.received_at, load.corrects)
    return Received(_name(folder))


def _name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


def _content(found: list[Received]) -> bytes:
    lines = "".join(each.line() for each in found).encode()
    return lines + f"{_HASH} {sha256_of_bytes(lines)}\n".encode()


def _listed(store: Path) -> dict[str, Received]:
    """What was received, by folder; nothing of a store of a Headway before this list."""
    path = store / NAME
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return {}
    try:
        found = [_read(line) for line in content.decode().splitlines() if not line.startswith(f"{_HASH} ")]
    except (ValueError, IndexError):
        raise _altered(path) from None
    lines = content.rpartition(f"{_HASH} ".encode())
    if lines[1] and lines[2].decode().strip() != sha256_of_bytes(lines[0]):
        raise _altered(path)
    return {each.folder: each for each in found}


def _read(line: str) -> Received:
    """One line; a list of before has names alone."""
    folder, at, corrects = [*line.split(" "), _NONE, _NONE][:3]
    if folder.split("/")[0] not in (LOADS, WITHDRAWN) or not folder.split("/")[1]:
        raise ValueError(folder)
    return Received(
        folder,
        None if at == _NONE else datetime.fromisoformat(at),
        None if corrects == _NONE else LoadId(corrects),
    )


def _altered(path: Path) -> FileError:
    return FileError(
        "The store's list of what it received is not as it was written.",
        f"{path}",
        "Put that file back from a backup of the county folder. If there is none and 'headway loads --all' misses no load, "
        "delete it: the next load writes it again.",
    )
