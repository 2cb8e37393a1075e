"""Which signs may be said where months hold few, or mostly the same children."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headway.evidence.account import account_of
from headway.evidence.signs import is_beyond_spread, may_be_said
from headway.evidence.thresholds import SAME_CHILDREN_LIMIT
from headway.evidence.words.of_account import luck_of_icons
from headway.publish.glance import short_variation
from tests.unit.evidence.series_made import place_series
from tests.unit.evidence.test_assess import alike, judged

# A stock that drifts by a child or two: far beyond moving ranges, well within what so many separate children would be.
DRIFTING = [80, 80, 81, 80, 81, 80, 81, 81, 80, 81, 82, 83, 83, 84, 84, 85, 85, 86, 86, 86, 87, 87, 87, 87]
STOCK = "care_leaver_accommodation/19-21"


@pytest.mark.parametrize(("share", "said"), [(SAME_CHILDREN_LIMIT, True), (0.3, False)])
def test_a_good_icon_of_mostly_the_same_children_is_not_given(share: float, said: bool) -> None:
    found = judged(alike(DRIFTING), measure=STOCK, same_children=share)
    assert found.charts["East"].kind == "improvement"
    assert (found.icon("East") is not None) == said
    assert found.doubt("East") == ("" if said else "alike")


def test_a_concern_of_mostly_the_same_children_is_said_only_beyond_what_separate_children_would_give() -> None:
    sliding = judged(alike([160 - each for each in DRIFTING]), measure=STOCK, same_children=0.9)
    assert sliding.charts["East"].kind == "concern" and sliding.icon("East") is None
    assert not [each for each in sliding.attention if each.startswith("concern")]
    fallen = judged(alike([*DRIFTING[:22], 60, 50]), measure=STOCK, same_children=0.9)
    assert (fallen.icon("East") or "").startswith("concern") and "concern:East" in fallen.attention


def test_why_no_icon_is_given_is_said_of_the_same_children() -> None:
    found = judged(alike(DRIFTING), measure=STOCK, same_children=0.9)
    line = next(line for line in account_of(found) if line.question == "real")
    assert line.verdict == "alike"
    assert "Cannot tell: mostly the same children each month." in line.words
    assert short_variation(found, "East") == "Cannot tell: months too alike"
    assert "more than chance" not in found.headline
    assert found.cautions == ("alike",)


def test_a_month_of_none_is_far_from_a_mean_of_nearly_all() -> None:
    series = place_series([98] * 13 + [0])
    assert is_beyond_spread("proportion", series.points[-1], 0.9)
    assert not is_beyond_spread("proportion", series.points[0], 0.98)
    assert may_be_said("concern", series, series.points[-1], 0.9, is_alike=True)
    assert may_be_said("common_cause", series, series.points[-1], 0.9, is_alike=True)


def test_counts_spread_as_so_many_of_so_many() -> None:
    series = place_series([40, 10], rows=50, shape="count")
    # Of 50, 40 expected: a standard error of 2.8, not of 6.3.
    assert is_beyond_spread("count", place_series([30], rows=50, shape="count").points[0], 40)
    assert not is_beyond_spread("count", place_series([32], rows=50, shape="count").points[0], 40)
    assert is_beyond_spread("median", series.points[0], None)


def test_a_count_of_all_who_are_there_spreads_as_so_many_separate_children() -> None:
    # 100 expected: a standard error of 10. Those not there cannot be counted, and limit nothing.
    for count, is_beyond in ((131, True), (129, False), (69, True), (71, False)):
        [point] = place_series([count], rows=count, shape="count").points
        assert is_beyond_spread("count", point, 100) is is_beyond
        # The same as a rate of the 50,000 who live there.
        rate = replace(point, value=count / 50_000)
        assert is_beyond_spread("rate", rate, 100 / 50_000) is is_beyond
    assert not is_beyond_spread("rate", replace(point, numerator=0, value=0.0), 0.002)


def test_of_a_count_without_a_good_direction_higher_and_lower_are_said_beyond_that_spread() -> None:
    series = place_series([131, 129], rows=[131, 129], shape="count")
    beyond, within = series.points
    for kind in ("neutral_high", "concern_high"):
        assert may_be_said(kind, series, beyond, 100, is_alike=True)
        assert not may_be_said(kind, series, within, 100, is_alike=True)
    assert not may_be_said("improvement_high", series, beyond, 100, is_alike=True)


def test_luck_is_counted_apart_for_few_and_for_the_same_children() -> None:
    assert luck_of_icons({"": 100}) == "100 icons looked at: chance alone would light about 1.7, better or worse."
    said = luck_of_icons({"": 100, "few": 10, "alike": 20})
    assert "10 more, where few are counted a month: up to 1.3 worse" in said
    assert "20 more, of mostly the same children each month: none or nearly none worse" in said
