"""A connection to a database in memory, the same on every machine."""

from __future__ import annotations

import duckdb


def connect() -> duckdb.DuckDBPyConnection:
    """A new database in memory whose connections, cursors included, all have the time zone UTC, and no progress bar."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    con.execute("SET GLOBAL TimeZone = 'UTC'")  # not SET: a cursor has the settings of the database, not of ``con``
    return con
