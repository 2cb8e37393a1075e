"""Measures that wait: for their follow-up, for so many rows of one child, for another return."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.errors import DefinitionError, RefusedError
from headway.measures import Observation, load_measures, observe
from headway.measures.read_county_files import read_targets
from headway.periods import range_of
from tests.unit.measures.tables import LOAD, MEASURES, Row, county, journey, month_of, page_in, page_text

EH03 = MEASURES.page("EH03")
CONTACTS = """select row_id, child_key, contacted_on as event_date, contacted_on is not null as met, 'x' as reason
from contacts"""
NEEDS = """\
---
title: Contacts decided in time
catalogue: ZZ02
shape: proportion
timing: flow
unit: contact
good: higher
facet: how_well
areas: [help_and_protection]
framework: [outcome 1]
themes: [assessment]
owner: team manager
source: [a test]
{needs}
review_by: 2027-04-01
status: needs
---
# Is it decided?
"""
WHAT = "needs: {return: case system, field: the date of the decision}"


def started(child: str, on: date) -> Row:
    return {"child_key": child, "started_on": on, "unreadable": []}


def figure(coverage: list[tuple[date, date]], first: date, last: date, *starts: date) -> Observation:
    tables = {
        "early_help_episodes": [started(f"e{number}", on) for number, on in enumerate(starts)],
        "referrals": [{"child_key": "e0", "referred_on": date(2025, 3, 1), "unreadable": []}],
    }
    both = {"early_help_episodes": coverage, "referrals": coverage}
    found = observe(journey(tables, coverage=both), [EH03], periods=[range_of(first, last)], county=county())
    return next(each for each in found if each.level == "county")


def test_what_has_not_had_time_is_left_out_and_counted() -> None:
    coverage = [(date(2025, 1, 1), LOAD)]
    found = figure(coverage, date(2025, 1, 1), LOAD, date(2025, 2, 1), date(2025, 7, 2), date(2025, 7, 3))
    assert (found.numerator, found.denominator, found.cannot_tell, found.left_out) == (1, 2, 0, 1)


def test_what_is_followed_into_a_gap_between_loads_has_not_had_time() -> None:
    """The first stretch ends on 31 March: nothing is known of the 90 days after 1 February."""
    coverage = [(date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 5, 1), LOAD)]
    found = figure(coverage, date(2025, 1, 1), LOAD, date(2025, 2, 1), date(2025, 5, 2))
    assert (found.numerator, found.denominator, found.left_out) == (0, 1, 1)
    longer = [(date(2025, 1, 1), date(2025, 5, 2)), (date(2025, 5, 5), LOAD)]
    found = figure(longer, date(2025, 1, 1), LOAD, date(2025, 2, 1), date(2025, 5, 6))
    assert (found.numerator, found.denominator, found.left_out) == (1, 2, 0)


def test_a_cohort_that_does_not_wait_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="a cohort waits for its follow-up"):
        page_in(tmp_path, page_text(timing="cohort"))


def test_a_child_counts_once_where_so_many_rows_are_met(tmp_path: Path) -> None:
    text = page_text(CONTACTS, shape="proportion", front="parts: {two: {at_least: 2}, three: {at_least: 3}}")
    start = text.index("unreadable: {started")
    line = text[start : text.index("\n", start)]
    page = page_in(tmp_path, text.replace(line, 'unreadable: {contacted_on: "cannot tell, undated"}'))
    days = {"a": (1, 1, 20), "b": (3, 9), "c": (5,), "d": (7, 31), "e": (2, None)}
    rows = [
        {"row_id": f"{child}{number}", "child_key": child, "unreadable": [],
         "contacted_on": None if day is None else date(2025, 8, day)}
        for child, own in days.items()
        for number, day in enumerate(own)
    ]  # fmt: skip
    made = journey({"contacts": rows}, coverage={"contacts": [(date(2025, 1, 1), LOAD)]})
    whole = range_of(date(2025, 1, 1), LOAD)
    found = observe(made, [page], periods=[month_of(date(2025, 8, 1)), whole], county=county(), levels=["county"])
    told = [(each.part, each.numerator, each.denominator, each.cannot_tell, each.undated) for each in found]
    assert told == [
        ("two", 3, 5, 0, 1), ("two", 3, 4, 1, 1),
        ("three", 1, 5, 0, 1), ("three", 1, 4, 1, 1),
    ]  # fmt: skip


def test_a_stocks_rate_is_of_the_day_and_not_made_up_to_a_year() -> None:
    rows = [{"child_key": f"c{n}", "started_on": date(2025, 1, 1), "case_status_code": "cin_plan", "unreadable": []}
            for n in range(3)]  # fmt: skip
    people = county(population={(2025, "Sample County"): 10_000})
    found = observe(journey({"cin_episodes": rows}), [MEASURES.page("CN04")], periods=[month_of(LOAD)], county=people)
    rate = next(each for each in found if each.part == "rate" and each.level == "county")
    assert (rate.value, rate.why) == (3.0, "")


def test_a_measure_that_waits_for_another_return_says_what_it_needs() -> None:
    for name in ("FD02", "contacts_decided_in_one_day"):
        with pytest.raises(RefusedError, match="cannot be worked out yet") as caught:
            MEASURES.figure(name)
        assert "It needs case system, the date on which" in caught.value.where
    ids = {page.id for page in MEASURES.pages}
    assert ids.isdisjoint(page.id for page in MEASURES.needed)
    assert {page.id for page in MEASURES.every} == ids | {page.id for page in MEASURES.needed}


def test_a_page_that_waits_has_no_sql_and_says_for_what(tmp_path: Path) -> None:
    path = tmp_path / "waits.md"
    path.write_text(NEEDS.format(needs=WHAT), encoding="utf-8")
    [page] = load_measures(tmp_path).needed
    assert page.status == "needs case system, the date of the decision"
    path.write_text(NEEDS.format(needs=WHAT) + "\n```sql\nselect 1\n```\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="has SQL and says that it needs case system"):
        load_measures(tmp_path)
    path.write_text(NEEDS.format(needs="units: contacts"), encoding="utf-8")
    with pytest.raises(DefinitionError, match="waits"):
        load_measures(tmp_path)


def test_a_target_for_a_measure_that_waits_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "targets.yaml"
    given = "{measure: FD02, value: 0.9, from: 2024-04-01, agreed_by: a board, agreed_on: 2024-03-20}"
    path.write_text(f"targets:\n  - {given}\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match="cannot be worked out yet") as caught:
        read_targets(path, MEASURES)
    assert "targets.yaml, line 2" in caught.value.where and "case system" in caught.value.todo
