"""Is the gap closing, and how? By hand, by chance, and with the children who live in places apart."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.consistency import PlaceCount, children_apart, consistency, wilson
from headway.evidence.gap_over_time import gap_over_time
from headway.evidence.words.of_places import children_apart_words, gap_change_words

NAMES = ("East", "North", "South", "West")


def counts(rates: tuple[float, ...], size: int = 400) -> list[PlaceCount]:
    return [PlaceCount(name, round(rate * size), size) for name, rate in zip(NAMES, rates, strict=False)]


def test_a_gap_that_closes_because_the_last_rose() -> None:
    found = gap_over_time(counts((0.5, 0.8, 0.8, 0.8)), counts((0.75, 0.8, 0.8, 0.8)), good="higher")
    assert (found.verdict, found.how, found.place) == ("closing", "levelling_up", "East")
    assert (found.before, found.after, found.risen, found.fallen) == pytest.approx((0.3, 0.05, 0.25, 0))
    parts = [wilson(200, 400, 1.959964), wilson(300, 400, 1.959964), *[wilson(960, 1200, 1.959964)] * 2]
    # Behind now less behind before = rest now − own now − rest before + own before.
    down = [0.5 - parts[0][0], parts[1][1] - 0.75, 0.8 - parts[2][0], parts[3][1] - 0.8]
    assert found.low == pytest.approx(-0.25 - sqrt(sum(each**2 for each in down)))
    assert found.likely_before is not None
    assert found.likely_after is not None
    assert found.likely_before > found.likely_after
    assert gap_change_words(found) == (
        "The gap is closing: East was 30 points behind the rest and is 5 points behind now (−25 points, −32 to −18)."
        " It closed because East got better."
    )


def test_a_gap_that_closes_because_the_others_fell_is_levelling_down() -> None:
    found = gap_over_time(counts((0.5, 0.8, 0.8, 0.8)), counts((0.5, 0.55, 0.6, 0.55)), good="higher")
    assert (found.verdict, found.how) == ("closing", "levelling_down")
    assert gap_change_words(found).endswith("It closed by levelling down: the rest got worse by 23 points.")
    fell_too = gap_over_time(counts((0.5, 0.8, 0.8, 0.8)), counts((0.45, 0.5, 0.5, 0.5)), good="higher")
    assert gap_change_words(fell_too).endswith("the rest got worse by 30 points, East worse by 5 points.")
    both = gap_over_time(counts((0.5, 0.8, 0.8, 0.8)), counts((0.62, 0.72, 0.72, 0.72)), good="higher")
    assert both.how == "both"
    assert gap_change_words(both).endswith("East got better by 12 points, and the rest worse by 8 points.")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ((0.9, 0.8), (0.4, 0.8), "East was 10 points ahead of the rest and is 40 points behind now"),
        ((0.8, 0.8), (0.4, 0.8), "East was level with the rest and is 40 points behind now"),
        ((0.4, 0.8), (0.8, 0.8), "East was 40 points behind the rest and is level now"),
        ((0.4, 0.8), (0.9, 0.8), "East was 40 points behind the rest and is 10 points ahead now"),
    ],
)
def test_a_place_is_behind_level_or_ahead_and_never_less_than_nothing_behind(
    before: tuple[float, ...], after: tuple[float, ...], said: str
) -> None:
    words = gap_change_words(gap_over_time(counts(before), counts(after), good="higher"))
    assert said in words and "−10 points behind" not in words


@pytest.mark.parametrize(
    ("after", "how"), [((0.59, 0.69), "levelling_down"), ((0.61, 0.71), "both"), ((0.66, 0.76), "levelling_up")]
)
def test_from_half_of_a_closing_on_it_is_levelling_down(after: tuple[float, float], how: str) -> None:
    found = gap_over_time(counts((0.5, 0.8, 0.8, 0.8)), counts((after[0], *[after[1]] * 3)), good="higher")
    assert (found.verdict, found.how) == ("closing", how)


def test_where_lower_is_good_everything_is_turned_over() -> None:
    up = gap_over_time(counts((0.5, 0.8, 0.75, 0.8)), counts((0.62, 0.79, 0.8, 0.8)), good="higher")
    down = gap_over_time(counts((0.5, 0.2, 0.25, 0.2)), counts((0.38, 0.21, 0.2, 0.2)), good="lower")
    assert (down.verdict, down.place, down.how) == (up.verdict, up.place, up.how)
    assert (down.before, down.after, down.low, down.high) == pytest.approx((up.before, up.after, up.low, up.high))


def test_a_gap_that_widens_and_one_that_only_may() -> None:
    assert (
        gap_over_time(counts((0.7, 0.8, 0.8, 0.8)), counts((0.5, 0.8, 0.8, 0.8)), good="higher").verdict == "widening"
    )
    small = gap_over_time(counts((0.7, 0.8, 0.8, 0.8), 40), counts((0.6, 0.8, 0.8, 0.8), 40), good="higher")
    assert small.verdict == "no_change_shown"


def test_chance_alone_closes_and_widens_the_gap_equally_seldom() -> None:
    dice = np.random.default_rng(6)
    found = [
        gap_over_time(
            [PlaceCount(n, int(x), 200) for n, x in zip(NAMES, dice.binomial(200, 0.75, 4), strict=True)],
            [PlaceCount(n, int(x), 200) for n, x in zip(NAMES, dice.binomial(200, 0.75, 4), strict=True)],
            good="higher",
        ).verdict
        for _ in range(2000)
    ]
    assert found.count("closing") / 2000 < 0.04
    assert found.count("widening") / 2000 < 0.04


def test_too_few_and_one_place_and_places_that_are_not_the_same() -> None:
    assert gap_over_time(counts((0.5, 0.5), 4), counts((0.5, 0.5), 40), good="higher").verdict == "cannot_tell"
    assert gap_over_time(counts((1, 1)), counts((1, 0.9)), good="higher").verdict == "cannot_tell"
    assert gap_over_time(counts((0.5,)), counts((0.5,)), good="higher").verdict == "could_not_check"
    with pytest.raises(UnusableNumbersError, match="not the same"):
        gap_over_time(counts((0.5, 0.5)), counts((0.5, 0.5, 0.5)), good="higher")
    with pytest.raises(UnusableNumbersError, match="one way is good"):
        gap_over_time(counts((0.5, 0.5)), counts((0.5, 0.5)), good="neither")


def test_the_share_of_children_who_live_in_places_apart() -> None:
    found = consistency(counts((0.5, 0.8, 0.8, 0.8)), good="higher")
    apart = children_apart(found, {"East": 3000, "North": 5000, "South": 1000, "West": 1000})
    assert apart is not None
    assert (apart.places, apart.children, apart.of, apart.share) == (("East",), 3000, 10_000, 0.3)
    assert children_apart_words(apart) == "30% of children (3,000 of 10,000) live in East."
    assert children_apart(found, {"East": 3000, "North": None, "South": 1, "West": 1}) is None
    assert children_apart(found, {"East": 3000}) is None
    level = children_apart(consistency(counts((0.8, 0.8, 0.8, 0.8)), good="higher"), dict.fromkeys(NAMES, 10))
    assert level is not None
    assert (level.children, children_apart_words(level)) == (0, "")
    with pytest.raises(UnusableNumbersError, match="below nothing"):
        children_apart(found, {"East": -1, "North": 5, "South": 1, "West": 1})


@pytest.mark.parametrize("wrong", [PlaceCount("East", -1, 50), PlaceCount("East", 60, 50)])
def test_counts_that_cannot_be_right_are_refused(wrong: PlaceCount) -> None:
    with pytest.raises(UnusableNumbersError):
        consistency([wrong, *counts((0.5, 0.5, 0.5, 0.5))[1:]], good="higher")
