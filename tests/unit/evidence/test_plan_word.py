"""Is each plan word given when, and only when, its turn in the order comes?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, PlanWord, plan_word
from headway.evidence.series import PlaceSeries, SeriesPoint
from headway.periods import month_of

CHANGE = date(2025, 4, 1)
BEFORE = [0.58, 0.62] * 6


def month(number: int) -> date:
    year, at = divmod(2024 * 12 + 3 + number, 12)
    return date(year, at + 1, 1)


def series(values: Sequence[float | None], rows: int = 100, lost: int = 0) -> PlaceSeries:
    points = []
    for number, value in enumerate(values):
        period = month_of(month(number))
        numerator = None if value is None else round(value * rows)
        held = None if value is None else rows
        points.append(SeriesPoint(period.name, period.start, period.end, numerator, held, lost, value, "ok", "covered"))
    return PlaceSeries("North", "locality", tuple(points))


def spoilt_from(given: PlaceSeries, start: int, lost: int) -> PlaceSeries:
    points = (replace(p, cannot_tell=lost) if n >= start else p for n, p in enumerate(given.points))
    return replace(given, points=tuple(points))


def word(
    given: PlaceSeries,
    good: str = "higher",
    change: date = CHANGE,
    declared: date = date(2025, 3, 1),
    same_children: float | None = None,
) -> PlanWord:
    return plan_word(given, good=good, change_from=change, declared_on=declared, same_children=same_children)


def test_the_series_begins_twelve_months_before_the_change() -> None:
    assert month(0) == date(2024, 4, 1)
    assert month(12) == CHANGE


def test_no_figures_is_cannot_tell() -> None:
    assert (word(series([None] * 24)).word, word(series([None] * 24)).why) == (CANNOT_TELL, "no figures")


def test_eleven_months_before_are_not_enough_and_never_will_be() -> None:
    found = word(series([None, *BEFORE[1:], *[0.9] * 12]))
    assert (found.word, found.months_before) == (CANNOT_TELL, 11)
    assert "11 of 12" in found.why and "no more" in found.why


def test_too_many_rows_that_could_not_be_told_come_before_too_early() -> None:
    given = series([*BEFORE, 0.6, 0.6])
    assert word(spoilt_from(given, 0, 11)).word == TOO_EARLY, "11 of 111 is within ten in a hundred"
    ten = spoilt_from(series([*BEFORE, 0.6, 0.6], rows=90), 0, 10)
    assert word(ten).word == TOO_EARLY, "ten in a hundred is not above the limit"
    found = word(spoilt_from(given, 0, 12))
    assert (found.word, found.why) == (CANNOT_TELL, "24 of 224 could not be told since the change")


def test_a_recording_break_at_the_change_is_cannot_tell() -> None:
    found = word(spoilt_from(series([*BEFORE, *[0.9] * 8]), 12, 10))
    assert found.word == CANNOT_TELL
    assert "recording changed" in found.why


def test_a_claim_declared_late_is_cannot_tell_and_one_declared_that_day_is_not() -> None:
    given = series([*BEFORE, *[0.9] * 8])
    found = word(given, declared=date(2025, 4, 2))
    assert (found.word, found.why) == (CANNOT_TELL, "declared after its change date")
    assert word(given, declared=CHANGE).word == EXPECTED


def test_mostly_the_same_children_is_cannot_tell() -> None:
    given = series([*BEFORE, *[0.9] * 8])
    assert word(given, same_children=0.2).word == EXPECTED
    found = word(given, same_children=0.21)
    assert (found.word, found.why) == (CANNOT_TELL, "mostly the same children each month")


def test_a_place_too_small_is_cannot_tell() -> None:
    assert word(series([*BEFORE, *[0.9] * 8], rows=5)).word == EXPECTED
    found = word(series([*BEFORE, *[0.9] * 8], rows=4))
    assert (found.word, found.why) == (CANNOT_TELL, "too few children in the place")


@pytest.mark.parametrize("after", range(6))
def test_below_six_months_is_too_early_however_far_the_figure_has_moved(after: int) -> None:
    found = word(series([*BEFORE, *[0.99] * after]))
    assert (found.word, found.months_after) == (TOO_EARLY, after)
    assert found.why == f"{after} of 6 months, {6 - after} still needed"


def test_a_month_without_a_figure_does_not_count_as_a_month_after() -> None:
    assert word(series([*BEFORE, 0.9, None, 0.9, 0.9, 0.9, 0.9])).word == TOO_EARLY


@pytest.mark.parametrize(("good", "wanted"), [("higher", EXPECTED), ("lower", AGAINST)])
def test_the_same_figures_are_expected_or_against_by_what_the_claim_expects(good: str, wanted: str) -> None:
    assert word(series([*BEFORE, *[0.9] * 6]), good=good).word == wanted
    assert word(series([*BEFORE, *[0.3] * 6]), good="lower" if good == "higher" else "higher").word == wanted


def test_nothing_moved_is_no_sign_and_says_what_change_would_have_shown() -> None:
    found = word(series([*BEFORE, *BEFORE[:6]]))
    assert found.word == NO_SIGN
    assert found.smallest_change == pytest.approx(2 * 0.04 / 1.128, abs=1e-3)
    assert (found.since, found.sustained_months) == (None, 0)


def test_since_is_the_first_month_of_the_unbroken_stretch_after_the_change() -> None:
    found = word(series([*BEFORE, 0.59, 0.9, 0.59, 0.9, 0.9, 0.9, 0.9]))
    assert (found.word, found.since, found.sustained_months) == (EXPECTED, date(2025, 7, 1), 4)
    assert not found.is_sustained


def test_a_month_on_the_mean_of_the_base_ends_the_stretch() -> None:
    found = word(series([*BEFORE, 0.9, 0.6, 0.9, 0.9, 0.9, 0.9]))
    assert (found.word, found.since) == (EXPECTED, month(14))


def test_since_never_goes_back_before_the_change() -> None:
    found = word(series([*[0.58, 0.62] * 5, 0.62, 0.62, 0.62, *[0.9] * 7]), change=date(2025, 5, 1), declared=CHANGE)
    assert (found.word, found.since) == (EXPECTED, date(2025, 5, 1))


def test_the_signal_is_sustained_from_the_sixth_month_end() -> None:
    five = word(series([*BEFORE, 0.59, *[0.9] * 5]))
    six = word(series([*BEFORE, 0.59, *[0.9] * 6]))
    assert (five.word, five.is_sustained) == (EXPECTED, False)
    assert (six.word, six.is_sustained) == (EXPECTED, True)


def test_a_base_that_never_varied_is_not_judged() -> None:
    assert word(series([*[0.6] * 12, *[0.9] * 6])).word == CANNOT_TELL
