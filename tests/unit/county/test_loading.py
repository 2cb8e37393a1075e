"""What a person is told of a load, and what the store keeps of it."""

from __future__ import annotations

from datetime import date

from headway.county.loading import LoadReport, record_of
from headway.identity import LoadId
from headway.returns import LandedList, LandedReturn, TypingReport

NOTHING = TypingReport((), (), (), (), {})


def landed() -> LandedReturn:
    one = LandedList("contacts", 1, "Contacts", "List_1", 2, 5, True, ("Contact Source",), ("source_code",), ("Notes",))
    return LandedReturn(
        return_name="annex_a",
        file_names=("a.xlsx",),
        sha256="0" * 64,
        as_at=date(2026, 9, 30),
        as_at_basis="given",
        lists=(one,),
        missing_lists=(),
        extra_sheets=("Front page", "Old names"),
        hidden_sheets=("List_1", "Old names"),
        notes=(),
    )


def test_the_report_says_which_sheets_were_not_read_and_which_are_hidden() -> None:
    lines = LoadReport(LoadId("a"), True, landed(), NOTHING).lines()
    assert "  sheet Front page was not read as a list" in lines
    assert "  sheet Old names, a hidden sheet, was not read as a list" in lines
    assert any(line.startswith("  Contacts: 5 rows (sheet List_1), a hidden sheet") for line in lines)


def test_the_record_holds_the_missing_columns_by_heading_and_by_key() -> None:
    record = record_of(landed(), NOTHING)
    assert record["missing_columns"] == {"contacts": ["Contact Source"]}
    assert record["missing_keys"] == {"contacts": ["source_code"]}
