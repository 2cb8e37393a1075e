"""Words with weight: what the page and the PDF both print, so that they never differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

Run = tuple[str, str]
Words = tuple[Run, ...]

PLAIN, BOLD, ITALIC, SMALL = "", "b", "i", "s"
MARKUP = re.compile(r"\*\*(.+?)\*\*|(?<!\*)\*(?!\*)(.+?)\*|`(.+?)`")


def say(*parts: str | Run) -> Words:
    """Words from plain text and weighted runs; empty ones are left out."""
    runs = ((PLAIN, part) if isinstance(part, str) else part for part in parts)
    return tuple(run for run in runs if run[1])


def bold(text: str) -> Run:
    """A run in bold."""
    return BOLD, text


def italic(text: str) -> Run:
    """A run in italics."""
    return ITALIC, text


def small(text: str) -> Run:
    """A run in the second colour, smaller."""
    return SMALL, text


def plain_text(words: Words) -> str:
    """The words without their weight."""
    return "".join(text for _, text in words)


def from_markdown(text: str) -> Words:
    """A paragraph of a definition's page: its bold and italics kept, code as plain words."""
    runs: list[Run] = []
    end = 0
    line = " ".join(text.split())
    for found in MARKUP.finditer(line):
        runs.append((PLAIN, line[end : found.start()]))
        strong, light, code = found.groups()
        runs.append((BOLD, strong) if strong else (ITALIC, light) if light else (PLAIN, code))
        end = found.end()
    runs.append((PLAIN, line[end:]))
    return say(*runs)


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: *1 child*, *1,204 children*."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def initials(names: Iterable[str]) -> dict[str, str]:
    """The fewest first letters that tell the names apart: N, E, S, W."""
    known = list(names)
    found = {}
    for name in known:
        for size in range(1, len(name) + 1):
            if sum(other[:size].lower() == name[:size].lower() for other in known) == 1:
                break
        found[name] = name[:size]
    return found
