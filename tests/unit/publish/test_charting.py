"""A chart is drawn on the months that the plan word judges by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from headway.evidence.plan_word import change_at
from headway.evidence.series import PlaceSeries
from headway.improvement import ClaimFigures, Plan, plan_status
from headway.improvement.status import ClaimStatus
from headway.publish.charting import judged
from tests.unit.publish.sample import AS_AT, sample_evidence


def claim_on(series: PlaceSeries, change_from: date) -> ClaimStatus:
    """A promise on a county's figure, judged."""
    origin = {"source": "A report", "on": "2026-01-10"}
    claim = {"measure": "m", "expects": "lower", "from": change_from, "declared_on": date(2025, 1, 1)}
    asked = {"id": "R1", "from": origin, "asked_of": "council and partners", "says": "Do it.", "claim": claim}
    figures = ClaimFigures("m", "Figure", series.shape, 10, None, series, {})
    plan = Plan.model_validate({"recommendations": [asked]})
    (found,) = plan_status(plan, lambda _: figures, as_at=AS_AT, first_kept={}).recommendations
    return found.claims[0]


def test_the_change_on_a_stocks_chart_is_the_month_that_the_plan_word_begins_with() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "children_unallocated")
    claim = claim_on(each.county, date(2025, 10, 15))
    found = judged(each, each.county, claim)
    assert found.change_at == change_at(each.county, date(2025, 10, 15)) == claim.county.months_before
    assert each.county.points[found.change_at or 0].month == "2025-10"
    assert found.is_fixed and found.chart.groups[0] == claim.county.base


def test_a_base_with_too_few_figures_for_the_plan_word_is_not_drawn_as_one() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "re_referrals")
    gone = [replace(point, value=None) if n < 3 else point for n, point in enumerate(each.county.points)]
    series = replace(each.county, points=tuple(gone))
    claim = claim_on(series, date(2025, 10, 1))
    assert claim.county.reason == "few_before"
    assert not judged(each, series, claim).is_fixed
