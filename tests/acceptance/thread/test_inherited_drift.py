"""Children whom the council took on late drift for other reasons than those it drifts with today: which is it?"""

from __future__ import annotations

from datetime import date

from headway.measures import concern_began, load_measures, observe_split
from headway.periods import month_of
from tests.unit.measures.tables import LOAD, Row, assessment, county, journey

AS02 = load_measures().page("AS02")
SINCE = date(2025, 4, 1)


def taken_on(day: date, child: str, *, days: int, count: int) -> tuple[list[Row], list[Row]]:
    """So many children with whom work began on the day, and the assessment of each, which took so many days."""
    keys = [f"{child}{number}" for number in range(count)]
    episodes = [{"child_key": key, "started_on": day} for key in keys]
    return episodes, [assessment("North 1", days=days, child_key=key) for key in keys]


def test_drift_that_was_inherited_and_drift_that_is_new_are_two_figures() -> None:
    old, their_assessments = taken_on(date(2024, 11, 4), "old", days=120, count=6)
    new, other_assessments = taken_on(date(2025, 7, 1), "new", days=20, count=9)
    made = journey(
        {"cin_episodes": old + new, "cin_assessments": their_assessments + other_assessments},
        coverage={"cin_assessments": [(date(2025, 1, 1), LOAD)]},
    )
    found = observe_split(made, [AS02], concern_began(SINCE), periods=[month_of(LOAD)], county=county())
    in_time = {each.group: (each.numerator, each.denominator) for each in found if each.denominator}
    assert in_time == {"before 2025-04-01": (0, 6), "2025-04-01 or later": (9, 9)}
