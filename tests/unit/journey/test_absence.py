"""What it means that a newer load does not list a row: table by table, as absence_words say."""

from __future__ import annotations

from datetime import date

import pytest

from tests.unit.journey.sheets import Row, Sheets

JUN, JUL, AUG, SEP = "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"


def standing(sheets: Sheets, table: str) -> tuple[object, object]:
    """Whether the table's only row is withdrawn, and the day from which it had left the list."""
    sheets.journey()
    [row] = sheets.rows(
        f"SELECT n.is_withdrawn, s.left_on FROM {table} n JOIN listed.{table}_standing s USING (row_id)"
    )
    return row[0], row[1]


def kinds(sheets: Sheets) -> list[tuple[object, ...]]:
    return sheets.rows("SELECT table_name, kind FROM findings ORDER BY ALL")


@pytest.mark.parametrize(
    ("list_key", "table", "row"),
    [
        ("contacts", "contacts", {"contacted_on": "2026-06-10"}),
        ("early_help", "early_help_episodes", {"started_on": "2026-06-10"}),
        ("referrals", "referrals", {"referred_on": "2026-06-10"}),
        ("assessments", "cin_assessments", {"started_on": "2026-01-10", "completed_on": "2026-06-10"}),
        ("section_47", "s47_enquiry", {"started_on": "2026-06-10"}),
        ("children_in_need", "cin_episodes", {"started_on": "2024-06-10", "closed_on": "2026-06-10"}),
        ("child_protection", "cp_plans", {"started_on": "2024-06-10", "ended_on": "2026-06-10"}),
        ("children_in_care", "cla_periods", {"started_on": "2024-06-10", "ended_on": "2026-06-10"}),
    ],
)
def test_a_row_inside_the_newer_window_that_is_gone_is_withdrawn(
    sheets: Sheets, list_key: str, table: str, row: Row
) -> None:
    sheets.load(JUN, **{list_key: [{"child_key": "c1", **row}]})
    sheets.load(JUL, **{list_key: []})
    assert standing(sheets, table) == (True, None)
    assert kinds(sheets) == [(table, "withdrawn")]


@pytest.mark.parametrize(
    ("list_key", "table", "row"),
    [
        ("contacts", "contacts", {"contacted_on": "2026-01-10"}),
        ("referrals", "referrals", {"referred_on": "2026-01-10"}),
        ("assessments", "cin_assessments", {"started_on": "2026-01-01", "completed_on": "2026-01-10"}),
        ("section_47", "s47_enquiry", {"started_on": "2026-01-10", "is_icpc_unnecessary": "true"}),
        ("early_help", "early_help_episodes", {"started_on": "2026-01-10", "completed_on": "2026-03-10"}),
        ("child_protection", "cp_plans", {"started_on": "2024-06-10", "ended_on": "2026-01-10"}),
    ],
)
def test_a_row_that_the_newer_window_has_passed_still_stands(
    sheets: Sheets, list_key: str, table: str, row: Row
) -> None:
    sheets.load(JUN, **{list_key: [{"child_key": "c1", **row}]})
    sheets.load(JUL, **{list_key: []})
    assert standing(sheets, table) == (False, None)
    assert kinds(sheets) == []


@pytest.mark.parametrize(
    ("list_key", "table", "row"),
    [
        ("early_help", "early_help_episodes", {"started_on": "2025-01-10"}),
        ("assessments", "cin_assessments", {"started_on": "2026-06-10"}),
        ("assessments", "cin_assessments", {"started_on": "2026-06-10", "completed_on": "soon"}),
        ("section_47", "s47_enquiry", {"started_on": "2025-01-10"}),
        ("children_in_need", "cin_episodes", {"started_on": "2024-06-10"}),
        ("child_protection", "cp_plans", {"started_on": "2024-06-10"}),
        ("children_in_care", "cla_periods", {"started_on": "2024-06-10"}),
        ("adoption", "permanence", {"decided_on": "2024-06-10"}),
    ],
)
def test_an_open_row_that_is_gone_has_left_the_list(sheets: Sheets, list_key: str, table: str, row: Row) -> None:
    sheets.load(JUN, **{list_key: [{"child_key": "c1", **row}]})
    sheets.load(JUL, **{list_key: []})
    assert standing(sheets, table) == (False, date(2026, 7, 31))
    assert kinds(sheets) == [(table, "left the list, end unknown")]


def test_a_load_that_lacks_the_list_withdraws_nothing_and_covers_nothing(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[{"child_key": "c1", "contacted_on": "2026-06-10"}], child_protection=[
        {"child_key": "c1", "started_on": "2024-06-10"}])  # fmt: skip
    sheets.load(JUL, referrals=[])
    journey = sheets.journey()
    assert sheets.rows("SELECT is_withdrawn FROM contacts") == [(False,)]
    assert kinds(sheets) == []
    assert journey.coverage("contacts") == ((date(2025, 12, 31), date(2026, 6, 30)),)
    assert journey.state_on("cp_plans", date(2026, 7, 31)) == date(2026, 6, 30)


def test_a_list_without_its_date_column_withdraws_nothing_and_covers_nothing(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[{"child_key": "c1", "contacted_on": "2026-06-10"}])
    sheets.load(JUL, contacts=[{"child_key": "c1"}, {"child_key": "c2"}], missing={"contacts": ["contacted_on"]})
    journey = sheets.journey()
    assert sheets.rows("SELECT is_withdrawn FROM contacts WHERE contacted_on IS NOT NULL") == [(False,)]
    assert journey.coverage("contacts") == ((date(2025, 12, 31), date(2026, 6, 30)),)


def test_a_row_that_comes_back_is_neither_withdrawn_nor_gone(sheets: Sheets) -> None:
    row = {"child_key": "c1", "started_on": "2026-06-10"}
    sheets.load(JUN, assessments=[row])
    sheets.load(JUL, assessments=[])
    sheets.load(AUG, assessments=[row])
    assert standing(sheets, "cin_assessments") == (False, None)


def test_a_closed_plan_gives_way_to_a_newer_one_of_the_child_without_being_withdrawn(sheets: Sheets) -> None:
    old = {"child_key": "c1", "started_on": "2024-06-10", "ended_on": "2026-06-10"}
    sheets.load(JUN, child_protection=[old])
    sheets.load(JUL, child_protection=[{"child_key": "c1", "started_on": "2026-07-05"}])
    sheets.journey()
    assert sheets.rows("SELECT started_on, is_withdrawn FROM cp_plans ORDER BY started_on") == [
        (date(2024, 6, 10), False), (date(2026, 7, 5), False)]  # fmt: skip


def test_a_decision_is_withdrawn_only_when_another_of_the_child_takes_its_place(sheets: Sheets) -> None:
    sheets.load(JUN, adoption=[{"child_key": "c1", "decided_on": "2026-05-01"}])
    sheets.load(JUL, adoption=[{"child_key": "c1", "decided_on": "2026-05-02"}])
    sheets.journey()
    assert sheets.rows("SELECT decided_on, is_withdrawn FROM permanence ORDER BY decided_on") == [
        (date(2026, 5, 1), True), (date(2026, 5, 2), False)]  # fmt: skip


def test_an_adopted_child_who_is_gone_has_not_left_with_an_unknown_end(sheets: Sheets) -> None:
    sheets.load(JUN, adoption=[{"child_key": "c1", "decided_on": "2025-05-01", "adopted_on": "2026-06-01"}])
    sheets.load(JUL, adoption=[])
    assert standing(sheets, "permanence") == (False, None)


def test_an_adopter_is_kept_and_has_left_the_list(sheets: Sheets) -> None:
    sheets.load(JUN, adopters=[{"adopter_key": "a1", "enquired_on": "2025-05-01"}])
    sheets.load(JUL, adopters=[])
    assert standing(sheets, "prospective_adopters") == (False, date(2026, 7, 31))


def test_care_leavers_are_a_picture_of_each_load_and_never_withdrawn(sheets: Sheets) -> None:
    sheets.load(JUN, care_leavers=[{"child_key": "c1", "accommodation_code": "B"}])
    sheets.load(JUL, care_leavers=[])
    sheets.load(AUG, care_leavers=[{"child_key": "c1", "accommodation_code": "K"}])
    journey = sheets.journey()
    assert sheets.rows("SELECT as_at_on, accommodation_code, is_withdrawn FROM care_leavers ORDER BY 1") == [
        (date(2026, 6, 30), "B", False), (date(2026, 8, 31), "K", False)]  # fmt: skip
    assert journey.coverage("care_leavers") == tuple((day, day) for day in (
        date(2026, 6, 30), date(2026, 7, 31), date(2026, 8, 31)))  # fmt: skip


def test_a_conference_is_withdrawn_when_no_standing_enquiry_names_it(sheets: Sheets) -> None:
    enquiry = {"child_key": "c1", "started_on": "2026-06-01", "is_plan_made": "true"}
    sheets.load(JUN, section_47=[{**enquiry, "icpc_held_on": "2026-06-20"}])
    sheets.load(JUL, section_47=[{**enquiry, "icpc_held_on": "2026-06-21"}])
    sheets.journey()
    assert sheets.rows("SELECT held_on, is_withdrawn FROM initial_cp_conference ORDER BY 1") == [
        (date(2026, 6, 20), True), (date(2026, 6, 21), False)]  # fmt: skip


def test_withdrawal_holds_from_the_load_that_covers_the_day_and_not_before(sheets: Sheets) -> None:
    """A date after the newer load's own day is outside its window."""
    sheets.load(AUG, contacts=[{"child_key": "c1", "contacted_on": "2026-10-10"}])
    sheets.load(SEP, contacts=[])
    assert standing(sheets, "contacts") == (False, None)


def test_a_row_at_the_edge_of_the_window_is_covered_and_the_day_before_is_not(sheets: Sheets) -> None:
    """As at 30 June six months reach back to 31 December."""
    sheets.load("2026-05-31", contacts=[
        {"child_key": "c1", "contacted_on": "2025-12-30"}, {"child_key": "c1", "contacted_on": "2025-12-31"}])  # fmt: skip
    sheets.load(JUN, contacts=[])
    sheets.journey()
    assert sheets.rows("SELECT contacted_on, is_withdrawn FROM contacts ORDER BY 1") == [
        (date(2025, 12, 30), False), (date(2025, 12, 31), True)]  # fmt: skip
