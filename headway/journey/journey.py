"""The journey as the measures ask it: tables in ``journey``, what the loads cover, and any day's state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

import duckdb

from headway.catalogue import nearest_names
from headway.errors import UnknownNameError
from headway.identity import LoadId
from headway.journey.coverage import Stretch, covered_stretches
from headway.journey.definitions import TableDefinition, table_definitions, tables_not_fed
from headway.journey.findings import FindingCount, count_findings
from headway.journey.on_day import build_on_day, state_days
from headway.side_by_side import side_by_side

STATE_DAYS = 45


@dataclass(frozen=True)
class JourneyLoad:
    """A load that the journey is built from."""

    load_id: LoadId
    as_at: date
    received_at: datetime
    is_far_from_its_dates: bool = False


@dataclass(frozen=True)
class Journey:
    """The children's journey in ``con``, schema ``journey``, as at the newest load in effect.

    ``held`` gives per table the as-at days of the loads that held its list; ``coverage_given`` replaces, per table,
    what those loads cover (for tables that a test fills itself).
    """

    con: duckdb.DuckDBPyConnection
    as_at: date
    loads: tuple[JourneyLoad, ...]
    definition_version: str
    held: Mapping[str, tuple[date, ...]]
    coverage_given: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)

    @property
    def is_far(self) -> bool:
        """Whether no date of any load is near that load's day, so that the loads speak of no day at all."""
        return all(load.is_far_from_its_dates for load in self.loads)

    def coverage(self, table: str) -> tuple[Stretch, ...]:
        """The inclusive stretches of days covered by loads that held the table's list, merged, oldest first."""
        if table in self.coverage_given:
            return self.coverage_given[table]
        definition = self._definition(table)
        return covered_stretches(definition, self.held.get(table, ())) if definition else ()

    def on_day(self, days: Sequence[date], most_days: int = STATE_DAYS, tables: Collection[str] | None = None) -> None:
        """Makes ``journey.<table>_on_day`` anew with the rows open on each day, for the tables named or for all.

        State is read from the newest load at or before the day, at most ``most_days`` old: else the day has no rows.
        """
        wanted = [
            each for each in table_definitions().values() if each.on_day and (tables is None or each.table in tables)
        ]

        def build(own: duckdb.DuckDBPyConnection, table: TableDefinition) -> None:
            build_on_day(own, table, state_days(self.held.get(table.table, ()), sorted(set(days)), most_days))

        wanted.sort(key=lambda each: not each.undecided)  # most rows stay open there: the longest begins first
        side_by_side(self.con, [partial(build, table=table) for table in wanted])

    def state_on(self, table: str, day: date, most_days: int = STATE_DAYS) -> date | None:
        """The as-at day of the load that the table's state on the day is read from; None when none is near enough."""
        self._definition(table)
        return state_days(self.held.get(table, ()), [day], most_days)[day]

    def findings(self) -> tuple[FindingCount, ...]:
        """What the rows say against themselves, counted by table and kind; no row and no value."""
        return count_findings(self.con)

    def why_empty(self, table: str) -> str | None:
        """What would feed a table that no return feeds yet, or None when the table is fed."""
        self._definition(table)
        return tables_not_fed().get(table)

    def _definition(self, table: str) -> TableDefinition | None:
        found = table_definitions().get(table)
        if found is None and table not in tables_not_fed():
            near = nearest_names(table, [*table_definitions(), *tables_not_fed()])
            raise UnknownNameError(
                f"The journey has no table '{table}'.",
                "headway/definitions/journey holds its tables.",
                f"Did you mean {near}?" if near else "Name one of them.",
            )
        return found
