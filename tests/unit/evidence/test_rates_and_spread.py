"""Rates over populations by the exact test, and children who are not separate from one another."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from headway.evidence.consistency import PlaceCount, PlaceRate, consistency, rate_consistency
from headway.evidence.dispersion import dispersion_of
from headway.evidence.tails import binomial_tails, poisson_tails, ratio_interval, side
from tests.unit.evidence.series_made import place_series

FOUR = [
    PlaceRate("North", 500, 10),
    PlaceRate("East", 800, 10),
    PlaceRate("South", 510, 10),
    PlaceRate("West", 490, 10),
]


def test_the_exact_interval_of_a_ratio_by_hand() -> None:
    """With nothing against 5 in the same population: 0 to (0.025^(-1/5) − 1), the binomial's upper limit turned."""
    low, high = ratio_interval(0, 1, 5, 1, 0.05)
    upper = 1 - 0.025 ** (1 / 5)
    assert (low, high) == pytest.approx((0.0, upper / (1 - upper)))
    assert ratio_interval(5, 1, 0, 1, 0.05)[1] == float("inf")


def test_the_interval_of_a_ratio_leaves_out_one_just_when_the_binomial_test_says_so() -> None:
    for one in range(1, 40):
        low, _ = ratio_interval(one, 1, 40 - one, 1, 0.05)
        assert (low > 1) == (binomial_tails(one, 40, 0.5)[1] < 0.025)


def test_tails_are_of_so_few_or_fewer_and_so_many_or_more() -> None:
    assert binomial_tails(3, 3, 0.5) == pytest.approx((1.0, 0.125))
    assert poisson_tails(0, 2.0) == pytest.approx((np.exp(-2), 1.0))
    assert [side(tails, 0.025) for tails in ((0.02, 0.99), (0.99, 0.02), (0.025, 0.025))] == ["low", "high", "within"]


def test_a_rate_apart_from_the_rest() -> None:
    found = rate_consistency(FOUR, good="lower")
    assert (found.verdict, [gap.place for gap in found.gaps if gap.is_bad_side]) == ("differs", ["East"])
    east = found.apart[0]
    assert east.difference == 80 - 50
    assert east.is_bad_side and east.low < 30 < east.high
    assert found.is_rate


def test_rates_whose_direction_has_no_side_are_apart_on_neither() -> None:
    assert not rate_consistency(FOUR, good="neither").apart[0].is_bad_side


def test_equal_rates_are_the_same_only_when_there_are_enough_to_say_so() -> None:
    assert rate_consistency([PlaceRate(p, 50, 1) for p in "abcd"], good="lower").verdict == "cannot_tell"
    assert rate_consistency([PlaceRate(p, 5000, 100) for p in "abcd"], good="lower").verdict == "consistent"


def test_the_tolerance_of_a_rate_is_percent_of_the_rest() -> None:
    close = [PlaceRate("a", 104_000, 1000), PlaceRate("b", 100_000, 1000)]
    assert rate_consistency(close, good="lower").verdict == "consistent"
    assert rate_consistency(close, good="lower", tolerance=3).verdict == "differs"


def test_too_few_unknown_or_all_in_one_place() -> None:
    assert rate_consistency([PlaceRate(p, 4, 1) for p in "abcd"], good="lower").verdict == "cannot_tell"
    assert rate_consistency(FOUR, good="lower", unknown=["Isle"]).verdict == "could_not_check"
    alone = rate_consistency([PlaceRate("a", 100, 1), PlaceRate("b", 0, 1)], good="lower")
    assert (alone.verdict, alone.largest_hidden) == ("differs", None)


def test_the_order_of_places_does_not_matter_to_rates() -> None:
    wanted = {gap.place: (gap.low, gap.high) for gap in rate_consistency(FOUR, good="lower").gaps}
    for order in permutations(FOUR):
        for gap in rate_consistency(order, good="lower").gaps:
            assert (gap.low, gap.high) == pytest.approx(wanted[gap.place])


def test_a_place_that_is_most_of_the_county_is_compared_with_the_rest() -> None:
    found = consistency([PlaceCount("Big", 7200, 9000), PlaceCount("Small", 500, 1000)], good="higher")
    assert {gap.place: round(gap.difference, 9) for gap in found.gaps} == {"Big": 0.3, "Small": -0.3}
    assert [gap.place for gap in found.apart if gap.is_bad_side] == ["Small"]


def test_a_place_whose_counts_are_not_known_is_never_taken_for_nought() -> None:
    found = consistency([PlaceCount("a", 50, 100), PlaceCount("b", 60, 100)], good="higher", unknown=["c"])
    assert (found.verdict, found.gaps) == ("could_not_check", ())
    assert "c" in found.why


places = some.lists(
    some.tuples(some.integers(5, 400), some.integers(5, 400)).map(lambda pair: (pair[0], sum(pair))),
    min_size=2,
    max_size=6,
)


@given(places, some.sampled_from(["higher", "lower"]))
def test_not_met_instead_of_met_turns_every_gap_over(given_places: list[tuple[int, int]], good: str) -> None:
    counts = [PlaceCount(f"p{n}", x, size) for n, (x, size) in enumerate(given_places)]
    turned = [PlaceCount(c.place, c.denominator - c.numerator, c.denominator) for c in counts]
    one = consistency(counts, good=good)
    other = consistency(turned, good="lower" if good == "higher" else "higher")
    assert one.verdict == other.verdict
    for a, b in zip(one.gaps, other.gaps, strict=True):
        assert (a.difference, a.low, a.high) == pytest.approx((-b.difference, -b.high, -b.low))
        assert (a.is_apart, a.is_bad_side) == (b.is_apart, b.is_bad_side)


@given(places, some.floats(1.1, 5))
def test_children_who_count_as_fewer_widen_every_interval(given_places: list[tuple[int, int]], spread: float) -> None:
    counts = [PlaceCount(f"p{n}", x, size) for n, (x, size) in enumerate(given_places)]
    plain, wide = consistency(counts, good="higher"), consistency(counts, good="higher", dispersion=spread)
    for a, b in zip(plain.gaps, wide.gaps, strict=True):
        assert b.high - b.low > a.high - a.low
    assert (wide.likely_gap or 0) <= (plain.likely_gap or 0) + 1e-12


def test_separate_children_have_no_more_spread_than_chance() -> None:
    dice = np.random.default_rng(4)
    found = [dispersion_of(place_series(dice.binomial(100, 0.7, 24).tolist()) for _ in range(4)) for _ in range(50)]
    assert min(found) >= 1
    assert sum(found) / 50 < 1.15


def test_children_who_come_in_pairs_count_as_half() -> None:
    dice = np.random.default_rng(5)
    found = [
        dispersion_of(place_series((2 * dice.binomial(50, 0.7, 24)).tolist()) for _ in range(4)) for _ in range(50)
    ]
    assert 1.85 < sum(found) / 50 < 2.15


def test_a_slow_drift_is_not_taken_for_spread() -> None:
    assert dispersion_of([place_series(list(range(90, 42, -1))) for _ in range(4)]) == 1.0


def test_too_few_months_say_nothing_of_spread() -> None:
    wild = [place_series([20, 90] * 3, place=name) for name in "abcd"]
    assert dispersion_of(wild) == 1.0
    assert dispersion_of([place_series([None] * 24), place_series([0] * 24), place_series([100] * 24)]) == 1.0


def test_counts_have_a_spread_too() -> None:
    dice = np.random.default_rng(6)
    paired = [place_series((2 * dice.poisson(50, 24)).tolist(), shape="count") for _ in range(100)]
    assert 1.85 < dispersion_of(paired) < 2.15


def test_rates_and_shares_of_one_place_against_the_rest_agree_on_who_is_apart() -> None:
    """A rare share is a rate: 10,000 children a place, East twice as many."""
    shares = consistency(
        [PlaceCount("East", 200, 10_000), PlaceCount("Rest", 300, 30_000)], good="lower", tolerance=0.5
    )
    rates = rate_consistency([PlaceRate("East", 200, 1), PlaceRate("Rest", 300, 3)], good="lower")
    assert shares.verdict == rates.verdict == "differs"
