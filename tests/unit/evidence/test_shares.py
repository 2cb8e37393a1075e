"""A share in words is nought only of none and 100% only of all, wherever one is written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import headway
from headway.cli.show import figure_cell
from headway.evidence.words import proportion_words
from headway.evidence.words.of_account import limit_decimals, limit_words, value_words
from headway.evidence.words.of_shares import share_words
from headway.publish.charts.scale import scale_for
from headway.publish.shown import value_words as shown_value

ROOT = Path(headway.__file__).parent
BY_HAND = re.compile(r":\.?\d*%\}|:\.\d[f]\}%")
NOT_OF_A_COUNT = {
    "evidence/words/of_shares.py",  # the place
    "evidence/words/of_charts.py",  # how far sizes are off their mean
    "publish/measure_view.py",  # a limit, as the page gives it
}


@pytest.mark.parametrize(
    ("share", "decimals", "said"),
    [
        (0, 0, "0%"), (16 / 3927, 0, "under 1%"), (0.005, 0, "under 1%"), (0.006, 0, "1%"), (0.61, 0, "61%"),
        (0.994, 0, "99%"), (3911 / 3927, 0, "over 99%"), (1, 0, "100%"), (1 - 1e-12, 0, "100%"), (1.2, 0, "120%"),
        (-0.001, 0, "0%"), (0, 1, "0.0%"), (1 / 3927, 1, "under 0.1%"), (16 / 3927, 1, "0.4%"),
        (3926 / 3927, 1, "over 99.9%"), (1, 1, "100.0%"),
    ],
)  # fmt: skip
def test_a_share_is_none_or_all_only_where_it_is(share: float, decimals: int, said: str) -> None:
    assert share_words(share, decimals) == said


def test_it_is_so_in_the_pack_in_a_chart_in_an_account_and_in_the_table() -> None:
    few, most = 16 / 3927, 3911 / 3927
    assert proportion_words(16, 3927) == shown_value("proportion", few) == value_words("proportion", few) == "under 1%"
    assert proportion_words(3911, 3927) == shown_value("proportion", most) == "over 99%"
    assert scale_for([0, 5], is_percent=True).words(100 * few) == "under 1%"
    assert figure_cell(1 / 3927, "proportion") == "under 0.1%"


def test_no_other_module_writes_a_share_by_hand() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if BY_HAND.search(path.read_text(encoding="utf-8"))
    }
    assert found <= NOT_OF_A_COUNT


def test_limits_that_would_be_written_alike_get_a_decimal_and_stay_possible() -> None:
    assert limit_words("proportion", (0.011, -0.24, 0.0139), 0.012) == ("1.1%", "0.0%", "1.4%")
    assert limit_words("proportion", (0.8, 0.7, 1.2), 0.9) == ("80%", "70%", "100%")
    assert limit_words("proportion", (0.8, 0.8, 0.8), 0.8) == ("80%", "80%", "80%")
    assert limit_words("proportion", (0.9964, 0.9961, 0.9967), 0.9952) == ("99.64%", "99.61%", "99.67%")
    assert limit_decimals("proportion", (0.9964, 0.9961, 0.9967), 0.9952) == 2
    assert limit_decimals("count", (3.0, 2.0, 8.0), 4) == 0
    assert limit_words("count", (3.0, -2.0, 8.0), 4) == ("3", "0", "8")
