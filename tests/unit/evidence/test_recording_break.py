"""Is a change in the recording seen where it is, and is nothing seen where there is none?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from headway.evidence.recording_break import RecordingBreak, break_near, break_with_county, latest_break
from headway.evidence.series import PlaceSeries
from tests.unit.evidence.series_made import month, place_series

STEADY = [70, 72, 69, 71] * 6
ROWS = [98, 103, 100, 99] * 6


def spoilt(lost: Sequence[int]) -> PlaceSeries:
    """A hundred rows a month, of which so many could not be told."""
    return place_series([60] * 24, rows=[100 - each for each in lost], lost=lost)


def lost_from(at: int, lost: int) -> list[int]:
    return [2] * at + [lost] * (24 - at)


def test_a_step_in_what_could_not_be_told_is_named_by_its_own_month() -> None:
    found = latest_break(spoilt(lost_from(15, 30)))
    assert found == RecordingBreak("2026-01", date(2026, 1, 1), "cannot_tell", 0.02, 0.30)
    assert month(15) == date(2026, 1, 1)


@pytest.mark.parametrize(("at", "is_near"), [(11, False), (12, True), (15, True), (18, True), (19, False)])
def test_only_a_break_within_three_months_of_the_change_counts(at: int, is_near: bool) -> None:
    found = break_near(spoilt(lost_from(15, 30)), at)
    assert (found is not None) == is_near
    assert found is None or found.month == "2026-01"


def test_a_place_too_small_to_show_a_break_has_the_county_s_where_it_loses_as_much() -> None:
    county = latest_break(spoilt(lost_from(15, 30)))

    def small(lost_since: int, months: int = 24) -> PlaceSeries:
        lost = [0] * 15 + [lost_since if at % 3 == 0 else 0 for at in range(months - 15)]
        return place_series([4] * months, rows=10, lost=lost)

    assert latest_break(small(2)) is None, "too few rows"
    found = break_with_county(small(2), county)
    assert found == RecordingBreak("2026-01", date(2026, 1, 1), "cannot_tell", 0.0, pytest.approx(6 / 96))
    assert break_with_county(small(1), county) is None, "3 of 93 are under five points"
    assert break_with_county(small(2), None) is None
    assert break_with_county(place_series([4] * 3, rows=10), county) is None
    assert break_with_county(small(2), RecordingBreak("2026-01", date(2026, 1, 1), "row_count", 100, 160)) is None


def test_less_than_five_points_is_no_break_however_many_rows() -> None:
    for lost, is_break in ((499, False), (500, True)):
        many = place_series([7000] * 24, rows=[10_000] * 12 + [10_000 - lost] * 12, lost=[0] * 12 + [lost] * 12)
        assert (latest_break(many) is not None) == is_break


def test_five_points_that_chance_would_give_are_no_break() -> None:
    assert latest_break(place_series([5] * 24, rows=9, lost=[0] * 14 + [1, 0] * 5)) is None


def test_a_better_recording_is_a_break_as_well() -> None:
    assert latest_break(spoilt([30] * 15 + [2] * 9)) is not None


def test_a_break_in_the_newest_month_is_seen() -> None:
    found = latest_break(spoilt([2] * 23 + [40]))
    assert found is not None and found.month == "2026-09"


def test_a_break_more_than_twelve_months_ago_stops_nothing() -> None:
    for at, is_recent in ((11, False), (12, True)):
        found = latest_break(spoilt(lost_from(at, 20)))
        assert (found is not None) == is_recent


def test_rows_beyond_their_limits_that_stay_there_are_a_break() -> None:
    found = latest_break(place_series(STEADY, rows=ROWS[:15] + [160] * 9))
    assert found is not None
    assert (found.month, found.sign, found.after) == ("2026-01", "row_count", 160)
    assert latest_break(place_series(STEADY, rows=[*ROWS[:15], 160, 160, *ROWS[17:]])) is None, "it did not stay"


def test_a_stock_that_grows_is_no_break() -> None:
    assert latest_break(place_series(STEADY, rows=ROWS[:15] + [160] * 9, is_stock=True)) is None


def test_another_version_of_the_definition_is_a_break() -> None:
    found = latest_break(place_series(STEADY, versions=["a"] * 15 + ["b"] * 9))
    assert found is not None and (found.month, found.sign) == ("2026-01", "definition")
    assert latest_break(place_series(STEADY, versions=["a"] * 24)) is None


def test_gaps_and_short_series_stop_nothing_and_crash_nothing() -> None:
    assert latest_break(place_series([None] * 24)) is None
    assert latest_break(place_series([])) is None
    assert latest_break(place_series([70, None])) is None
    assert break_near(place_series(STEADY[:3]), 3) is None


def test_steady_recording_is_called_broken_in_fewer_than_five_series_of_a_hundred() -> None:
    dice = np.random.default_rng(3)
    broken = 0
    for _ in range(200):
        rows, lost = dice.poisson(100, 24), dice.poisson(5, 24)
        broken += latest_break(place_series(STEADY, rows=rows.tolist(), lost=lost.tolist())) is not None
    assert broken / 200 < 0.05


def test_a_fall_that_ends_is_a_return_and_no_other_recording() -> None:
    rows = [
        131,
        123,
        141,
        119,
        126,
        123,
        122,
        113,
        111,
        101,
        95,
        75,
        78,
        93,
        137,
        137,
        137,
        112,
        105,
        107,
        140,
        85,
        114,
        122,
    ]
    assert latest_break(place_series([60] * 24, rows=rows)) is None
    more = [*rows[:14], *(each + 60 for each in rows[14:])]
    found = latest_break(place_series([60] * 24, rows=more))
    assert found is not None and (found.month, found.sign) == (f"{month(14):%Y-%m}", "row_count")
