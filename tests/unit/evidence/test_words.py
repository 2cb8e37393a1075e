"""Are the words those that were agreed, with n, place and date?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from headway.evidence import words
from headway.evidence.consistency import Consistency, PlaceCount, PlaceGap, PlaceRate, consistency, rate_consistency
from headway.evidence.masking import Masking
from headway.evidence.pack_headline import Beside, headline_words
from headway.evidence.plan_word import AGAINST, CANNOT_TELL, EXPECTED, NO_SIGN, TOO_EARLY, WORST_FIRST, PlanWord
from headway.evidence.recording_break import RecordingBreak
from headway.evidence.xmr import xmr
from tests.unit.observed import observation

MAY = date(2026, 5, 1)
APART = [
    PlaceCount("North", 425, 500), PlaceCount("East", 350, 500), PlaceCount("South", 415, 500),
    PlaceCount("West", 420, 500),
]  # fmt: skip
BETTER = PlanWord(EXPECTED, since=MAY)
FLAT = PlanWord(NO_SIGN, smallest_change=0.124)
WORSE = PlanWord(AGAINST)


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(7, 12, "7 of 12"), (19, 19, "19 of 19"), (0, 0, "0 of 0"), (15, 20, "75%"), (610, 1000, "61%")],
)
def test_a_percentage_of_fewer_than_twenty_is_shown_as_how_many_of_how_many(
    numerator: int, denominator: int, shown: str
) -> None:
    assert words.proportion_words(numerator, denominator) == shown


def test_a_percentage_stands_with_its_n() -> None:
    assert words.counted_words(1430, 2000) == "72% (1,430 of 2,000)"
    assert words.counted_words(7, 12) == "7 of 12"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "60%"),
        ({"shape": "count", "numerator": 1234, "value": 1234.0}, "1,234"),
        ({"shape": "rate", "value": 512.34}, "512.3"),
        ({"value": None, "numerator": None, "status": "not covered"}, "not covered"),
        ({"value": None, "numerator": None, "status": "not run"}, "not run"),
        ({"value": None, "numerator": 0, "denominator": 0, "status": "no data"}, "no data"),
        ({"shape": "rate", "value": None, "status": "no population given"}, "no population given"),
        ({"shape": "mean", "value": 12.34, "numerator": None}, "12.3"),
    ],
)
def test_a_figure_or_why_there_is_none_and_never_nought_for_missing(fields: dict[str, object], shown: str) -> None:
    assert words.figure_words(observation(**fields)) == shown


def test_the_span_of_a_figure() -> None:
    assert words.span_words(observation()) == "in September 2026"
    assert words.span_words(observation(period_start=date(2025, 10, 1))) == "in the 12 months to September 2026"
    assert words.span_words(observation(state_on=date(2026, 9, 12))) == "on 30 September 2026"


def test_the_five_plan_words() -> None:
    assert words.plan_word_words(BETTER, "proportion") == "signal in the expected direction since May 2026"
    assert words.plan_word_words(WORSE, "proportion") == "signal against"
    assert words.plan_word_words(FLAT, "proportion") == "no sign: a change of 12 points would show"
    assert words.plan_word_words(replace(FLAT, smallest_change=8.25), "count") == "no sign: a change of 8.2 would show"
    early = PlanWord(TOO_EARLY, words.too_early_words(2, 6))
    assert words.plan_word_words(early, "proportion") == "too early: 2 of 6 months, 4 still needed"
    assert words.plan_word_words(PlanWord(CANNOT_TELL, "no figures"), "proportion") == "cannot tell: no figures"
    assert set(WORST_FIRST) == set(words.PLAN_WORDS)


def test_a_place_that_gets_better_and_is_still_low_is_not_yet_level() -> None:
    said = words.plan_word_words(replace(BETTER, is_level=False), "proportion")
    assert said == "signal in the expected direction since May 2026, not yet level with the rest"
    assert words.plan_word_words(replace(FLAT, is_level=False), "proportion") == words.plan_word_words(
        FLAT, "proportion"
    )


@pytest.mark.parametrize(
    ("county", "said"),
    [
        (BETTER, "signal in the expected direction since May 2026, but not in East"),
        (FLAT, "no sign: a change of 12 points would show; against in East"),
        (WORSE, "signal against; against in East"),
    ],
)
def test_the_countys_words_name_the_place_that_goes_against(county: PlanWord, said: str) -> None:
    assert words.county_words(county, {"North": BETTER, "East": WORSE}, "proportion") == said
    assert "East" not in words.county_words(county, {"North": BETTER}, "proportion")


def test_several_places_against_are_all_named() -> None:
    found = words.county_words(BETTER, {"North": WORSE, "East": WORSE, "West": WORSE}, "proportion")
    assert found.endswith(", but not in North, East and West")


def test_the_places_words() -> None:
    found = consistency(APART, good="higher")
    low, high = (round(100 * abs(each)) for each in (found.apart[0].high, found.apart[0].low))
    said = words.consistency_words(found, 10)
    assert said.startswith(f"Not the same everywhere: East is 14 points below the rest ({low} to {high})")
    assert said.endswith(f"Likely gap {round(100 * (found.likely_gap or 0))} points.")
    level = [PlaceCount(p, 80, 100) for p in "abcd"]
    few = consistency(level, good="higher")
    assert words.consistency_words(few, 10) == (
        "No difference shown, but the numbers are too small to say it is the same. The largest gap they could hide is"
        f" {round(100 * (few.largest_hidden or 0))} points."
    )
    many = consistency([PlaceCount(p, 8000, 10000) for p in "abcd"], good="higher")
    assert words.consistency_words(many, 10) == "The same everywhere, to within 10 points."
    tiny = consistency([PlaceCount("a", 1, 2), PlaceCount("b", 1, 2)], good="higher")
    assert words.consistency_words(tiny, 10) == "Too few children to say: too few in a and b."
    alone = consistency([PlaceCount("a", 50, 100)], good="higher")
    assert words.consistency_words(alone, 10).startswith("Could not be compared: ")


def test_the_parts_of_the_places_words_are_whole_sentences() -> None:
    found = consistency(APART, good="higher", dispersion=1.62)
    verdict, alike, likely = words.consistency_parts(found, 10)
    assert verdict.startswith("Not the same everywhere: East is") and alike.startswith("Children counted near")
    assert likely == words.likely_gap_words(found) and likely.startswith("Likely gap")
    level = consistency([PlaceCount(p, 80, 100) for p in "abcd"], good="higher")
    assert len(words.consistency_parts(level, 10)) == 2 and words.likely_gap_words(level) == ""


@pytest.mark.parametrize(
    ("icon", "kind", "said"),
    [
        ("improvement_high", "improvement", "Really better: more than chance."),
        ("concern_low", "concern", "Really worse: more than chance. Find out why."),
        ("neutral_low", "neutral_low", "Really lower; neither is better."),
        ("common_cause", "common_cause", "No real change: the ups and downs are what chance gives."),
    ],
)
def test_an_icons_words(icon: str, kind: str, said: str) -> None:
    assert words.variation_kind(icon) == kind
    assert words.VARIATION[kind] == said
    assert said.startswith(words.VARIATION_SHORT[kind])


def test_a_target_verdict_names_the_target() -> None:
    assert words.assurance_of("fail", "80%") == "Will go on missing the 80% target unless something changes."
    turning = words.assurance_of("pass", "95%", "concern_low"), words.assurance_short("pass", "95%", "concern_low")
    assert turning == (
        "Would go on meeting the 95% target, but is getting worse.",
        "Would go on meeting 95%, but is getting worse",
    )
    assert words.assurance_of("pass", "95%", "improvement_high") == words.assurance_of("pass", "95%")
    assert words.assurance_short("fail", "95%", None) == "Will go on missing 95%"
    assert words.ASSURANCE["pass"] == "Will go on meeting the target unless something changes."


def test_that_children_count_as_fewer_is_said_before_the_likely_gap() -> None:
    said = words.consistency_words(consistency(APART, good="higher", dispersion=1.62), 10)
    assert "φ = 1.6" in said
    assert said.index("φ") < said.index("Likely gap")
    assert "φ" not in words.consistency_words(consistency(APART, good="higher", dispersion=1.04), 10)


def test_rates_are_in_their_own_unit() -> None:
    found = rate_consistency([PlaceRate("East", 800, 10), PlaceRate("West", 500, 10)], good="lower")
    said = words.consistency_words(found, 10)
    assert "East is 30.0 above the rest" in said
    assert "points" not in said and said.endswith("per 10,000.")
    endless = rate_consistency([PlaceRate("East", 100, 1), PlaceRate("West", 0, 1)], good="lower")
    assert "inf" not in words.consistency_words(endless, 10)


def test_masking_names_the_place_and_both_figures() -> None:
    hidden = Masking("East", PlaceCount("County", 840, 1000), PlaceCount("East", 136, 200))
    assert words.masked_words(hidden) == "The county's 84% hides East: 68%."
    few = Masking("East", PlaceCount("County", 840, 1000), PlaceCount("East", 7, 12))
    assert words.masked_words(few) == "The county's 84% hides East: 7 of 12."


def test_the_recording_is_said_with_its_month_and_both_shares() -> None:
    said = words.recording_words(RecordingBreak("2026-01", date(2026, 1, 1), "cannot_tell", 0.02, 0.31))
    assert said == (
        "The recording changed about January 2026: in the three months before 2% could not be told, in the three from"
        " then on 31%."
        " A better figure is not called better."
    )
    rows = words.recording_words(RecordingBreak("2026-01", date(2026, 1, 1), "row_count", 100.4, 160))
    assert "100 rows a month before, 160 after" in rows
    assert "definition" in words.recording_words(RecordingBreak("2026-01", date(2026, 1, 1), "definition", 0, 0))
    assert words.recording_words(None) == ""


def test_why_a_chart_has_no_icon_yet() -> None:
    assert words.not_yet_words(xmr([1, 2, 3, None, 4, 2, 1], good="higher")) == "Too early: 6 of 13 months."
    assert words.not_yet_words(xmr([1.0], good="higher")) == "Cannot tell: too few months."


def test_the_packs_headline_counts_every_word() -> None:
    headline, rest = headline_words([EXPECTED, AGAINST, NO_SIGN, TOO_EARLY, CANNOT_TELL, None], "30 September")
    assert headline == "One of six recommendations shows the expected direction at 30 September; one goes against."
    assert rest == "Of the others, one shows no sign, one is too early, one cannot be told, one has no claim."


@pytest.mark.parametrize(
    ("given", "headline", "rest"),
    [
        ([NO_SIGN] * 2, "Neither of two recommendations shows the expected direction at D; neither goes against.", "Two show no sign."),
        ([EXPECTED] * 2, "Both recommendations show the expected direction at D; neither goes against.", ""),
        ([EXPECTED, AGAINST], "One of two recommendations shows the expected direction at D; the other goes against.", ""),
        ([None, AGAINST], "Neither of two recommendations shows the expected direction at D; one goes against.", "The other has no claim."),
        ([AGAINST] * 2, "Neither of two recommendations shows the expected direction at D; both go against.", ""),
        ([TOO_EARLY], "The one recommendation is too early at D.", ""),
        ([None], "The one recommendation has no claim at D.", ""),
        ([EXPECTED] * 3, "All three recommendations show the expected direction at D; none goes against.", ""),
        ([AGAINST] * 3, "None of three recommendations show the expected direction at D; all three go against.", ""),
    ],
)  # fmt: skip
def test_the_headline_reads_well_of_few(given: list[str | None], headline: str, rest: str) -> None:
    assert headline_words(given, "D") == (headline, rest)


NONE, EAST, BOTH = Beside(), Beside(("East",)), Beside(("North", "East"))
BEHIND, NORTH_ONLY = Beside(behind=("East",)), Beside(against=("East",), only=("North",))
EAST_ONLY = Beside(against=("East",), only=("East",))


@pytest.mark.parametrize(
    ("given", "beside", "headline"),
    [
        ([EXPECTED], [EAST], "The one recommendation shows the expected direction at D, but not in East."),
        ([NO_SIGN], [EAST], "The one recommendation shows no sign at D, but goes against in East."),
        ([EXPECTED, NO_SIGN, None], [NONE, EAST, NONE],
         "One of three recommendations shows the expected direction at D; none goes against in the county, but one does in East."),
        ([EXPECTED, NO_SIGN, AGAINST], [EAST, BOTH, EAST],
         "One of three recommendations shows the expected direction at D, but not in East; "
         "one goes against in the county, and one more in North and East."),
        ([EXPECTED] * 3, [EAST, EAST, NONE],
         "All three recommendations show the expected direction at D, two of them not in East; none goes against in the county."),
        ([EXPECTED], [BEHIND], "The one recommendation shows the expected direction at D, with East still behind."),
        ([EXPECTED], [NORTH_ONLY], "The one recommendation shows the expected direction at D, for North alone, but not in East."),
        ([AGAINST], [EAST_ONLY], "The one recommendation goes against at D, in East."),
        ([EXPECTED, EXPECTED, AGAINST], [BEHIND, NORTH_ONLY, EAST_ONLY],
         "Two of three recommendations show the expected direction at D, one of them for North alone, one of them not in East, "
         "one of them with East still behind; one goes against, in East."),
        ([NO_SIGN, NO_SIGN, EXPECTED], [NORTH_ONLY, EAST, NONE],
         "One of three recommendations shows the expected direction at D; none goes against as a whole, but two do in East."),
        ([NO_SIGN, NO_SIGN, EXPECTED], [EAST, BOTH, NONE],
         "One of three recommendations shows the expected direction at D; none goes against in the county, but one does in East "
         "and one in North and East."),
    ],
)  # fmt: skip
def test_the_headline_names_every_place_that_a_word_would_hide(
    given: list[str | None], beside: list[Beside], headline: str
) -> None:
    assert headline_words(given, "D", beside)[0] == headline


def test_a_place_still_behind_the_rest_is_named_beside_a_county_that_gets_better() -> None:
    behind = replace(BETTER, is_level=False)
    assert words.county_words(BETTER, {"North": BETTER, "East": behind}, "proportion").endswith(
        "; East not yet level with the rest"
    )
    assert "East" not in words.county_words(FLAT, {"North": FLAT, "East": replace(FLAT, is_level=False)}, "proportion")


def test_an_empty_plans_headline_says_what_to_do() -> None:
    headline, rest = headline_words([], "D")
    assert headline.startswith("The plan is not written yet: ") and "asks nothing" in headline
    assert "plan.yaml" in rest and "one" not in headline.lower().split()


def test_no_verdict_says_caused_or_excellent() -> None:
    said = " ".join([*words.VARIATION.values(), *words.ASSURANCE.values(), *words.CAUTIONS.values()])
    assert not any(word in said.lower() for word in ("caused", "excellent", "!"))


def test_an_interval_that_leaves_out_nought_does_not_begin_with_it() -> None:
    gap = PlaceGap("East", 0.055, 0.003, 0.124, is_apart=True, is_bad_side=False)
    found = Consistency("differs", 0.04, (gap,), 0.124, 9.0)
    assert "East is 6 points above the rest (0.3 to 12.4)" in words.consistency_words(found, 10)
    below = replace(gap, difference=-0.055, low=-0.124, high=-0.003)
    assert "East is 6 points below the rest (0.3 to 12.4)" in words.consistency_words(replace(found, gaps=(below,)), 10)
    clear = replace(gap, low=0.02)
    assert "(2 to 12)" in words.consistency_words(replace(found, gaps=(clear,)), 10)
