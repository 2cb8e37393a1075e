"""Tables that fill as loads stack: last visits, checks, conferences, involvements, teams."""

from __future__ import annotations

from datetime import date

from tests.unit.journey.sheets import Sheets

JUN, JUL, AUG, SEP = "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"
PLAN = {"child_key": "c1", "started_on": "2026-05-01"}


def test_visits_gather_as_loads_stack(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "last_visited_on": "2026-06-20", "last_seen_alone_code": "no"}])
    sheets.load(JUL, child_protection=[{**PLAN, "last_visited_on": "2026-06-20", "last_seen_alone_code": "yes"}])
    sheets.load(AUG, child_protection=[{**PLAN, "last_visited_on": "2026-08-20"}])
    sheets.load(SEP, child_protection=[PLAN])
    sheets.journey()
    assert sheets.rows(
        "SELECT visited_on, child_seen_alone_code, cp_plan_started_on, first_listed_on, as_at_on, is_withdrawn "
        "FROM cp_visits ORDER BY 1"
    ) == [
        (date(2026, 6, 20), "yes", date(2026, 5, 1), date(2026, 6, 30), date(2026, 7, 31), False),
        (date(2026, 8, 20), None, date(2026, 5, 1), date(2026, 8, 31), date(2026, 8, 31), False),
    ]


def test_a_visit_that_a_later_load_takes_back_is_withdrawn(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "last_visited_on": "2026-06-25"}])
    sheets.load(JUL, child_protection=[{**PLAN, "last_visited_on": "2026-06-20"}])
    sheets.journey()
    assert sheets.rows("SELECT visited_on, is_withdrawn FROM cp_visits ORDER BY 1") == [
        (date(2026, 6, 20), False), (date(2026, 6, 25), True)]  # fmt: skip
    assert sheets.rows("SELECT table_name, kind FROM findings") == [("cp_visits", "withdrawn")]


def test_two_checks_of_one_sheet_row_are_two_rows(sheets: Sheets) -> None:
    row = {**PLAN, "last_health_assessed_on": "2026-03-01", "last_dental_checked_on": "2026-04-01"}
    sheets.load(JUN, children_in_care=[row])
    sheets.load(JUL, children_in_care=[{**row, "last_dental_checked_on": "2026-03-15"}])
    sheets.journey()
    assert sheets.rows("SELECT check_type_code, checked_on, is_withdrawn FROM cla_health ORDER BY ALL") == [
        ("dental", date(2026, 3, 15), False),
        ("dental", date(2026, 4, 1), True),
        ("health_assessment", date(2026, 3, 1), False),
    ]


def test_a_placement_is_known_by_its_start_and_its_copy_is_on_the_period(sheets: Sheets) -> None:
    row = {**PLAN, "placement_started_on": "2026-06-01", "placement_type_code": "U1", "postcode": "EX1 1AA"}
    sheets.load(JUN, children_in_care=[row])
    sheets.load(JUL, children_in_care=[{**row, "placement_type_code": "U4"}])
    sheets.journey()
    assert sheets.rows("SELECT started_on, placement_type_code, postcode FROM cla_placement") == [
        (date(2026, 6, 1), "U4", "EX1 1AA")
    ]
    assert sheets.rows("SELECT placement_started_on, placement_type_code FROM cla_periods") == [
        (date(2026, 6, 1), "U4")
    ]


def test_a_day_seen_is_always_a_day_seen(sheets: Sheets) -> None:
    sheets.load(JUN, children_in_need=[{**PLAN, "last_seen_on": "2026-06-02"}])
    sheets.journey()
    assert sheets.rows("SELECT visited_on, is_child_seen FROM cin_visits") == [(date(2026, 6, 2), True)]


def test_enquiries_that_share_a_conference_are_one_conference_from_the_earliest(sheets: Sheets) -> None:
    sheets.load(
        JUN,
        section_47=[
            {"child_key": "c1", "started_on": "2026-06-05", "icpc_held_on": "2026-06-20", "is_plan_made": "true"},
            {"child_key": "c1", "started_on": "2026-06-01", "icpc_held_on": "2026-06-20", "is_plan_made": "false"},
            {"child_key": "c1", "started_on": "2026-06-10", "icpc_held_on": "#N/A"},
        ],
    )
    sheets.journey()
    assert sheets.rows(
        "SELECT held_on, s47_started_on, is_plan_made, row_id LIKE '%:3' FROM initial_cp_conference"
    ) == [(date(2026, 6, 20), date(2026, 6, 1), True, True)]
    assert sheets.rows("SELECT unreadable, is_undecided FROM s47_enquiry WHERE started_on = '2026-06-10'") == [
        (["icpc_held_on"], None)
    ]


def test_a_plan_made_that_cannot_be_read_is_cannot_tell_unless_another_enquiry_says_yes(sheets: Sheets) -> None:
    row = {"started_on": "2026-06-01", "icpc_held_on": "2026-06-20"}
    sheets.load(
        JUN,
        section_47=[
            {**row, "child_key": "c1", "is_plan_made": "#N/A"},
            {**row, "child_key": "c1", "started_on": "2026-06-02", "is_plan_made": "false"},
            {**row, "child_key": "c2", "is_plan_made": "#N/A"},
            {**row, "child_key": "c2", "started_on": "2026-06-02", "is_plan_made": "true"},
        ],
    )
    sheets.journey()
    assert sheets.rows("SELECT child_key, is_plan_made, unreadable FROM initial_cp_conference ORDER BY 1") == [
        ("c1", None, ["is_plan_made"]), ("c2", True, [])]  # fmt: skip


def test_an_unbroken_run_of_loads_with_one_worker_is_one_involvement(sheets: Sheets) -> None:
    for as_at, worker in ((JUN, "w1"), (JUL, "w1"), (AUG, "w2"), (SEP, "w1")):
        sheets.load(as_at, child_protection=[{**PLAN, "worker_key": worker, "team_id": "North"}])
    sheets.journey()
    assert sheets.rows(
        "SELECT service_code, worker_key, team_id, first_seen_on, last_seen_on FROM involvements ORDER BY first_seen_on"
    ) == [
        ("cp", "w1", "North", date(2026, 6, 30), date(2026, 7, 31)),
        ("cp", "w2", "North", date(2026, 8, 31), date(2026, 8, 31)),
        ("cp", "w1", "North", date(2026, 9, 30), date(2026, 9, 30)),
    ]


def test_nobody_is_involved_in_a_plan_that_had_ended_or_without_a_worker(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[
        {**PLAN, "worker_key": "w1", "ended_on": "2026-06-30"}, {**PLAN, "child_key": "c2"},
        {**PLAN, "child_key": "c3", "worker_key": "#N/A"}])  # fmt: skip
    sheets.journey()
    assert sheets.rows("SELECT count(*) FROM involvements") == [(0,)]


def test_a_later_move_does_not_rewrite_the_team_of_an_earlier_month(sheets: Sheets) -> None:
    for as_at, team in ((JUN, "North"), (JUL, "North"), (AUG, "#N/A"), (SEP, "East")):
        sheets.load(as_at, child_protection=[{**PLAN, "team_id": team}])
    sheets.journey()
    assert sheets.rows(
        "SELECT h.team_id, h.is_unreadable, h.listed_from, h.listed_to "
        "FROM team_history h JOIN cp_plans p USING (row_id) ORDER BY listed_from"
    ) == [
        ("North", False, date(2026, 6, 30), date(2026, 7, 31)),
        (None, True, date(2026, 8, 31), date(2026, 8, 31)),
        ("East", False, date(2026, 9, 30), date(2026, 9, 30)),
    ]


def test_a_count_of_earlier_referrals_is_that_of_the_load_at_the_end_of_its_month(sheets: Sheets) -> None:
    row = {"child_key": "c1", "referred_on": "2026-06-10"}
    sheets.load("2026-06-15", referrals=[{**row, "earlier_referral_count": "0"}])
    sheets.load(JUN, referrals=[{**row, "earlier_referral_count": "1"}])
    sheets.load(JUL, referrals=[{**row, "earlier_referral_count": "2", "is_nfa": "true"}])
    sheets.journey()
    assert sheets.rows("SELECT earlier_referral_count, is_nfa, as_at_on FROM referrals") == [
        (1, True, date(2026, 7, 31))
    ]
    sheets.journey(as_at="2026-06-20")
    assert sheets.rows("SELECT earlier_referral_count FROM referrals") == [(0,)]


def test_an_enquiry_of_a_later_month_leaves_the_count_of_the_earlier_month_as_it_was(sheets: Sheets) -> None:
    first = {"child_key": "c1", "started_on": "2026-06-10"}
    second = {"child_key": "c1", "started_on": "2026-07-10"}
    sheets.load(JUN, section_47=[{**first, "earlier_s47_count": "0", "earlier_icpc_count": "0"}])
    for as_at in (JUL, AUG):
        later = {"earlier_s47_count": "1", "earlier_icpc_count": "1"}
        sheets.load(as_at, section_47=[{**first, **later}, {**second, **later}])
    sheets.journey()
    assert sheets.rows("SELECT started_on, earlier_s47_count, earlier_icpc_count FROM s47_enquiry ORDER BY 1") == [
        (date(2026, 6, 10), 0, 0),
        (date(2026, 7, 10), 1, 1),
    ]


def test_without_a_load_at_the_months_end_the_first_one_after_the_referral_gives_the_count(sheets: Sheets) -> None:
    row = {"child_key": "c1", "referred_on": "2026-06-10"}
    sheets.load("2026-07-15", referrals=[{**row, "earlier_referral_count": "many"}])
    sheets.load(AUG, referrals=[{**row, "earlier_referral_count": "2"}])
    sheets.journey()
    assert sheets.rows("SELECT earlier_referral_count, unreadable FROM referrals") == [
        (None, ["earlier_referral_count"])
    ]
