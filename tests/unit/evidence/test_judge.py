"""A claim judged by the one table: the chart's word, the change at the date, the places; versions; luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from headway.evidence.consistency import Consistency, PlaceCount, consistency
from headway.evidence.judge import (
    BY_LUCK,
    ClaimTerms,
    ImpactShown,
    Judgement,
    different,
    expected_by_luck,
    joined,
    judge,
)
from headway.evidence.plan_word import PlanWord, plan_word
from headway.evidence.series import PlaceSeries
from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, plan_word_words
from headway.evidence.words.of_change import signed_words
from headway.evidence.words.of_claims import (
    NOT_AGAINST,
    evidence_row,
    impact_shown_words,
    judgement_words,
    luck_short,
    luck_words,
    so_far_words,
)
from tests.unit.evidence.series_made import month, place_series

BEFORE = 14
CHANGE = month(BEFORE)
TERMS = ClaimTerms("seen", "higher", CHANGE, CHANGE, size=0.2)


def shares(after: float, months: int = 10, seed: int = 1, **more: object) -> PlaceSeries:
    dice = np.random.default_rng(seed)
    met = [*dice.binomial(200, 0.6, BEFORE).tolist(), *dice.binomial(200, after, months).tolist()]
    return place_series(met, rows=200, **more)  # type: ignore[arg-type]


def judged(series: PlaceSeries, terms: ClaimTerms = TERMS, **more: object) -> Judgement:
    return judge(terms, series, {"East": series}, **more)  # type: ignore[arg-type]


def test_a_flow_has_the_chart_s_word_with_the_change_behind_it() -> None:
    series = shares(0.8)
    found = judged(series)
    known = plan_word(series, good="higher", change_from=CHANGE, declared_on=CHANGE)
    assert found.county.word == known
    assert found.county.word.word == EXPECTED
    assert found.county.change.verdict == "changed"
    assert found.county.so_far == pytest.approx(0.2, abs=0.05)
    assert found.reached(found.county) == pytest.approx(1, abs=0.25)
    said = " ".join(judgement_words(found, found.county, "proportion"))
    assert "slope before" in said
    assert "does not prove the cause" in said
    assert "of what was promised" in said


@pytest.mark.parametrize(("high", "low", "word"), [(145, 131, AGAINST), (147, 133, NO_SIGN)])
def test_worse_than_its_course_goes_against_where_it_is_worse_than_before_too(high: int, low: int, word: str) -> None:
    # The base rises steeply and the figure then stands still: no month leaves the fixed limits, the course is broken.
    base = [100 + 6 * at + (3 if at % 2 else -3) for at in range(BEFORE)]
    series = place_series([*base, *[low if at % 2 else high for at in range(12)]], rows=300)
    judgement = judged(series)
    found = judgement.county
    alone = plan_word(series, good="higher", change_from=CHANGE, declared_on=CHANGE)
    assert alone.word != AGAINST
    assert (NOT_AGAINST in " ".join(judgement_words(judgement, found, "proportion"))) == (word == NO_SIGN)
    assert (NOT_AGAINST in evidence_row(judgement, found, "proportion")[1]) == (word == NO_SIGN)
    assert found.change.verdict == "worse" and found.change.fit is not None and found.change.fit.effect.p < 0.01
    assert found.word.word == word
    if word == AGAINST:
        assert found.word.since == CHANGE


def test_where_months_hold_the_same_children_the_change_at_the_date_decides_alone() -> None:
    def of(after: float, months: int = 10) -> tuple[str, str]:
        found = judged(shares(after, months), same_children=0.5).county.word
        return found.word, found.reason

    assert of(0.8) == (EXPECTED, "")
    assert of(0.4) == (AGAINST, "")
    assert of(0.6) == (NO_SIGN, "")
    assert of(0.8, months=7) == (CANNOT_TELL, "same_children")


def test_where_the_months_before_never_varied_the_change_at_the_date_decides() -> None:
    def of(after: Sequence[int]) -> PlanWord:
        return judged(place_series([100] * BEFORE + list(after))).county.word

    fallen = of([60, 63, 58, 61, 60, 62, 59, 61, 60, 62])
    assert (fallen.word, fallen.since) == (AGAINST, CHANGE)
    assert of([100, 99, 100, 100, 100, 99, 100, 100, 100, 100]).word == NO_SIGN
    assert of([60, 63, 58, 61, 60, 62, 59]).reason == "flat"


def test_months_that_never_vary_say_nothing_of_the_smallest_change() -> None:
    found = judged(place_series([100] * (BEFORE + 10))).county.word
    assert (found.word, found.smallest_change) == (NO_SIGN, None)
    assert plan_word_words(found, "proportion") == NO_SIGN


@pytest.mark.parametrize(
    ("terms", "word"),
    [
        (ClaimTerms("seen", "higher", CHANGE, month(BEFORE + 1)), CANNOT_TELL),
        (ClaimTerms("seen", "higher", month(BEFORE + 6), CHANGE), TOO_EARLY),
        (ClaimTerms("seen", "higher", month(60), CHANGE), TOO_EARLY),
        (ClaimTerms("seen", "higher", month(3), month(0)), CANNOT_TELL),
        (ClaimTerms("seen", "higher", month(0), month(0)), CANNOT_TELL),
        (ClaimTerms("seen", "lower", CHANGE, CHANGE), AGAINST),
    ],
)
def test_the_order_of_checking_is_the_plan_s(terms: ClaimTerms, word: str) -> None:
    found = judged(shares(0.8), terms)
    assert found.county.word.word == word
    assert found.county.change.verdict != "changed"
    assert all(judgement_words(found, found.county, "proportion"))


def test_places_that_are_still_apart_are_not_level_and_keep_impact_from_being_shown() -> None:
    apart = consistency(
        [PlaceCount("East", 100, 200), *(PlaceCount(n, 160, 200) for n in ("North", "West"))], good="higher"
    )
    found = judged(shares(0.8), compared=apart)
    assert (found.by_place["East"].is_apart, found.by_place["East"].word.is_level) == (True, False)
    assert found.county.is_apart is None
    assert found.impact_shown.against == (("East", "apart"),)
    assert impact_shown_words(found.impact_shown) == "Impact is not yet shown: not yet level with the rest (East)."


def test_three_good_places_and_one_that_cannot_be_told_are_not_shown() -> None:
    good = {name: shares(0.8, seed=at, place=name) for at, name in enumerate(("North", "South", "West"))}
    small = place_series([2] * 24, rows=4)
    found = judge(TERMS, shares(0.8), {**good, "East": small})
    assert not found.impact_shown.is_shown
    assert ("East", CANNOT_TELL) in found.impact_shown.against
    everywhere = ImpactShown((("county", CANNOT_TELL), ("East", CANNOT_TELL), ("West", NO_SIGN)))
    assert impact_shown_words(everywhere) == "Impact is not yet shown: cannot tell (county and East); no sign (West)."
    assert judge(TERMS, shares(0.8), good, compared=level(*good)).impact_shown.is_shown
    assert judge(
        ClaimTerms("seen", "higher", CHANGE, CHANGE, places=("North",)), shares(0.8), good
    ).by_place.keys() == {"North"}


def level(*names: str) -> Consistency:
    return consistency([PlaceCount(name, 160, 200) for name in names], good="higher")


def test_places_that_could_not_be_compared_keep_impact_from_being_shown() -> None:
    good = {name: shares(0.8, place=name) for name in ("North", "East")}
    assert judge(TERMS, shares(0.8), good, compared=level("North", "East")).impact_shown.is_shown
    for compared in (None, level("North"), level("North", "West")):
        found = judge(TERMS, shares(0.8), good, compared=compared).impact_shown
        assert ("East", "not_compared") in found.against
    assert impact_shown_words(found) == "Impact is not yet shown: could not be compared with the rest (East)."


def test_it_is_said_how_and_where_impact_is_shown() -> None:
    places = {name: shares(0.8, place=name) for name in ("North", "East")}
    everywhere = judge(TERMS, shares(0.8), places, compared=level("North", "East"))
    assert impact_shown_words(everywhere.impact_shown) == (
        "Impact is shown: six months in a row, everywhere, and declared beforehand."
    )
    same = judge(TERMS, shares(0.8), places, compared=level("North", "East"), same_children=0.5)
    assert same.county.word.sustained_months == 0
    assert impact_shown_words(same.impact_shown) == (
        "Impact is shown: a change at the date, everywhere, and declared beforehand."
    )


NORTH_ONLY = replace(TERMS, places=("North",), is_of_county=False)


def test_a_claim_for_some_places_is_judged_there_and_not_by_the_county() -> None:
    places = {"North": shares(0.8, place="North"), "East": shares(0.4, place="East")}
    county = shares(0.6, place="county")
    found = judge(NORTH_ONLY, county, places, compared=level("North", "East"))
    assert (found.county.word.word, found.judged_count) == (NO_SIGN, 1)
    assert impact_shown_words(found.impact_shown) == (
        "Impact is shown: six months in a row, in the places claimed (North), and declared beforehand."
    )
    assert found.elsewhere["East"].word.word == AGAINST
    with_county = judge(replace(NORTH_ONLY, is_of_county=True), county, places, compared=level("North", "East"))
    assert (with_county.judged_count, with_county.impact_shown.against) == (2, (("county", NO_SIGN),))
    nowhere = judge(replace(NORTH_ONLY, places=("Gone",)), shares(0.6), places)
    assert nowhere.impact_shown.against == (("Gone", CANNOT_TELL),)


def test_the_baseline_is_that_of_what_the_claim_is_for() -> None:
    places = {"North": shares(0.8, place="North"), "East": shares(0.4, place="East")}
    for_north = judge(replace(NORTH_ONLY, baseline=0.5), shares(0.6), places)
    assert for_north.by_place["North"].baseline == 0.5
    assert for_north.county.baseline == for_north.county.before
    for_all = judge(replace(TERMS, baseline=0.5), shares(0.6), places)
    assert (for_all.county.baseline, for_all.by_place["North"].is_typed) == (0.5, False)


def test_less_than_half_of_the_size_promised_is_not_shown_whatever_baseline_was_typed() -> None:
    places = {name: shares(0.8, place=name) for name in ("North", "East")}
    for terms in (replace(TERMS, size=0.9), replace(TERMS, size=0.9, baseline=0.1)):
        found = judge(terms, shares(0.8, place="county"), places, compared=level("North", "East"))
        assert found.impact_shown.against == (("county", "short"),)
    assert impact_shown_words(found.impact_shown) == (
        "Impact is not yet shown: less than half of what was promised (county)."
    )


def test_a_typed_baseline_is_said_with_what_the_months_before_give() -> None:
    found = judged(shares(0.8), replace(TERMS, baseline=0.5))
    assert so_far_words(found, found.county, "proportion") == (
        "+32 points, about 158% of what was promised, from the 50% that the claim gives;"
        " +21 points, about 106% of what was promised, from the months before"
    )
    assert "claim gives" not in so_far_words(found, found.by_place["East"], "proportion")


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (0.1998, "+20 points, about 100% of what was promised"),
        (0.01, "+1 point, about 5% of what was promised"),
        (-0.01, "−1 point, none of what was promised"),
        (0.0044, "+0.4 points, about 2% of what was promised"),
        (-0.0044, "0 points, none of what was promised"),
        (0.05, "+5 points, about 25% of what was promised"),
    ],
)
def test_how_much_was_kept_of_what_was_promised(moved: float, said: str) -> None:
    found = judged(shares(0.8))
    county = replace(found.county, so_far=moved)
    assert so_far_words(found, county, "proportion") == said
    for word in (CANNOT_TELL, TOO_EARLY):
        untold = replace(county, word=replace(county.word, word=word))
        assert so_far_words(found, untold, "proportion") == ""
        assert found.reached(untold) is None


@pytest.mark.parametrize(("p", "flow", "stock"), [(0.02, NO_SIGN, NO_SIGN), (0.005, AGAINST, AGAINST)])
def test_worse_at_the_date_goes_against_below_one_in_a_hundred_only(p: float, flow: str, stock: str) -> None:
    series = shares(0.4, seed=2)
    change = judged(series).county.change
    assert change.verdict == "worse" and change.fit is not None
    change = replace(change, fit=replace(change.fit, effect=replace(change.fit.effect, p=p)))
    same = PlanWord(CANNOT_TELL, reason="same_children")
    assert joined(PlanWord(NO_SIGN), change, series, CHANGE, is_worse_since=True).word == flow
    assert joined(same, change, series, CHANGE, is_worse_since=True).word == stock


def test_worse_at_the_date_goes_against_also_where_the_chart_shows_the_expected_direction() -> None:
    series = shares(0.4, seed=2)
    change, chart = judged(series).county.change, PlanWord(EXPECTED, since=CHANGE, sustained_months=7)
    found = joined(chart, change, series, CHANGE, is_worse_since=True)
    assert (found.word, found.is_sustained) == (AGAINST, False)
    assert joined(chart, change, series, CHANGE, is_worse_since=False) == chart


@pytest.mark.parametrize(("size", "against"), [(0.38, ()), (0.48, (("county", "short"),))])
def test_from_half_of_the_size_on_impact_is_shown(size: float, against: tuple[tuple[str, str], ...]) -> None:
    places = {name: shares(0.8, place=name) for name in ("North", "East")}
    found = judge(replace(TERMS, size=size), shares(0.8, place="county"), places, compared=level("North", "East"))
    assert found.county.so_far == pytest.approx(0.21, abs=0.01)
    assert found.impact_shown.against == against


def test_each_promise_is_counted_once_by_the_version_in_which_more_was_judged() -> None:
    series = shares(0.8)
    late = judged(series, replace(TERMS, declared_on=month(BEFORE + 1)))
    larger, lower = judged(series, replace(TERMS, size=0.5)), judged(series, replace(TERMS, expects="lower"))
    one = judged(series)
    assert different([late, one, larger, lower]) == (one, lower)
    assert luck_short([one]) == "2 words judged: by luck alone about 0.1 would read expected direction, 0.1 against"
    assert luck_short([late]) == ""


def test_how_many_would_look_so_by_luck_is_said() -> None:
    found = [judged(shares(0.6, seed=at)) for at in range(20)]
    luck = expected_by_luck(found)
    assert luck == {word: pytest.approx(40 * rate) for word, rate in BY_LUCK.items()}
    assert luck_words(found).startswith("40 words were given")
    early = [judged(shares(0.6, months=2))]
    assert expected_by_luck(early)[EXPECTED] == 0
    assert luck_words(early) == "No claim could be judged."


def test_a_recording_break_stops_a_good_verdict() -> None:
    met = shares(0.8)
    lost = [0] * BEFORE + [40] * 10
    broken = place_series([point.numerator for point in met.points], rows=200, lost=lost)
    found = judge(TERMS, broken, {}, cannot_tell_limit=50).county
    assert (found.word.word, found.word.reason) == (CANNOT_TELL, "recording")
    assert found.change.verdict == "suggests"
    assert date(2025, 12, 1) == CHANGE


@pytest.mark.parametrize(
    ("value", "digits", "said"),
    [(9.2, 0, "+9"), (-0.2, 0, "0"), (-0.2, 1, "−0.2"), (0.0, 1, "0.0"), (-1234, 0, "−1,234")],
)
def test_nought_has_no_sign(value: float, digits: int, said: str) -> None:
    assert signed_words(value, digits) == said
