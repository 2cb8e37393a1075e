"""How a figure is written."""

from __future__ import annotations

from dataclasses import replace

from headway.measures import load_measures
from headway.publish.shown import observed_cell, point_words, unit_words
from tests.unit.publish.sample import sample_evidence


def test_a_unit_in_number_is_as_its_page_has_it() -> None:
    pages = load_measures().pages
    assert {unit_words(page, 1) for page in pages} == {page.front.unit for page in pages}
    assert {unit_words(page, 2) for page in pages} == {
        "assessments", "care leavers", "child protection plans", "children", "children in care",
        "initial child protection conferences", "open assessments", "referrals",
    }  # fmt: skip


def test_a_figure_without_a_population_says_so_and_a_mean_is_a_figure() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "referrals")
    found = replace(each.latest, value=None, status="no population given")
    assert observed_cell("referrals/rate", found).words == "no population given"
    point = replace(each.county.points[-1], value=41.25, numerator=None)
    assert point_words("mean", point) == "41.2"
