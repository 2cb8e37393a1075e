"""How often the comparison of places is right, on counties made by chance: a quarter of them in each truth."""

from __future__ import annotations

from collections import Counter

import numpy as np

from headway.evidence.consistency import PlaceCount, consistency

RUNS = 1000
# Four localities of unequal size, 160 on average.
SIZES = np.array([224, 192, 128, 96])


def verdicts(sizes: np.ndarray, lower: float, seed: int) -> Counter[str]:
    """The verdicts on counties of which one locality, each in turn, is lower than 75% by ``lower``."""
    dice = np.random.default_rng(seed)
    found: Counter[str] = Counter()
    for run in range(RUNS):
        rates = np.full(4, 0.75)
        rates[run % 4] -= lower
        counts = [
            PlaceCount(f"p{n}", int(x), int(size))
            for n, (x, size) in enumerate(zip(dice.binomial(sizes, rates), sizes, strict=True))
        ]
        found[consistency(counts, good="higher").verdict] += 1
    return found


def test_equal_places_are_called_different_in_one_county_of_twenty_at_most() -> None:
    assert verdicts(SIZES, 0.0, seed=11)["differs"] / RUNS <= 0.06


def test_a_place_fifteen_points_lower_is_found_in_three_of_four() -> None:
    assert verdicts(SIZES, 0.15, seed=12)["differs"] / RUNS >= 0.75


def test_a_quarters_numbers_never_show_that_places_are_the_same() -> None:
    assert verdicts(SIZES // 2, 0.0, seed=13)["consistent"] == 0


def test_a_place_ten_points_lower_is_hardly_ever_called_the_same() -> None:
    assert verdicts(SIZES * 2, 0.10, seed=14)["consistent"] / RUNS <= 0.01
