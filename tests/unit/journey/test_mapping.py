"""Which columns a load's file lacked, by the record of the load."""

from __future__ import annotations

from typing import Any

import pytest

from headway.journey import ReturnMap
from tests.unit.journey.sheets import Sheets

NAMED = ReturnMap("annex_a", {"contacts": {"source_code": ()}}, {"contacts": {"Contact Source": "source_code"}})
OLD = {"missing_columns": {"contacts": ["Contact Source"]}}
# A heading that today's layout no longer has: only the key says which column it was.
NEW = {"missing_columns": {"contacts": ["Source of the Contact"]}, "missing_keys": {"contacts": ["source_code"]}}


@pytest.mark.parametrize("report", [OLD, NEW])
def test_a_missing_column_is_known_by_its_key_and_in_older_records_by_its_heading(
    sheets: Sheets, report: dict[str, Any]
) -> None:
    load = sheets.load("2026-06-30", contacts=[]).manifest
    load.report.clear()
    load.report.update(report)
    assert NAMED.lacking(load, "contacts") == ("source_code",)
    assert NAMED.lacking(load, "referrals") == ()
