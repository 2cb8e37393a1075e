"""What was open at the end of a day, and what is known of it on that day."""

from __future__ import annotations

from datetime import date

from tests.unit.journey.sheets import Sheets

JUN, JUL, AUG = "2026-06-30", "2026-07-31", "2026-08-31"
PLAN = {"child_key": "c1", "started_on": "2026-05-01"}


def test_a_plan_begins_and_ends_with_its_days(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "started_on": "2026-06-10"}])
    sheets.load(JUL, child_protection=[{**PLAN, "started_on": "2026-06-10", "ended_on": "2026-07-10"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 7, 9), date(2026, 7, 10)])
    assert sheets.rows("SELECT day, state_on, ended_on FROM cp_plans_on_day") == [
        (date(2026, 7, 9), date(2026, 6, 30), date(2026, 7, 10))
    ]


def test_a_plan_that_left_the_list_is_open_until_the_load_that_lacks_it(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[PLAN])
    sheets.load(JUL, child_protection=[])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30), date(2026, 7, 30), date(2026, 7, 31)])
    assert sheets.rows("SELECT day FROM cp_plans_on_day ORDER BY 1") == [(date(2026, 6, 30),), (date(2026, 7, 30),)]


def test_a_plan_that_the_days_load_does_not_list_has_no_state_there(sheets: Sheets) -> None:
    """It began before that load by what a later load says: its worker on that day is not known, and not blank."""
    sheets.load(JUN, child_protection=[])
    sheets.load(JUL, child_protection=[{**PLAN, "worker_key": "w1", "initial_category_code": "NEG"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    [(worker, category, unreadable)] = sheets.rows(
        "SELECT worker_key, initial_category_code, unreadable FROM cp_plans_on_day"
    )
    assert (worker, category) == (None, "NEG")
    assert isinstance(unreadable, list)
    assert set(unreadable) == {
        "latest_category_code", "is_under_emergency_protection", "team_id", "worker_key", "last_visited_on",
        "last_seen_alone_code", "last_reviewed_on",
    }  # fmt: skip


def test_without_a_load_near_enough_there_is_no_state_and_no_row(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[PLAN])
    journey = sheets.journey()
    days = [date(2026, 6, 29), date(2026, 6, 30), date(2026, 8, 14), date(2026, 8, 15)]
    assert [journey.state_on("cp_plans", day) for day in days] == [None, date(2026, 6, 30), date(2026, 6, 30), None]
    journey.on_day(days)
    assert sheets.rows("SELECT day FROM cp_plans_on_day ORDER BY 1") == [(days[1],), (days[2],)]
    journey.on_day(days, most_days=46)
    assert sheets.rows("SELECT count(*) FROM cp_plans_on_day") == [(3,)]


def test_no_days_leave_the_tables_empty(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[PLAN])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    journey.on_day([])
    assert sheets.rows("SELECT count(*) FROM cp_plans_on_day") == [(0,)]


def test_an_end_that_cannot_be_read_keeps_the_row_and_cannot_tell_if_it_is_open(sheets: Sheets) -> None:
    sheets.load(JUN, assessments=[{**PLAN, "completed_on": "#N/A"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    assert sheets.rows("SELECT is_open, unreadable FROM cin_assessments_on_day") == [(None, ["completed_on"])]


def test_care_leavers_of_a_day_are_those_of_its_load(sheets: Sheets) -> None:
    sheets.load(JUN, care_leavers=[{"child_key": "c1", "is_accommodation_suitable": "true"}])
    sheets.load(JUL, care_leavers=[{"child_key": "c1", "is_accommodation_suitable": "false"}, {"child_key": "c2"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 7, 15), date(2026, 7, 31)])
    assert sheets.rows(
        "SELECT day, child_key, is_accommodation_suitable, state_on FROM care_leavers_on_day ORDER BY 1, 2"
    ) == [
        (date(2026, 7, 15), "c1", True, date(2026, 6, 30)),
        (date(2026, 7, 31), "c1", False, date(2026, 7, 31)),
        (date(2026, 7, 31), "c2", None, date(2026, 7, 31)),
    ]


def test_short_breaks_are_not_being_looked_after(sheets: Sheets) -> None:
    sheets.load(
        JUN,
        children_in_care=[
            {**PLAN, "child_key": "care", "legal_status_code": "C2"},
            {**PLAN, "child_key": "break", "legal_status_code": "V4"},
            {**PLAN, "child_key": "unread", "legal_status_code": "#N/A"},
        ],
    )
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    expected = [("break", False), ("care", True), ("unread", None)]
    assert sheets.rows("SELECT child_key, is_looked_after FROM cla_periods_on_day ORDER BY 1") == expected
    assert sheets.rows("SELECT child_key, is_looked_after FROM cla_periods ORDER BY 1") == expected


def test_an_enquiry_is_undecided_until_a_conference_or_until_the_days_load_says_none_is_needed(sheets: Sheets) -> None:
    rows = [{"child_key": key, "started_on": "2026-06-10"} for key in ("held", "unneeded", "waiting")]
    sheets.load(JUN, section_47=rows)
    sheets.load(
        JUL,
        section_47=[{**rows[0], "icpc_held_on": "2026-07-02"}, {**rows[1], "is_icpc_unnecessary": "true"}, rows[2]],
    )
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30), date(2026, 7, 31)])
    assert sheets.rows("SELECT day, child_key FROM s47_enquiry_on_day WHERE is_undecided ORDER BY ALL") == [
        (date(2026, 6, 30), "held"), (date(2026, 6, 30), "unneeded"), (date(2026, 6, 30), "waiting"),
        (date(2026, 7, 31), "waiting"),
    ]  # fmt: skip


def test_an_open_assessment_is_with_the_team_of_the_first_load_on_or_after_the_day(sheets: Sheets) -> None:
    for as_at, team in ((JUN, "North"), (JUL, "East"), (AUG, "South")):
        sheets.load(as_at, assessments=[{**PLAN, "team_id": team}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30), date(2026, 7, 15), date(2026, 9, 1)])
    assert sheets.rows("SELECT day, team_id FROM cin_assessments_on_day ORDER BY 1") == [
        (date(2026, 6, 30), "North"), (date(2026, 7, 15), "East"), (date(2026, 9, 1), "South")]  # fmt: skip


def test_only_the_tables_asked_for_are_made_anew(sheets: Sheets) -> None:
    row = {"child_key": "c1", "started_on": "2026-05-01"}
    sheets.load("2026-06-30", child_protection=[row], children_in_need=[row])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)], tables={"cp_plans"})
    assert sheets.rows("SELECT count(*) FROM cp_plans_on_day") == [(1,)]
    assert sheets.rows("SELECT count(*) FROM cin_episodes_on_day") == [(0,)]
