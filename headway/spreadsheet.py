"""What a spreadsheet may be given: no text in it is taken for a formula."""

from __future__ import annotations

from typing import Any

# What a spreadsheet takes for the start of a formula, and the signs before which it still looks for one.
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


def neutral(value: Any) -> Any:
    """The value for a spreadsheet: text that a spreadsheet would take for a formula is quoted."""
    if isinstance(value, str) and value.lstrip(" \ufeff")[:1] in FORMULA_SIGNS:
        return "'" + value
    return value
