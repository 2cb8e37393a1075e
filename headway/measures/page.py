"""A measure's page as a typed thing: what is counted, by which standard, and its SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from headway.catalogue import Page, Strict, definitions_dir, nearest_names, read_page
from headway.errors import DefinitionError, UnknownNameError
from headway.identity import sha256_of_bytes

Shape = Literal["proportion", "count", "rate", "mean", "median", "split"]
Timing = Literal["flow", "stock", "cohort"]
Good = Literal["higher", "lower", "neither"]
Kind = Literal["working days", "calendar days", "months"]


class Standard(Strict):
    """How long something may take. A local one has no value here: the council gives it in policy.yaml."""

    value: int | None = None
    kind: Kind | None = None
    national: bool
    source: str


class LocalStandard(Strict):
    """A standard's value as given: a number and its kind."""

    value: int = Field(gt=0, description="How many.")
    kind: Kind = Field(description="Of what: working days, calendar days or months.")


class Parameter(Strict):
    """A number that a page's SQL uses and that is no length of time."""

    value: int
    national: bool
    source: str


class Part(Strict):
    """One figure of a page that has several."""

    title: str = ""
    shape: Shape | None = None
    counts_once: Literal["child"] | None = None
    benchmark: str = ""


class Consistency(Strict):
    """How far apart localities may be before it matters, in percentage points, agreed before looking."""

    tolerance: float = 5
    margin: float = 10


class FrontMatter(Strict):
    """What stands above a measure's question."""

    title: str
    catalogue: str
    shape: Shape
    timing: Timing
    unit: str
    good: Good
    facet: str
    areas: tuple[str, ...]
    themes: tuple[str, ...] = ()
    owner: str
    standards: dict[str, Standard] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    parts: dict[str, Part] = Field(default_factory=dict)
    counts_once: Literal["child"] | None = None
    lists: tuple[str, ...] = ()
    example: dict[str, LocalStandard | date] = Field(default_factory=dict)
    consistency: Consistency = Consistency()
    cannot_tell_limit: float = 10
    twin: str = ""
    benchmark: str = ""
    unreadable: dict[str, str] = Field(default_factory=dict)
    source: tuple[str, ...] = ()
    review_by: date
    status: Literal["published", "draft", "needs"]
    checked_by: str | None = None


@dataclass(frozen=True)
class MeasurePage:
    """One measure: its id is the file's name, its area the folder's."""

    id: str
    area: str
    front: FrontMatter
    page: Page

    @property
    def question(self) -> str:
        """The page's heading."""
        return self.page.question

    @property
    def sql(self) -> str:
        """The page's SQL as it stands there."""
        return self.page.sql[0]

    @cached_property
    def version(self) -> str:
        """A short hash of the whole page: another definition has another version."""
        return sha256_of_bytes(self.page.text.encode())[:12]

    @property
    def parts(self) -> tuple[str | None, ...]:
        """The names of the page's figures; one without a name where there is only one."""
        return tuple(self.front.parts) or (None,)

    def shape_of(self, part: str | None) -> Shape:
        """The shape of a figure."""
        found = self.front.parts[part].shape if part else None
        return found or self.front.shape

    def title_of(self, part: str | None) -> str:
        """The title of a figure."""
        found = self.front.parts[part].title if part else ""
        return found or self.front.title

    def counts_child_once(self, part: str | None) -> bool:
        """Whether a child counts once in a period, by the child's newest row in it."""
        found = self.front.parts[part].counts_once if part else None
        return (found or self.front.counts_once) == "child"

    def catalogue_of(self, part: str | None) -> str:
        """The catalogue id, with the part where there are several: LV02/19-21."""
        return f"{self.front.catalogue}/{part}" if part else self.front.catalogue

    def name_of(self, part: str | None) -> str:
        """The measure's id, with the part where there are several."""
        return f"{self.id}/{part}" if part else self.id


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
    pages = [read_measure(path) for path in sorted(root.rglob("*.md"))]
    return MeasureCatalogue(tuple(pages))


def read_measure(path: Path) -> MeasurePage:
    """One measure page. Raises DefinitionError when its front matter is wrong or it has not one block of SQL."""
    page = read_page(path)
    front: Any = page.front.into(FrontMatter)
    if len(page.sql) != 1:
        raise DefinitionError(
            f"{path.name} has {len(page.sql)} blocks of SQL.", f"{path.name}.", "A measure's page has exactly one."
        )
    return MeasurePage(id=page.name, area=path.parent.name, front=front, page=page)
