"""Snapshots of one county: each is consistent in itself, and each agrees with the one before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from headway.synthetic.cells import ListRows
from headway.synthetic.county_made import County, make_county
from headway.synthetic.days import EXCEL_ZERO, day_of, months_before
from headway.synthetic.lists_adoption import adopters, adoption
from headway.synthetic.lists_care import care_leavers, children_in_care
from headway.synthetic.lists_flow import assessments, contacts, early_help, enquiries, referrals
from headway.synthetic.lists_open import child_protection, children_in_need
from headway.synthetic.setting import Setting
from headway.synthetic.snapshot import snapshot
from headway.synthetic.template import layouts

CHILD = "Child Unique ID"
FIRST, SECOND = date(2026, 7, 31), date(2026, 8, 31)
Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def county() -> County:
    return make_county(Setting(seed=11, months=6, scale=0.2))


def rows_of(rows: ListRows) -> Rows:
    headings = layouts()[rows.number - 1].headings
    return [
        dict(zip(headings, row, strict=True)) for row in zip(*(column.tolist() for column in rows.columns), strict=True)
    ]


def day(cell: object) -> date:
    assert isinstance(cell, int)
    return day_of(cell - EXCEL_ZERO)


def number(of: date) -> int:
    return (of - date(1970, 1, 1)).days


def clean(maker: object, county: County, on: date) -> Rows:
    """The rows of a list before they are spoilt."""
    return rows_of(maker(county, number(on)))  # type: ignore[operator]


def test_every_list_has_its_columns_and_rows(county: County) -> None:
    lists = snapshot(county, SECOND)
    assert [rows.number for rows in lists] == list(range(1, 12))
    for rows, layout in zip(lists, layouts(), strict=True):
        assert len(rows.columns) == len(layout.headings)
        assert {len(column) for column in rows.columns} == {len(rows)}
        assert len(rows) > 5


def test_a_list_holds_only_its_window(county: County) -> None:
    first = months_before(SECOND, 6) + timedelta(days=1)
    for maker, column in (
        (contacts, "Date of Contact"),
        (referrals, "Date of referral"),
        (enquiries, "Strategy discussion initiating Section 47 Enquiry Start Date"),
    ):
        days = [day(row[column]) for row in clean(maker, county, SECOND)]
        assert first <= min(days) and max(days) <= SECOND
    for row in clean(assessments, county, SECOND):
        done = row["Continuous Assessment Date of Authorisation"]
        assert done is None or first <= day(done) <= SECOND
    for row in clean(early_help, county, SECOND):
        done = row["Assessment completion date"]
        assert done is None or first <= day(done) <= SECOND


def test_children_on_plans_and_in_care_are_children_in_need(county: County) -> None:
    status = {row[CHILD]: row["Case status"] for row in clean(children_in_need, county, SECOND)}
    in_care = {
        row[CHILD] for row in clean(children_in_care, county, SECOND) if row["Date Ceased to be Looked After"] is None
    }
    on_plan = {
        row[CHILD] for row in clean(child_protection, county, SECOND) if row["Child Protection Plan End Date"] is None
    }
    assert in_care and on_plan and not in_care & on_plan
    assert {status[child] for child in in_care} == {"a) Looked after child"}
    assert {status[child] for child in on_plan} == {"b) Child Protection plan"}
    open_assessments = {
        row[CHILD]
        for row in clean(assessments, county, SECOND)
        if row["Continuous Assessment Date of Authorisation"] is None
    }
    assert open_assessments <= set(status)


@pytest.mark.parametrize("maker", [children_in_need, child_protection, children_in_care, care_leavers, adoption])
def test_one_row_a_child(county: County, maker: object) -> None:
    children = [row[CHILD] for row in clean(maker, county, SECOND)]
    assert len(children) == len(set(children))


@pytest.mark.parametrize(
    ("maker", "begins", "moving"),
    [
        (children_in_need, "CIN Start Date", ["Date Child Was Last Seen"]),
        (
            child_protection,
            "Child Protection Plan Start Date",
            ["Date of the Last Statutory Visit", "Date of latest review conference"],
        ),
        (
            children_in_care,
            "Date Started to be Looked After",
            [
                "Date of Latest Statutory Review",
                "Date of Last Social Work Visit",
                "Date of Last IRO Visit / Contact to the Child",
                "Date of Last Health Assessment",
                "Date of Last Dental Check",
                "Start Date of Most Recent Placement",
            ],
        ),
    ],
)
def test_a_last_visit_only_moves_forward(county: County, maker: object, begins: str, moving: list[str]) -> None:
    before = {(row[CHILD], row[begins]): row for row in clean(maker, county, FIRST)}
    after = {(row[CHILD], row[begins]): row for row in clean(maker, county, SECOND)}
    both = before.keys() & after.keys()
    assert len(both) > 50
    for column in moving:
        moved = 0
        for key in both:
            was, now = before[key][column], after[key][column]
            if was is not None:
                assert day(now) >= day(was)
            if now is not None:
                assert day(row_start := key[1]) <= day(now) <= SECOND, row_start
            moved += was != now
        assert moved > 0


@pytest.mark.parametrize(
    ("maker", "begins", "ends"),
    [
        (child_protection, "Child Protection Plan Start Date", "Child Protection Plan End Date"),
        (children_in_care, "Date Started to be Looked After", "Date Ceased to be Looked After"),
    ],
)
def test_what_ended_stays_listed_for_six_months_and_then_goes(
    county: County, maker: object, begins: str, ends: str
) -> None:
    snapshots = {on: clean(maker, county, on) for on in county.setting.snapshots}
    ended = {
        (row[CHILD], row[begins]): row[ends] for rows in snapshots.values() for row in rows if row[ends] is not None
    }
    assert len(ended) > 20
    for on, rows in snapshots.items():
        listed = {(row[CHILD], row[begins]): row[ends] for row in rows}
        children = {child for child, _ in listed}
        for (child, began), end in ended.items():
            if day(end) <= on and day(end) > months_before(on, 6):
                assert listed.get((child, began), end) == end
                assert child in children  # with this spell, or a newer one
            elif day(end) <= months_before(on, 6):
                assert (child, began) not in listed


def test_what_was_done_is_not_undone(county: County) -> None:
    done, start = "Continuous Assessment Date of Authorisation", "Continuous Assessment Start Date"
    before = {(row[CHILD], row[start]): row for row in clean(assessments, county, FIRST)}
    after = {(row[CHILD], row[start]): row for row in clean(assessments, county, SECOND)}
    both = before.keys() & after.keys()
    assert len(both) > 100
    for key in both:
        if before[key][done] is not None:
            assert after[key] | {"Age of Child (Years)": 0} == before[key] | {"Age of Child (Years)": 0}
        elif after[key][done] is not None:
            assert FIRST < day(after[key][done]) <= SECOND


def test_the_counts_of_list_3_are_those_of_a_person_counting(county: County) -> None:
    episodes = county.world.episodes
    days: dict[str, list[date]] = {}
    for child, on in zip(episodes.child.tolist(), episodes.referred_on.tolist(), strict=True):
        days.setdefault(str(county.keys[child]), []).append(day_of(on))
    some = 0
    for row in clean(referrals, county, SECOND):
        known = sorted(on for on in days[str(row[CHILD])] if on <= SECOND)
        earlier = [on for on in known[:-1] if on >= known[-1] - timedelta(days=365)]
        assert row["Number of Referrals in Last 12 Months"] == len(earlier)
        some += len(earlier) > 0
    assert some > 20


def test_ages_are_at_the_last_birthday(county: County) -> None:
    unborn = 0
    for row in clean(contacts, county, SECOND) + clean(care_leavers, county, SECOND):
        born = day(row["Date of Birth"])
        if born > SECOND:
            unborn += 1
            assert (row["Age of Child (Years)"], row["Gender"]) == (-1, "c) Not stated/recorded")
        else:
            years = SECOND.year - born.year - ((SECOND.month, SECOND.day) < (born.month, born.day))
            assert row["Age of Child (Years)"] == years
    assert unborn > 0


def test_adopters_of_one_family_are_one_or_two(county: County) -> None:
    rows = clean(adopters, county, SECOND)
    families: dict[object, int] = {}
    for row in rows:
        families[row["Family identifier"]] = families.get(row["Family identifier"], 0) + 1
    assert set(families.values()) == {1, 2}
    assert len({row["Individual adopter identifier"] for row in rows}) == len(rows)


def test_a_spoilt_cell_stays_spoilt(county: County) -> None:
    heading = layouts()[2].headings.index("Ethnicity")
    blank = []
    for on in (FIRST, SECOND):
        rows = snapshot(county, on)[2]
        blank.append(
            {int(record) for record, cell in zip(rows.ids, rows.columns[heading], strict=True) if cell is None}
        )
    shared = {int(record) for record in snapshot(county, FIRST)[2].ids} & {
        int(record) for record in snapshot(county, SECOND)[2].ids
    }
    assert blank[0] & shared == blank[1] & shared != set()
