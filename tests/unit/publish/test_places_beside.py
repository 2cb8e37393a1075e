"""The places that a recommendation's word would hide: against, behind and hidden each by itself, and those not claimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headway.evidence.pack_headline import Beside
from headway.evidence.plan_word import AGAINST, EXPECTED, NO_SIGN, PlanWord
from headway.improvement import RecommendationStatus
from headway.publish.board_page import board_view
from headway.publish.outline import read_outline
from headway.publish.say import plain_text
from headway.publish.truth import places_beside
from tests.unit.publish.sample import PLACES, sample_contents, with_words

MEASURE = "assessment_within_45_days"
GOOD = PlanWord(EXPECTED)


def third(*, only: tuple[str, ...] = (), county: str = EXPECTED, **words: PlanWord) -> RecommendationStatus:
    """The sample's third recommendation with these words of places, all others as expected; ``only``: its places."""
    found = sample_contents().plan.recommendations[2]
    claim = with_words(found.claims[0], lambda _: PlanWord(county))
    judgement = claim.judgement
    every = {place: replace(each, word=words.get(place, GOOD)) for place, each in judgement.by_place.items()}
    judgement = replace(
        judgement,
        by_place={place: each for place, each in every.items() if not only or place in only},
        elsewhere={place: each for place, each in every.items() if only and place not in only},
        is_for_some_places=bool(only),
    )
    return replace(found, claims=(replace(claim, judgement=judgement),))


BEHIND = replace(GOOD, is_level=False)


@pytest.mark.parametrize(
    ("found", "hidden", "beside"),
    [
        (third(East=PlanWord(AGAINST)), (), Beside(against=("East",))),
        (third(East=BEHIND), (), Beside(behind=("East",))),
        (third(), ("East",), Beside(behind=("East",))),
        (third(East=PlanWord(AGAINST)), ("East",), Beside(against=("East",))),
        (third(county=NO_SIGN, East=BEHIND), ("East",), Beside()),
        (third(only=("North",), East=PlanWord(AGAINST)), (), Beside(against=("East",), only=("North",))),
        (third(only=("North",)), ("East",), Beside(behind=("East",), only=("North",))),
        (third(only=("North",), East=BEHIND), (), Beside(behind=("East",), only=("North",))),
        (third(only=("East",), East=PlanWord(AGAINST)), (), Beside(against=("East",), only=("East",))),
    ],
)
def test_each_place_that_the_word_would_hide_is_found(
    found: RecommendationStatus, hidden: tuple[str, ...], beside: Beside
) -> None:
    assert places_beside(found, {MEASURE: set(hidden)}, PLACES) == beside


def impact(found: RecommendationStatus) -> str:
    contents = sample_contents()
    plan = replace(contents.plan, recommendations=(found,))
    return plain_text(board_view(replace(contents, plan=plan), read_outline("board")).truth.asked[0].impact)


def test_the_county_s_icon_tells_nothing_of_a_claim_for_some_places_or_for_the_other_direction() -> None:
    found = third(county=NO_SIGN)
    assert impact(found).endswith("its icon: really better")
    assert "icon" not in impact(third(only=("East",), East=PlanWord(AGAINST)))
    (claim,) = found.claims
    other = replace(claim, claim=claim.claim.model_copy(update={"expects": "lower"}))
    assert "icon" not in impact(replace(found, claims=(other,)))
