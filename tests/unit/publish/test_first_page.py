"""The first page's words: of a plan not written yet, of what goes worse, of a claim dated back."""

from __future__ import annotations

import json
from dataclasses import astuple, replace
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

from pypdf import PdfReader

from headway.cli.plan_commands import plan_rows
from headway.evidence.plan_word import AGAINST, EXPECTED, NO_SIGN
from headway.improvement import KeptClaim
from headway.improvement.kept import LaterDay
from headway.publish import BoardContents, write_board_pack
from headway.publish.board_page import board_view
from headway.publish.outline import read_outline
from headway.publish.say import plain_text
from headway.publish.truth import ROOMS
from headway.publish.views import MeasureView
from tests.unit.publish.sample import Counts, evidence, sample_contents, sample_plan, with_words

OUTLINE = read_outline("board")
MADE = datetime(2026, 4, 4, tzinfo=UTC)


def test_a_plan_not_written_yet_is_said_with_what_to_do_and_without_a_table(tmp_path: Path) -> None:
    contents = replace(sample_contents(), plan=replace(sample_plan(), recommendations=()))
    pack = write_board_pack(contents, tmp_path / "out")
    first = " ".join(PdfReader(pack.pdf).pages[1].extract_text().split())
    assert "The plan is not written yet: it asks nothing" in first and "plan.yaml" in first
    for said in ("None of none", "What was asked"):
        assert said not in first and said not in pack.html.read_text()


def test_the_first_page_says_how_many_of_all_figures_are_worse_and_where() -> None:
    view = board_view(sample_contents(), OUTLINE)
    assert "one is really worse" in view.glance.headline
    assert view.truth.lead.endswith("One of 8 figures is really worse: see the next page.")
    alone = board_view(sample_contents(), OUTLINE.model_copy(update={"sections": ("truth",)}))
    assert alone.truth.lead.endswith("One of 8 figures is really worse.")


def three_good_and_one(place: str, number: int) -> Counts:
    """Good and better everywhere but in East, which was far behind and has got no nearer."""
    if place == "not placed":
        return 0, 1, 0
    base = 50 if place == "East" else 80 + (number * 7) % 5 + (12 if number >= 13 else 0)
    return round(95 * base / 100), 95, 0


def test_three_good_places_and_one_that_fails_never_give_a_good_county() -> None:
    sample = sample_contents()
    drifts, behind = sample.evidence[0], evidence("assessment_within_45_days", three_good_and_one, target=0.8)
    for found in (drifts, behind):
        figures = {
            "county": found.county, "localities": found.localities,
            "compared": found.consistency, "masked": found.masked,
        }  # fmt: skip
        plan = sample_plan(figures_of={"assessment_within_45_days": figures})
        view = board_view(replace(sample, plan=plan, evidence=(found, *sample.evidence[1:])), OUTLINE)
        row = view.truth.asked[2]
        (page,) = (each for each in view.measures if each.anchor == "m-assessment_within_45_days")
        assert plain_text(row.impact).startswith("expected direction since October 2025")
        for said in (
            view.truth.headline, view.front.headline if view.front else "", plain_text(row.impact),
            page.verdicts[0], view.glance.lead,
        ):  # fmt: skip
            assert "East" in said, said


def test_what_the_headline_says_of_a_place_is_what_its_row_and_its_page_say() -> None:
    view = board_view(sample_contents(), OUTLINE)
    assert "shows the expected direction at 30 September 2026, but not in East" in view.truth.headline
    assert "none goes against in the county" in view.truth.headline
    assert view.front is not None and view.front.headline == view.truth.headline


def test_a_place_that_only_a_second_claim_is_against_is_named() -> None:
    contents = sample_contents()
    first, third = contents.plan.recommendations[0], contents.plan.recommendations[2]
    both = replace(first, claims=(*first.claims, *third.claims))
    assert both.word == NO_SIGN and both.lead is first.claims[0]
    view = board_view(replace(contents, plan=replace(contents.plan, recommendations=(both,))), OUTLINE)
    assert "goes against in East" in view.truth.headline
    assert "Signal against in East: recommendation 1." in view.truth.lead


def test_a_promise_whose_figure_has_another_icon_says_so_in_its_row() -> None:
    view = board_view(with_word(sample_contents(), NO_SIGN), OUTLINE)
    row = plain_text(view.truth.asked[2].impact)
    assert row.startswith("no sign") and row.endswith("its icon: really better")
    good = plain_text(board_view(sample_contents(), OUTLINE).truth.asked[2].impact)
    assert "icon" not in good


def test_the_first_page_names_the_promises_whose_figures_are_worse() -> None:
    contents = sample_contents()
    third = contents.plan.recommendations[2]
    worse = replace(third.claims[0].figures, measure="children_unallocated")
    plan = replace(contents.plan, recommendations=(replace(third, claims=(replace(third.claims[0], figures=worse),)),))
    said = board_view(replace(contents, plan=plan), OUTLINE).truth.lead
    assert "One of 8 figures is really worse, that of recommendation 3 among them: see the next page." in said


def test_the_heading_about_places_gives_the_figures_that_it_speaks_of() -> None:
    (page,) = (e for e in board_view(sample_contents(), OUTLINE).measures if e.anchor == "m-re_referrals-children")
    assert page.places_title == "Over the last 12 months: the same everywhere, to within 10 points"
    assert page.places_words.startswith("Over the last 12 months: North 21%, East 21%, South 21% and West 21%.")
    assert "its newest month alone" in page.strip_caption


def test_a_claim_dated_back_is_said_in_the_pack_and_its_record(tmp_path: Path) -> None:
    contents = sample_contents()
    each = contents.plan.recommendations[2]
    later = LaterDay(datetime(2026, 3, 3, tzinfo=UTC), date(2025, 11, 20))
    promise = each.claims[0].claim.model_copy(update={"not_working_if": "East is no nearer by <June>."})
    claim = replace(each.claims[0], claim=promise, kept=KeptClaim(MADE, later))
    recommendations = list(contents.plan.recommendations)
    recommendations[2] = replace(each, claims=(claim,))
    plan = replace(contents.plan, recommendations=tuple(recommendations))
    pack = write_board_pack(replace(contents, plan=plan), tmp_path / "out")
    said = "declared on 20 July 2025; the plan kept on 3 March 2026 said 20 November 2025: no verdict"
    assert said in pack.html.read_text()
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pack.pdf).pages]
    assert said in pages[1]
    bound = "Not working, its owner said, if East is no nearer by <June>."
    assert bound.replace("<", "&lt;").replace(">", "&gt;") in pack.html.read_text()
    assert any(bound in page for page in pages)
    assert [row["not working if"] for row in plan_rows(recommendations[2])] == ["East is no nearer by <June>."]
    (found,) = json.loads(pack.figures.read_text())["recommendations"][2]["claims"]
    assert said in found["words"]
    assert found["kept_with_later_day"] == {"kept_at": "2026-03-03T00:00:00+00:00", "declared_on": "2025-11-20"}


def with_word(contents: BoardContents, word: str) -> BoardContents:
    """The same with every promise as if it had the word in the county."""
    every = tuple(
        replace(
            each,
            claims=tuple(with_words(c, lambda found: replace(found, word=word), places=False) for c in each.claims),
        )
        for each in contents.plan.recommendations
    )
    return replace(contents, plan=replace(contents.plan, recommendations=every))


def page_of(measure: str, word: str = "") -> MeasureView:
    """A measure's page, its promise as if it had the word in the county."""
    contents = sample_contents()
    view = board_view(with_word(contents, word) if word else contents, OUTLINE)
    return next(page for page in view.measures if page.anchor == f"m-{measure}")


def test_the_promise_and_the_icon_are_told_apart_only_where_they_differ(tmp_path: Path) -> None:
    name = "assessment_within_45_days"
    explained = (
        "The promise is judged from 1 October 2025 on the months before it;"
        " the icon describes the newest month against all months."
    )
    both = {word: page_of(name, word).both for word in (EXPECTED, NO_SIGN, AGAINST)}
    assert both == {EXPECTED: "", NO_SIGN: explained, AGAINST: explained}
    assert page_of("second_or_later_cp_plan").both == "", "no icon is shown"
    assert page_of("children_unallocated").both == "", "no promise is made"


def few(place: str, number: int) -> Counts:
    """None for 21 months, then some."""
    return (0, 30, 0) if place == "not placed" else (0 if number < 22 else 2, 900, 0)


def test_the_months_of_small_counts_carry_no_good_sign_and_a_concern_with_its_caution() -> None:
    contents = sample_contents(evidence_of=(evidence("children_unallocated", few),))
    (page,) = board_view(contents, OUTLINE).measures
    assert {row.cells[-1].words for row in page.table_rows} == {"not said", "concern"}
    assert "Fewer than three a month" in page.chart_caption
    many = next(p for p in board_view(sample_contents(), OUTLINE).measures if p.anchor == "m-children_unallocated")
    assert {row.cells[-1].words for row in many.table_rows} > {"concern"}


def test_a_place_that_the_average_hides_is_given_up_only_after_the_rest() -> None:
    """Two of them keep their rows until nothing else but recommendations has more than it must."""
    least = ROOMS[-1]
    for room in ROOMS:
        if room.hidden < 2:
            assert (room.cannot_tell, room.since, room.reasons) == (least.cannot_tell, least.since, least.reasons)
    for more, less in pairwise(ROOMS):
        assert all(a >= b for a, b in zip(astuple(more), astuple(less), strict=True)) and more != less
