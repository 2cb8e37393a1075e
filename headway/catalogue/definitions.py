"""Where the national definitions are, and which version of them this is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from headway.identity import sha256_of_bytes

PACKAGE = Path(__file__).parent.parent
_PROGRAM_FILES = frozenset({".py", ".j2", ".css", ".typ", ".ttf", ".otf"})


def definitions_dir() -> Path:
    """The folder of definitions that ships with Headway."""
    return PACKAGE / "definitions"


@cache
def definition_version(*folders: str) -> str:
    """A short hash of the named folders or files below the definitions: it changes when any line of them does."""
    root = definitions_dir()
    paths = sorted(p for folder in folders for p in _files_below(root / folder))
    return sha256_of_bytes(b"\n".join(str(p.relative_to(root)).encode() + b"\0" + p.read_bytes() for p in paths))[:12]


@cache
def definition_hashes(*folders: str) -> Mapping[str, str]:
    """The content hash of each file below the named folders, by its path below the definitions."""
    root = definitions_dir()
    paths = sorted(p for folder in folders for p in _files_below(root / folder))
    return {p.relative_to(root).as_posix(): sha256_of_bytes(p.read_bytes()) for p in paths}


@cache
def program_version() -> str:
    """A short hash of Headway's own code, templates and fonts: the same one writes the same pages."""
    paths = sorted(p for p in _files_below(PACKAGE) if p.suffix in _PROGRAM_FILES)
    parts = [p.relative_to(PACKAGE).as_posix() + " " + sha256_of_bytes(p.read_bytes()) for p in paths]
    return sha256_of_bytes("\n".join(parts).encode())[:12]


def _files_below(path: Path) -> list[Path]:
    return [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
