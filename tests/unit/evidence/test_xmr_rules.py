"""Are the limits, rules and icons those of docs/explanation/spc.md, in the corners as well?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as some

from headway.errors import UnusableNumbersError
from headway.evidence.rule_set import UNSCREENED
from headway.evidence.xmr import LIMIT, Xmr, xmr

# Mean 10, every moving range 2: limits 10 ∓ 5.32, near limits 10 ∓ 3.5467.
BASE = [9.0, 11.0] * 7


def rules(values: Sequence[float | None], **more: object) -> list[str | None]:
    return [point.rule for point in xmr(values, good="higher", **more).points]  # type: ignore[arg-type]


def on_base(*values: float | None, good: str = "higher", target: float | None = None) -> Xmr:
    return xmr([*BASE, *values], good=good, base_count=14, target=target)


def test_limits_by_hand() -> None:
    group = on_base(10).groups[0]
    assert (group.mean, group.amr) == (10, 2)
    assert (group.lower, group.upper) == pytest.approx((10 - LIMIT * 2, 10 + LIMIT * 2))
    assert (group.near_lower, group.near_upper) == pytest.approx((10 - 1.77333333 * 2, 10 + 1.77333333 * 2))


def test_a_wild_range_is_screened_once_and_its_month_stays_in_the_mean() -> None:
    group = xmr([10, 11] * 6 + [60, 10], good="higher").groups[0]
    assert group.amr == 1
    assert group.mean == pytest.approx((10 * 7 + 11 * 6 + 60) / 14)
    assert xmr([10, 11] * 6 + [60, 10], good="higher", rules=UNSCREENED).groups[0].amr == group.amr_all != 1


def test_a_range_of_exactly_so_many_mean_ranges_is_dropped() -> None:
    # Nineteen ranges of 1 and one of 3.267 times the mean of all twenty.
    wild = 3.267 * 19 / (20 - 3.267)
    group = xmr([*[10.0, 11.0] * 10, 11 + wild], good="higher").groups[0]
    assert group.amr_all == pytest.approx(wild / 3.267) and group.amr == pytest.approx(1)
    less = xmr([*[10.0, 11.0] * 10, 11 + wild - 0.01], good="higher").groups[0]
    assert less.amr == less.amr_all


def test_a_value_on_the_limit_is_inside_and_one_past_it_is_not() -> None:
    upper = 10 + LIMIT * 2
    assert on_base(upper).points[-1].rule is None
    assert on_base(upper + 1e-6).points[-1].rule == "limit_high"
    assert on_base(10 - LIMIT * 2 - 1e-6).points[-1].rule == "limit_low"


@pytest.mark.parametrize(("good", "assurance"), [("higher", ("fail", "pass")), ("lower", ("pass", "fail"))])
def test_a_target_on_the_line_is_inconsistent_and_past_it_decided(good: str, assurance: tuple[str, str]) -> None:
    upper, lower = 10 + LIMIT * 2, 10 - LIMIT * 2
    assert on_base(10, good=good, target=upper).assurance == "inconsistent"
    assert on_base(10, good=good, target=lower).assurance == "inconsistent"
    assert on_base(10, good=good, target=upper + 0.01).assurance == assurance[0]
    assert on_base(10, good=good, target=lower - 0.01).assurance == assurance[1]
    assert on_base(10, good="neither", target=10).assurance is None
    assert on_base(10, good=good).assurance is None


def test_seven_on_one_side_are_a_shift_six_are_not_and_one_on_the_mean_ends_it() -> None:
    above = [10.5, 11, 10.5, 11, 10.5, 11]
    assert on_base(9.5, *above).points[-1].rule is None
    assert on_base(9.5, *above, 10.5).points[-1].rule == "shift_high"
    assert on_base(9.5, *above, 10, 10.5).points[-1].rule is None


def test_a_trend_needs_six_steps_one_way_and_may_cross_the_mean() -> None:
    rising = [7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0]
    assert on_base(*rising).points[-1].rule == "trend_up"
    assert on_base(*rising[1:]).points[-1].rule != "trend_up"
    assert on_base(8, 8.5, 8.5, 9.5, 10, 10.5, 11).points[-1].rule is None


def test_of_two_trends_a_point_takes_the_later() -> None:
    found = [point.rule for point in on_base(7, 8, 9, 10, 11, 12, 13, 12, 11, 10, 9, 8, 7).points[14:]]
    assert found == ["trend_up"] * 6 + ["trend_down"] * 7


def test_two_of_three_needs_all_three_on_one_side() -> None:
    assert on_base(14, 10.5, 14).points[-1].rule == "near_high"
    assert on_base(14, 10.5, 14).points[-2].rule is None
    assert on_base(14, 9.5, 14).points[-1].rule is None


def test_a_month_beyond_does_not_make_the_next_near_one_a_signal() -> None:
    assert [point.rule for point in on_base(9.5, 16, 14).points[-2:]] == ["limit_high", None]


def test_rules_in_order_beyond_first() -> None:
    assert on_base(7, 8, 9, 10, 11, 12, 16).points[-1].rule == "limit_high"


@pytest.mark.parametrize(
    ("good", "high", "low"),
    [
        ("higher", "improvement_high", "concern_low"),
        ("lower", "concern_high", "improvement_low"),
        ("neither", "neutral_high", "neutral_low"),
    ],
)
def test_the_icon_is_of_the_last_point_only(good: str, high: str, low: str) -> None:
    assert on_base(20, good=good).variation == high
    assert on_base(0, good=good).variation == low
    assert on_base(20, 10, good=good).variation == "common_cause"


def test_two_gaps_cut_every_run_and_are_not_bridged() -> None:
    assert on_base(9.5, 11, 11, 11, None, 11, 11, 11, 11, None).points[-2].rule is None
    assert xmr([1, None, 3, None, 5], good="higher").status == "cannot_tell"


def test_a_steady_window_with_a_gap_does_not_stop_the_chart() -> None:
    assert on_base(7, 8, 9, None, 11, 12, 13).points[-1].rule is None


def test_the_last_month_missing_gives_the_icon_of_the_month_before() -> None:
    found = on_base(20, None)
    assert (found.variation, found.last) == ("improvement_high", 14)


def test_a_ghosted_month_counts_as_a_missing_one_also_in_last_place() -> None:
    values = [*BASE, 10, 20]
    ghosted = xmr(values, good="higher", base_count=14, ghosted=[15])
    missing = xmr([*BASE, 10, None], good="higher", base_count=14)
    assert (ghosted.groups, ghosted.variation, ghosted.last) == (missing.groups, missing.variation, missing.last)


def test_all_null_and_one_value_cannot_be_told() -> None:
    assert xmr([None] * 5, good="higher").status == "cannot_tell"
    assert xmr([], good="higher").status == "cannot_tell"
    assert xmr([5.0], good="higher", target=1).assurance is None


@pytest.mark.parametrize("value", [0.1, 86.7, 0.0])
def test_a_constant_is_on_its_mean_and_is_judged_by_its_target(value: float) -> None:
    found = xmr([value] * 30, good="higher", target=value)
    assert {point.rule for point in found.points} == {None}
    assert (found.status, found.assurance) == ("firm", "pass")
    assert xmr([value] * 30, good="higher", target=value + 1).assurance == "fail"


def test_thirteen_zeros_and_a_one_keep_all_their_ranges() -> None:
    group = xmr([0.0] * 13 + [1.0], good="lower").groups[0]
    assert group.amr == group.amr_all == pytest.approx(1 / 13)
    assert rules([0.0] * 7 + [1.0] + [0.0] * 6).count("limit_high") == 1


def test_a_constant_base_with_other_months_after_cannot_be_told() -> None:
    found = xmr([5.0] * 12 + [6.0], good="higher", base_count=12, target=5)
    assert (found.status, found.variation, found.assurance) == ("cannot_tell", None, None)


def test_a_rebase_at_the_first_month_changes_nothing() -> None:
    assert xmr(BASE, good="higher", rebase_at=[0]) == xmr(BASE, good="higher")


def test_a_rebase_at_the_last_months_leaves_too_little_to_judge() -> None:
    assert xmr([*BASE, 20], good="higher", rebase_at=[14]).status == "cannot_tell"
    found = xmr([*BASE, 20, 21], good="higher", rebase_at=[14])
    assert (found.status, len(found.groups), found.groups[1].mean) == ("provisional", 2, 20.5)


def test_no_run_crosses_a_rebase() -> None:
    values = [*BASE, 10.5, 11, 10.5, 11, 10.5, 11, 10.5, 11]
    assert xmr(values, good="higher", base_count=12).points[-1].rule == "shift_high"
    assert xmr(values, good="higher", rebase_at=[18]).points[-1].rule is None


def test_a_rebase_or_ghost_outside_the_series_is_refused() -> None:
    with pytest.raises(UnusableNumbersError, match="no month at"):
        xmr(BASE, good="higher", rebase_at=[14])
    with pytest.raises(UnusableNumbersError, match="no month at"):
        xmr(BASE, good="higher", ghosted=[-1])


def test_a_fixed_base_needs_twelve_months_and_later_months_do_not_move_it() -> None:
    with pytest.raises(UnusableNumbersError, match="too short"):
        xmr(BASE, good="higher", base_count=11)
    assert on_base(100, 100, 100).groups[0].mean == 10


def test_icons_from_the_thirteenth_value() -> None:
    assert xmr(BASE[:12], good="higher").status == "provisional"
    assert xmr(BASE[:13], good="higher").status == "firm"
    assert xmr([*BASE[:12], None, None], good="higher").status == "provisional"


values_given = some.lists(
    some.one_of(some.none(), some.integers(-1000, 1000).map(lambda number: number / 8)), min_size=0, max_size=40
)
MIRROR = {"improvement_high": "improvement_low", "concern_low": "concern_high", "common_cause": "common_cause"}
MIRROR |= {low: high for high, low in MIRROR.items()}
SWAPPED = {"pass": "pass", "fail": "fail", "inconsistent": "inconsistent", None: None}


@given(values_given, some.integers(-1000, 1000))
def test_turned_over_with_its_direction_the_chart_says_the_same(values: list[float | None], target: int) -> None:
    up = xmr(values, good="higher", target=target / 8)
    down = xmr([None if v is None else -v for v in values], good="lower", target=-target / 8)
    assert down.status == up.status
    assert [point.kind for point in down.points] == [point.kind for point in up.points]
    assert down.variation == (MIRROR[up.variation] if up.variation else None)
    assert down.assurance == SWAPPED[up.assurance]


@given(values_given)
def test_another_unit_changes_no_rule(values: list[float | None]) -> None:
    tenfold = [None if v is None else 16 * v for v in values]
    assert rules(tenfold) == rules(values)


@given(values_given)
def test_the_months_of_one_rule_hold_at_least_what_it_asks(values: list[float | None]) -> None:
    found = xmr(values, good="higher")
    for rule, least in (("shift_high", 7), ("shift_low", 7), ("trend_up", 7), ("trend_down", 7)):
        if any(point.rule == rule for point in found.points):
            assert sum(point.value is not None for point in found.points) >= least
    for point in found.points:
        assert (point.value is None) <= (point.rule is None)
