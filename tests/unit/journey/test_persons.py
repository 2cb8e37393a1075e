"""One row per child: which cell wins, and who is named as a finding."""

from __future__ import annotations

from datetime import date

from tests.unit.journey.sheets import Sheets

JUN, JUL = "2026-06-30", "2026-07-31"
PLAN = {"child_key": "c1", "started_on": "2026-05-01"}
CONTACT = {"child_key": "c1", "contacted_on": "2026-06-10"}


def test_a_readable_cell_beats_a_blank_one_and_a_stated_answer_one_not_stated(sheets: Sheets) -> None:
    sheets.load(
        JUN,
        children_in_care=[{**PLAN, "sex_code": "U", "ethnicity_code": "REFU"}],
        contacts=[{**CONTACT, "sex_code": "F", "ethnicity_code": "WBRI", "born_on": "2015-01-02"}],
    )
    sheets.journey()
    assert sheets.rows("SELECT sex_code, ethnicity_code, born_on FROM person") == [("F", "WBRI", date(2015, 1, 2))]
    assert sheets.rows("SELECT count(*) FROM findings WHERE table_name = 'person'") == [(0,)]


def test_two_stated_answers_are_settled_by_the_order_of_the_lists_and_named_once(sheets: Sheets) -> None:
    sheets.load(
        JUN,
        contacts=[{**CONTACT, "born_on": "2015-01-02", "sex_code": "F"}],
        referrals=[{"child_key": "c1", "referred_on": "2026-06-11", "born_on": "2015-01-02"}],
        child_protection=[{**PLAN, "born_on": "2015-02-01", "sex_code": "M"}],
    )
    sheets.journey()
    assert sheets.rows("SELECT born_on, row_id LIKE '%:child_protection:2' FROM person") == [(date(2015, 2, 1), True)]
    assert sheets.rows("SELECT kind, words FROM findings WHERE table_name = 'person'") == [
        ("answers differ",
         "Within one load the lists child protection, referrals, contacts do not agree on: date of birth, sex.")
    ]  # fmt: skip


def test_the_newest_load_that_has_the_cell_wins_and_nobody_is_forgotten(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "sex_code": "F", "disability_code": "yes"}])
    sheets.load(JUL, child_protection=[], contacts=[{**CONTACT, "sex_code": "M"}])
    sheets.load("2026-08-31", contacts=[], child_protection=[])
    sheets.journey()
    assert sheets.rows("SELECT sex_code, disability_code, first_listed_on FROM person") == [
        ("M", "yes", date(2026, 6, 30))
    ]


def test_a_cell_that_no_list_could_give_is_named_unreadable(sheets: Sheets) -> None:
    sheets.load(JUN, child_protection=[{**PLAN, "born_on": "#REF!"}], contacts=[CONTACT])
    sheets.journey()
    assert sheets.rows("SELECT born_on, unreadable FROM person") == [(None, ["born_on"])]


def test_unborn_is_asked_of_the_day_of_the_newest_load(sheets: Sheets) -> None:
    sheets.load(
        JUN,
        child_protection=[
            {**PLAN, "child_key": "due", "born_on": "2026-07-20"},
            {**PLAN, "child_key": "minus", "age_years": "-1"},
            {**PLAN, "child_key": "born", "born_on": "2026-06-30"},
            {**PLAN, "child_key": "blank", "age_years": "7"},
        ],
    )
    sheets.journey()
    assert sheets.rows("SELECT child_key, is_unborn FROM person ORDER BY 1") == [
        ("blank", None), ("born", False), ("due", True), ("minus", True)]  # fmt: skip


def test_asylum_comes_from_care_or_leaving_care_of_the_newest_load_that_has_the_child(sheets: Sheets) -> None:
    sheets.load(JUN, children_in_care=[{**PLAN, "is_uasc": "true"}], care_leavers=[])
    sheets.load(JUL, children_in_care=[], care_leavers=[{"child_key": "c1"}], contacts=[{**CONTACT, "child_key": "c2"}])
    sheets.journey(as_at=JUN)
    assert sheets.rows("SELECT is_uasc FROM person") == [(True,)]
    sheets.journey()
    assert sheets.rows("SELECT child_key, is_uasc FROM person ORDER BY 1") == [("c1", None), ("c2", None)]


def test_a_row_without_a_child_makes_no_person(sheets: Sheets) -> None:
    sheets.load(JUN, contacts=[{"contacted_on": "2026-06-10"}, {"child_key": "#N/A", "contacted_on": "2026-06-10"}])
    sheets.journey()
    assert sheets.rows("SELECT count(*) FROM person") == [(0,)]
    assert sheets.rows("SELECT count(*) FROM contacts WHERE NOT is_withdrawn") == [(2,)]


def test_an_adopter_is_never_a_person(sheets: Sheets) -> None:
    sheets.load(JUN, adopters=[{"adopter_key": "a1", "sex_code": "F"}])
    sheets.journey()
    assert sheets.rows("SELECT count(*) FROM person") == [(0,)]
    assert sheets.rows("SELECT adopter_key, sex_code FROM prospective_adopters") == [("a1", "F")]


def test_a_load_without_any_list_of_children_makes_no_persons(sheets: Sheets) -> None:
    sheets.load(JUN, adopters=[])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30)])
    assert sheets.rows("SELECT count(*) FROM person") == [(0,)]
    assert sheets.rows("SELECT count(*) FROM cp_plans_on_day") == [(0,)]
