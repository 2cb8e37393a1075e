"""What only stocks can be asked."""

from __future__ import annotations

from datetime import date

import pytest

from headway.measures import fetch_rows, not_ready, run_pages, same_children, who_holds
from tests.unit.measures.tables import LOAD, MEASURES, MONTH_ENDS, Row, county, journey, rows_on

CL01, CL06, LV02, CP09, CP16, AS02 = (MEASURES.page(name) for name in ("CL01", "CL06", "LV02", "CP09", "CP16", "AS02"))
CP_CATEGORIES = MEASURES.page("cp_plan_categories")
LIMIT = {
    "visit_limit": {"cp_visits_in_time": {"value": 10, "kind": "working days", "source": "a", "from": "2025-08-01"}}
}


def need(started: date) -> Row:
    return {"child_key": "k1", "started_on": started, "case_status_code": "cin_plan", "team_id": "North 1",
            "first_listed_on": LOAD, "as_at_on": LOAD, "unreadable": []}  # fmt: skip


def test_a_child_in_need_is_not_unseen_while_the_councils_own_limit_still_runs() -> None:
    """Thirty working days from 25 August 2025 are over on 6 October: on 30 September nobody is late yet."""
    days = {"value": 30, "kind": "working days", "source": "a", "from": "2025-01-01"}
    files = county(standards={"visit_limit": {"cin_visits_in_time": days}})
    for started, met, left_out in ((date(2025, 8, 25), None, True), (date(2025, 8, 15), False, False)):
        made = journey({"cin_episodes": [need(started)]})
        [row] = rows_on(made, MEASURES.page("CN05"), LOAD, files)
        assert (row.met, row.left_out) == (met, left_out), started


def in_care(count: int, number: int, **more: object) -> Row:
    return {
        "child_key": f"k{number}",
        "started_on": date(2024, 1, 1),
        "placement_count": count,
        "team_id": "North 1",
        **more,
    }


def leaver(number: int, load: date, is_suitable: bool) -> Row:
    return {
        "row_id": f"{number}-{load}", "child_key": f"k{number}", "as_at_on": load, "first_listed_on": load,
        "eligibility_code": "former_relevant", "in_touch_code": "YES", "accommodation_code": "U",
        "is_accommodation_suitable": is_suitable, "team_id": "North 1",
    }  # fmt: skip


def test_the_same_children_with_the_same_answers_are_one() -> None:
    rows = [in_care(4 if number < 3 else 1, number) for number in range(10)]
    made = journey({"cla_periods": rows})
    run_pages(made, county(), [CL06], MONTH_ENDS)
    assert same_children(made, [CL06], MONTH_ENDS)[CL06.id, None] == pytest.approx(1)


def test_children_who_leave_count_against_it() -> None:
    rows = [in_care(4 if number % 2 else 1, number) for number in range(6)]
    rows += [in_care(1, number, ended_on=date(2025, 7, 15)) for number in range(6, 12)]
    made = journey({"cla_periods": rows})
    run_pages(made, county(), [CL06], MONTH_ENDS)
    found = same_children(made, [CL06], MONTH_ENDS)[CL06.id, None]
    assert found == pytest.approx(18 / 24)


def test_who_stays_is_asked_of_rows_that_are_only_counted() -> None:
    made = journey({"cla_periods": [in_care(4 if number < 3 else 1, number) for number in range(10)]})
    run_pages(made, county(), [CL06], MONTH_ENDS, only_counts=True)
    assert same_children(made, [CL06], MONTH_ENDS)[CL06.id, None] == pytest.approx(1)


def test_of_a_count_those_are_the_same_who_are_counted_again() -> None:
    """Of 12, 12 and 6 in care at a month end with a next one, 12, 6 and 6 are in care at the next too."""
    rows = [in_care(1, number) for number in range(6)]
    rows += [in_care(1, number, ended_on=date(2025, 8, 15)) for number in range(6, 12)]
    plans = [{"child_key": f"k{n}", "started_on": date(2024, 1, 1), "team_id": "North 1", "worker_key": "w" if n else None}
             for n in range(9)]  # fmt: skip
    made = journey({"cla_periods": rows, "cp_plans": plans})
    run_pages(made, county(), [CL01, CP16], MONTH_ENDS)
    found = same_children(made, [CL01, CP16], MONTH_ENDS)
    assert found[CL01.id, CL01.parts[0]] == pytest.approx(24 / 30)
    # One child is on a plan without a worker all the time; the others, who have one, are not counted.
    assert found[CP16.id, None] == pytest.approx(1)


def test_a_child_in_another_part_of_a_split_is_not_in_this_one() -> None:
    """A row of a split is in one part alone; of each other part it is one that was asked and is not met."""
    started = date(2024, 1, 1)
    plans = [{"child_key": f"k{n}", "started_on": started, "team_id": "North 1", "latest_category_code": code}
             for n, code in enumerate(("NEG", "NEG", "EMO", "EMO", "PHY", "PHY"))]  # fmt: skip
    made = journey({"cp_plans": plans})
    run_pages(made, county(), [CP_CATEGORIES], MONTH_ENDS)
    found = same_children(made, [CP_CATEGORIES], MONTH_ENDS)
    assert found[CP_CATEGORIES.id, "neglect"] == pytest.approx(1)
    assert found[CP_CATEGORIES.id, "sexual"] is None, "nobody is in it"


def test_a_list_made_anew_with_each_load_is_followed_by_the_child() -> None:
    rows = [leaver(number, load, number > 2) for number in range(8) for load in MONTH_ENDS]
    people = [{"row_id": f"p{n}", "child_key": f"k{n}", "born_on": date(2005, 1, 1)} for n in range(8)]
    made = journey({"care_leavers": rows, "person": people})
    run_pages(made, county(), [LV02], MONTH_ENDS)
    assert same_children(made, [LV02], MONTH_ENDS)[LV02.id, "19-21"] == pytest.approx(1)
    assert same_children(made, [LV02], MONTH_ENDS)[LV02.id, "17-18"] is None


def test_one_answer_for_all_a_flow_and_two_days_are_too_little_to_tell() -> None:
    made = journey({"cla_periods": [in_care(1, number) for number in range(5)]})
    run_pages(made, county(), [CL06, AS02], MONTH_ENDS)
    assert same_children(made, [CL06], MONTH_ENDS)[CL06.id, None] is None
    assert same_children(made, [CL06], MONTH_ENDS[:2])[CL06.id, None] is None
    assert same_children(made, [AS02], MONTH_ENDS)[AS02.id, None] is None


def test_a_child_is_held_by_list_8_then_7_then_6_then_9() -> None:
    started = date(2024, 1, 1)
    made = journey(
        {
            "cin_episodes": [
                {"child_key": "a", "team_id": "North 1", "worker_key": "w1", "started_on": started},
                {"child_key": "b", "team_id": "North 1", "worker_key": "w1", "started_on": started},
                {"child_key": "d", "team_id": "North 1", "worker_key": "w9", "started_on": started, "closed_on": LOAD},
            ],
            "cp_plans": [{"child_key": "a", "team_id": "East 1", "worker_key": None, "started_on": started,
                          "unreadable": ["worker_key"]}],
            "cla_periods": [{"child_key": "c", "team_id": "Nobody", "worker_key": "w3", "started_on": started}],
            "care_leavers": [{**leaver(1, LOAD, True), "child_key": "d", "worker_key": "w4"}],
        }
    )  # fmt: skip
    held = who_holds(made, LOAD, county())
    assert {key: (each.list_key, each.team, each.locality, each.worker_key) for key, each in held.items()} == {
        "a": ("cp_plans", "East 1", "East", "w1"),
        "b": ("cin_episodes", "North 1", "North", "w1"),
        "c": ("cla_periods", "Nobody", "not placed", "w3"),
        "d": ("care_leavers", "North 1", "North", "w4"),
    }
    assert [key for key, each in held.items() if each.is_worker_unreadable] == []


def test_the_worker_is_the_first_that_any_list_names() -> None:
    started = date(2024, 1, 1)

    def row(child: str, worker: str | None, **more: object) -> Row:
        return {"child_key": child, "team_id": "East 1", "worker_key": worker, "started_on": started, **more}

    unreadable = {"unreadable": ["worker_key"]}
    made = journey(
        {
            "cla_periods": [row("named below", None, team_id="North 1"), row("none", None)],
            "cp_plans": [row("named below", "w7"), row("none", None), row("unreadable", None)],
            "cin_episodes": [row("named below", "w6"), row("none", None), row("unreadable", None, **unreadable)],
            "cin_assessments": [row("assessment only", "w3"), row("assessment only, blank", None)],
        }
    )
    held = who_holds(made, LOAD, county())
    assert {
        key: (each.list_key, each.team, each.worker_key, each.is_worker_unreadable) for key, each in held.items()
    } == {
        "named below": ("cla_periods", "North 1", "w7", False),
        "none": ("cla_periods", "East 1", None, False),
        "unreadable": ("cp_plans", "East 1", None, True),
        "assessment only": ("cin_assessments", "East 1", "w3", False),
        "assessment only, blank": ("cin_assessments", "East 1", None, False),
    }


def test_a_team_is_known_by_every_spelling_and_one_not_listed_keeps_its_own() -> None:
    names = ["north-1", " NORTH   1 ", "A Team Elsewhere", None]
    rows = [{"child_key": str(number), "team_id": name, "started_on": LOAD} for number, name in enumerate(names)]
    held = who_holds(journey({"cp_plans": rows}), LOAD, county())
    assert [(each.team, each.locality) for _, each in sorted(held.items())] == [
        ("North 1", "North"),
        ("North 1", "North"),
        ("A Team Elsewhere", "not placed"),
        ("not placed", "not placed"),
    ]


def test_a_page_says_why_it_cannot_be_asked() -> None:
    made = journey({"cp_plans": [{"started_on": date(2024, 1, 1)}]})
    without = not_ready(made, CP09, LOAD, county())
    assert without and without.lacks_standard and "policy.yaml gives no visit_limit" in without.why
    assert not_ready(made, CP09, LOAD, county(standards=LIMIT)) is None
    before = not_ready(made, CP09, date(2025, 7, 31), county(standards=LIMIT))
    assert before and before.lacks_standard and "gives none for these days" in before.why
    later = not_ready(made, CP09, date(2025, 12, 31), county(standards=LIMIT))
    assert later and later.is_too_old and "no load within 45 days" in later.why
    without = journey({}, coverage={"cp_plans": []})
    unsent = not_ready(without, CP09, LOAD, county(standards=LIMIT))
    assert unsent and not unsent.is_too_old and "no load holds the list of cp plans" in unsent.why


def test_several_days_come_in_one_call_with_what_is_due() -> None:
    plan = {"team_id": "North 1", "started_on": date(2025, 1, 1), "last_visited_on": date(2025, 7, 20)}
    made = journey({"cp_plans": [plan]})
    files = county(
        standards={
            "visit_limit": {"cp_visits_in_time": {**LIMIT["visit_limit"]["cp_visits_in_time"], "from": "2020-01-01"}}
        }
    )
    run_pages(made, files, [CP09], [date(2025, 7, 31), date(2025, 8, 31)])
    rows = fetch_rows(made, CP09)
    assert [(row.placed_on, row.met, row.due_on, row.days_over) for row in rows] == [
        (date(2025, 7, 31), True, date(2025, 8, 1), -1),
        (date(2025, 8, 31), False, date(2025, 8, 1), 19),
    ]


def test_only_the_tables_that_the_pages_read_are_made_for_the_days() -> None:
    plan = {"started_on": date(2025, 1, 1)}
    made = journey({"cp_plans": [plan], "cla_periods": [plan], "cin_assessments": [plan]})
    run_pages(made, county(), [CL06, AS02], [LOAD])
    on_day = {table: made.con.execute(f"SELECT count(*) FROM journey.{table}_on_day").fetchall()[0][0]
              for table in ("cp_plans", "cla_periods", "cin_assessments")}  # fmt: skip
    assert on_day == {"cp_plans": 0, "cla_periods": 1, "cin_assessments": 0}
