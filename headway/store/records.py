"""A record in the store: a small JSON file, written once, with its own hash in a line beside it.

The line is in the form that ``sha256sum --check`` reads, so that a record can be checked without Headway.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from headway.errors import FileError
from headway.identity import sha256_of_bytes
from headway.store import disk

FORMAT = 2
"""The format of records that have a hash beside them; those of format 1 have neither the field nor the hash."""


def write_record(folder: Path, name: str, fields: dict[str, Any]) -> None:
    """Writes the record and its hash into a folder that is being prepared."""
    content = json.dumps({"format": FORMAT, **fields}, ensure_ascii=False, indent=2).encode()
    disk.write_file(folder / name, content)
    disk.write_file(_hash_path(folder, name), f"{sha256_of_bytes(content)}  {name}\n".encode())


def read_record(folder: Path, name: str, what: str) -> dict[str, Any]:
    """The fields of the record. Raises FileError, which names ``what`` it is of, when it is not as it was written."""
    path = folder / name
    try:
        content = path.read_bytes()
        fields = json.loads(content)
        has_hash = _hash_path(folder, name).exists()
        is_whole = not has_hash or _hash_path(folder, name).read_text("utf-8").split()[:1] == [sha256_of_bytes(content)]
        is_lacking = not has_hash and fields.get("format", 1) >= FORMAT
    except (OSError, ValueError, AttributeError) as error:
        raise damaged(f"The store's record of {what} cannot be read ({type(error).__name__}).", path) from None
    if is_lacking:
        raise damaged(f"The hash of the store's record of {what} is gone.", _hash_path(folder, name))
    if not is_whole:
        raise damaged(f"The store's record of {what} is not as it was written.", path)
    return dict(fields)


def damaged(what: str, path: Path) -> FileError:
    """The error for a part of the store that is no longer what was written."""
    return FileError(
        what, f"{path}", "Put that folder back from a backup of the county folder; nothing else is touched."
    )


def _hash_path(folder: Path, name: str) -> Path:
    return folder / f"{name}.sha256"
