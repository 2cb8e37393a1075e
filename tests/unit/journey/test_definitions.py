"""The journey's definitions: every table well formed, every name one that exists, every table made with its types."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from headway.journey import ReturnMap, empty_journey, journey_over
from headway.journey.definitions import LINEAGE, TableDefinition, table_definitions, tables_not_fed

TABLES = list(table_definitions().values())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table)
def test_every_column_a_table_names_is_its_own(table: TableDefinition) -> None:
    named = [
        *table.identity, table.begins, table.ends, table.undecided, table.latest, *table.fixed,
        *(table.window.columns if table.window else ()),
        *([table.closed_status.column] if table.closed_status else []),
        *([table.short_breaks.column] if table.short_breaks else []),
        *([table.turns.into] if table.turns else []),
        *(column.as_given_for for column in table.columns.values()),
    ]  # fmt: skip
    assert not {name for name in named if name} - set(table.columns) - set(LINEAGE)
    assert not set(table.columns) & set(LINEAGE)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table)
def test_every_copy_and_source_exists(table: TableDefinition) -> None:
    for column in table.columns.values():
        if column.copy_of:
            other, _, name = column.copy_of.partition(".")
            assert name in table_definitions()[other].columns
    assert not table.source or table_definitions()[table.source].is_listed


def test_twenty_two_tables_are_fed_and_the_others_say_what_would_feed_them() -> None:
    assert len(TABLES) == 22
    assert len(tables_not_fed()) == 27
    assert not set(tables_not_fed()) & set(table_definitions())
    assert all(tables_not_fed().values())


def test_the_empty_journey_has_every_table_with_its_types() -> None:
    con = duckdb.connect()
    empty_journey(con)
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE schema_name = 'journey'"
    ).fetchall():
        found.setdefault(table, {})[column] = kind
    for definition in TABLES:
        expected = {**LINEAGE, **{name: definition.sql_type(name) for name in definition.columns}}
        assert found[definition.table] == expected
        if definition.on_day:
            assert found[f"{definition.table}_on_day"] == {
                **expected, "day": "DATE", "state_on": "DATE", "state_row_id": "VARCHAR"}  # fmt: skip
    assert set(tables_not_fed()) < set(found)
    [comment] = con.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'cin_plans'").fetchall()
    assert comment == ("Empty. What would feed it: CIN census or the SSD; list 6 has a status and no plan dates.",)


def test_a_journey_over_tables_that_a_test_filled_itself() -> None:
    con = duckdb.connect()
    empty_journey(con)
    con.execute(
        "INSERT INTO journey.cp_plans (row_id, child_key, started_on, team_id, as_at_on, first_listed_on) VALUES "
        "('p1', 'c1', '2026-05-01', 'North', NULL, NULL), ('p2', 'c2', '2026-07-10', 'East', NULL, '2026-07-31')"
    )
    con.execute(
        "INSERT INTO journey.cin_assessments (row_id, child_key, started_on, unreadable) "
        "VALUES ('a1', 'c1', '2026-05-01', ['completed_on'])"
    )
    journey = journey_over(
        con,
        loads=[date(2026, 6, 30), date(2026, 7, 31)],
        coverage={"contacts": [(date(2026, 1, 1), date(2026, 7, 31))]},
    )
    assert journey.as_at == date(2026, 7, 31)
    assert journey.coverage("contacts") == ((date(2026, 1, 1), date(2026, 7, 31)),)
    assert journey.coverage("referrals") == ((date(2025, 12, 31), date(2026, 7, 31)),)
    journey.on_day([date(2026, 6, 30), date(2026, 7, 31)])
    assert con.execute("SELECT day, row_id, team_id, is_open FROM journey.cp_plans_on_day ORDER BY ALL").fetchall() == [
        (date(2026, 6, 30), "p1", "North", True),
        (date(2026, 7, 31), "p1", "North", True),
        (date(2026, 7, 31), "p2", "East", True),
    ]
    assert con.execute("SELECT DISTINCT is_open FROM journey.cin_assessments_on_day").fetchall() == [(None,)]
    assert con.execute("SELECT * FROM journey.team_history WHERE row_id = 'p2'").fetchall() == [
        ("p2", "East", False, date(2026, 7, 31), date(2026, 7, 31))
    ]


def test_the_mapping_is_read_from_the_return_and_not_from_names() -> None:
    """A list may call its columns as it likes: what they feed decides."""
    mapping = ReturnMap(
        "another return",
        {
            "list_x": {
                "kid": ("cp_plans.child_key",),
                "begun": ("cp_plans.started_on",),
                "seen": ("cp_visits.visited_on",),
            }
        },
    )
    plans, visits = table_definitions()["cp_plans"], table_definitions()["cp_visits"]
    assert mapping.list_of(plans) == mapping.list_of(visits) == "list_x"
    assert mapping.cell_for("list_x", plans, "started_on") == "begun"
    assert mapping.cell_for("list_x", plans, "last_visited_on") == "seen"
    assert mapping.cell_for("list_x", visits, "cp_plan_started_on") == "begun"
    assert mapping.cell_for("list_x", visits, "child_key") == "kid"
    assert mapping.cell_for("list_x", plans, "ended_on") is None
    assert mapping.list_of(table_definitions()["contacts"]) is None
