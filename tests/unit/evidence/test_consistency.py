"""Is a county called one place, or not, as often as it should be, and are the intervals the published ones?"""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from headway.evidence.consistency import PlaceCount, consistency, newcombe, wilson

Z95 = 1.959964
FOUR = [
    PlaceCount("North", 85, 100),
    PlaceCount("East", 60, 100),
    PlaceCount("South", 84, 100),
    PlaceCount("West", 87, 100),
]


def test_wilson_as_published_by_newcombe_1998() -> None:
    assert wilson(81, 263, Z95) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148, Z95) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20, Z95) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29, Z95) == pytest.approx((0.0061, 0.1718), abs=5e-5)


def test_newcombe_as_published_in_1998() -> None:
    assert newcombe(PlaceCount("a", 56, 70), PlaceCount("b", 48, 80), Z95) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert newcombe(PlaceCount("a", 9, 10), PlaceCount("b", 3, 10), Z95) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_one_place_apart_is_compared_with_the_rest_and_not_with_the_county() -> None:
    found = consistency(FOUR, good="higher")
    assert found.verdict == "differs"
    assert [gap.place for gap in found.apart] == ["East"]
    east = found.apart[0]
    assert east.difference == pytest.approx(0.60 - 256 / 300)
    assert east.is_bad_side
    assert found.chi_squared == pytest.approx(0.0486 / (0.79 * 0.21 / 100))


def test_the_likely_gap_by_hand() -> None:
    """p 0.79, v 0.001659; the spread is (29.29 - 3) over (4 - 1) weights: each place keeps 1 - v / (v + spread)."""
    v = 0.79 * 0.21 / 100
    q = sum((rate - 0.79) ** 2 for rate in (0.85, 0.60, 0.84, 0.87)) / v
    spread = (q - 3) * v / 3
    assert consistency(FOUR, good="higher").likely_gap == pytest.approx((0.87 - 0.60) * spread / (v + spread))


def test_the_side_is_bad_by_what_is_good() -> None:
    assert consistency(FOUR, good="higher").apart[0].is_bad_side
    assert not consistency(FOUR, good="lower").apart[0].is_bad_side
    assert not consistency(FOUR, good="neither").apart[0].is_bad_side


def test_apart_needs_the_agreed_tolerance_as_well_as_chance() -> None:
    assert consistency(FOUR, good="higher", tolerance=30).verdict != "differs"


def test_the_order_of_places_does_not_matter() -> None:
    wanted = consistency(FOUR, good="higher")
    for order in permutations(FOUR):
        found = consistency(order, good="higher")
        assert found.verdict == wanted.verdict
        assert found.likely_gap == pytest.approx(wanted.likely_gap)
        known = {gap.place: gap for gap in wanted.gaps}
        for gap in found.gaps:
            assert (gap.low, gap.high) == pytest.approx((known[gap.place].low, known[gap.place].high))


def test_ten_times_the_children_narrow_every_interval() -> None:
    few = consistency(FOUR, good="higher")
    many = consistency([PlaceCount(c.place, 10 * c.numerator, 10 * c.denominator) for c in FOUR], good="higher")
    for wide, narrow in zip(few.gaps, many.gaps, strict=True):
        assert narrow.high - narrow.low < wide.high - wide.low
    assert many.largest_hidden is not None and few.largest_hidden is not None
    assert many.largest_hidden < few.largest_hidden


def test_equal_places_are_the_same_only_when_there_are_enough_children_to_say_so() -> None:
    few = consistency([PlaceCount(place, 80, 100) for place in "abcd"], good="higher")
    many = consistency([PlaceCount(place, 800, 1000) for place in "abcd"], good="higher")
    assert (few.verdict, many.verdict) == ("cannot_tell", "consistent")
    assert few.likely_gap == many.likely_gap == 0


@pytest.mark.parametrize(
    ("counts", "verdict", "why"),
    [
        ([("a", 5, 10)], "could_not_check", "two places"),
        ([(f"p{n}", 50, 100) for n in range(13)], "could_not_check", "more places"),
        ([("a", 50, 100), ("b", 2, 4)], "cannot_tell", "too few in b"),
        ([("a", 50, 100), ("b", 0, 0)], "cannot_tell", "too few in b"),
        ([("a", 100, 100), ("b", 90, 90)], "cannot_tell", "all of them"),
        ([("a", 0, 100), ("b", 0, 90)], "cannot_tell", "none"),
        ([("a", 4, 100), ("b", 5, 90)], "cannot_tell", "too few in the county"),
    ],
)
def test_too_little_to_compare_is_said_and_never_called_the_same(
    counts: list[tuple[str, int, int]], verdict: str, why: str
) -> None:
    found = consistency([PlaceCount(*each) for each in counts], good="higher")
    assert found.verdict == verdict
    assert why in found.why
    assert found.gaps == ()


def share_called_different(rates: list[float], seed: int, times: int = 1000) -> float:
    draws = np.random.default_rng(seed).binomial(160, rates, size=(times, len(rates)))
    found = [consistency([PlaceCount(f"p{n}", int(x), 160) for n, x in enumerate(row)], good="higher") for row in draws]
    return sum(bool(each.apart) for each in found) / times


def test_equal_places_are_called_different_in_about_one_county_in_twenty() -> None:
    assert share_called_different([0.8] * 4, seed=1) <= 0.07


def test_a_place_fifteen_points_lower_is_found() -> None:
    assert share_called_different([0.65, 0.8, 0.8, 0.8], seed=2) >= 0.70
