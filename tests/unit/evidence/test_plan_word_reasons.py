"""Why a claim cannot be told, by a name that does not change with its words; and the corners of the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, PlanWord, plan_word
from headway.evidence.series import PlaceSeries
from tests.unit.evidence.series_made import month, place_series

BASE = [58, 62] * 6
BETTER = [90] * 8


def word(series: PlaceSeries, *, at: int = 12, day: int = 1, good: str = "higher", **more: object) -> PlanWord:
    change = month(at).replace(day=day)
    known: dict[str, object] = {"declared_on": change, **more}
    return plan_word(series, good=good, change_from=change, **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("series", "more", "reason"),
    [
        (place_series([None] * 20), {}, "no_figures"),
        (place_series(BASE[1:] + BETTER), {"at": 11}, "few_before"),
        (place_series(BASE + BETTER, lost=12), {}, "lost"),
        (place_series(BASE + BETTER, rows=[100] * 12 + [92] * 8, lost=[0] * 12 + [8] * 8), {}, "recording"),
        (place_series(BASE + BETTER, versions=["a"] * 12 + ["b"] * 8), {}, "recording"),
        (place_series([2, 3] * 6 + [4] * 8, rows=4), {}, "small"),
        (place_series([2, 3] * 6 + [2] * 8, shape="count"), {}, "small"),
        (place_series(BASE + BETTER), {"declared_on": date(2026, 1, 1)}, "late"),
        (place_series(BASE + BETTER), {"same_children": 0.3}, "same_children"),
        (place_series([60] * 12 + BETTER), {}, "flat"),
    ],
)
def test_the_reason_has_a_name(series: PlaceSeries, more: dict[str, object], reason: str) -> None:
    found = word(series, **more)  # type: ignore[arg-type]
    assert (found.word, found.reason) == (CANNOT_TELL, reason)
    assert found.why


def test_the_first_reason_of_the_table_is_the_one_given() -> None:
    late_and_alike = {"declared_on": date(2026, 1, 1), "same_children": 0.3}
    assert word(place_series(BASE + BETTER, lost=12), **late_and_alike).reason == "lost"  # type: ignore[arg-type]
    assert word(place_series([2, 3] * 10, rows=4), **late_and_alike).reason == "small"  # type: ignore[arg-type]
    assert word(place_series(BASE + BETTER), **late_and_alike).reason == "late"  # type: ignore[arg-type]


def test_a_base_that_could_not_be_told_is_no_base() -> None:
    before = word(place_series(BASE + BETTER, rows=90, lost=[12] * 12 + [9] * 8))
    assert before.reason == "lost" and "before the change" in before.why


def test_a_change_still_to_come_waits_for_its_months() -> None:
    """Eight months so far: with five more before the change there will be enough, with three there will not."""
    eight = place_series(BASE[:8])
    assert word(eight, at=13).word == TOO_EARLY
    assert word(eight, at=12).word == TOO_EARLY
    assert word(eight, at=11).reason == "few_before"


def test_a_change_within_a_month_begins_with_the_next_for_a_flow_and_with_its_end_for_a_stock() -> None:
    counts = [*BASE, *BETTER]
    assert word(place_series(counts), at=12, day=10).months_after == 7
    assert word(place_series(counts, is_stock=True), at=12, day=10).months_after == 8


def test_a_signal_is_sustained_only_as_the_chart_stood_at_each_month_end() -> None:
    """A shift colours its seven months looking back; at those month ends but the last it was not there."""
    after = [58, *[62] * 7]
    shifted = word(place_series([*BASE, *after]))
    assert (shifted.word, shifted.since, shifted.sustained_months) == (EXPECTED, month(13), 1)
    assert not word(place_series([*BASE, *after, *[62] * 4])).is_sustained
    assert word(place_series([*BASE, *after, *[62] * 5])).is_sustained


def test_a_gap_ends_what_is_sustained_and_what_is_since() -> None:
    found = word(place_series([*BASE, 90, 90, 90, None, 90, 90, 90, None]))
    assert (found.word, found.since, found.sustained_months) == (EXPECTED, month(16), 3)


def test_turned_over_the_word_is_the_same() -> None:
    for after in (BETTER, [30] * 8, [60] * 8):
        one = word(place_series([*BASE, *after]))
        other = word(place_series([100 - each for each in (*BASE, *after)]), good="lower")
        assert (one.word, one.since, one.sustained_months) == (other.word, other.since, other.sustained_months)
    assert {word(place_series([*BASE, *after])).word for after in (BETTER, [30] * 8, [60] * 8)} == {
        EXPECTED, AGAINST, NO_SIGN,
    }  # fmt: skip
