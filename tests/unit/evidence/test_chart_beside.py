"""Where another chart suits a figure better, what it says stands beside the usual one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from headway.evidence.account import AccountLine, account_of
from tests.unit.publish.sample import Counts, evidence

# Referrals over a year: fewer in August and December.
YEAR = [0, 0, 8, -4, 3, 8, 2, -30, 2, 4, 3, -34]


def beside(name: str, of_month: Callable[[str, int], Counts], **more: object) -> tuple[str, AccountLine | None]:
    lines = account_of(evidence(name, of_month, **more))  # type: ignore[arg-type]
    found = {line.question: line for line in lines}
    return found["chart"].verdict, found.get("beside")


def test_the_usual_chart_stands_alone() -> None:
    assert beside("assessment_within_45_days", lambda place, n: (70 + n * 7 % 5, 100, 0)) == ("xmr", None)


def test_a_series_with_seasons_is_told_by_what_is_left_of_them() -> None:
    def of_month(place: str, n: int) -> Counts:
        # The first month is September.
        return (200 + YEAR[(n + 8) % 12] + n * 7 % 5, 0, 0) if place == "East" else None

    chart, line = beside("referrals", of_month, part="count")
    assert chart == "xmr_seasonal" and line is not None
    assert line.words.startswith("Each month against the same month a year before.")
    assert "Mean" in line.words and "limits" in line.words


def test_months_of_uneven_size_have_limits_of_their_own() -> None:
    def of_month(place: str, n: int) -> Counts:
        size = 40 if n % 2 else 400
        return (size * 7 // 10 + n % 3, size, 0) if place == "East" else None

    chart, line = beside("assessment_within_45_days", of_month)
    assert chart == "p" and line is not None and line.verdict == "within"
    # The newest month has 400: 70% of 400, a standard error of 2.3 points.
    assert "Within the limits. Newest month 70." in line.words
    assert "its own limits 6" in line.words and "to 7" in line.words


def test_small_months_are_told_by_quarters() -> None:
    chart, line = beside("assessment_within_45_days", lambda place, n: (4 + n % 2, 7, 0) if place == "East" else None)
    assert chart == "quarters" and line is not None
    assert line.words.startswith("Three months together, the newest to September 2026. Newest quarter 62%.")
    assert "8 quarters" in line.words and "Too early: 8 of 13 quarters." in line.words


def test_too_few_even_for_quarters_are_told_by_runs_and_no_chart_is_named_that_is_not_made() -> None:
    chart, line = beside(
        "children_unallocated", lambda place, n: (int(n in (4, 15)), 90, 0) if place == "East" else None
    )
    assert chart == "runs" and line is not None and line.verdict == "too_short"
    assert line.words.startswith("Too short to judge")


@pytest.mark.parametrize("shape", ["count", "proportion"])
def test_every_chart_that_can_be_recommended_is_made(shape: str) -> None:
    name = {"count": "children_unallocated", "proportion": "assessment_within_45_days"}[shape]
    for a_month in (0, 1, 2, 4, 9, 30):
        chart, line = beside(name, lambda place, n, a=a_month: (a + n % 2, 100, 0) if place == "East" else None)  # type: ignore[misc]
        assert (line is None) == (chart in ("xmr", "none", "t")), chart
