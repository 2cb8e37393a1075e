"""The pages of a folder as measures, and the measure that a name means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headway.catalogue import Page, definitions_dir, nearest_names, read_page
from headway.errors import DefinitionError, RefusedError, UnknownNameError
from headway.measures.check_once import check_once
from headway.measures.page import CataloguePage, FrontMatter, MeasurePage, NeedsFront, NeedsPage


@dataclass(frozen=True)
class LeftOut:
    """A council's own page that is wrong: it stops only who asks for it."""

    path: Path
    error: DefinitionError

    @property
    def words(self) -> str:
        """Which page, which line and what is wrong, in one line."""
        where = self.error.where.splitlines()[0]
        return f"Left out, measures/{self.path.parent.name}/{self.path.name}: {self.error.what} {where}"

    def is_called(self, name: str) -> bool:
        """Whether a name, with or without a part, means this page: its file's name or the catalogue id it gives."""
        text = self.path.read_text(encoding="utf-8", errors="replace")
        given = re.search(r"^catalogue:\s*['\"]?([\w-]+)", text, re.MULTILINE)
        own = {self.path.stem.lower(), given.group(1).lower() if given else ""}
        return name.strip().lower().split("/")[0] in own


@dataclass(frozen=True)
class MeasureCatalogue:
    """Every measure, in the order of areas and ids: ``pages`` are worked out, ``needed`` wait for another return.

    ``left_out`` are a council's own pages that are wrong.
    """

    pages: tuple[MeasurePage, ...]
    needed: tuple[NeedsPage, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def every(self) -> tuple[CataloguePage, ...]:
        """All of them, in the order of areas and ids."""
        return tuple(sorted([*self.pages, *self.needed], key=lambda page: (page.area, page.id)))

    def page(self, name: str) -> MeasurePage:
        """The page of an id, a catalogue id, or either with a part. Raises UnknownNameError with the nearest names."""
        return self.figure(name)[0]

    def figure(self, name: str) -> tuple[MeasurePage, str | None]:
        """The page and the part that a name means; the part is None where the name leaves it open.

        Raises RefusedError, with what it needs, for a measure that waits for another return.
        """
        page, part = self.described(name)
        if isinstance(page, NeedsPage):
            raise RefusedError(
                f"{page.front.title} ({page.front.catalogue}) cannot be worked out yet.",
                f"It {page.front.needs.words}.",
                "headway measures list shows what each measure needs.",
            )
        assert isinstance(page, MeasurePage)
        return page, part

    def described(self, name: str) -> tuple[CataloguePage, str | None]:
        """The same for any page, also one that waits. Raises UnknownNameError with the nearest names.

        Raises the DefinitionError of a page that is left out.
        """
        found = self._known(name)
        if found:
            return found
        if wrong := self.left_out_as(name):
            raise wrong.error
        near = nearest_names(name, [known for page in self.pages for known in page.names])
        raise UnknownNameError(
            f"There is no measure '{name}'.",
            "'headway measures list' shows every measure.",
            f"Did you mean {near}?" if near else "Name one of those.",
        )

    def left_out_as(self, name: str) -> LeftOut | None:
        """The page that a name means when it is one that is left out."""
        return None if self._known(name) else next((each for each in self.left_out if each.is_called(name)), None)

    def _known(self, name: str) -> tuple[CataloguePage, str | None] | None:
        wanted = name.strip().lower()
        for page in (*self.pages, *self.needed):
            if wanted in (page.id.lower(), page.front.catalogue.lower()):
                return page, None
            for part in page.parts:
                if wanted in (page.name_of(part).lower(), page.catalogue_of(part).lower()):
                    return page, part
        return None


def load_measures(folder: Path | None = None, *, own: Path | None = None) -> MeasureCatalogue:
    """Every measure page below the folder, or those that ship with Headway, and a council's own below ``own``.

    Raises DefinitionError with file and line for a page that is wrong, or whose name another page has. One of the council's
    own is left out instead, so that the others can be used.
    """
    root = folder or definitions_dir() / "measures"
    found: list[CataloguePage] = [read_page_of_measure(path) for path in sorted(root.rglob("*.md"))]
    for error in of_one_name(found):
        raise error
    left_out = []
    for path in sorted(own.rglob("*.md")) if own else ():
        try:
            page = read_page_of_measure(path)
        except DefinitionError as error:
            left_out.append(LeftOut(path, error))
            continue
        clash = next((error for other in found for error in of_one_name((other, page))), None)
        if clash:
            left_out.append(LeftOut(path, clash))
        else:
            found.append(page)
    return MeasureCatalogue(
        tuple(page for page in found if isinstance(page, MeasurePage)),
        tuple(page for page in found if isinstance(page, NeedsPage)),
        tuple(left_out),
    )


def of_one_name(pages: Sequence[CataloguePage]) -> Iterator[DefinitionError]:
    """An error for every two pages that share their name or their catalogue id."""
    for page, other in ((page, other) for at, page in enumerate(pages) for other in pages[:at]):
        if page.id == other.id or page.front.catalogue == other.front.catalogue:
            yield DefinitionError(
                f"Two pages are called {page.id} or {page.front.catalogue}.",
                " and ".join(f"{each.page.path}, line {each.page.line_of('catalogue:')}" for each in (other, page))
                + ".",
                "A name and a catalogue id belong to one page; several figures are parts of it.",
            )


def read_page_of_measure(path: Path) -> MeasurePage | NeedsPage:
    """One page of the catalogue, checked. Raises DefinitionError with file and line for a wrong field or SQL."""
    found = path.stat()
    return _read_as_written(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=1024)
def _read_as_written(path: Path, written_at: int, size: int) -> MeasurePage | NeedsPage:
    """The page as last written: reading and checking all of them takes seconds, and a program opens many counties."""
    page = read_page(path)
    if page.front.value.get("status") != "needs":
        return _worked_out(page)
    front = page.front.into(NeedsFront)
    if page.sql:
        raise DefinitionError(
            f"{path.name} has SQL and says that it needs {front.needs.return_}.",
            f"{path.name}.",
            "A page that waits for another return has none; one that is worked out says status: published.",
        )
    return NeedsPage(id=page.name, area=path.parent.name, front=front, page=page)


def read_measure(path: Path) -> MeasurePage:
    """The page of a measure that is worked out, checked. Raises DefinitionError with file and line."""
    return _worked_out(read_page(path))


def _worked_out(page: Page) -> MeasurePage:
    front = page.front.into(FrontMatter)
    name = page.path.name
    if len(page.sql) != 1:
        raise DefinitionError(
            f"{name} has {len(page.sql)} blocks of SQL.", f"{name}.", "A measure's page has exactly one."
        )
    found = MeasurePage(id=page.name, area=page.path.parent.name, front=front, page=page)
    check_once(found)
    return found
