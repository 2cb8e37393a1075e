"""p, u, g and t charts, run rules, seasons, and which of them is chosen: by hand and in the corners."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from math import inf, sqrt

import numpy as np
import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.account import is_rare, rare_line
from headway.evidence.choose import Choice, choose
from headway.evidence.laney import laney
from headway.evidence.rare_events import days_between, g_chart, t_chart
from headway.evidence.runs import runs
from headway.evidence.season import season
from headway.evidence.words.of_charts import laney_words, rare_events_words, runs_words, season_words
from tests.unit.publish.sample import Counts, evidence

DICE = np.random.default_rng(8)


def test_a_p_chart_by_hand_and_its_laney_form() -> None:
    counts, sizes = [50, 60, 40, 70] * 4, [100] * 16
    plain = laney(counts, sizes, chart="p")
    assert (plain.centre, plain.sigma_z) == (0.55, 1.0)
    assert plain.points[0].upper == pytest.approx(0.55 + 3 * sqrt(0.55 * 0.45 / 100))
    found = laney(counts, sizes, chart="p'")
    steps = [0.1, 0.2, 0.3, 0.2] * 4
    sigma_z = sum(steps[:15]) / 15 / sqrt(0.55 * 0.45 / 100) / 1.128
    assert found.sigma_z == pytest.approx(sigma_z)
    assert found.points[3].lower == pytest.approx(0.55 - 3 * sqrt(0.55 * 0.45 / 100) * sigma_z)
    assert found.points[3].upper == 1
    assert f"{sigma_z:.1f} times" in laney_words(found)


def test_a_month_without_a_value_takes_both_its_ranges_with_it() -> None:
    counts, sizes = [50, 60, None, 70, 40, 44] * 2, [100] * 12
    found = laney(counts, sizes)
    assert found.points[2].verdict is None
    assert found.status == "provisional"
    assert laney([50, 60, 70, 40] * 3 + [50, 60, 70, 0], [100] * 15 + [0]).points[-1].value is None
    assert laney_words(found).endswith("provisional.")


@pytest.mark.parametrize(("counts", "sizes"), [([5] * 14, [50] * 14), ([0] * 14, [50] * 14), ([50] * 14, [50] * 14)])
def test_no_variation_no_verdict(counts: list[int], sizes: list[int]) -> None:
    found = laney(counts, sizes)
    assert (found.status, found.points[0].upper) == ("cannot_tell", None)
    assert laney_words(found) == "No variation to judge by."
    assert laney([], []).status == laney([None], [4]).status == "cannot_tell"


def test_small_months_are_named() -> None:
    found = laney([2, 90, 1, 88] * 4, [3, 120, 2, 118] * 4, chart="u")
    assert found.small_months == tuple(at for at in range(16) if at % 2 == 0)


@pytest.mark.parametrize(
    "call",
    [
        lambda: laney([1, 2], [5, 5], chart="c"),
        lambda: laney([6], [5]),
        lambda: laney([1, 2], [5, 5], base_count=0),
        lambda: laney([-1], [5], chart="u"),
        lambda: runs([1, inf]),
        lambda: g_chart([1, -2]),
        lambda: g_chart([1, None]),  # type: ignore[list-item]
        lambda: t_chart([3, 0, 4]),
        lambda: t_chart([3, inf]),
        lambda: season([1, 2], first_month=13),
        lambda: choose([3, 4], [2, 9], shape="proportion"),
        lambda: choose([-3, 4], shape="count"),
        lambda: choose([3, 4], shape="ratio"),
    ],
)
def test_what_cannot_be_right_is_refused(call: object) -> None:
    with pytest.raises(UnusableNumbersError) as refused:
        call()  # type: ignore[operator]
    assert all([refused.value.what, refused.value.where, refused.value.todo])


def test_runs_leave_out_the_centre_and_gaps_and_say_what_they_rest_on() -> None:
    found = runs([1, None, 5, 5, 9] * 2, centre=5)
    assert (found.useful_count, found.verdict) == (4, "too_short")
    assert runs([5, 5], centre=5).verdict == runs([]).verdict == "cannot_tell"
    shifted = runs([1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12, 11, 12, 11, 12])
    assert (shifted.verdict, shifted.longest_run, shifted.crossings) == ("signal", 10, 1)
    assert "10 in a row on one side, at most 7 by chance and the middle crossed once" in runs_words(shifted)


def test_a_g_chart_by_hand() -> None:
    found = g_chart([10, 20, 30, 20], good="lower")
    assert (found.centre, found.lower) == (20, 0)
    assert found.upper == pytest.approx(20 + 3 * sqrt(20 * 21))
    assert (found.kind, found.status) == ("common_cause", "provisional")
    better = g_chart([3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 90])
    assert (better.verdicts[-1], better.kind) == ("above", "improvement")
    assert g_chart([3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 90], good="higher").kind == "concern"
    assert g_chart([3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 90], good="neither").kind == "neutral"


def test_a_t_chart_by_hand_and_a_long_wait_since_the_last_event() -> None:
    days = [20.0, 35.0, 28.0, 40.0, 22.0, 31.0, 25.0, 38.0, 27.0, 33.0, 29.0]
    y = [day ** (1 / 3.6) for day in days]
    spread = 3 * sum(abs(b - a) for a, b in pairwise(y)) / 10 / 1.128
    found = t_chart(days)
    assert found.upper == pytest.approx((sum(y) / 11 + spread) ** 3.6)
    assert found.lower == pytest.approx(max(sum(y) / 11 - spread, 0) ** 3.6)
    assert (found.kind, found.status) == ("common_cause", "firm")
    waiting = t_chart(days, open_gap=found.upper + 1)
    assert (waiting.is_open_gap_long, waiting.kind) == (True, "improvement")
    assert rare_events_words(waiting).startswith("Longer between events")
    assert t_chart([*days, 0.01]).kind == "concern"


def test_two_on_one_day_are_half_a_day_apart_and_few_events_have_no_chart() -> None:
    assert days_between([date(2026, 3, 9), date(2026, 3, 1), date(2026, 3, 1)]) == (0.5, 8)
    for found in (t_chart([4.0]), g_chart([4]), t_chart([]), g_chart([0, 0, 0]), t_chart([3.0, 3.0])):
        assert (found.status, found.kind) == ("cannot_tell", None)


WAVE = [6, 2, 0, 1, 2, 3, 1, -14, 4, 5, 2, -12]


def test_three_years_are_deseasonalised_two_compared_with_the_year_before_and_less_left_alone() -> None:
    noise = DICE.normal(0, 1, 48)
    y = [100 + 0.3 * at + WAVE[at % 12] + noise[at] for at in range(48)]
    found = season(y, first_month=1)
    assert (found.method, found.why) == ("deseasonalised", "shown")
    assert found.effects == pytest.approx([w - np.mean(WAVE) for w in WAVE], abs=2)
    assert np.std(np.diff(found.values)) < 3  # type: ignore[arg-type]
    assert [season(y[:count], first_month=1).method for count in (35, 36)] == ["year_before", "deseasonalised"]
    two = season(y[:26], first_month=4)
    assert two.method == "year_before"
    assert two.values[:12] == (None,) * 12
    assert two.values[13] == pytest.approx(y[13] - y[1])
    assert season(y[:23], first_month=1).why == "few"
    assert season_words(two) == "Each month against the same month a year before."


def test_a_straight_rise_is_no_season_and_gaps_do_no_harm() -> None:
    rise = [float(at) + DICE.normal(0, 0.1) for at in range(48)]
    assert season(rise, first_month=1).why == "no_season"
    gaps: list[float | None] = [100 + WAVE[at % 12] + DICE.normal(0, 1) for at in range(48)]
    gaps[5] = gaps[30] = None
    found = season(gaps, first_month=1)
    assert (found.method, found.values[5]) == ("deseasonalised", None)
    assert season([4.0] * 40, first_month=1).why == "no_season"


def test_months_of_the_year_from_the_base_only_do_not_move_with_a_later_change() -> None:
    y = [100 + WAVE[at % 12] + DICE.normal(0, 0.5) for at in range(36)]
    whole = season([*y, *(v + 40 for v in y[:7])], first_month=1, base_count=36)
    assert whole.effects == pytest.approx(season(y, first_month=1).effects)


def chosen(*given: object, **more: object) -> Choice:
    return choose(*given, **more)  # type: ignore[arg-type]


def test_which_chart_and_why() -> None:
    even, sizes = DICE.binomial(200, 0.7, 24).tolist(), [200] * 24
    assert chosen(even, sizes, shape="proportion").chart == "xmr"
    assert chosen(even[:12], sizes[:12], shape="proportion").reason == "few_values"
    assert "12 of 13 months" in chosen(even[:12], sizes[:12], shape="proportion").why
    assert chosen(DICE.poisson(0.4, 24).tolist(), shape="count").chart == "g"
    assert chosen(DICE.poisson(0.4, 24).tolist(), shape="count", is_event_dated=True).chart == "t"
    assert chosen([2, 1, 3, 2] * 6, shape="count").chart == "quarters"
    # A share of nearly all: it is those not met that are few.
    assert chosen([98, 99, 97, 98] * 6, [100] * 24, shape="proportion").chart == "quarters"
    uneven = [100, 400] * 12
    assert chosen([70, 284, 66, 276] * 6, uneven, shape="proportion").chart == "p"
    some = chosen([74, 272] * 12, uneven, shape="proportion")
    assert 1.1 < some.numbers["sigma_z"] < 1.5 and some.chart == "p'"
    wild = DICE.binomial(np.array(uneven) * 50, DICE.uniform(0.6, 0.8, 24)).tolist()
    found = chosen(wild, [50 * n for n in uneven], shape="proportion")
    assert (found.chart, found.cautions) == ("p'", ("overspread",))
    assert "than separate children would" in found.why
    assert chosen([70, 284, 66, 276] * 6, uneven, shape="rate").chart == "u"


def test_seasons_and_likeness_are_said() -> None:
    y = [100 + WAVE[at % 12] + DICE.normal(0, 1) for at in range(48)]
    assert chosen(y, shape="mean").chart == "xmr_seasonal"
    walk = np.cumsum(DICE.normal(0, 1, 30)) + 500
    found = chosen(walk.tolist(), shape="mean")
    assert (found.chart, found.cautions) == ("xmr", ("alike",))
    assert "alike" in found.why
    assert chosen([None] * 30, shape="mean").chart == "none"
    assert chosen([3.0], shape="mean").chart == "none"


def rare_months(place: str, number: int) -> Counts:
    """One in the whole county every other month."""
    return int(place == "North" and number % 2 == 0), 1, 0


def test_a_rare_count_is_told_by_the_days_between_its_events() -> None:
    """Events a month apart or so, then none for a year: the open gap itself is really fewer."""
    each = evidence("cla_started", rare_months)
    assert is_rare(each) and not is_rare(evidence("children_unallocated", rare_months)), "a stock has no events"
    days = [date(2025, 1, 10) + timedelta(days=28 * n + n % 5) for n in range(12)]
    found = rare_line(each, [days], days[-1] + timedelta(days=365))
    assert (found.question, found.verdict) == ("rare", "neutral")
    assert "365 days since the last" in found.words and "Usually about 28 days between two" in found.words
    assert rare_line(each, [days], days[-1]).verdict == "common_cause"
    assert rare_line(each, [], days[-1]).words == "Too few events to judge."


def test_no_gap_between_events_is_counted_across_days_that_no_load_covers() -> None:
    each = evidence("cla_started", rare_months)
    days = [date(2025, 1, 10) + timedelta(days=28 * n + n % 5) for n in range(12)]
    later = [day + timedelta(days=900) for day in days]
    assert (
        rare_line(each, [days + later], later[-1]).words != (apart := rare_line(each, [days, later], later[-1])).words
    )
    assert apart.verdict == "common_cause"
    assert "since the last" not in rare_line(each, [days, []], later[-1]).words


def test_equal_shares_are_not_called_alike_by_the_width_of_a_float() -> None:
    """5 of 100 in each month: the mean of twenty-four of them is not quite 0.05."""
    for met in (5, 7, 12, 86):
        assert choose([met] * 24, [100] * 24, shape="proportion").cautions == ()
    assert choose([20, 21] * 5 + [30, 31] * 5, [100] * 20, shape="proportion").cautions == ("alike",)


def test_two_events_of_one_day_are_not_told_as_nought_days_apart() -> None:
    found = t_chart([0.5, 3, 1, 4, 2, 0.5, 1, 3, 2, 1, 0.5, 0.5], open_gap=1)
    assert "The newest gap was 0.5." in rare_events_words(found) and "1 day since the last." in rare_events_words(found)
