"""What holds of every stock: a row that is open on the day only because a date cannot be read is *cannot tell*.

A blank end means open, an unreadable one may be an end before the day; a beginning that cannot be read may be after it.
The return lists the row all the same, so it is counted among those that cannot be told, and never as met or not met.
"""

from __future__ import annotations

import sqlglot
from sqlglot import exp

from headway.journey.definitions import table_definitions
from headway.measures.page import MeasurePage

_REASON = "the day on which it began or ended cannot be read: it may not be open"


def with_open_rows_told(page: MeasurePage, tree: exp.Expr) -> exp.Expr:
    """The page's tree with no answer for such rows, where the page itself does not say what that date does to a row.

    A page whose rows are of several lists says so itself: one list may settle what another leaves open.
    """
    unsure = " UNION ".join(
        f"SELECT DISTINCT row_id FROM {table}_on_day WHERE is_unreadable(unreadable, '{date}')"
        for table, date in _dates_not_named(page)
    )
    if not unsure or not isinstance(tree, exp.Query):
        return tree
    columns = ", ".join(f"{_told(page, name)} AS {name}" for name in page.columns)
    around = sqlglot.parse_one(
        f"SELECT {columns} FROM given LEFT JOIN ({unsure}) AS unsure ON unsure.row_id = given.row_id", dialect="duckdb"
    )
    next(table for table in around.find_all(exp.Table) if table.name == "given").replace(
        tree.subquery("given", copy=False)
    )
    return around


def _dates_not_named(page: MeasurePage) -> list[tuple[str, str]]:
    """The dates by which a row of a table of the day is open, of which the page's front matter does not speak."""
    if page.front.timing != "stock":
        return []
    known = table_definitions()
    tables = [known[name] for name in sorted(known) if f"{name}_on_day" in page.tables_named]
    dates = [(each.table, date) for each in tables for date in (each.begins, each.ends) if date]
    return [(table, date) for table, date in dates if date not in page.front.unreadable]


def _told(page: MeasurePage, name: str) -> str:
    if name in ("met", "value"):
        return f"CASE WHEN unsure.row_id IS NULL THEN given.{name} END"
    if name == "reason":
        left_out = " OR given.left_out" if "left_out" in page.columns else ""
        return f"CASE WHEN unsure.row_id IS NULL{left_out} THEN given.reason ELSE '{_REASON}' END"
    return f"given.{name}"
