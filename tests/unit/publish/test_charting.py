"""A chart is drawn on the months that the plan word judges by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from headway.evidence.account import account_of
from headway.evidence.plan_word import first_month_after
from headway.evidence.series import PlaceSeries
from headway.improvement import ClaimFigures, KeptClaims, Plan, plan_status
from headway.improvement.status import ClaimStatus
from headway.publish.charting import judged
from headway.publish.glance import place_picture
from headway.publish.reading import reading
from tests.unit.publish.sample import AS_AT, COUNTY, Counts, evidence, sample_evidence


def claim_on(series: PlaceSeries, change_from: date) -> ClaimStatus:
    """A promise on a county's figure, judged."""
    origin = {"source": "A report", "on": "2026-01-10"}
    claim = {"measure": "m", "expects": "lower", "from": change_from, "declared_on": date(2025, 1, 1)}
    asked = {"id": "R1", "from": origin, "asked_of": "council and partners", "says": "Do it.", "claim": claim}
    figures = ClaimFigures("m", "Figure", series.shape, 10, None, series, {})
    plan = Plan.model_validate({"recommendations": [asked]})
    (found,) = plan_status(plan, lambda _: figures, as_at=AS_AT, first_kept=KeptClaims()).recommendations
    return found.claims[0]


def test_a_countys_changed_recording_takes_no_places_good_icon() -> None:
    """East alone is recorded otherwise: the county, the sum, has the break too, and North keeps its icon."""

    def of_month(place: str, number: int) -> Counts:
        if place == "not placed":
            return None
        lost = 90 if place == "East" and number >= 17 else 0
        return (82 if number >= 17 else 70) + number % 3, 100, lost

    each = evidence("assessment_within_45_days", of_month)
    assert set(each.breaks) == {COUNTY, "East"} and each.recording_break is not None
    assert each.icon("East") is None and each.icon("North") == "improvement_high"
    assert "really better" in place_picture(each, "North").alt
    assert "really better" not in place_picture(each, "East").alt
    kinds = {place: {point.kind for point in judged(each, s, None).points()} for place, s in each.localities.items()}
    assert "improvement" in kinds["North"] and "improvement" not in kinds["East"]


def test_the_change_on_a_stocks_chart_is_the_month_that_the_plan_word_begins_with() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "children_unallocated")
    claim = claim_on(each.county, date(2025, 10, 15))
    found = judged(each, each.county, claim)
    assert found.change_at == first_month_after(each.county, date(2025, 10, 15)) == claim.county.months_before
    assert each.county.points[found.change_at or 0].month == "2025-10"
    assert found.is_fixed and found.chart.groups[0] == claim.county.base


def test_a_base_with_too_few_figures_for_the_plan_word_is_not_drawn_as_one() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "re_referrals")
    gone = [replace(point, value=None) if n < 3 else point for n, point in enumerate(each.county.points)]
    series = replace(each.county, points=tuple(gone))
    claim = claim_on(series, date(2025, 10, 1))
    assert claim.county.reason == "few_before"
    assert not judged(each, series, claim).is_fixed


def test_a_measure_of_nearly_all_that_collapses_is_said_and_drawn_everywhere() -> None:
    each = evidence(
        "assessment_within_45_days",
        lambda place, n: (0, 0, 0) if place == "not placed" else (100 if n < 24 else 90, 100, 0),
        target=0.95,
    )
    found = judged(each, each.county, None)
    real = {line.place: line for line in account_of(each) if line.question == "real"}
    assert each.is_few(each.county.place)
    for place in (each.county.place, "East"):
        assert real[place].verdict == "concern_low" and "Really worse" in real[place].words
    assert found.points()[-1].kind == "concern" and "below" in reading(each, found)
    assert {point.kind for point in found.points()[:-1]} == {"steady"}


def test_a_measure_of_nearly_all_is_not_said_to_be_small() -> None:
    each = evidence("assessment_within_45_days", lambda place, n: (99 + n % 2, 100, 0))
    said = next(line.words for line in account_of(each) if line.question == "real")
    assert said.startswith("Nearly all are met each month") and "few" not in said
    assert "Nearly all are met each month" in reading(each, judged(each, each.county, None))


def test_signs_of_mostly_the_same_children_are_not_drawn_but_for_a_fall_beyond_their_spread() -> None:
    def drifting(place: str, n: int) -> tuple[int, int, int]:
        return (0, 0, 0) if place == "not placed" else (70 + n // 2, 100, 0)

    each = replace(evidence("care_leaver_accommodation", drifting, part="19-21"), same_children=0.9)
    east = each.localities["East"]
    assert "improvement" not in {point.kind for point in judged(each, east, None).points()}
    assert "improvement" in {point.kind for point in judged(replace(each, same_children=None), east, None).points()}
    assert "Mostly the same children" in reading(each, judged(each, east, None))
