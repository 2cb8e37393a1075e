"""How rows are known: identity, numbering, the row kept, and rows whose identity cannot be read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.journey.sheets import Row, Sheets

JUN, JUL, AUG = "2026-06-30", "2026-07-31", "2026-08-31"
CONTACT = {"child_key": "c1", "contacted_on": "2026-06-10"}


def test_true_repeats_are_numbered_by_their_other_cells_as_text_blanks_last(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[CONTACT, {**CONTACT, "source_code": "3A"}, {**CONTACT, "source_code": "10"}])
    sheets.journey()
    assert sheets.rows("SELECT occurrence, source_code FROM contacts ORDER BY 1") == [(1, "10"), (2, "3A"), (3, None)]


def test_numbered_repeats_meet_again_in_the_next_load(sheets: Sheets) -> None:
    rows = [{**CONTACT, "source_code": code} for code in ("1A", "6")]
    sheets.load(JUN, contacts=rows)
    sheets.load(JUL, contacts=rows[::-1])
    sheets.journey()
    assert sheets.rows("SELECT occurrence, source_code, first_listed_on, as_at_on FROM contacts ORDER BY 1") == [
        (1, "1A", date(2026, 6, 30), date(2026, 7, 31)), (2, "6", date(2026, 6, 30), date(2026, 7, 31))]  # fmt: skip


def test_a_corrected_source_replaces_the_old_one(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[{**CONTACT, "source_code": "1A"}])
    sheets.load(JUL, contacts=[{**CONTACT, "source_code": "6"}])
    sheets.journey()
    assert sheets.rows("SELECT source_code, is_withdrawn FROM contacts") == [("6", False)]


@pytest.mark.parametrize(
    ("twins", "kept"),
    [
        ([{"ended_on": "2026-06-01"}, {}], None),
        ([{"ended_on": "2026-06-01"}, {"ended_on": "2026-06-02"}], date(2026, 6, 2)),
    ],
)
def test_of_one_plan_listed_twice_the_open_row_is_kept_else_the_latest_end(
    sheets: Sheets, twins: list[Row], kept: date | None
) -> None:
    for order in (twins, twins[::-1]):
        sheets.load(JUN, note=str(order), child_protection=[
            {"child_key": "c1", "started_on": "2025-06-10", **twin} for twin in order],
            corrects=next((load.load_id for load in sheets.store.loads()), None))  # fmt: skip
        sheets.journey()
        assert sheets.rows("SELECT ended_on FROM cp_plans") == [(kept,)]
        assert sheets.rows("SELECT table_name, kind FROM findings") == [("cp_plans", "one of several kept")]


def test_of_one_plan_listed_twice_alike_the_row_whose_cells_sort_last_is_kept(sheets: Sheets) -> None:
    plan = {"child_key": "c1", "started_on": "2025-06-10", "ended_on": "2026-06-01"}
    sheets.load(JUN, child_protection=[{**plan, "team_id": "South"}, {**plan, "team_id": "North"}])
    sheets.journey()
    assert sheets.rows("SELECT team_id FROM cp_plans") == [("South",)]


def test_of_one_decision_listed_twice_the_row_with_most_stages_is_kept(sheets: Sheets) -> None:
    row = {"child_key": "c1", "decided_on": "2026-01-10"}
    sheets.load(
        JUN, adoption=[{**row, "matched_on": "2026-03-01", "placed_on": "2026-04-01"}, {**row, "family_key": "z"}]
    )
    sheets.journey()
    assert sheets.rows("SELECT placed_on FROM permanence") == [(date(2026, 4, 1),)]


@pytest.mark.parametrize("unread", [None, "#N/A", "31/02/2026"])
def test_a_row_whose_identity_date_cannot_be_read_stands_in_its_own_load_only(
    sheets: Sheets, unread: str | None
) -> None:
    row = {"child_key": "c1", "started_on": unread}
    sheets.load(JUN, child_protection=[row])
    sheets.load(JUL, child_protection=[row])
    journey = sheets.journey()
    assert sheets.rows("SELECT as_at_on, is_withdrawn FROM cp_plans ORDER BY 1") == [
        (date(2026, 6, 30), True), (date(2026, 7, 31), False)]  # fmt: skip
    journey.on_day([date(2026, 6, 30), date(2026, 7, 31)])
    assert sheets.rows("SELECT day, as_at_on, is_open FROM cp_plans_on_day ORDER BY 1") == [
        (date(2026, 6, 30), date(2026, 6, 30), None), (date(2026, 7, 31), date(2026, 7, 31), None)]  # fmt: skip
    expected = [(("started_on",),)] if unread else [((),)]
    assert [(tuple(each),) for (each,) in sheets.rows("SELECT unreadable FROM cp_plans LIMIT 1")] == expected  # type: ignore[arg-type]


def test_a_completed_assessment_without_a_start_is_counted_once_and_not_lost_when_its_window_has_passed(
    sheets: Sheets,
) -> None:
    row = {"child_key": "c1", "completed_on": "2026-01-10"}
    sheets.load("2026-05-31", assessments=[row])
    sheets.load(JUN, assessments=[row])
    sheets.load("2026-07-31", assessments=[])
    sheets.journey()
    assert sheets.rows("SELECT as_at_on FROM cin_assessments WHERE NOT is_withdrawn") == [(date(2026, 6, 30),)]


def test_an_end_before_its_start_is_a_finding_and_the_row_stays(sheets: Sheets) -> None:
    sheets.load(JUN, assessments=[{"child_key": "c1", "started_on": "2026-05-02", "completed_on": "2026-05-01"}])
    sheets.journey()
    assert sheets.rows("SELECT kind FROM findings") == [("ends before it starts",)]
    assert sheets.rows("SELECT count(*) FROM cin_assessments WHERE NOT is_withdrawn") == [(1,)]


def test_a_status_of_closed_without_a_closing_date_is_a_finding_and_not_open(sheets: Sheets) -> None:
    sheets.load(JUN, children_in_need=[{"child_key": "c1", "started_on": "2026-05-02", "case_status_code": "closed"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    assert sheets.rows("SELECT kind FROM findings") == [("closed without an end date",)]
    assert sheets.rows("SELECT is_open FROM cin_episodes") == [(False,)]
    assert sheets.rows("SELECT count(*) FROM cin_episodes_on_day") == [(0,)]


def test_a_worker_that_could_not_be_looked_up_is_unreadable_and_not_blank(sheets: Sheets) -> None:
    row = {"child_key": "c1", "started_on": "2026-05-02"}
    sheets.load(JUN, children_in_need=[{**row, "worker_key": "#N/A"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    for table in ("cin_episodes", "cin_episodes_on_day"):
        assert sheets.rows(f"SELECT worker_key, unreadable FROM {table}") == [(None, ["worker_key"])]


def test_a_worker_column_that_the_file_lacks_is_unreadable_in_every_row(sheets: Sheets) -> None:
    row = {"child_key": "c1", "started_on": "2026-05-02"}
    sheets.load(JUN, children_in_need=[row], missing={"children_in_need": ["worker_key"]})
    sheets.journey()
    assert sheets.rows("SELECT worker_key, unreadable FROM cin_episodes") == [(None, ["worker_key"])]


def test_an_unreadable_visit_makes_no_visit_and_is_named_on_the_plan(sheets: Sheets) -> None:
    sheets.load(
        JUN, child_protection=[{"child_key": "c1", "started_on": "2026-05-02", "last_visited_on": "31/02/2026"}]
    )
    sheets.journey()
    assert sheets.rows("SELECT count(*) FROM cp_visits") == [(0,)]
    assert sheets.rows("SELECT last_visited_on, unreadable FROM cp_plans") == [(None, ["last_visited_on"])]


DATES = st.sampled_from(["2026-05-01", "2026-05-02", None, "#N/A"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"child_key": st.sampled_from(["c1", "c2"]), "started_on": DATES, "completed_on": DATES,
         "team_id": st.sampled_from(["North", "South", None])}
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), first=ROWS, second=ROWS)
def test_the_order_of_rows_in_a_sheet_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, first: list[Row], second: list[Row]
) -> None:
    found = []
    for shuffled in (False, True):
        sheets = Sheets(tmp_path_factory.mktemp("sheets"))
        for as_at, rows in ((JUN, first), (JUL, second)):
            sheets.load(as_at, assessments=data.draw(st.permutations(rows)) if shuffled else rows)
        sheets.journey().on_day([date(2026, 6, 30), date(2026, 7, 31)])
        columns = "as_at_on, first_listed_on, occurrence, is_withdrawn, unreadable, child_key, started_on, completed_on, team_id, is_open"
        found.append([
            sheets.rows(f"SELECT {columns} FROM cin_assessments ORDER BY ALL"),
            sheets.rows(f"SELECT {columns}, day FROM cin_assessments_on_day ORDER BY ALL"),
            sheets.rows("SELECT table_name, kind, count(*) FROM findings GROUP BY ALL ORDER BY ALL"),
        ])  # fmt: skip
    assert found[0] == found[1]
