"""What is made from a page's text alone, made once on a machine: parsing every page takes seconds, and a page seldom changes.

A small file for each stands in the user's cache. It is named by the text and by the code that makes it, and begins with
the hash of what follows: one that is not as it was written is made again. Where none can be written, each is made anew.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import get_ident

from headway.identity import sha256_of_bytes
from headway.journey.definitions import table_definitions


def made_once(what: str, text: str, make: Callable[[], str]) -> str:
    """What ``make`` gives for the text, or gave before. Its errors are raised, and nothing is kept then.

    ``what`` names the kind, and its folder in the cache.
    """
    kept = cache_folder() / what / sha256_of_bytes(f"{_code()}\n{text}".encode())
    with suppress(OSError):
        digest, _, found = kept.read_bytes().partition(b"\n")
        if digest.decode(errors="replace") == sha256_of_bytes(found):
            return found.decode()
    made = make()
    beside = kept.with_name(f"{kept.name}.{os.getpid()}.{get_ident()}")
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(f"{sha256_of_bytes(made.encode())}\n{made}".encode())
        beside.replace(kept)
    return made


def cache_folder() -> Path:
    """Where Headway keeps what can be made again, for this user."""
    own = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    return Path(own or os.path.expanduser("~/.cache")) / "headway"  # noqa: PTH111 - Path.home() may raise


@cache
def _code() -> str:
    """The version of what makes: its code, the tables that a page may read, and the library that parses."""
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return sha256_of_bytes("\n".join([version("sqlglot"), repr(table_definitions()), *code]).encode())
