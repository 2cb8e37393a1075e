"""Initial child protection conferences, out of the enquiries that led to them."""

from __future__ import annotations

import duckdb

from headway.journey.definitions import TableDefinition
from headway.journey.mapping import ReturnMap
from headway.store.sql_text import quoted, text


def build_conferences(
    con: duckdb.DuckDBPyConnection, table: TableDefinition, list_key: str, mapping: ReturnMap
) -> None:
    """``journey.initial_cp_conference``: one row per child and day held, from the earliest of its enquiries.

    A plan was made if any of the enquiries says so. A conference that no standing enquiry names is withdrawn.
    """
    made = mapping.cell_for(list_key, table, "is_plan_made") or "is_plan_made"
    con.execute(f"""
        INSERT INTO journey.initial_cp_conference BY NAME
        WITH given AS (
            SELECT e.child_key, e.icpc_held_on AS held_on, e.as_at_on, any_value(e.load_id) AS load_id,
                first(e.row_id ORDER BY e.started_on NULLS LAST, e.occurrence, e.row_id) AS row_id,
                min(e.started_on) AS s47_started_on, bool_or(s.{quoted(made)}) AS is_plan_made,
                bool_or(list_contains(s.unreadable, {text(made)})) AS has_unreadable
            FROM listed.{quoted(table.source)} e
            JOIN stacked.{quoted(list_key)} s ON s.row_id = e.row_id AND s.load_id = e.load_id
            WHERE e.child_key IS NOT NULL AND e.icpc_held_on IS NOT NULL
            GROUP BY e.child_key, e.icpc_held_on, e.as_at_on),
        known AS (
            SELECT * REPLACE (CASE WHEN is_plan_made OR NOT has_unreadable THEN is_plan_made END AS is_plan_made),
                min(as_at_on) OVER of_conference AS first_listed_on, max(as_at_on) OVER of_conference AS last_on
            FROM given WINDOW of_conference AS (PARTITION BY child_key, held_on))
        SELECT k.row_id, k.load_id, k.as_at_on, k.first_listed_on, 1 AS occurrence,
            NOT EXISTS (SELECT 1 FROM journey.{quoted(table.source)} e
                WHERE e.child_key = k.child_key AND e.icpc_held_on = k.held_on AND NOT e.is_withdrawn) AS is_withdrawn,
            CASE WHEN k.has_unreadable AND k.is_plan_made IS NULL THEN ['is_plan_made'] ELSE [] END AS unreadable,
            k.child_key, k.held_on, k.s47_started_on, k.is_plan_made
        FROM known k WHERE k.as_at_on = k.last_on""")
