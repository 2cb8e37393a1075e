"""The journey's tables as they are defined: one YAML each, typed here."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field

from headway.catalogue import Strict, definition_version, definitions_dir, read_yaml

ColumnType = Literal["text", "date", "code", "boolean", "integer", "postcode"]
Knowledge = Literal["event", "state", "copy", "copy state", "derived"]
SQL_TYPES: Mapping[str, str] = {
    "text": "VARCHAR",
    "date": "DATE",
    "code": "VARCHAR",
    "boolean": "BOOLEAN",
    "integer": "INTEGER",
    "postcode": "VARCHAR",
}
LINEAGE: Mapping[str, str] = {
    "row_id": "VARCHAR",
    "load_id": "VARCHAR",
    "as_at_on": "DATE",
    "first_listed_on": "DATE",
    "occurrence": "INTEGER",
    "is_withdrawn": "BOOLEAN",
    "unreadable": "VARCHAR[]",
}


class Column(Strict):
    """One column: what it holds, how its knowledge is used, and the SSD column that it stands for."""

    type: ColumnType
    knowledge: Knowledge
    codes: str = ""
    ssd: str = ""
    copy_of: str = ""
    note: str = ""
    not_stated: tuple[str, ...] = ()
    as_given_for: str = ""
    read_from_load: bool = False

    @property
    def is_state(self) -> bool:
        """Whether, on a past day, the cell is read from that day's load and not from the newest."""
        return self.knowledge in ("state", "copy state") or self.read_from_load


class Window(Strict):
    """A load covers the days of ``columns`` after its as-at day minus ``months``, up to its as-at day."""

    columns: tuple[str, ...]
    months: int


class Absence(Strict):
    """What it means that a newer load does not list a row: which rows are withdrawn, which have left the list."""

    withdrawn: Literal[
        "never",
        "inside the window",
        "closed inside the window, with no newer row of the child",
        "with its enquiries",
        "an earlier date later",
        "unfinished, with another decision of the child",
    ]
    left: Literal["never", "open", "undecided", "unfinished"]


class ClosedStatus(Strict):
    """A status that says closed, whatever the closing date says."""

    column: str
    code: str


class ShortBreaks(Strict):
    """Codes that take a row out of every looked-after measure."""

    column: str
    codes: tuple[str, ...]


class Turns(Strict):
    """Several dated cells of one sheet row turned into rows, each with its own code."""

    into: str
    cells: dict[str, str] = Field(alias="from")


class TableDefinition(Strict):
    """One journey table."""

    table: str
    grain: str
    kind: Literal["register", "event", "period", "latest only", "picture", "derived"]
    identity: tuple[str, ...]
    repeats: Literal["number", "keep one", "one row"]
    absence: Absence
    absence_words: str
    about: str
    columns: dict[str, Column]
    window: Window | None = None
    keeps: tuple[Literal["open", "latest end", "most dates"], ...] = ()
    begins: str = ""
    ends: str = ""
    undecided: str = ""
    latest: str = ""
    source: str = ""
    service: str = ""
    closed_status: ClosedStatus | None = None
    short_breaks: ShortBreaks | None = None
    fixed: dict[str, bool] = Field(default_factory=dict)
    turns: Turns | None = None
    order: tuple[str, ...] = ()
    on_day: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether its rows are the rows of one list, as they stand; the other tables are worked out from those."""
        return self.kind in ("event", "period", "picture") and not self.source

    @property
    def state_columns(self) -> tuple[str, ...]:
        """The columns that are true on the day of their load and on no other."""
        if self.kind == "picture":
            return ()
        return tuple(name for name, column in self.columns.items() if column.is_state)

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns that a sheet row fills: all but the derived and the fixed ones."""
        return tuple(name for name, column in self.columns.items() if column.knowledge != "derived")

    def sql_type(self, column: str) -> str:
        """The DuckDB type of a column, own or lineage."""
        return LINEAGE[column] if column in LINEAGE else SQL_TYPES[self.columns[column].type]


class NotFed(Strict):
    """Tables that no return read so far can feed, with what would."""

    not_fed: dict[str, str]


@cache
def table_definitions() -> Mapping[str, TableDefinition]:
    """Every fed journey table by name. Raises DefinitionError with file and line."""
    folder = definitions_dir() / "journey"
    found = [read_yaml(path).into(TableDefinition) for path in sorted(folder.glob("*.yaml")) if path.stem != "not_fed"]
    return {each.table: each for each in found}


@cache
def tables_not_fed() -> Mapping[str, str]:
    """The tables that stay empty, each with what would feed it."""
    return read_yaml(definitions_dir() / "journey" / "not_fed.yaml").into(NotFed).not_fed


def journey_version() -> str:
    """A short hash of the journey's definitions and of the returns' mapping to them."""
    return definition_version("journey", "returns", "codelists")
