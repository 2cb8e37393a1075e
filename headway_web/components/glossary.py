"""The words that pages and packs use, from the first table of GLOSSARY.md."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.text import slugify

from headway.publish.say import Words, from_markdown

HERE = Path(__file__).parent
# Beside this module where Headway was installed from a wheel; at the head of the project where it was not.
PLACES = (HERE / "GLOSSARY.md", HERE.parents[1] / "GLOSSARY.md")
FIRST, SECOND = "## In pages and packs", "## In code and commands alone"


@dataclass(frozen=True)
class Word:
    """A word and what it means here. ``id`` is where the page of words has it."""

    term: str
    means: Words

    @property
    def id(self) -> str:
        """The word as an address can hold it."""
        return slugify(self.term)


@cache
def glossary() -> tuple[Word, ...]:
    """Every word of pages and packs, in the order of the alphabet."""
    text = next(path for path in PLACES if path.is_file()).read_text(encoding="utf-8")
    own = text.partition(FIRST)[2].partition(SECOND)[0]
    rows = [line.strip("| ").split(" | ") for line in own.splitlines() if line.startswith("| ")]
    return tuple(Word(term, from_markdown(means)) for term, means in rows[1:])


def some_words(*terms: str) -> tuple[Word, ...]:
    """These words, in this order. Raises KeyError for one that the glossary lacks."""
    by_term = {word.term: word for word in glossary()}
    return tuple(by_term[term] for term in terms)
