"""The nearest names to one that does not exist, for *did you mean*."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest_names(name: str, known: Iterable[str], most: int = 3) -> str:
    """Up to three known names like this one, as words (*a, b or c*), or nothing when none is near."""
    by_lower = {other.lower(): other for other in known}
    found = [by_lower[match] for match in get_close_matches(name.lower(), by_lower, n=most, cutoff=0.5)]
    if len(found) < 2:
        return "".join(found)
    return ", ".join(found[:-1]) + " or " + found[-1]
