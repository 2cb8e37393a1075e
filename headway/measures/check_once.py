"""A page's SQL checked once on a machine: checking every page takes seconds."""

from __future__ import annotations

from headway.measures.made_once import made_once
from headway.measures.page import MeasurePage
from headway.measures.sql_check import check_sql


def check_once(page: MeasurePage) -> None:
    """As ``check_sql``, unless this page passed this check before. Raises DefinitionError with every wrong line."""

    def passed() -> str:
        check_sql(page)
        return ""

    made_once("checked", f"{page.id}\n{page.page.text}", passed)
