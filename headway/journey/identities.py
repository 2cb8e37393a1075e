"""By what a row is known from load to load: the same assessment has another RowId in every return that lists it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from headway.journey.definitions import TableDefinition, table_definitions
from headway.journey.journey import Journey
from headway.store.sql_text import quoted, text

WITHDRAWN, LEFT_LIST, LISTED = "withdrawn", "left the list", "listed"


@dataclass(frozen=True)
class KnownRow:
    """What is known of one sheet row: ``known_by`` is the same in every load that lists it, and is no one's id."""

    row_id: str
    load_id: str
    known_by: str


def put_known_rows(journey: Journey, tables: Collection[str]) -> None:
    """Makes ``known_rows``: every row of every load of the lists that the tables are made from, by what it is known."""
    definitions = table_definitions()
    names = dict.fromkeys(definitions[each].source or each for each in sorted(tables) if each in definitions)
    lists = [definitions[each] for each in names if definitions[each].is_listed and journey.held.get(each)]
    rows = " UNION ALL ".join(_known_sql(table) for table in lists)
    nothing = "SELECT NULL::VARCHAR, NULL::VARCHAR, NULL::VARCHAR, NULL::BOOLEAN, NULL::BOOLEAN WHERE false"
    journey.con.execute(
        "CREATE OR REPLACE TEMP TABLE known_rows AS "
        f"SELECT * FROM ({rows or nothing}) AS k (row_id, load_id, known_by, is_withdrawn, is_gone)"
    )


def known_rows(journey: Journey, row_ids: Iterable[str]) -> dict[str, KnownRow]:
    """What the rows are known by; a row that no list of these tables holds is not there."""
    found = journey.con.execute(
        "SELECT k.row_id, min(load_id), min(known_by) FROM known_rows AS k "
        "JOIN (SELECT DISTINCT unnest(?::VARCHAR[]) AS row_id) USING (row_id) GROUP BY k.row_id",
        [list(row_ids)],
    ).fetchall()
    return {row_id: KnownRow(row_id, load_id, known_by) for row_id, load_id, known_by in found}


def standing_of(journey: Journey, known_by: Iterable[str]) -> dict[str, str]:
    """How each stands: withdrawn, left the list, or listed; one that no load in effect ever held is not there."""
    found = journey.con.execute(
        f"SELECT known_by, CASE WHEN bool_and(is_withdrawn) THEN '{WITHDRAWN}' "
        f"WHEN bool_and(is_gone) THEN '{LEFT_LIST}' ELSE '{LISTED}' END FROM known_rows "
        "JOIN (SELECT DISTINCT unnest(?::VARCHAR[]) AS known_by) USING (known_by) GROUP BY known_by",
        [list(known_by)],
    ).fetchall()
    return dict(found)


def _known_sql(table: TableDefinition) -> str:
    """A row that cannot be told apart is known by itself alone; a picture's row by its child, whatever its load."""
    name = quoted(table.table)
    parts = [f"coalesce(CAST(l.{quoted(column)} AS VARCHAR), '')" for column in table.identity if column != "as_at_on"]
    known = ", '|', ".join([text(table.table), *parts, "l.occurrence"])
    return f"""
        SELECT l.row_id, l.load_id, CASE WHEN l.stands_alone THEN l.row_id ELSE md5(concat({known})) END,
            s.is_withdrawn, s.left_on IS NOT NULL
        FROM listed.{name} AS l LEFT JOIN listed.{quoted(table.table + "_standing")} AS s ON s.row_id = l.newest_row_id"""
