"""The pack typesets a recommendation's words and changes none of them but the long plan word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headway.evidence.plan_word import AGAINST, NO_SIGN, PLAN_WORDS
from headway.improvement import RecommendationStatus
from headway.publish.plan_words import impact_words
from headway.publish.say import plain_text
from tests.unit.publish.sample import sample_plan, with_words


def with_word(each: RecommendationStatus, word: str) -> RecommendationStatus:
    """The recommendation as if its claims had the word in every place."""

    claims = [with_words(claim, lambda found: replace(found, word=word)) for claim in each.claims]
    return replace(each, claims=tuple(claims))


@pytest.mark.parametrize("word", PLAN_WORDS)
def test_the_pack_and_its_record_say_the_same_of_every_recommendation(word: str) -> None:
    for each in sample_plan().recommendations:
        own = with_word(each, word)
        assert plain_text(impact_words(own)) == own.impact_words.replace("signal in the ", "")


@pytest.mark.parametrize("word", [NO_SIGN, AGAINST])
def test_what_is_all_done_is_bold_before_its_word(word: str) -> None:
    done = next(each for each in sample_plan().recommendations if each.is_all_done and each.claims)
    assert impact_words(with_word(done, word))[:2] == (("b", "all done, "), ("b", word))
