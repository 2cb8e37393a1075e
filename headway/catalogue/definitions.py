"""Where the national definitions are, and which version of them this is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from headway.identity import sha256_of_bytes


def definitions_dir() -> Path:
    """The folder of definitions that ships with Headway."""
    return Path(__file__).parent.parent / "definitions"


@cache
def definition_version(*folders: str) -> str:
    """A short hash of the named folders or files below the definitions: it changes when any line of them does."""
    root = definitions_dir()
    paths = sorted(p for folder in folders for p in _files_below(root / folder))
    return sha256_of_bytes(b"\n".join(str(p.relative_to(root)).encode() + b"\0" + p.read_bytes() for p in paths))[:12]


def _files_below(path: Path) -> list[Path]:
    return [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
