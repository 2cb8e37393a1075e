"""A database connection that stays small, however many rows it is given."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path

import duckdb

from headway.returns.limits import DATABASE_MEMORY_MB, DATABASE_THREADS

_PREFIX = "headway-rows-"


def keep_small(con: duckdb.DuckDBPyConnection) -> None:
    """Bounds the memory of a connection: beyond it, rows go to a folder of this user's that is gone when it closes."""
    (current,) = con.execute("SELECT current_setting('temp_directory')").fetchone() or ("",)
    if _PREFIX in str(current):
        return
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    weakref.finalize(con, shutil.rmtree, folder, ignore_errors=True)
    con.execute("SET temp_directory = '" + folder.as_posix().replace("'", "''") + "'")
    con.execute(f"SET memory_limit = '{DATABASE_MEMORY_MB}MB'")
    con.execute(f"SET threads = least(current_setting('threads'), {DATABASE_THREADS})")
