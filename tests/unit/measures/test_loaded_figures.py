"""From loads to a figure: what a page's tables hold after several loads, which a page's own example cannot show."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.journey import Journey
from headway.measures import Observation, observe
from headway.periods import Period, month_of
from tests.unit.journey.sheets import Sheets
from tests.unit.measures.tables import MEASURES, county

JUNE, JULY, AUGUST = (month_of(date(2026, month, 1)) for month in (6, 7, 8))
JUN, JUL, AUG = "2026-06-30", "2026-07-31", "2026-08-31"


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path)


LIMIT = {"value": 10, "kind": "working days", "source": "a test", "from": "2020-01-01"}
STANDARDS = {"visit_limit": {"cp_visits_in_time_all_year": [LIMIT]}}


def figure(made: Journey, measure: str, period: Period) -> Observation:
    """The county's figure of a period."""
    files = county(standards=STANDARDS)
    found = observe(made, [MEASURES.page(measure)], periods=[period], county=files, levels=("county",))
    return next(each for each in found if each.level == "county")


def test_an_enquiry_of_a_later_month_does_not_write_the_earlier_months_figure_over(sheets: Sheets) -> None:
    def rows(count: str, *days: str) -> list[dict[str, str | None]]:
        return [{"child_key": "c1", "started_on": day, "earlier_s47_count": count} for day in days]

    sheets.load(JUN, section_47=rows("0", "2026-06-10"))
    then = figure(sheets.journey(), "children_with_repeat_s47", JUNE)
    sheets.load(JUL, section_47=rows("1", "2026-06-10", "2026-07-10"))
    sheets.load(AUG, section_47=rows("2", "2026-06-10", "2026-07-10", "2026-08-10"))
    made = sheets.journey()
    assert (then.numerator, then.denominator) == (0, 1)
    met = [figure(made, "children_with_repeat_s47", month).numerator for month in (JUNE, JULY, AUGUST)]
    assert met == [0, 1, 1]


def test_a_family_that_has_adopted_does_not_wait_whichever_partners_row_says_so(sheets: Sheets) -> None:
    def adopter(key: str, family: str, **more: str) -> dict[str, str | None]:
        return {
            "adopter_key": key,
            "family_key": family,
            "enquired_on": "2025-01-10",
            "approved_on": "2025-09-01",
            **more,
        }

    waiting = [adopter("a3", "f2"), adopter("a4", "f2")]
    sheets.load(JUN, adopters=[adopter("a1", "f1"), adopter("a2", "f1"), *waiting])
    sheets.load(JUL, adopters=[adopter("a1", "f1", adopted_on="2026-07-20"), adopter("a2", "f1"), *waiting])
    made = sheets.journey()
    assert [figure(made, "adopters_waiting", month).numerator for month in (JUNE, JULY)] == [2, 1]


def test_a_child_whom_the_emergency_took_off_the_plan_is_counted_and_later_returns_do_not_change_it(
    sheets: Sheets,
) -> None:
    plan = {"child_key": "c1", "started_on": "2025-12-01", "is_under_emergency_protection": "false"}
    other = {"child_key": "c2", "started_on": "2026-01-15", "is_under_emergency_protection": "false"}
    ended = {**plan, "ended_on": "2026-07-12"}
    sheets.load(JUN, child_protection=[plan, other])
    sheets.load(JUL, child_protection=[{**ended, "is_under_emergency_protection": "true"}, other])
    sheets.load(AUG, child_protection=[{**ended, "is_under_emergency_protection": "false"}, other])
    made = sheets.journey()
    found = [figure(made, "cp_emergency_protection", month) for month in (JUNE, JULY, AUGUST)]
    assert [(each.numerator, each.denominator) for each in found] == [(0, 2), (1, 2), (1, 2)]


def test_a_visit_that_was_late_at_one_return_is_late_for_the_year_though_the_next_is_in_time(sheets: Sheets) -> None:
    late = {"child_key": "c1", "started_on": "2026-06-08"}
    kept = {"child_key": "c2", "started_on": "2026-06-08"}
    for as_at, of_late, of_kept in ((JUN, "25", "25"), (JUL, None, "24"), (AUG, "27", "27")):
        month = as_at[:8]
        visit = {"last_visited_on": f"{month}{of_late}" if of_late else "2026-06-25"}
        sheets.load(as_at, child_protection=[{**late, **visit}, {**kept, "last_visited_on": f"{month}{of_kept}"}])
    made = sheets.journey()
    found = [figure(made, "cp_visits_in_time_all_year", month) for month in (JUNE, JULY, AUGUST)]
    assert [(each.numerator, each.denominator, each.cannot_tell) for each in found] == [(0, 0, 2), (0, 1, 1), (0, 1, 1)]
