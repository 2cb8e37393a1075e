"""The layout of a return as its definition says: lists, columns, headings, types, and the journey columns they feed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Literal

from pydantic import Field

from headway.catalogue import Strict, definitions_dir, read_yaml

ANNEX_A = "annex_a"
EXTRACTS = ("child_contacts", "child_attendance", "child_names")
ColumnType = Literal["id", "text", "date", "integer", "code", "boolean", "postcode"]
PERSON_COLUMNS = frozenset({"child_key", "sex_code", "ethnicity_code", "born_on", "age_years"})
SHARED_COLUMNS = PERSON_COLUMNS | {"disability_code", "team_id", "worker_key", "family_key", "is_uasc"}


class ColumnLayout(Strict):
    """One column of a list: its heading, how else it is written, what it holds and what it feeds."""

    heading: str
    also: tuple[str, ...] = ()
    type: ColumnType
    codes: str = ""
    required: bool = False
    since: str = "2019"
    feeds: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading that the column is known by, in its plain form."""
        return tuple(dict.fromkeys(plain(heading) for heading in (self.heading, *self.also)))


class WindowLayout(Strict):
    """How far back the list reaches from its day, in months (0: the day itself)."""

    months: int
    words: str


class ListLayout(Strict):
    """One list of a return."""

    number: int
    title: str
    also: tuple[str, ...]
    grain: str
    window: WindowLayout
    columns: dict[str, ColumnLayout]

    def column_of(self, heading: str) -> str | None:
        """The column that a heading stands for, or None."""
        return self.by_heading.get(plain(heading))

    @cached_property
    def by_heading(self) -> Mapping[str, str]:
        """The column of each plain heading; of two columns that share one, the first."""
        return {name: key for key, column in reversed(self.columns.items()) for name in column.headings}

    @cached_property
    def names(self) -> frozenset[str]:
        """The plain sheet names that mean this list, besides its number."""
        return frozenset(plain(name) for name in (self.title, *self.also))

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns that belong to this list and not to every list."""
        return tuple(key for key in self.columns if key not in SHARED_COLUMNS)

    @property
    def later_columns(self) -> tuple[str, ...]:
        """The columns that the layout of August 2019 did not have."""
        return tuple(key for key, column in self.columns.items() if column.since != "2019")


class ReturnLayout(Strict):
    """A return: its lists by key, in order."""

    name: str = Field(alias="return")
    title: str
    issued_by: str
    lists: dict[str, ListLayout]

    @property
    def feeds(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Per list and column, the journey columns (``table.column``) that the cell feeds."""
        return {key: {name: column.feeds for name, column in each.columns.items()} for key, each in self.lists.items()}


@cache
def return_layout(name: str) -> ReturnLayout:
    """The layout of a return by its name. Raises DefinitionError with the line when the definition is wrong."""
    return read_yaml(definitions_dir() / "returns" / f"{name}.yaml").into(ReturnLayout)


def annex_a_layout() -> ReturnLayout:
    """The layout of Annex A."""
    return return_layout(ANNEX_A)


def return_layouts() -> tuple[ReturnLayout, ...]:
    """Every return that can be loaded: Annex A first, then the extracts that Headway asks for itself."""
    return tuple(return_layout(name) for name in (ANNEX_A, *EXTRACTS))


def return_title(name: str) -> str:
    """The title of a return; one that Headway has no layout of keeps its own name."""
    return next((each.title for each in return_layouts() if each.name == name), name)


def list_layout(list_key: str) -> ListLayout | None:
    """The layout of a list of whatever return has it; None for one that no return has now."""
    return next((each.lists[list_key] for each in return_layouts() if list_key in each.lists), None)


def list_title(list_key: str) -> str:
    """*List 4 (Assessments)* of Annex A; of an extract its title; a list that no layout knows keeps its own name."""
    found = list_layout(list_key)
    if found is None:
        return list_key
    return f"List {found.number} ({found.title})" if list_key in annex_a_layout().lists else found.title


def plain(heading: str) -> str:
    """A heading or sheet name without case, spaces, punctuation and quotes: *‘Missing’* and *'missing'* are one."""
    return re.sub(r"[^a-z0-9]", "", heading.casefold())
