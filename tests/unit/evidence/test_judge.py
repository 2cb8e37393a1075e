"""A claim judged by the one table: the chart's word, the change at the date, the places; versions; luck."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from headway.evidence.consistency import PlaceCount, consistency
from headway.evidence.judge import BY_LUCK, ClaimTerms, Evidenced, Judgement, expected_by_luck, judge
from headway.evidence.plan_word import plan_word
from headway.evidence.series import PlaceSeries
from headway.evidence.words import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY
from headway.evidence.words.of_change import signed_words
from headway.evidence.words.of_claims import evidenced_words, judgement_words, luck_words
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


def test_worse_at_the_date_goes_against_where_the_chart_shows_no_sign() -> None:
    # The base rises steeply and the figure then stands still: no month leaves the fixed limits, the course is broken.
    base = [100 + 6 * at + (3 if at % 2 else -3) for at in range(BEFORE)]
    series = place_series([*base, *[150 + (2 if at % 2 else -2) for at in range(12)]], rows=300)
    found = judged(series).county
    alone = plan_word(series, good="higher", change_from=CHANGE, declared_on=CHANGE)
    assert alone.word != AGAINST
    assert found.change.verdict == "worse"
    assert (found.word.word, found.word.since) == (AGAINST, CHANGE)


def test_where_months_hold_the_same_children_the_change_at_the_date_decides_alone() -> None:
    def of(after: float, months: int = 10) -> tuple[str, str]:
        found = judged(shares(after, months), same_children=0.5).county.word
        return found.word, found.reason

    assert of(0.8) == (EXPECTED, "")
    assert of(0.4) == (AGAINST, "")
    assert of(0.6) == (NO_SIGN, "")
    assert of(0.8, months=7) == (CANNOT_TELL, "same_children")


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
    assert found.evidenced.against == (("East", "apart"),)
    assert evidenced_words(found.evidenced) == "Impact is not yet shown: not yet level with the rest (East)."


def test_three_good_places_and_one_that_cannot_be_told_are_not_shown() -> None:
    good = {name: shares(0.8, seed=at, place=name) for at, name in enumerate(("North", "South", "West"))}
    small = place_series([2] * 24, rows=4)
    found = judge(TERMS, shares(0.8), {**good, "East": small})
    assert not found.evidenced.is_shown
    assert ("East", CANNOT_TELL) in found.evidenced.against
    everywhere = Evidenced((("county", CANNOT_TELL), ("East", CANNOT_TELL), ("West", NO_SIGN)))
    assert evidenced_words(everywhere) == "Impact is not yet shown: cannot tell (county and East); no sign (West)."
    assert judge(TERMS, shares(0.8), good).evidenced.is_shown
    assert judge(
        ClaimTerms("seen", "higher", CHANGE, CHANGE, places=("North",)), shares(0.8), good
    ).by_place.keys() == {"North"}


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
