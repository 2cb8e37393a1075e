"""Two figures side by side: judged where both are shares of different children, and nowhere else."""

from __future__ import annotations

import pytest

from headway.evidence.consistency import PlaceCount
from headway.evidence.two_figures import APART, NO_SHARE, NOT_APART, SAME_CHILDREN, two_figures
from headway.evidence.words.of_two_figures import two_figures_words


def count(numerator: int, denominator: int) -> PlaceCount:
    return PlaceCount("", numerator, denominator)


def test_newcombes_own_example_of_two_shares() -> None:
    """Newcombe 1998, table II, method 10, (a): 56/70 against 48/80 gives 0.0524 to 0.3339."""
    found = two_figures(count(48, 80), count(56, 70), same_children=False)
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert found.verdict == APART


@pytest.mark.parametrize(
    ("first", "second", "same", "verdict", "words"),
    [
        (count(48, 80), count(56, 70), False, APART, "B is 20 points above A (+5 to +33): more than chance alone gives."),
        (
            count(8, 10), count(7, 10), False, NOT_APART,
            "B is 10 points below A (−44 to +26): chance alone could part them so far.",
        ),
        (
            count(5, 10), count(5, 10), True, SAME_CHILDREN,
            "B is as A. Both rest in part on the same children, so chance cannot be judged.",
        ),
        (None, count(7, 10), False, NO_SHARE, "Only shares of children are judged against each other: these two stand"),
    ],
)  # fmt: skip
def test_what_is_said(
    first: PlaceCount | None, second: PlaceCount | None, same: bool, verdict: str, words: str
) -> None:
    found = two_figures(first, second, same_children=same)
    assert found.verdict == verdict
    assert two_figures_words(found, "A", "B").startswith(words)


def test_an_interval_that_leaves_out_nought_is_not_told_as_one_that_begins_with_it() -> None:
    found = two_figures(count(500, 1000), count(545, 1000), same_children=False)
    assert found.verdict == APART and found.low is not None and 0 < found.low < 0.005
    assert "(+0." in two_figures_words(found, "A", "B")
