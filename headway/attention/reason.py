"""A reason's page: which measure puts a child on the list, and what takes the child off."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from pydantic import Field, field_validator

from headway.catalogue import Strict, definitions_dir, read_page

FILLED_IN = ("reason", "due", "days", "kind", "since")


class ReasonFront(Strict):
    """What stands above a reason's question."""

    title: str = Field(description="The reason in a few words.")
    measure: str = Field(description="The stock measure whose rows put a child here.")
    met: bool = Field(description="Which answer of the measure puts a child here.")
    urgency: int = Field(ge=1, description="The written order of the list: 1 comes first.")
    words: str = Field(description="What is said of the child; {reason}, {due}, {days}, {kind}, {since} are filled in.")
    takes_off: str = Field(description="What takes the child off the list.")

    @field_validator("words")
    @classmethod
    def _only_what_is_filled_in(cls, words: str) -> str:
        unknown = [name for _, name, _, _ in Formatter().parse(words) if name is not None and name not in FILLED_IN]
        if unknown:
            wanted = ", ".join(f"{{{name}}}" for name in FILLED_IN)
            raise ValueError(f"'{{{unknown[0]}}}' is not filled in; use {wanted}")
        return words


@dataclass(frozen=True)
class Reason:
    """One reason; its id is the file's name."""

    id: str
    front: ReasonFront
    question: str
    text: str


def load_reasons(folder: Path | None = None) -> tuple[Reason, ...]:
    """Every reason, most urgent first. Raises DefinitionError with file and line for a page that is wrong."""
    paths = sorted((folder or definitions_dir() / "reasons").glob("*.md"))
    pages = [(path, read_page(path)) for path in paths]
    found = [Reason(path.stem, page.front.into(ReasonFront), page.question, page.words) for path, page in pages]
    return tuple(sorted(found, key=lambda reason: (reason.front.urgency, reason.id)))
