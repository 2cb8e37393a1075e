"""Is it fast enough? Reached, by when, not at this pace, cannot tell; promises that slip."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from math import inf

import numpy as np
import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.pace import Pace, pace, slippage
from headway.evidence.words.of_pace import pace_words, slippage_words

FIRST = date(2025, 1, 1)


def rising(slope: float, months: int = 12, sd: float = 0.002, start: float = 0.6) -> list[float]:
    noise = np.random.default_rng(2).normal(0, sd, months)
    return [start + slope * at + noise[at] for at in range(months)]


def of(values: list[float | None] | list[float], target: float = 0.9, **more: object) -> Pace:
    return pace(values, baseline=0.6, target=target, good="higher", **more)  # type: ignore[arg-type]


def test_when_it_gets_there_at_this_pace_by_hand() -> None:
    found = of([0.6 + 0.01 * at for at in range(11)])
    assert (found.now, found.share) == pytest.approx((0.7, 1 / 3))
    assert (found.verdict, found.arrives, found.earliest, found.latest) == ("by", 30, 30, 30)
    assert len(found.trajectory) == 60
    assert found.trajectory[19].value == pytest.approx(0.9)
    assert pace_words(found, FIRST, is_share=True) == (
        "33% of the way from 60% to 90%; +1.0 points a month. At this pace by July 2027."
    )


def test_the_line_has_an_interval_and_a_promise_is_kept_or_not() -> None:
    values = rising(0.01)
    found = of(values)
    assert found.earliest is not None
    assert found.latest is not None
    assert found.earliest < found.arrives < found.latest  # type: ignore[operator]
    assert found.trajectory[0].low < found.trajectory[0].value < found.trajectory[0].high
    assert of(values, promised=40).verdict == "on_time"
    late = of(values, promised=20)
    assert late.verdict == "not_at_this_pace"
    assert "Not at this pace: it would be" in pace_words(late, FIRST, is_share=True)
    assert "months after September 2026" in pace_words(late, FIRST, is_share=True)


def test_standing_still_cannot_be_told_from_slow_and_going_away_is_not_at_this_pace() -> None:
    still = of(rising(0.0, sd=0.05))
    assert still.verdict == "cannot_tell"
    assert "may be standing still" in pace_words(still, FIRST, is_share=True)
    away = of(rising(-0.01))
    assert (away.verdict, away.arrives) == ("not_at_this_pace", None)
    assert pace_words(away, FIRST, is_share=True).endswith("Not at this pace.")
    assert of([0.6] * 12).verdict == "not_at_this_pace"
    # Too slow even at best for the promised month, though it does move.
    assert of(rising(0.001, sd=0.001), promised=14).verdict == "not_at_this_pace"


def test_where_lower_is_good_everything_is_turned_over() -> None:
    up = of(rising(0.01))
    down = pace([-v for v in rising(0.01)], baseline=-0.6, target=-0.9, good="lower")
    assert (down.verdict, down.arrives, down.earliest, down.latest) == (up.verdict, up.arrives, up.earliest, up.latest)
    assert down.share == pytest.approx(up.share)


def test_reached_too_early_and_only_the_newest_months() -> None:
    assert of(rising(0.01), target=0.65).verdict == "reached"
    assert of(rising(0.01, 7)).verdict == "too_early"
    assert pace_words(of([0.6] * 7), FIRST, is_share=True) == "Too early to tell the pace: 7 of 8 months."
    assert of([None] * 30).verdict == of([0.6]).verdict == "too_early"
    long_ago = [0.9 - 0.02 * at for at in range(15)] + rising(0.01)
    found = of(long_ago, months=12)
    assert found.verdict == "by"
    assert found.arrives == of(rising(0.01)).arrives + 15  # type: ignore[operator]
    gaps: list[float | None] = [*rising(0.01, 13)]
    gaps[4] = None
    assert of(gaps).verdict == "by"


def test_what_cannot_be_right_is_refused() -> None:
    with pytest.raises(UnusableNumbersError, match="good side"):
        of(rising(0.01), target=0.5)
    with pytest.raises(UnusableNumbersError, match="infinite"):
        of([*rising(0.01), inf])
    with pytest.raises(UnusableNumbersError, match="none of"):
        pace(rising(0.01), baseline=0.6, target=0.9, good="neither")
    with pytest.raises(UnusableNumbersError, match="No promise"):
        slippage([], as_at=FIRST)
    with pytest.raises(UnusableNumbersError, match="after that day"):
        slippage([(date(2025, 2, 1), date(2025, 3, 1))], as_at=FIRST)


def said(*pairs: tuple[str, str]) -> list[tuple[date, date]]:
    return [(date.fromisoformat(one), date.fromisoformat(other)) for one, other in pairs]


def test_promises_that_are_kept_wait_slip_or_never_come_nearer() -> None:
    as_at = date(2025, 7, 1)
    one = said(("2025-01-01", "2025-09-30"))
    assert slippage(one, as_at=as_at).verdict == "waiting"
    assert slippage(one, as_at=date(2025, 12, 1)).verdict == "overdue"
    assert slippage(one, as_at=as_at, done_on=date(2025, 6, 1)).verdict == "kept"
    late = slippage(one, as_at=date(2025, 12, 31), done_on=date(2025, 10, 30))
    assert (late.verdict, late.slipped_days) == ("slipped", 30)
    moved = slippage(said(("2025-03-01", "2025-10-30"), ("2025-01-01", "2025-09-30")), as_at=as_at)
    assert (moved.verdict, moved.times_moved, moved.slipped_days) == ("slipped", 1, 30)
    assert slippage_words(moved) == "First promised for 30 September 2025: 30 days later, moved 1 time."
    once = slippage(said(("2025-06-25", "2025-10-30"), ("2025-06-20", "2025-09-30")), as_at=as_at)
    assert once.verdict == "slipped" and once.rate is not None and once.rate > 1, "once is no habit"
    away = slippage(
        said(("2025-01-01", "2025-03-31"), ("2025-03-01", "2025-06-30"), ("2025-06-01", "2025-12-31")), as_at=as_at
    )
    assert away.verdict == "never_nearer"
    assert away.rate == pytest.approx(275 / 181)
    assert "it slips as fast as time passes" in slippage_words(away)


def test_that_it_may_never_arrive_is_said_as_far_as_the_pace_is_followed() -> None:
    dice = np.random.default_rng(6)
    found = pace([0.70 + 0.004 * n + 0.02 * dice.normal() for n in range(24)], baseline=0.7, target=0.95, good="higher")
    assert found.verdict == "by" and found.latest is None and found.earliest is not None
    assert re.search(r"\(at best by \w+ 20\d\d, at worst not within 5 years\)", pace_words(found, FIRST, is_share=True))
    assert len(found.trajectory) == 60
    narrow = replace(found, latest=found.earliest + 9)
    assert re.search(r"\(between \w+ 20\d\d and \w+ 20\d\d\)", pace_words(narrow, FIRST, is_share=True))
