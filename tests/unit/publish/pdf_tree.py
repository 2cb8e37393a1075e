"""A PDF's tag tree, read by itself: what a screen reader is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One element: its kind, the kinds above it, its attributes and those within it."""

    kind: str
    above: tuple[str, ...]
    alt: str
    attributes: dict[str, str]
    inside: tuple[Tag, ...]

    def all(self) -> Iterator[Tag]:
        """Itself and everything within it, in reading order."""
        yield self
        for each in self.inside:
            yield from each.all()


def read_tags(path: Path) -> list[Tag]:
    """Every element of the file, in reading order."""
    with pikepdf.open(path) as pdf:
        root = pdf.Root.StructTreeRoot
        return [tag for kid in _kids(root) for tag in _tag(kid, ()).all()]


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements within an element; marked content and links' objects are left out."""
    found = element.get("/K")
    kids = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _tag(element: pikepdf.Object, above: tuple[str, ...]) -> Tag:
    kind = str(element.S).removeprefix("/")
    given = element.get("/A", pikepdf.Array())
    sets = list(given) if isinstance(given, pikepdf.Array) else [given]
    attributes = {str(k).removeprefix("/"): str(v) for each in sets for k, v in each.items()}
    inside = tuple(_tag(kid, (*above, kind)) for kid in _kids(element))
    return Tag(kind, above, str(element.get("/Alt", "")), attributes, inside)
