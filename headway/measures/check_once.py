"""A page's SQL checked once on a machine: checking every page takes seconds, and a page seldom changes.

An empty file, named by what was checked and by the check itself, stands in the user's cache for each page that passed.
It holds nothing; where it cannot be written the page is checked again the next time.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

from headway.identity import sha256_of_bytes
from headway.journey.definitions import table_definitions
from headway.measures.page import MeasurePage
from headway.measures.sql_check import check_sql


def check_once(page: MeasurePage) -> None:
    """As ``check_sql``, unless this page passed this check before. Raises DefinitionError with every wrong line."""
    passed = cache_folder() / "checked" / sha256_of_bytes(f"{_check()}\n{page.id}\n{page.page.text}".encode())
    if os.path.exists(passed):  # noqa: PTH110 - Path.exists() raises where a folder may not be looked into
        return
    check_sql(page)
    with suppress(OSError):
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.touch()


def cache_folder() -> Path:
    """Where Headway keeps what can be made again, for this user."""
    own = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return Path(own or os.path.expanduser("~/.cache")) / "headway"  # noqa: PTH111 - Path.home() may raise


@cache
def _check() -> str:
    """The version of the check: its code, the tables that a page may read, and the library that parses."""
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return sha256_of_bytes("\n".join([version("sqlglot"), repr(table_definitions()), *code]).encode())
