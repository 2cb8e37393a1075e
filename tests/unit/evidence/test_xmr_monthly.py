"""Dated months: any order, gaps filled, every rebase and left-out month with its reason; the settings; what is refused."""

from __future__ import annotations

import random
from datetime import date
from math import inf, nan

import pytest

from headway.errors import UnusableNumbersError
from headway.evidence.rule_set import EXCEL_TOOLS, MAKING_DATA_COUNT, POWER_BI
from headway.evidence.words.of_charts import NO_LIMITS, no_limits_words
from headway.evidence.xmr import TargetRange, xmr
from headway.evidence.xmr_monthly import monthly_xmr
from tests.unit.evidence.series_made import month

BASE = [9.0, 11.0] * 7
MONTHS = [month(at) for at in range(14)]


def test_the_order_of_rows_and_the_day_of_the_month_do_not_matter() -> None:
    rows = [(day.replace(day=28), value) for day, value in zip(MONTHS, range(14), strict=True)]
    random.Random(4).shuffle(rows)
    found = monthly_xmr([day for day, _ in rows], [value for _, value in rows], good="higher")
    assert found.chart == xmr(list(range(14)), good="higher")
    assert found.months == tuple(MONTHS)


def test_a_month_without_a_row_is_a_missing_month_and_is_not_bridged() -> None:
    found = monthly_xmr(MONTHS[:5] + MONTHS[6:], BASE[:5] + BASE[6:], good="higher")
    assert found.chart == xmr([*BASE[:5], None, *BASE[6:]], good="higher")
    assert found.missing_months == (MONTHS[5],)
    assert f"1 month without a value: {MONTHS[5]:%B %Y}." in found.notes


def test_a_rebase_and_a_left_out_month_are_printed_with_their_reasons() -> None:
    found = monthly_xmr(
        MONTHS,
        BASE,
        good="lower",
        rebases={MONTHS[7]: "New threshold, agreed by the board"},
        left_out={MONTHS[3]: "Strike"},
    )
    assert found.chart == xmr(BASE, good="lower", rebase_at=[7], ghosted=[3])
    said = " ".join(found.notes)
    assert f"New limits from {MONTHS[7]:%B %Y}: New threshold, agreed by the board" in said
    assert f"1 month left out of the limits and drawn hollow. {MONTHS[3]:%B %Y}: Strike" in said
    assert found.missing_months == ()


@pytest.mark.parametrize("named", ["rebases", "left_out"])
def test_a_month_outside_the_series_and_one_without_a_reason_are_refused(named: str) -> None:
    with pytest.raises(UnusableNumbersError, match="not a month of the series"):
        monthly_xmr(MONTHS, BASE, good="higher", **{named: {date(2030, 1, 1): "why"}})
    with pytest.raises(UnusableNumbersError, match="no reason"):
        monthly_xmr(MONTHS, BASE, good="higher", **{named: {MONTHS[2]: " "}})


def test_a_month_given_twice_is_refused_and_the_icon_is_dated() -> None:
    with pytest.raises(UnusableNumbersError, match="twice"):
        monthly_xmr([*MONTHS, MONTHS[0].replace(day=9)], [*BASE, 1], good="higher")
    assert monthly_xmr(MONTHS, [*BASE[:-1], None], good="higher").icon_month == MONTHS[12]


def test_of_several_targets_the_last_that_has_begun_is_judged() -> None:
    steps = {MONTHS[0]: 50.0, MONTHS[6]: 1.0, date(2030, 1, 1): 50.0}
    found = monthly_xmr(MONTHS, BASE, good="higher", target=steps)
    assert (found.target, found.target_on, found.chart.assurance) == (1.0, MONTHS[6], "pass")
    assert monthly_xmr(MONTHS, BASE, good="higher", target={date(2030, 1, 1): 5.0}).chart.assurance is None


def test_a_target_with_two_ends_is_passed_when_the_limits_lie_within() -> None:
    def of(low: float, high: float) -> str | None:
        return xmr(BASE, good="neither", target=TargetRange(low, high)).assurance

    group = xmr(BASE, good="neither").groups[0]
    assert group.lower is not None
    assert group.upper is not None
    assert (of(0, 20), of(group.lower, group.upper)) == ("pass", "pass")
    assert (of(16, 20), of(0, 4)) == ("fail", "fail")
    assert (of(8, 20), of(9, 11)) == ("inconsistent", "inconsistent")
    with pytest.raises(UnusableNumbersError, match="two ends"):
        xmr(BASE, good="higher", target=TargetRange(0, 20))
    with pytest.raises(UnusableNumbersError, match="two ends"):
        xmr(BASE, good="neither", target=TargetRange(20, 0))


def test_the_settings_where_the_public_tools_disagree() -> None:
    upper = 10 + 2.66 * 2
    near = [*BASE, 9.5, upper + 0.5, upper - 0.5, 10.5]
    assert [p.rule for p in xmr(near, good="higher", base_count=14).points[-3:]] == ["limit_high", None, None]
    counted = xmr(near, good="higher", base_count=14, rules=POWER_BI)
    assert [p.rule for p in counted.points[-3:]] == ["limit_high", "near_high", None]
    other_side = [*BASE, 9.5, 14, 9.5, 14]
    assert xmr(other_side, good="higher", base_count=14).variation == "common_cause"
    assert xmr(other_side, good="higher", base_count=14, rules=POWER_BI).variation == "improvement_high"
    assert xmr(BASE, good="higher", rules=POWER_BI).groups[0].upper == pytest.approx(10 + 2 * 3 / 1.128)
    cut = [*BASE, 9.5, 14, None, 14]
    assert xmr(cut, good="higher", base_count=14, rules=POWER_BI).variation == "common_cause", "three real months"
    five = [*BASE, 9, 9.5, 10, 10.5, 11]
    assert xmr(five, good="higher", base_count=14, rules=POWER_BI).points[-1].rule == "trend_up"
    assert xmr(five, good="higher", base_count=14).points[-1].rule is None


def test_where_rules_conflict_only_the_excel_tools_let_improvement_win() -> None:
    # A rise of seven months that ends below the mean: the last month is on a rising trend and on a low shift.
    values = [*[20.0, 22.0] * 7, 2, 3, 4, 5, 6, 7, 8]
    ours = xmr(values, good="lower", base_count=14, rules=MAKING_DATA_COUNT).points[-1]
    theirs = xmr(values, good="lower", base_count=14, rules=EXCEL_TOOLS).points[-1]
    assert (ours.rule, theirs.rule) == ("limit_low", "limit_low")
    values = [*[20.0, 26.0] * 7, 17, 17.5, 18, 18.5, 19, 19.5, 20]
    ours = xmr(values, good="lower", base_count=14, rules=MAKING_DATA_COUNT).points[-1]
    theirs = xmr(values, good="lower", base_count=14, rules=EXCEL_TOOLS).points[-1]
    assert (ours.rule, ours.kind) == ("trend_up", "concern")
    assert (theirs.rule, theirs.kind) == ("shift_low", "improvement")


@pytest.mark.parametrize(
    ("values", "why"),
    [([], "none"), ([None] * 20, "none"), ([nan] * 20, "none"), ([5.0], "one"), ([1.0, None, 2.0], "apart")],
)
def test_too_little_is_said_and_draws_no_limits(values: list[float | None], why: str) -> None:
    found = xmr(values, good="higher", target=1)
    assert (found.status, found.variation, found.assurance) == ("cannot_tell", None, None)
    assert all(group.lower is None for group in found.groups)
    assert no_limits_words(found) == NO_LIMITS[why]
    assert no_limits_words(xmr(BASE, good="higher")) == ""
    flat = xmr([5.0] * 12 + [6.0], good="higher", base_count=12)
    assert no_limits_words(flat) == NO_LIMITS["flat"]


@pytest.mark.parametrize(
    "call",
    [
        lambda: xmr([1, inf], good="higher"),
        lambda: xmr([1, -inf], good="higher"),
        lambda: xmr([1, "2a"], good="higher"),  # type: ignore[list-item]
        lambda: xmr([1, 2], good="up"),
        lambda: xmr([1, 2], good="higher", target=inf),
        lambda: monthly_xmr(MONTHS, BASE[:3], good="higher"),
    ],
)
def test_what_cannot_be_right_is_refused_with_where_and_what_to_do(call: object) -> None:
    with pytest.raises(UnusableNumbersError) as refused:
        call()  # type: ignore[operator]
    assert refused.value.what
    assert refused.value.where
    assert refused.value.todo
    assert refused.value.exit_code == 6
