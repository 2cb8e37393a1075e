"""The plan in pack.json: every recommendation, its claims, and what is behind their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from headway.evidence.consistency import PlaceCount
from headway.evidence.judge import Judgement, PlaceJudgement, expected_by_luck
from headway.evidence.masking import Masking
from headway.evidence.series import PlaceValue
from headway.evidence.words import masked_words
from headway.improvement import Claim, ClaimStatus, KeptClaim, RecommendationStatus


def recommendation_record(each: RecommendationStatus) -> dict[str, Any]:
    """A recommendation: its delivery, its impact, and each of its claims with what is behind it."""
    return {
        "id": each.recommendation.id,
        "number": each.recommendation.shown_number,
        "asked_of": each.recommendation.asked_of,
        "actions": len(each.actions),
        "done": each.done_count,
        "late": each.late_count,
        "delivery": each.delivery_words,
        "word": each.word,
        "impact": each.impact_words,
        "claims": [_claim(claim) for claim in each.claims],
    }


def luck_record(judgements: Sequence[Judgement]) -> dict[str, Any]:
    """How many words were given, and how many of each kind chance alone would give if nothing had changed."""
    return {"judged": sum(each.judged_count for each in judgements), "by_luck": dict(expected_by_luck(judgements))}


def masked_record(found: Masking) -> dict[str, Any]:
    """A place that the county's figure hides, in words and counts, or its value."""
    return {
        "place": found.place,
        "words": masked_words(found),
        **_hidden_figure(found.locality),
    }


def _hidden_figure(found: PlaceCount | PlaceValue) -> dict[str, Any]:
    if isinstance(found, PlaceValue):
        return {"value": found.rate}
    return {"numerator": found.numerator, "denominator": found.denominator}


def _claim(claim: ClaimStatus) -> dict[str, Any]:
    found, shown = claim.judgement, claim.judgement.impact_shown
    return {
        "measure": claim.figures.measure,
        **_terms(claim.claim),
        "first_kept_at": claim.kept.first_kept_at.isoformat() if claim.kept else None,
        "kept_with_later_day": _later(claim.kept),
        "word": claim.word,
        "words": claim.words,
        "places": {place: word.word for place, word in claim.by_place.items()},
        "hidden": [masked_record(each) for each in claim.figures.masked],
        "evidence": [_place(found, each) for each in (found.county, *found.by_place.values())],
        "impact_shown": shown.is_shown,
        "not_shown": [{"place": place, "why": why} for place, why in shown.against],
        "is_for_some_places": found.is_for_some_places,
        "earlier": [
            {
                "measure": each.claim.measure,
                **_terms(each.claim),
                "named_places": list(each.claim.places),
                "first_kept_at": each.first_kept_at.isoformat(),
                "word": each.word,
                "words": each.words,
            }
            for each in claim.earlier
        ],
    }


def _terms(claim: Claim) -> dict[str, Any]:
    return {
        "expects": claim.expects,
        "from": claim.change_from.isoformat(),
        "by_about": claim.by_about,
        "baseline": claim.baseline,
        "declared_on": claim.declared_on.isoformat(),
    }


def _place(found: Judgement, each: PlaceJudgement) -> dict[str, Any]:
    """One place: its word, and the change at the date in the figure's own unit (a share from 0 to 1)."""
    change, fit, word = each.change, each.change.fit, each.word
    return {
        "place": each.place,
        "word": word.word,
        "why": word.why,
        "since": word.since.isoformat() if word.since else None,
        "sustained_months": word.sustained_months,
        "smallest_change": word.smallest_change,
        "is_apart": each.is_apart,
        "baseline": each.baseline,
        "before": each.before,
        "so_far": each.so_far,
        "reached": found.reached(each),
        "reached_since_before": found.reached_since_before(each),
        "change_verdict": change.verdict,
        "doubts": list(change.doubts),
        "months_before": change.before_count,
        "months_after": change.after_count,
        "fit": None
        if fit is None
        else {
            "scale": fit.scale,
            "level": fit.level,
            "slope": asdict(fit.slope),
            "jump": asdict(fit.jump),
            "slope_change": asdict(fit.slope_change),
            "months_after_change": fit.horizon,
            "effect": asdict(fit.effect),
            "expected": fit.expected,
            "alike": fit.rho,
        },
    }


def _later(kept: KeptClaim | None) -> dict[str, str] | None:
    """The later day of declaring that an earlier kept state of the plan gave, and when that was kept."""
    if kept is None or kept.later is None:
        return None
    return {"kept_at": kept.later.kept_at.isoformat(), "declared_on": kept.later.declared_on.isoformat()}
