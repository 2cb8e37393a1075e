"""A measure's definition as a reader of the manual has it: what it says of itself, its own words, its worked example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headway.measures import MeasurePage
from headway.measures.manual import EXAMPLE, checked_words, facts_of, words_of
from headway.publish.say import Words, capital, from_markdown


@dataclass(frozen=True)
class Block:
    """A paragraph, an item of a list, or a table of words."""

    words: Words = ()
    is_item: bool = False
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Section:
    """A part of the page: its heading, empty for the first, and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Definition:
    """The definition of one figure."""

    title: str
    version: str
    checked: str
    facts: Mapping[str, str]
    sections: tuple[Section, ...]
    example: tuple[Block, ...]


def definition_view(page: MeasurePage, part: str | None) -> Definition:
    """The definition of the page's figure."""
    own = [Section(title, blocks_of(text)) for title, text in words_of(page)]
    return Definition(
        title=page.title_of(part),
        version=page.version,
        checked=capital(checked_words(page)),
        facts={capital(name): words for name, words in facts_of(page).items() if name not in ("status", "groups")},
        sections=tuple(each for each in own if each.title != EXAMPLE),
        example=next((each.blocks for each in own if each.title == EXAMPLE), ()),
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs, items and tables of a page's text."""
    found: list[Block] = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.strip().splitlines()]
        if lines and all(line.startswith("|") for line in lines):
            heads, *rows = (_cells(line) for line in lines if set(line) - set("|-: "))
            found.append(Block(heads=heads, rows=tuple(rows)))
        elif lines and lines[0].startswith("- "):
            found += [Block(from_markdown(item), is_item=True) for item in "\n".join(lines)[2:].split("\n- ")]
        elif lines:
            found.append(Block(from_markdown(block)))
    return tuple(found)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))
