"""Names that do not change: content hashes and LoadIds."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import NewType

LoadId = NewType("LoadId", str)


def sha256_of_bytes(data: bytes) -> str:
    """The content hash, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_files(paths: list[Path]) -> str:
    """One content hash for a file, or for several given together (each file's own hash, hashed in order of name)."""
    if len(paths) == 1:
        return _sha256_of_file(paths[0])
    each = "\n".join(f"{path.name} {_sha256_of_file(path)}" for path in sorted(paths, key=lambda p: p.name))
    return sha256_of_bytes(each.encode())


def load_id(return_name: str, as_at: date, sha256: str) -> LoadId:
    """The name of a load, for example ``annex_a-2026-09-30-1a2b3c4d5e``."""
    return LoadId(f"{return_name}-{as_at.isoformat()}-{sha256[:10]}")


def _sha256_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
