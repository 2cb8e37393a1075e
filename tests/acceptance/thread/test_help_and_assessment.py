"""Staff said that the crisis moved the partnership from help to assessment, or from assessment to help: was it so?"""

from __future__ import annotations

from datetime import date

from headway.measures import load_measures, observe
from headway.measures.manual import facts_of
from headway.periods import month_of
from tests.unit.measures.tables import LOAD, Row, county, journey

EH05 = load_measures().page("EH05")
AUGUST, SEPTEMBER = month_of(date(2025, 8, 1)), month_of(LOAD)


def begun(month: int, count: int, child: str) -> list[Row]:
    return [{"child_key": f"{child}{month}-{day}", "started_on": date(2025, month, day)} for day in range(1, count + 1)]


def test_a_shift_from_help_to_assessment_is_seen_in_its_month() -> None:
    made = journey(
        {
            "early_help_episodes": begun(8, 10, "h") + begun(9, 4, "h"),
            "cin_assessments": begun(8, 5, "a") + begun(9, 12, "a"),
        },
        coverage={name: [(date(2025, 1, 1), LOAD)] for name in ("early_help_episodes", "cin_assessments")},
    )
    found = observe(made, [EH05], periods=[AUGUST, SEPTEMBER], county=county(), levels=("county",))
    assert [(each.numerator, each.denominator) for each in found] == [(10, 15), (4, 16)]


def test_the_measure_is_read_with_its_guards() -> None:
    known = {page.id: page for page in load_measures().pages}
    assert {"re_referrals", "referrals_no_further_action"} <= set(EH05.front.guards) <= known.keys()
    assert facts_of(EH05)["read it with"] == "re_referrals, referrals_no_further_action, early_help_later_referred"
    assert EH05.front.good == "neither"
