"""Figures by group of children: who is in which group on the row's own day, and what no group hides."""

from __future__ import annotations

from datetime import date

import pytest

from headway.cli.group_rows import group_rows
from headway.county.groups import GroupFigures, by_group
from headway.errors import RefusedError, UnknownNameError
from headway.journey import Journey
from headway.measures import Observation, concern_began, observe_split, split_named
from tests.unit.measures.tables import LOAD, MEASURES, SEPTEMBER, WHOLE, Row, assessment, county, journey

AS02, CL01, WF08 = (MEASURES.page(name) for name in ("AS02", "CL01", "WF08"))
LEVELS = ("county", "locality")
COVERED = {"cin_assessments": [(date(2025, 1, 1), LOAD)]}


def person(number: int, **cells: object) -> Row:
    return {"child_key": f"c{number:03d}", **cells}


def numerators(found: list[Observation]) -> dict[str, int | None]:
    return {each.group: each.numerator for each in found if each.numerator}


def assessed(persons: list[Row], **cells: object) -> Journey:
    """One assessment in time, on 15 September 2025, for each child."""
    rows = [assessment("North 1", child_key=each["child_key"], **cells) for each in persons]
    return journey({"cin_assessments": rows, "person": persons}, coverage=COVERED)


def test_a_childs_age_is_that_of_the_rows_own_day() -> None:
    births = {
        "unborn": date(2025, 9, 16), "under 1": date(2024, 9, 16), "1-4": date(2024, 9, 15), "5-9": date(2020, 9, 15),
        "10-15": date(2009, 9, 16), "16-17": date(2009, 9, 15), "18 and over": date(2007, 9, 15),
    }  # fmt: skip
    persons = [person(number, born_on=born) for number, born in enumerate(births.values())]
    persons += [person(7), person(8, unreadable=["born_on"]), person(9, is_unborn=True)]
    found = observe_split(
        assessed(persons), [AS02], split_named("age_band"), periods=[SEPTEMBER], county=county(), levels=("county",)
    )
    assert numerators(found) == {**dict.fromkeys(births, 1), "unborn": 2, "not stated": 1, "cannot be read": 1}
    assert [each.group for each in found][-3:] == ["not stated", "cannot be read", "no day to tell it on"]
    assert {each.split for each in found} == {"age_band"}


def test_a_row_without_a_day_has_no_age_and_is_in_no_band() -> None:
    made = assessed([person(0, born_on=date(2015, 1, 1))], ended=None, unreadable=["completed_on"])
    found = observe_split(made, [AS02], split_named("age_band"), periods=[WHOLE], county=county(), levels=("county",))
    assert {each.group: each.cannot_tell for each in found if each.cannot_tell} == {"no day to tell it on": 1}


@pytest.mark.parametrize(
    ("split", "column", "cells"),
    [
        ("sex", "sex_code", {"F": "female", "M": "male", "N": "neither", "U": "not stated", None: "not stated"}),
        ("disability", "disability_code", {"yes": "disabled", "no": "not disabled", "unknown": "not stated"}),
        ("uasc", "is_uasc", {True: "came alone to seek asylum", False: "did not come alone to seek asylum",
                             None: "not stated"}),
        ("ethnicity", "ethnicity_code", {"WBRI": "White", "W": "White", "CHNE": "Other ethnic group", "MWAS": "Mixed",
                                         "AIND": "Asian or Asian British", "B": "Black or Black British",
                                         "REFU": "not stated"}),
    ],
)  # fmt: skip
def test_each_code_is_in_its_group(split: str, column: str, cells: dict[object, str]) -> None:
    persons = [person(number, **{column: code}) for number, code in enumerate(cells)]
    persons.append(person(len(cells), unreadable=[column]))
    found = observe_split(
        assessed(persons), [AS02], split_named(split), periods=[SEPTEMBER], county=county(), levels=LEVELS
    )
    names = [*cells.values(), "cannot be read"]
    assert numerators([each for each in found if each.level == "county"]) == {name: names.count(name) for name in names}
    assert numerators([each for each in found if each.place == "North"]) == numerators(
        [each for each in found if each.level == "county"]
    )


def test_a_child_nobody_lists_is_not_stated() -> None:
    made = journey({"cin_assessments": [assessment("North 1")]}, coverage=COVERED)
    found = observe_split(made, [AS02], split_named("sex"), periods=[SEPTEMBER], county=county(), levels=("county",))
    assert numerators(found) == {"not stated": 1}


def test_a_rate_has_its_count_and_no_rate_as_no_population_is_given_by_group() -> None:
    made = journey(
        {
            "cla_periods": [{"child_key": "c000", "started_on": date(2024, 1, 1), "legal_status_code": "C2"}],
            "person": [person(0, sex_code="F")],
        }
    )
    found = observe_split(made, [CL01], split_named("sex"), periods=[SEPTEMBER], county=county(), levels=("county",))
    rate = next(each for each in found if each.part == "rate" and each.group == "female")
    assert (rate.value, rate.numerator, rate.status, rate.why) == (
        None,
        1,
        "no population given",
        "none is given by sex",
    )


def test_a_page_whose_rows_are_no_children_says_what_they_are() -> None:
    with pytest.raises(RefusedError, match="its rows are workers"):
        observe_split(journey({}), [WF08], split_named("sex"), periods=[SEPTEMBER], county=county())


def test_a_split_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="ethnicty"):
        split_named("ethnicty")


def began(work: list[Row], day: date = date(2025, 3, 1)) -> dict[str, int | None]:
    """The groups of the children whose assessment ended in September, by when work with them began."""
    rows = [assessment("North 1", child_key=f"c{number:03d}") for number in range(len(work))]
    episodes = [{"child_key": f"c{number:03d}", **row} for number, row in enumerate(work) if row]
    made = journey({"cin_assessments": rows, "cin_episodes": episodes}, coverage=COVERED)
    split = concern_began(day)
    return numerators(observe_split(made, [AS02], split, periods=[SEPTEMBER], county=county(), levels=("county",)))


def test_a_concern_began_with_the_earliest_work_that_was_open_on_the_rows_day() -> None:
    before, later = "before 2025-03-01", "2025-03-01 or later"
    assert began([{"started_on": date(2025, 2, 28)}]) == {before: 1}
    assert began([{"started_on": date(2025, 3, 1)}]) == {later: 1}
    assert began([{}]) == {later: 1}  # the assessment itself
    assert began([{"started_on": date(2020, 1, 1), "closed_on": date(2025, 9, 14)}]) == {later: 1}  # over by then
    assert began([{"started_on": date(2020, 1, 1), "closed_on": date(2025, 9, 15)}]) == {before: 1}
    assert began([{"started_on": date(2020, 1, 1), "is_withdrawn": True}]) == {later: 1}
    assert began([{"unreadable": ["started_on"]}]) == {"cannot be read": 1}


def test_work_whose_end_cannot_be_read_decides_nothing_by_itself() -> None:
    before, later = "before 2025-03-01", "2025-03-01 or later"
    old = {"started_on": date(2010, 1, 1), "unreadable": ["closed_on"]}
    assert began([old]) == {"cannot be read": 1}
    assert began([{**old, "started_on": date(2025, 4, 1)}]) == {later: 1}  # the assessment began later all the same
    still = {"child_key": "c000", "started_on": date(2025, 2, 1)}
    rows = {"cin_assessments": [assessment("North 1", child_key="c000")], "cp_plans": [still]}
    made = journey({**rows, "cin_episodes": [{"child_key": "c000", **old}]}, coverage=COVERED)
    split = concern_began(date(2025, 3, 1))
    found = observe_split(made, [AS02], split, periods=[SEPTEMBER], county=county(), levels=("county",))
    assert numerators(found) == {before: 1}


def compared(groups: dict[str, tuple[int, int]]) -> GroupFigures:
    """The verdict on assessments in time by sex: how many of how many of each code."""
    rows, persons = [], []
    for code, (met, of) in groups.items():
        for number in range(of):
            key = f"{code}{number}"
            rows.append(assessment("North 1", days=10 if number < met else 200, child_key=key))
            persons.append({"child_key": key, "sex_code": code})
    made = journey({"cin_assessments": rows, "person": persons}, coverage=COVERED)
    [found] = by_group(made, county(), [AS02], split_named("sex"), periods=[SEPTEMBER])
    return found


def test_groups_that_differ_are_told_apart_and_a_small_one_is_shown_and_not_compared() -> None:
    found = compared({"F": (40, 80), "M": (76, 80), "N": (1, 4), "U": (5, 9)})
    assert found.verdict == "differs"
    by_name = {each.observation.group: each for each in found.groups}
    female, male, neither = by_name["female"], by_name["male"], by_name["neither"]
    assert female.gap is not None and male.gap is not None
    assert female.gap.difference == pytest.approx(40 / 80 - 76 / 80)
    assert (neither.observation.numerator, neither.observation.denominator) == (1, 4)
    assert (neither.gap, neither.why) == (None, "too few in neither")
    assert (by_name["not stated"].gap, by_name["not stated"].observation.denominator) == (None, 9)


def test_what_is_too_few_to_compare_says_so_of_each_group() -> None:
    found = compared({"F": (6, 7), "M": (5, 6)})
    assert found.verdict == "cannot_tell"
    assert found.said == "Too few children to say: too few to compare groups."
    assert [each.why for each in found.groups if each.observation.denominator] == ["too few to compare groups"] * 2


def test_a_difference_of_nought_has_no_sign() -> None:
    found = compared({"F": (60, 80), "M": (60, 80)})
    beside = [row["points from the rest"] for row in group_rows([found])]
    assert beside and all(said.startswith("0 (−") for said in beside)
