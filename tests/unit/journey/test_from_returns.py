"""From files of a return, through the store, to the journey: the real reader, the real typing."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from headway.journey import build_journey
from headway.returns import READER_VERSION, annex_a_layout, read_return
from headway.store import Store


class Council:
    """A council that hands in lists as CSV files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.con = duckdb.connect()
        self.store = Store(folder / "store")

    def hand_in(self, as_at: date, without: Sequence[str] = (), **lists: Sequence[Mapping[str, str]]) -> None:
        self.folder.joinpath(as_at.isoformat()).mkdir()
        paths = [self._write(as_at, list_key, rows, without) for list_key, rows in lists.items()]
        landed = read_return(self.con, paths, as_at=as_at, today=date(2026, 12, 1))
        self.store.append(
            self.con,
            tables=landed.list_keys,
            return_name=landed.return_name,
            sha256=landed.sha256,
            as_at=landed.as_at,
            as_at_basis=landed.as_at_basis,
            received_at=datetime(2026, 12, 1, tzinfo=UTC),
            received_by="a test",
            file_names=landed.file_names,
            reader_version=READER_VERSION,
            definition_version="1",
            report={"missing_columns": {each.list_key: list(each.missing_columns) for each in landed.lists}},
        )

    def _write(self, as_at: date, list_key: str, rows: Sequence[Mapping[str, str]], without: Sequence[str]) -> Path:
        layout = annex_a_layout().lists[list_key]
        columns = {key: column.heading for key, column in layout.columns.items() if key not in without}
        path = self.folder / as_at.isoformat() / f"List {layout.number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(columns.values())
            writer.writerows([row.get(key, "") for key in columns] for row in rows)
        return path


@pytest.fixture
def council(tmp_path: Path) -> Council:
    return Council(tmp_path)


def test_two_loads_of_plans_become_one_plan_with_its_visits(council: Council) -> None:
    plan = {"child_key": "007", "sex_code": "a) Female", "born_on": "01/02/2015", "started_on": "10/05/2026"}
    council.hand_in(
        date(2026, 6, 30), child_protection=[{**plan, "last_visited_on": "20/06/2026", "worker_key": "#N/A"}]
    )
    council.hand_in(
        date(2026, 7, 31), child_protection=[{**plan, "last_visited_on": "2026-07-20", "worker_key": "Ann"}]
    )
    journey = build_journey(council.con, council.store)
    journey.on_day([date(2026, 6, 30), date(2026, 7, 31)])
    con = council.con
    assert con.execute("SELECT child_key, born_on FROM journey.person").fetchall() == [("007", date(2015, 2, 1))]
    assert con.execute("SELECT started_on, first_listed_on, last_visited_on FROM journey.cp_plans").fetchall() == [
        (date(2026, 5, 10), date(2026, 6, 30), date(2026, 7, 20))
    ]
    assert con.execute("SELECT visited_on FROM journey.cp_visits ORDER BY 1").fetchall() == [
        (date(2026, 6, 20),), (date(2026, 7, 20),)]  # fmt: skip
    assert con.execute("SELECT day, worker_key, unreadable FROM journey.cp_plans_on_day ORDER BY 1").fetchall() == [
        (date(2026, 6, 30), None, ["worker_key"]), (date(2026, 7, 31), "Ann", [])]  # fmt: skip


def test_a_column_that_the_file_lacks_is_cannot_tell_and_not_blank(council: Council) -> None:
    council.hand_in(
        date(2026, 6, 30),
        without=["worker_key"],
        child_protection=[{"child_key": "c1", "started_on": "10/05/2026"}],
    )
    build_journey(council.con, council.store)
    assert council.con.execute("SELECT unreadable FROM journey.cp_plans").fetchall() == [(["worker_key"],)]


def test_every_column_that_a_sheet_row_fills_is_fed_by_the_return() -> None:
    """What the journey says comes from a sheet and what the return says it feeds are the same columns."""
    from headway.journey.definitions import table_definitions

    fed = {target for cells in annex_a_layout().feeds.values() for targets in cells.values() for target in targets}
    tables = table_definitions()
    wanted = {
        f"{table.table}.{name}"
        for table in tables.values()
        for name, column in table.columns.items()
        if column.knowledge in ("event", "state")
    }
    copies = {
        f"{table.table}.{name}"
        for table in tables.values()
        for name, c in table.columns.items()
        if "copy" in c.knowledge
    }
    assert wanted <= fed
    assert fed - wanted - copies == {"person.is_unborn"}
