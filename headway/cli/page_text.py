"""A measure's page in a terminal: words without marks, wrapped, and tables in columns that fit."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

LEAST_COLUMN, ROOM, MANY = 6, 10, 9
"""No column is narrower; of many columns none is narrower than a date."""
GAP = "  "


def plain(text: str) -> str:
    """Markdown without its marks: bold, emphasis, code and the address of a link."""
    bare = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    bare = re.sub(r"\*\*(.+?)\*\*", r"\1", bare, flags=re.DOTALL)
    return re.sub(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])", r"\1", bare, flags=re.DOTALL).replace("`", "")


def text_lines(text: str, width: int) -> list[str]:
    """The lines of a piece of Markdown, none wider than ``width`` but for what cannot be parted."""
    lines: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        rows = block.splitlines()
        if rows[0].lstrip().startswith("|"):
            cells = [[plain(cell).strip() for cell in row.strip().strip("|").split("|")] for row in rows]
            lines += ["", *table_lines(cells[0], cells[2:], width)]
        else:
            lines += ["", *(line for each in _paragraphs(rows) for line in _wrapped(plain(each), width))]
    return lines[1:]


def fact_lines(facts: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Names and what is said of them in two columns."""
    deep = max(len(name) for name, _ in facts) + len(GAP)
    return [
        line
        for name, words in facts
        for line in textwrap.wrap(
            words, width, initial_indent=name.ljust(deep), subsequent_indent=" " * deep, break_on_hyphens=False
        )
    ]


def table_lines(headings: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table whose widest columns are wrapped until it fits the width; of too many columns, a block for each row."""
    natural = [max(len(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
    most = max(natural)
    while most > LEAST_COLUMN and sum(min(each, most) for each in natural) + len(GAP) * (len(natural) - 1) > width:
        most -= 1
    widths = [min(each, most) for each in natural]
    if sum(widths) + len(GAP) * (len(natural) - 1) > width or (most < ROOM and len(natural) > MANY):
        blocks = ([(head, cell) for head, cell in zip(headings, row, strict=True) if cell] for row in rows)
        return [line for block in blocks for line in ("", *fact_lines(block, width))][1:]
    told = [_row(headings, widths), [GAP.join("-" * each for each in widths)], *(_row(row, widths) for row in rows)]
    return [line for row in told for line in row]


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [_parted(cell, width) for cell, width in zip(cells, widths, strict=True)]
    deep = max(len(each) for each in parts)
    return [
        GAP.join(
            (part[at] if at < len(part) else "").ljust(width) for part, width in zip(parts, widths, strict=True)
        ).rstrip()
        for at in range(deep)
    ]


def _parted(cell: str, width: int) -> list[str]:
    """The cell in lines: parted at spaces, and a long name after an underscore or a hyphen."""
    lines = [""]
    for piece in re.findall(r"\s+|[^\s_-]+[_-]?|[_-]", cell):
        for part in textwrap.wrap(piece, width) or [" "]:
            if len((lines[-1] + part).rstrip()) > width:
                lines[-1] = lines[-1].rstrip()
                lines.append("")
            lines[-1] += part if lines[-1] or part.strip() else ""
    return lines


def _paragraphs(rows: Sequence[str]) -> list[str]:
    """Lines that belong together in one; each item of a list begins its own."""
    found: list[str] = []
    for row in rows:
        if found and not re.match(r"\s*([-*]|\d+\.)\s", row):
            found[-1] += f" {row.strip()}"
        else:
            found.append(row.strip())
    return found


def _wrapped(text: str, width: int) -> list[str]:
    mark = re.match(r"([-*]|\d+\.)\s", text)
    return textwrap.wrap(
        text, width, subsequent_indent=" " * len(mark.group(0)) if mark else "", break_on_hyphens=False
    )
