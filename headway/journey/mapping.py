"""Which cell of which list feeds which journey column, as the return's own definition says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from headway.journey.definitions import TableDefinition
from headway.store import LoadManifest


@dataclass(frozen=True)
class ReturnMap:
    """A return as the journey needs it: per list, in column order, the journey columns that each cell feeds.

    ``feeds["assessments"]["started_on"] == ("cin_assessments.started_on",)``; ``headings`` gives, per list, the column
    of each heading, by which the record of an older load names the columns that its file lacked.
    """

    return_name: str
    feeds: Mapping[str, Mapping[str, tuple[str, ...]]]
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def list_of(self, table: TableDefinition) -> str | None:
        """The list whose rows make the table, or None when this return cannot feed it."""
        targets = [f"{table.table}.{name}" for name in table.columns if name != "child_key"]
        for list_key, cells in self.feeds.items():
            if any(target in fed for fed in cells.values() for target in targets):
                return list_key
        return None

    def list_feeding(self, table: TableDefinition) -> str:
        """The same list, of a table that is known to be fed."""
        list_key = self.list_of(table)
        if list_key is None:
            raise KeyError(table.table)
        return list_key

    def lists_of(self, table: TableDefinition) -> tuple[str, ...]:
        """Every list that feeds a column of the table, in the table's own order of preference."""
        fed = [
            list_key
            for list_key, cells in self.feeds.items()
            if any(target.startswith(f"{table.table}.") for targets in cells.values() for target in targets)
        ]
        return tuple(sorted(fed, key=lambda key: table.order.index(key) if key in table.order else len(table.order)))

    def lacking(self, load: LoadManifest, list_key: str) -> tuple[str, ...]:
        """The columns of the list that the load's file did not have at all."""
        keys = load.missing_keys(list_key)
        if keys is not None:
            return keys
        columns = self.headings.get(list_key, {})
        return tuple(columns.get(name, name) for name in load.missing_columns(list_key))

    def cell_for(self, list_key: str, table: TableDefinition, column: str) -> str | None:
        """The cell of the list that fills a column: the one that feeds it, else the one that feeds what it copies."""
        cells = self.feeds[list_key]
        copied = table.columns[column].copy_of if column in table.columns else ""
        shared = f"{table.source}.{column}" if column == "child_key" else ""
        for target in (f"{table.table}.{column}", copied, shared):
            found = [key for key, targets in cells.items() if target and target in targets]
            if len(found) == 1:
                return found[0]
        return column if column in cells else None
