"""The first page's words: of a plan not written yet, of what goes worse, of a claim dated back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from pypdf import PdfReader

from headway.evidence.plan_word import AGAINST, EXPECTED, NO_SIGN
from headway.improvement import KeptClaim
from headway.improvement.kept import LaterDay
from headway.publish import write_board_pack
from headway.publish.board_page import board_view
from headway.publish.outline import read_outline
from headway.publish.views import MeasureView
from tests.unit.publish.sample import Counts, evidence, sample_contents, sample_plan

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


def test_a_claim_dated_back_is_said_in_the_pack_and_its_record(tmp_path: Path) -> None:
    contents = sample_contents()
    each = contents.plan.recommendations[2]
    later = LaterDay(datetime(2026, 3, 3, tzinfo=UTC), date(2025, 11, 20))
    claim = replace(each.claims[0], kept=KeptClaim(MADE, later))
    recommendations = list(contents.plan.recommendations)
    recommendations[2] = replace(each, claims=(claim,))
    plan = replace(contents.plan, recommendations=tuple(recommendations))
    pack = write_board_pack(replace(contents, plan=plan), tmp_path / "out")
    said = "declared on 20 July 2025; the plan kept on 3 March 2026 said 20 November 2025: no verdict"
    assert said in pack.html.read_text()
    assert said in " ".join(PdfReader(pack.pdf).pages[1].extract_text().split())
    (found,) = json.loads(pack.figures.read_text())["recommendations"][2]["claims"]
    assert said in found["words"]
    assert found["kept_with_later_day"] == {"kept_at": "2026-03-03T00:00:00+00:00", "declared_on": "2025-11-20"}


def page_of(measure: str, word: str = "") -> MeasureView:
    """A measure's page, its promise as if it had the word in the county."""
    contents = sample_contents()
    every = tuple(
        replace(each, claims=tuple(replace(c, county=replace(c.county, word=word)) for c in each.claims))
        for each in contents.plan.recommendations
    )
    plan = replace(contents.plan, recommendations=every)
    view = board_view(replace(contents, plan=plan) if word else contents, OUTLINE)
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


def test_the_months_of_small_counts_carry_no_sign() -> None:
    contents = sample_contents(evidence_of=(evidence("children_unallocated", few),))
    (page,) = board_view(contents, OUTLINE).measures
    assert {row.cells[-1].words for row in page.table_rows} == {"not said"}
    assert "carry the same signal" not in page.reading and "larger mark" not in page.chart_caption
    assert "Fewer than three a month" in page.chart_caption
    many = next(p for p in board_view(sample_contents(), OUTLINE).measures if p.anchor == "m-children_unallocated")
    assert {row.cells[-1].words for row in many.table_rows} > {"concern"}
