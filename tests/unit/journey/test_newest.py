"""A row is known by its identity; the newest load that lists it gives its values."""

from datetime import date

from tests.unit.journey.sheets import Sheets

A1 = {"child_key": "c1", "started_on": "2026-05-01", "team_id": "North"}


def test_the_newest_load_that_lists_a_row_gives_its_values(sheets: Sheets) -> None:
    sheets.load("2026-06-30", assessments=[A1])
    sheets.load("2026-07-31", assessments=[{**A1, "completed_on": "2026-07-10"}])
    journey = sheets.journey()
    assert journey.as_at == date(2026, 7, 31)
    assert sheets.rows(
        "SELECT child_key, completed_on, as_at_on, first_listed_on, is_withdrawn FROM cin_assessments"
    ) == [("c1", date(2026, 7, 10), date(2026, 7, 31), date(2026, 6, 30), False)]


def test_an_open_plan_is_read_on_a_day_with_the_state_of_that_days_load(sheets: Sheets) -> None:
    plan = {"child_key": "c1", "started_on": "2026-05-01"}
    sheets.load("2026-06-30", child_protection=[{**plan, "last_visited_on": "2026-06-20", "worker_key": "w1"}])
    sheets.load("2026-07-31", child_protection=[{**plan, "last_visited_on": "2026-07-20", "worker_key": "w2"}])
    journey = sheets.journey()
    journey.on_day([date(2026, 6, 30), date(2026, 7, 15), date(2026, 7, 31)])
    assert sheets.rows(
        "SELECT day, state_on, last_visited_on, worker_key, is_open FROM cp_plans_on_day ORDER BY day"
    ) == [
        (date(2026, 6, 30), date(2026, 6, 30), date(2026, 6, 20), "w1", True),
        (date(2026, 7, 15), date(2026, 6, 30), date(2026, 6, 20), "w1", True),
        (date(2026, 7, 31), date(2026, 7, 31), date(2026, 7, 20), "w2", True),
    ]
