"""The pages of a folder as measures, and the measure that a name means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headway.catalogue import definitions_dir, nearest_names, read_page
from headway.errors import DefinitionError, UnknownNameError
from headway.measures.page import FrontMatter, MeasurePage
from headway.measures.sql_check import check_sql


@dataclass(frozen=True)
class MeasureCatalogue:
    """Every measure, in the order of areas and ids."""

    pages: tuple[MeasurePage, ...]

    def page(self, name: str) -> MeasurePage:
        """The page of an id, a catalogue id, or either with a part. Raises UnknownNameError with the nearest names."""
        return self.figure(name)[0]

    def figure(self, name: str) -> tuple[MeasurePage, str | None]:
        """The page and the part that a name means; the part is None where the name leaves it open."""
        wanted = name.strip().lower()
        for page in self.pages:
            if wanted in (page.id.lower(), page.front.catalogue.lower()):
                return page, None
            for part in page.parts:
                if wanted in (page.name_of(part).lower(), page.catalogue_of(part).lower()):
                    return page, part
        near = nearest_names(name, [known for page in self.pages for known in self.names_of(page)])
        raise UnknownNameError(
            f"There is no measure '{name}'.",
            "headway measure --list shows every measure.",
            f"Did you mean {near}?" if near else "",
        )

    @staticmethod
    def names_of(page: MeasurePage) -> list[str]:
        """Every name by which the page or one of its figures may be called."""
        parts = [name for part in page.parts for name in (page.name_of(part), page.catalogue_of(part))]
        return list(dict.fromkeys([page.id, page.front.catalogue, *parts]))


def load_measures(folder: Path | None = None) -> MeasureCatalogue:
    """Every measure page below the folder, or those that ship with Headway. DefinitionError names file and line."""
    root = folder or definitions_dir() / "measures"
    pages = tuple(read_measure(path) for path in sorted(root.rglob("*.md")))
    for at, page in enumerate(pages):
        for other in pages[:at]:
            if other.id == page.id or other.front.catalogue == page.front.catalogue:
                raise DefinitionError(
                    f"Two pages are called {page.id} or {page.front.catalogue}.",
                    f"{other.page.path} and {page.page.path}.",
                    "A name and a catalogue id belong to one page; several figures are parts of it.",
                )
    return MeasureCatalogue(pages)


def read_measure(path: Path) -> MeasurePage:
    """One measure page, checked. Raises DefinitionError with file and line for a wrong field or a wrong piece of SQL."""
    page = read_page(path)
    front: Any = page.front.into(FrontMatter)
    if len(page.sql) != 1:
        raise DefinitionError(
            f"{path.name} has {len(page.sql)} blocks of SQL.", f"{path.name}.", "A measure's page has exactly one."
        )
    found = MeasurePage(id=page.name, area=path.parent.name, front=front, page=page)
    check_sql(found)
    return found
