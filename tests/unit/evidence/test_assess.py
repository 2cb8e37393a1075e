"""One measure judged as a whole: from observations to icons, places, what is hidden, and why it needs looking at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from headway.evidence.account import account_of
from headway.evidence.assess import MeasureEvidence, assess
from headway.evidence.words import NONE_IN_PLACES, masked_words
from headway.measures import Observation, load_measures
from headway.periods import month_of, range_of
from tests.unit.evidence.series_made import month
from tests.unit.observed import COUNTY, counted

PLACES = ("North", "East", "South", "West")
MEASURES = load_measures()
STEADY = [80, 83, 79, 82] * 6


def observed(measure: str, place: str, number: int, counts: tuple[int, int, int] | None) -> Observation:
    """One month of a place: met, all, could not be told."""
    page, part = MEASURES.figure(measure)
    return counted(page, part, month_of(month(number)), place, counts)


def over_a_year(months: Sequence[Observation]) -> Observation:
    """A flow's last 12 months together; a stock's last day."""
    last, known = months[-1], [each for each in months[-12:] if each.numerator is not None]
    if last.state_on or not known:
        return last
    met, rows = sum(o.numerator or 0 for o in known), sum(o.denominator or 0 for o in known)
    year = range_of(months[-12].period_start, last.period_end)
    return last._replace(
        period=year.name,
        period_start=year.start,
        numerator=met,
        denominator=rows,
        cannot_tell=sum(o.cannot_tell or 0 for o in known),
        value=met / rows if rows else None,
        coverage="covered",
        status="ok",
    )


def judged(
    met: Mapping[str, Sequence[int | None]],
    *,
    measure: str = "assessment_within_45_days",
    target: float | None = None,
    lost: Sequence[int] = (0,) * 24,
    same_children: float | None = None,
) -> MeasureEvidence:
    """The evidence of a measure whose localities have 100 rows a month, of which so many were met."""
    page, part = MEASURES.figure(measure)
    by_place: dict[str, list[Observation]] = {}
    for place, counts in met.items():
        by_place[place] = [
            observed(measure, place, n, None if c is None else (c, 100 - lost[n], lost[n]))
            for n, c in enumerate(counts)
        ]
    whole = []
    for n in range(24):
        own = [each[n] for each in by_place.values() if each[n].numerator is not None]
        sums = (sum(o.numerator or 0 for o in own), sum(o.denominator or 0 for o in own), len(own) * lost[n])
        whole.append(observed(measure, COUNTY, n, sums if own else None))
    by_place = {COUNTY: whole, **by_place}
    months = [each for own in by_place.values() for each in own]
    year = [over_a_year(own) for own in by_place.values()]
    return assess(page, part, months, year, localities=PLACES, target=target, same_children=same_children)


def alike(counts: Sequence[int | None], **others: Sequence[int | None]) -> dict[str, Sequence[int | None]]:
    return {place: others.get(place, counts) for place in PLACES}


BETTER = [*STEADY[:16], *[each + 9 for each in STEADY[16:]]]
LOW = [each - 25 for each in STEADY]
FALLING = [*STEADY[:14], 76, 74, 72, 70, 68, 66, 64, 62, 60, 58]


def test_a_steady_level_county_needs_nobody() -> None:
    found = judged(alike(STEADY), target=0.75)
    assert (found.variation, found.attention) == ("common_cause", ())
    assert found.consistency.apart == () and found.masked == ()
    assert found.headline == (
        "Assessments finished within 45 working days: 82% (328 of 400) in the county in September 2026."
    )


def test_an_improvement_is_called_one() -> None:
    found = judged(alike(BETTER), target=0.75)
    assert found.variation == "improvement_high"
    assert found.headline.endswith("in September 2026: really better, more than chance.")


def test_a_recording_break_in_the_last_year_stops_every_good_icon() -> None:
    better_of_fewer = [round(each * 0.85) for each in BETTER]
    found = judged(alike(better_of_fewer), lost=[0] * 16 + [20] * 8)
    assert found.recording_break is not None and found.recording_break.month == "2026-02"
    assert found.variation is None
    assert all(found.icon(place) is None for place in PLACES)
    assert not any((chart.variation or "").startswith("improvement") for chart in found.charts.values())
    assert "recording" in found.attention


def test_a_recording_break_does_not_stop_a_concern() -> None:
    falling = [*[60] * 2, *[58, 61] * 7, *[35] * 8]
    found = judged(alike(falling), lost=[0] * 16 + [20] * 8)
    assert found.recording_break is not None
    assert (found.variation or "").startswith("concern")


def test_the_account_of_a_figure_says_what_its_average_hides() -> None:
    found = judged(alike(BETTER, East=FALLING), target=0.80)
    hidden = [line for line in account_of(found) if line.question == "hidden"]
    assert [(line.place, line.words) for line in hidden] == [("East", masked_words(found.masked[0]))]
    assert not [line for line in account_of(judged(alike(BETTER), target=0.80)) if line.question == "hidden"]


def test_a_place_that_drifts_is_named_with_the_countys_figure_beside_it() -> None:
    found = judged(alike(BETTER, East=FALLING), target=0.80)
    assert [each.place for each in found.masked] == ["East"]
    assert {"concern:East", "apart:East", "hidden:East"} <= set(found.attention)
    assert found.headline == (
        "Assessments finished within 45 working days: 69% (833 of 1,200) in East in the 12 months to September 2026;"
        " the county's 83% hides it."
    )


def test_a_place_apart_leads_where_nothing_is_hidden() -> None:
    found = judged(alike(STEADY, East=LOW), target=0.95)
    assert found.masked == ()
    assert "apart:East" in found.attention and "target" in found.attention
    assert found.headline.startswith("Assessments finished within 45 working days: 56% (672 of 1,200) in East")
    assert found.headline.endswith("25 points below the rest.")


def test_a_figure_on_its_target_does_not_miss_it() -> None:
    assert not judged(alike([80] * 24), target=0.80).is_target_missed
    assert judged(alike([80] * 24), target=0.801).attention == ("target",)


def test_too_much_that_could_not_be_told_needs_attention() -> None:
    assert judged(alike([70] * 24), lost=[10] * 24).attention == ()
    assert judged(alike([70] * 24), lost=[11] * 24).attention == ("cannot_tell",)


def test_a_place_without_any_figure_is_not_compared_as_nought() -> None:
    found = judged(alike(STEADY, East=[None] * 24))
    assert found.consistency.verdict == "could_not_check"
    assert "East" in found.consistency.why
    assert found.icon("East") is None
    assert found.masked == ()


def test_no_data_at_all_is_said_and_crashes_nothing() -> None:
    found = judged(alike([None] * 24), target=0.8)
    assert (found.variation, found.attention) == (None, ())
    assert found.headline == "Assessments finished within 45 working days: no data in the county (no load covers it)."


def test_no_data_since_a_month_is_said() -> None:
    found = judged(alike([*STEADY[:22], None, None]))
    assert found.headline.endswith(
        "in July 2026. Assessments finished within 45 working days: no data in the county since August 2026."
    )


def test_fewer_than_thirteen_months_give_no_icon() -> None:
    found = judged(alike([*[None] * 12, *STEADY[:11], 40]))
    assert found.variation is None
    assert not any(each.startswith("concern") for each in found.attention)


def test_a_stock_says_that_its_months_are_alike_and_a_count_of_few_that_limits_do_not_hold() -> None:
    assert judged(alike(STEADY)).cautions == ()
    assert judged(alike(STEADY), measure="cp_visits_in_time").cautions == ("slow",)
    few = judged(alike([0] * 23 + [1]), measure="children_unallocated")
    assert few.cautions == ("few", "slow")
    assert few.consistency.verdict == "could_not_check"
    assert few.consistency.why == "numbers of places of different size are not compared"


def test_rates_are_compared_by_population_and_never_hidden() -> None:
    found = judged(alike([50] * 24, East=[90] * 24), measure="referrals/rate")
    assert found.consistency.is_rate
    assert found.masked == ()
    assert not any(gap.is_bad_side for gap in found.consistency.gaps), "for referrals neither side is bad"


def test_a_place_where_none_were_counted_has_a_figure_and_is_not_said_to_have_none() -> None:
    found = judged(alike([50] * 24, East=[0] * 24), measure="referrals/rate").consistency
    assert found.verdict == "could_not_check"
    assert found.why == "none were counted in East, so that the size of the place is not known"
    gone = judged(alike([50] * 24, East=[0] * 24, West=[None] * 24), measure="referrals/rate").consistency
    assert gone.why == "there is no figure for West"


@pytest.mark.parametrize("order", [PLACES, PLACES[::-1]])
def test_the_order_of_observations_does_not_matter(order: tuple[str, ...]) -> None:
    met = alike(BETTER, East=FALLING)
    found = judged({place: met[place] for place in order}, target=0.80)
    assert found.headline == judged(met, target=0.80).headline
    assert found.attention == judged(met, target=0.80).attention


def test_where_few_are_counted_a_concern_is_shown_and_a_good_icon_is_not() -> None:
    steady, measure = [2, 3] * 7, "second_or_later_cp_plan"
    fewer = judged(alike([*steady, *[0] * 10]), measure=measure)
    assert fewer.charts["East"].variation == "improvement_low" and fewer.is_few("East")
    assert fewer.icon("East") is None
    more = judged(alike([*[1, 2] * 7, *[4] * 10]), measure=measure)
    assert more.is_few("East") and more.icon("East") == "concern_high"
    nearly_all = judged(alike([*[98, 97] * 7, *[100] * 10]))
    assert nearly_all.is_few("East") and nearly_all.icon("East") is None


def test_where_no_locality_has_any_row_that_is_why_they_are_not_compared() -> None:
    page, part = MEASURES.figure("assessment_within_45_days")
    own = {COUNTY: (80, 100, 0), **dict.fromkeys(PLACES, (0, 0, 0))}
    months = {place: [observed(page.id, place, n, counts) for n in range(24)] for place, counts in own.items()}
    year = [over_a_year(each) for each in months.values()]
    every = [each for place in months.values() for each in place]
    found = assess(page, part, every, year, localities=PLACES, target=None).consistency
    assert (found.verdict, found.why) == ("could_not_check", NONE_IN_PLACES)


def test_a_figure_is_judged_by_its_own_good_direction() -> None:
    page = MEASURES.page("adopters_stages_in_time")
    own = page.front.parts["stage-2"].model_copy(update={"good": "lower"})
    front = page.front.model_copy(update={"parts": {**page.front.parts, "stage-2": own}})
    other = replace(page, front=front)
    assert [other.good_of(part) for part in other.parts] == ["higher", "lower"]
    rising = [counted(other, "stage-2", month_of(month(n)), COUNTY, (50 + n, 100, 0)) for n in range(24)]
    found = assess(other, "stage-2", rising, [], localities=(), target=None)
    assert found.good == "lower" and found.charts[found.county.place].variation == "concern_high"
