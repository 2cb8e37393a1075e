"""The format of the store's own files: a newer one is refused, an older one is read."""

from __future__ import annotations

from pathlib import Path

from headway.errors import FileError, RefusedError
from headway.store import disk

STORE_FORMAT = 2
"""2: loads can be withdrawn, and records have hashes. A store of format 1 has no file that says so."""
NAME = "format"


def format_path(store: Path) -> Path:
    """The file that says the format."""
    return store / NAME


def check_format(store: Path) -> None:
    """Raises RefusedError when the store is of a newer format than this Headway reads."""
    found = _format_of(store)
    if found > STORE_FORMAT:
        raise RefusedError(
            f"This store is of format {found}; this Headway reads formats up to {STORE_FORMAT}.",
            f"{format_path(store)}",
            "Install a newer Headway. Nothing was read or changed.",
        )


def mark_format(store: Path) -> None:
    """The store says the format that is written into it from now on; what it holds already is left as it is."""
    if _format_of(store) < STORE_FORMAT:
        disk.replace_file(format_path(store), f"{STORE_FORMAT}\n".encode())


def _format_of(store: Path) -> int:
    try:
        return int((format_path(store)).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 1
    except ValueError:
        raise FileError(
            "The store's format cannot be read.",
            f"{format_path(store)}",
            f"Write the number {STORE_FORMAT} into that file, or put it back from a backup of the county folder.",
        ) from None
