"""Everything that is wrong with the pages of a folder, each with its file and line: nothing of it is taken in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from headway.errors import DefinitionError
from headway.measures.load import read_page_of_measure
from headway.measures.page import CataloguePage, MeasurePage
from headway.measures.worked_example import run_example


@dataclass(frozen=True)
class Wrong:
    """One thing to put right: what, in which file and line, and what to do."""

    what: str
    where: str
    todo: str


@dataclass(frozen=True)
class Checked:
    """The pages that could be read and what is wrong with them or with those that could not."""

    pages: tuple[CataloguePage, ...]
    wrong: tuple[Wrong, ...]


def check_pages(paths: Sequence[Path]) -> Checked:
    """Reads each page, runs its worked example, and looks for names that two pages have or that no page has."""
    pages: list[CataloguePage] = []
    wrong: list[Wrong] = []
    for path in paths:
        try:
            pages.append(read_page_of_measure(path))
        except DefinitionError as error:
            wrong.append(Wrong(error.what, error.where, error.todo))
    for page in pages:
        if isinstance(page, MeasurePage):
            wrong += _example(page)
    return Checked(tuple(pages), (*wrong, *_names(pages)))


def _example(page: MeasurePage) -> Iterable[Wrong]:
    name, line = page.page.path.name, _line_of_example(page)
    try:
        result = run_example(page)
    except DefinitionError as error:
        yield Wrong(error.what, error.where, error.todo)
        return
    if not result.expected:
        yield Wrong(
            f"The worked example of {name} expects no rows.", f"{name}, line {line}.", "Add the rows that are to come."
        )
    elif not result.holds:
        lost = [row for row in result.expected if row not in result.found]
        extra = [row for row in result.found if row not in result.expected]
        rows = "; ".join([f"expected {_row(row)}" for row in lost] + [f"found {_row(row)}" for row in extra])
        rows = rows or "a row comes twice or has no reason"
        yield Wrong(
            f"The worked example of {name} does not come out: {rows}.",
            f"{name}, line {line}.",
            "Correct the SQL or the rows that are expected, whichever the page's words say is wrong.",
        )


def _names(pages: Sequence[CataloguePage]) -> Iterable[Wrong]:
    ids = {page.id for page in pages}
    for at, page in enumerate(pages):
        for other in pages[:at]:
            if page.id == other.id or page.front.catalogue == other.front.catalogue:
                yield Wrong(
                    f"Two pages are called {page.id} or {page.front.catalogue}.",
                    f"{other.page.path}, line {_line(other, 'catalogue:')}, "
                    f"and {page.page.path}, line {_line(page, 'catalogue:')}.",
                    "A name and a catalogue id belong to one page; several figures are parts of it.",
                )
        if isinstance(page, MeasurePage):
            for field, name in (("twin", page.front.twin), ("open_twin", page.front.open_twin)):
                if name and name not in ids:
                    yield Wrong(
                        f"There is no page {name}, which {page.page.path.name} names as its {field}.",
                        f"{page.page.path.name}, line {_line(page, f'{field}:')}.",
                        "Name a page that is there.",
                    )


def _row(cells: Sequence[str]) -> str:
    return "(" + ", ".join(cell or "blank" for cell in cells) + ")"


def _line_of_example(page: MeasurePage) -> int:
    return page.page.tables[-1].line if page.page.tables else _line(page, "## Worked example")


def _line(page: CataloguePage, begins: str) -> int:
    lines = page.page.text.splitlines()
    return next((number for number, text in enumerate(lines, start=1) if text.startswith(begins)), 1)
