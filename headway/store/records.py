"""A record in the store: a small JSON file, written once, with its own hash in a line beside it.

The line is in the form that ``sha256sum --check`` reads, so that a record can be checked without Headway.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headway.errors import FileError
from headway.identity import sha256_of_bytes, sha256_of_files
from headway.store import disk

SUMS = "sha256sums"
MADE_AGAIN = "Delete that folder: it is worked out again when it is needed."
FORMAT = 2
"""The format of records that have a hash beside them; those of format 1 have neither the field nor the hash."""


def write_record(folder: Path, name: str, fields: dict[str, Any]) -> None:
    """Writes the record and its hash into a folder that is being prepared."""
    content = json.dumps({"format": FORMAT, **fields}, ensure_ascii=False, indent=2).encode()
    disk.write_file(folder / name, content)
    disk.write_file(folder / hash_name(name), f"{sha256_of_bytes(content)}  {name}\n".encode())


def read_record(folder: Path, name: str, what: str) -> dict[str, Any]:
    """The fields of the record. Raises FileError, which names ``what`` it is of, when it is not as it was written."""
    path, beside = folder / name, folder / hash_name(name)
    try:
        content = path.read_bytes()
        fields = dict(json.loads(content))
        said = beside.read_text("utf-8").split()[:1] if beside.exists() else None
        needs_hash = fields.get("format", 1) >= FORMAT
    except (OSError, ValueError, TypeError) as error:
        raise damaged(f"The store's record of {what} cannot be read ({type(error).__name__}).", path) from None
    if said is None and needs_hash:
        raise damaged(f"The hash of the store's record of {what} is gone.", beside)
    if said is not None and said != [sha256_of_bytes(content)]:
        raise damaged(f"The store's record of {what} is not as it was written.", path)
    return fields


def write_sums(folder: Path) -> None:
    """Writes the hash of every file of a folder that is being prepared."""
    lines = [f"{sha256_of_files([path])}  {path.name}\n" for path in sorted(folder.iterdir())]
    disk.write_file(folder / SUMS, "".join(lines).encode())


def changed_files(folder: Path) -> list[str] | None:
    """The names of files that are no longer what ``write_sums`` saw, or are gone; None for a folder without hashes."""
    if not (folder / SUMS).is_file():
        return None
    try:
        lines = (folder / SUMS).read_text("utf-8").splitlines()
        sums = [(sha, name) for sha, name in (line.split("  ", 1) for line in lines)]
    except ValueError:
        return [SUMS]
    return [name for sha, name in sums if not (folder / name).is_file() or sha256_of_files([folder / name]) != sha]


def is_as_written(folder: Path) -> bool:
    """Whether the folder is there with every file that ``write_sums`` saw, unchanged."""
    try:
        return changed_files(folder) == []
    except FileNotFoundError:  # another command is taking it away
        return False


def damaged(what: str, path: Path) -> FileError:
    """The error for a part of the store that is no longer what was written."""
    return FileError(
        what, f"{path}", "Put that folder back from a backup of the county folder; nothing else is touched."
    )


def hash_name(name: str) -> str:
    """The name of the file that holds a record's hash."""
    return f"{name}.sha256"
