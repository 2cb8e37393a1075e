"""A file of texts by key, written once and read one at a time: what a page reads of one child without the others."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from headway.store import disk


def write_keyed(path: Path, texts: Iterable[tuple[str, str]]) -> None:
    """The file, written whole."""
    with closing(sqlite3.connect(path)) as con:
        con.execute("PRAGMA journal_mode=OFF")
        con.execute("CREATE TABLE texts (key TEXT PRIMARY KEY, packed BLOB NOT NULL) WITHOUT ROWID")
        packed = ((key, zlib.compress(text.encode(), 6)) for key, text in texts)
        con.executemany("INSERT INTO texts VALUES (?, ?)", packed)
        con.commit()
    disk.flush_file(path)


def read_keyed(path: Path, key: str) -> str | None:
    """The text of the key; None where the file has none."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as con:
        found = con.execute("SELECT packed FROM texts WHERE key = ?", (key,)).fetchone()
    return zlib.decompress(found[0]).decode() if found else None
