"""How the publisher's files are laid out, as the definitions give it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, Field

from headway.catalogue import Strict, definitions_dir, read_yaml
from headway.comparators.csv_file import CsvFile, words_form
from headway.comparators.series import load_series
from headway.errors import DefinitionError


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class FigureColumn(Strict):
    """Where a series stands in a file: its column, and the rows that are of it."""

    series: str
    value: str
    numerator: str = ""
    denominator: str = ""
    where: Mapping[str, Words] = Field(default_factory=dict)

    def is_of(self, row: Mapping[str, str]) -> bool:
        """Whether the row is one of the series."""
        return all(
            words_form(row.get(column, "")) in {words_form(each) for each in words}
            for column, words in self.where.items()
        )


class Layout(Strict):
    """One publication's file: the columns by which it is known, and the series in it."""

    id: str
    title: str
    needs: tuple[str, ...]
    data_set: str = ""
    figures: tuple[FigureColumn, ...]

    def fits(self, file: CsvFile) -> bool:
        """Whether the file has every column by which the layout is known."""
        columns = {*self.needs, *(each.value for each in self.figures)}
        return columns <= set(file.headings)


class LayoutFile(Strict):
    """The whole of layouts.yaml."""

    layouts: tuple[Layout, ...]


@cache
def load_layouts() -> tuple[Layout, ...]:
    """The layouts that ship with Headway. Raises DefinitionError with the line for a series nobody knows."""
    text = read_yaml(definitions_dir() / "published" / "layouts.yaml")
    found = text.into(LayoutFile).layouts
    for at, layout in enumerate(found):
        for number, each in enumerate(layout.figures):
            if each.series not in load_series().by_id:
                where = text.where(("layouts", at, "figures", number, "series"))
                raise DefinitionError(
                    f"There is no published series '{each.series}'.", where, "Name one of series.csv."
                )
    return found
