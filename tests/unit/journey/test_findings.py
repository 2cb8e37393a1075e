"""Findings of the journey as counts."""

from __future__ import annotations

from tests.unit.journey.sheets import Sheets


def test_findings_are_counted_by_table_and_kind_without_a_row_or_a_value(sheets: Sheets) -> None:
    plan = {"child_key": "c1", "started_on": "2026-05-01"}
    backwards = [{**plan, "child_key": f"c{n}", "ended_on": "2026-04-01"} for n in (2, 3)]
    sheets.load("2026-05-31", child_protection=[plan, *backwards])
    sheets.load("2026-06-30", child_protection=backwards)
    found = sheets.journey().findings()
    assert [(each.table, each.kind, each.row_count) for each in found] == [
        ("cp_plans", "ends before it starts", 2),
        ("cp_plans", "left the list, end unknown", 1),
    ]
    assert found[0].words == "Ended date is before started date."
    assert "c2" not in repr(found)
