"""Text that leaves Headway as a file for a spreadsheet."""

from __future__ import annotations

STARTS = ("=", "+", "-", "@", "\t", "\r")


def neutral(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula; a number stays a number."""
    if not text.startswith(STARTS):
        return text
    try:
        float(text)
    except ValueError:
        return f"'{text}"
    return text
