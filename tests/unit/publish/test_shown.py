"""How a figure is written."""

from __future__ import annotations

from headway.measures import load_measures
from headway.publish.shown import unit_words


def test_a_unit_in_number_is_as_its_page_has_it() -> None:
    pages = load_measures().pages
    assert {unit_words(page, 1) for page in pages} == {page.front.unit for page in pages}
    assert {unit_words(page, 2) for page in pages} == {
        "assessments", "care leavers", "child protection plans", "children", "children in care",
        "initial child protection conferences", "open assessments", "referrals",
    }  # fmt: skip
