"""Everything that is wrong with the pages of a folder, each with its file and line: nothing of it is taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from headway.errors import DefinitionError
from headway.measures.load import of_one_name, read_page_of_measure
from headway.measures.page import CataloguePage, MeasurePage
from headway.measures.worked_example import run_example


@dataclass(frozen=True)
class Checked:
    """The pages that could be read, and what is wrong with them or with those that could not."""

    pages: tuple[CataloguePage, ...]
    wrong: tuple[DefinitionError, ...]


def check_pages(paths: Sequence[Path], beside: Sequence[Path] = ()) -> Checked:
    """Reads each page, runs its worked example, and looks for names that two pages have or that no page has.

    The pages ``beside`` are read for their names only: what else is wrong with them is not looked for.
    """
    pages: list[CataloguePage] = []
    wrong: list[DefinitionError] = []
    for path in paths:
        try:
            pages.append(read_page_of_measure(path))
        except DefinitionError as error:
            wrong.append(error)
    for page in pages:
        if isinstance(page, MeasurePage):
            wrong += _example(page)
    others = list(_readable(beside))
    clashes = (error for page in pages for other in others for error in of_one_name((other, page)))
    return Checked(tuple(pages), (*wrong, *of_one_name(pages), *clashes, *_no_page(pages, others)))


def _readable(paths: Sequence[Path]) -> Iterator[CataloguePage]:
    for path in paths:
        with suppress(DefinitionError):
            yield read_page_of_measure(path)


def _example(page: MeasurePage) -> Iterator[DefinitionError]:
    name, where = page.page.path.name, f"{page.page.path.name}, line {_line_of_example(page)}."
    try:
        result = run_example(page)
    except DefinitionError as error:
        yield error
        return
    if not result.expected:
        yield DefinitionError(f"The worked example of {name} expects no rows.", where, "Add the rows that are to come.")
    elif not result.holds:
        lost = [row for row in result.expected if row not in result.found]
        extra = [row for row in result.found if row not in result.expected]
        rows = "; ".join([f"expected {_row(row)}" for row in lost] + [f"found {_row(row)}" for row in extra])
        rows = rows or "a row comes twice or has no reason"
        yield DefinitionError(
            f"The worked example of {name} does not come out: {rows}.",
            where,
            "Correct the SQL or the rows that are expected, whichever the page's words say is wrong.",
        )


def _no_page(pages: Sequence[CataloguePage], others: Sequence[CataloguePage]) -> Iterator[DefinitionError]:
    ids = {page.id for page in (*pages, *others)}
    for page in (each for each in pages if isinstance(each, MeasurePage)):
        guards = (("guards", name) for name in page.front.guards)
        for field, name in (("twin", page.front.twin), ("open_twin", page.front.open_twin), *guards):
            if name and name not in ids:
                yield DefinitionError(
                    f"There is no page {name}, which {page.page.path.name} names as its {field}.",
                    f"{page.page.path.name}, line {page.page.line_of(f'{field}:')}.",
                    "Name a page that is there.",
                )


def _row(cells: Sequence[str]) -> str:
    return "(" + ", ".join(cell or "blank" for cell in cells) + ")"


def _line_of_example(page: MeasurePage) -> int:
    return page.page.tables[-1].line if page.page.tables else page.page.line_of("## Worked example")
