"""The name of a file or a sheet as it may be shown: on one line, of readable length, without control signs."""

from __future__ import annotations

import unicodedata
from pathlib import Path

MOST_SHOWN = 100
MOST_PATH_SHOWN = 400
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(name: str | Path) -> str:
    """The name with ``�`` for what would move the cursor, turn the text round or cannot be written at all."""
    return _plain(name if isinstance(name, str) else name.name or str(name), MOST_SHOWN)


def shown_path(path: Path) -> str:
    """The whole path in the same way; the end is what tells two files apart, and is kept."""
    return _plain(str(path), MOST_PATH_SHOWN)


def _plain(text: str, most: int) -> str:
    plain = "".join("�" if unicodedata.category(sign) in _NOT_SHOWN else sign for sign in text)
    return plain if len(plain) <= most else f"{plain[: most // 2]}…{plain[-most // 2 + 1 :]}"
