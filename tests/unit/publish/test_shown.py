"""How a figure is written."""

from __future__ import annotations

from dataclasses import replace

from headway.measures import load_measures
from headway.publish.lineage import figures_of
from headway.publish.measure_view import measure_view
from headway.publish.outline import read_outline
from headway.publish.shown import observed_cell, point_words, unit_words
from tests.unit.publish.sample import sample_contents, sample_evidence


def test_a_unit_in_number_is_as_its_page_has_it() -> None:
    pages = load_measures().pages
    assert {unit_words(page, 1) for page in pages} == {page.front.unit for page in pages}
    several = {page.id: unit_words(page, 2) for page in pages}
    assert {name: several[name] for name in ("referrals", "cp_reviews_in_time", "children_looked_after", "s47_enquiries")} == {
        "referrals": "referrals", "cp_reviews_in_time": "child protection plans",
        "children_looked_after": "children in care", "s47_enquiries": "section 47 enquiries",
    }  # fmt: skip
    assert [page.id for page in pages if several[page.id] == page.front.unit] == []


def test_a_figure_without_a_population_says_so_and_a_mean_is_a_figure() -> None:
    each = next(e for e in sample_evidence() if e.page.id == "referrals")
    found = each.latest._replace(value=None, status="no population given")
    assert observed_cell("referrals/rate", found).words == "no population given"
    point = replace(each.county.points[-1], value=41.25, numerator=None)
    assert point_words("mean", point) == "41.2"


def test_what_could_not_be_told_is_said_with_the_figures_own_range_and_recorded_so() -> None:
    contents = sample_contents()
    for name, words in (("referrals", "between 34.0 and 41.2"), ("children_unallocated", "between 34 and 41")):
        each = next(e for e in contents.evidence if e.page.id == name)
        low, high = (34.0, 41.2) if name == "referrals" else (34.0, 41.0)
        *before, last = each.county.points
        own = replace(last, cannot_tell=7, low=low, high=high)
        moved = replace(each, county=replace(each.county, points=(*before, own)))
        assert words in measure_view(contents, read_outline("board"), moved, None, "Theme", 1).sentence
        record = next(f for f in figures_of(contents, moved) if f["period"] == last.month and f["level"] == "county")
        assert (record["low"], record["high"]) == (low, high)
