"""Funnels in the corners: nobody, one unit, one that is most of the whole, suppressed counts, order and scale."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.exact_limits import exact_limits
from headway.evidence.funnel import Funnel, funnel
from headway.evidence.funnel_limits import RATIO_LOG, RATIO_ROOT, funnel_limits
from headway.evidence.words.of_places import funnel_unit_words, funnel_words

TEAMS = [f"Team {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


def four(*counts: float | None, size: float = 100, good: str = "higher") -> Funnel:
    return funnel(TEAMS[: len(counts)], counts, [size] * len(counts), good=good)


def test_one_far_below_is_different_on_the_bad_side_and_said_so() -> None:
    found = four(80, 82, 79, 45)
    assert [unit.verdict for unit in found.units][-1] == "different"
    last = found.units[-1]
    assert (last.side, last.is_bad_side) == ("low", True)
    assert funnel_unit_words(last) == "Lower than the others by more than chance. Find the cause before judging."
    assert "τ²" in funnel_words(found)[0]
    assert not four(80, 82, 79, 45, good="lower").units[-1].is_bad_side


def test_the_95_band_is_never_called_different() -> None:
    found = four(81, 80, 82, 68)
    assert found.units[-1].verdict == "look"
    assert found.different == ()


def test_four_units_are_never_adjusted_and_twenty_that_differ_are() -> None:
    dice = np.random.default_rng(5)
    wild = dice.binomial(200, dice.uniform(0.5, 0.9, 24)).tolist()
    assert funnel(TEAMS[:4], wild[:4], [200] * 4).limits == "exact"
    assert funnel(TEAMS[:19], wild[:19], [200] * 19).limits == "exact"
    adjusted = funnel(TEAMS[:24], wild, [200] * 24)
    assert adjusted.limits == "adjusted"
    assert adjusted.phi is not None
    assert adjusted.phi > 1
    alike = dice.binomial(200, 0.7, 24).tolist()
    assert funnel(TEAMS[:24], [140] * 24, [200] * 24).limits == "exact"
    assert len(funnel(TEAMS[:24], alike, [200] * 24).different) <= 1


@pytest.mark.parametrize(
    ("counts", "sizes", "why"),
    [
        ([3], [9], "only one unit"),
        ([], [], ""),
        ([0, 0, 0], [50, 40, 30], "none anywhere"),
        ([50, 40, 30], [50, 40, 30], "every child everywhere"),
        ([None, None], [10, 10], "no unit"),
    ],
)
def test_what_cannot_be_compared_says_why(counts: list[float | None], sizes: list[float], why: str) -> None:
    found = funnel(TEAMS[: len(counts)], counts, sizes)
    assert all(unit.verdict == "could_not_check" and why in unit.why for unit in found.units)
    assert all(unit.lower95 is None for unit in found.units)


def test_a_suppressed_count_is_not_a_nought_and_moves_no_other_unit() -> None:
    found = four(80, None, 79, 45)
    assert found.units[1].verdict == "could_not_check"
    assert "not known or not shown" in funnel_unit_words(found.units[1])
    without = funnel(["Team A", "Team C", "Team D"], [80, 79, 45], [100] * 3, good="higher")
    assert [found.units[at] for at in (0, 2, 3)] == list(without.units)
    assert funnel(TEAMS[:3], [0, 5, 6], [0, 9, 9]).units[0].why == "there was nobody to count"


def test_too_few_are_not_judged_even_at_the_worst() -> None:
    found = funnel(TEAMS[:3], [0, 80, 82], [4, 100, 100])
    assert found.units[0].verdict == "cannot_tell"
    hidden = funnel(TEAMS[:3], [3, 50, 51], [6, 100, 100]).units[0]
    assert hidden.verdict == "as_expected"
    assert funnel(TEAMS[:3], [3, 51, 50], [5, 100, 100]).units[0].verdict == "cannot_tell"


def test_a_unit_that_is_most_of_the_whole_is_sent_to_the_comparison_with_the_rest() -> None:
    found = funnel(TEAMS[:3], [900, 40, 20], [1000, 60, 50])
    assert found.units[0].verdict == "could_not_check"
    assert "compare it with the rest" in found.units[0].why


def test_order_does_not_matter_and_ten_times_the_children_narrow_every_limit() -> None:
    rows = list(zip(TEAMS[:8], [30, 41, 25, 38, 44, 29, 35, 40], [50, 60, 45, 52, 66, 48, 51, 58], strict=True))
    found = {unit.name: unit for unit in funnel(*zip(*rows, strict=True), good="higher").units}
    shuffled = random.Random(2).sample(rows, len(rows))
    again = funnel(*zip(*shuffled, strict=True), good="higher")
    assert [unit.name for unit in again.units] == [name for name, *_ in shuffled]
    for unit in again.units:
        known = found[unit.name]
        assert (unit.verdict, unit.lower95, unit.upper998) == pytest.approx(
            (known.verdict, known.lower95, known.upper998)
        )
    large = funnel(TEAMS[:8], [10 * x for _, x, _ in rows], [10 * n for *_, n in rows])
    for unit in large.units:
        assert unit.lower95 > found[unit.name].lower95  # type: ignore[operator]
        assert unit.upper95 < found[unit.name].upper95  # type: ignore[operator]


def test_a_rate_is_drawn_in_its_own_unit() -> None:
    found = funnel(TEAMS[:4], [50, 52, 48, 95], [1.0, 1.1, 0.9, 1.0], kind="rate", good="lower")
    last = found.units[-1]
    assert (last.value, last.verdict, last.is_bad_side) == (95.0, "different", True)
    assert found.centre == pytest.approx(245 / 4)
    assert last.lower95 < found.centre < last.upper95 < 95  # type: ignore[operator]


def test_the_exact_line_and_the_test_say_the_same_at_every_count() -> None:
    for n, rate in ((25, 0.96), (40, 0.5), (60, 0.05), (7, 0.6)):
        lines = exact_limits(np.array([float(n)]), rate, is_share=True)
        for x in range(n + 1):
            rest = 10_000_000
            tail = funnel(["a", "b", "c"], [x, round(rate * rest), round(rate * rest)], [n, rest, rest]).units[0]
            above, below = x / n > lines.upper998[0], x / n < lines.lower998[0]
            if tail.verdict != "cannot_tell":
                assert (tail.verdict == "different") == (above or below), (n, rate, x)


def test_a_nought_on_the_log_scale_leaves_the_spread_undefined_and_the_root_does_not() -> None:
    found = funnel_limits([0, 9, 12, 11], [10.0, 10.0, 10.0, 10.0], scale=RATIO_LOG)
    assert (found.phi, found.tau2, found.adjusted, found.is_adjusted) == (None, None, None, False)
    assert funnel_limits([0, 9, 12, 11], [10.0, 10.0, 10.0, 10.0], scale=RATIO_ROOT).phi is not None
    alike = funnel_limits([10, 10, 10], [10.0, 10.0, 10.0], scale=RATIO_ROOT)
    assert (alike.phi, alike.tau2) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("counts", "sizes"),
    [([-1, 2], [5, 5]), ([6, 2], [5, 5]), ([math.inf, 2], [5, 5]), ([1, 2], [-5, 5]), ([1, 2, 3], [5, 5])],
)
def test_counts_that_cannot_be_right_are_refused(counts: list[float], sizes: list[float]) -> None:
    with pytest.raises(UnusableNumbersError):
        funnel(TEAMS[: len(counts)], counts, sizes)
    with pytest.raises(UnusableNumbersError):
        funnel(TEAMS[:1], [1, 2], [5, 5])
