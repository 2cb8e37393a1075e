"""Every published figure finds rows in a synthetic county's Annex A returns, or is named here with the reason why not."""

from __future__ import annotations

from collections import Counter

import pytest

from headway.county import County
from headway.measures import COUNTY, fetch_rows, run_pages

pytestmark = pytest.mark.slow
NO_ROW = {
    "staying_put": "looks back to eighteenth birthdays up to three years ago, and two years of returns left all of them out",
    "adoption_reversed/reversals": "a tenth of a county decides on adoption sixteen times, and none was taken back",
}
"""Figures of which no row of two years counts in the synthetic county, and why. Those left out are returned, and said."""
NO_FIGURE_OF_THE_YEAR = {
    "staying_put": NO_ROW["staying_put"],
    "cin_reopened": "follows who ended help for a year: the last twelve months are all too new",
}


@pytest.fixture(scope="module")
def rows(county: County) -> Counter[str]:
    """How many rows each figure has in two years of monthly returns."""
    reading = county.read()
    run_pages(reading.journey, county.files, county.measures.pages, [each.end for each in reading.periods("month")])
    found: Counter[str] = Counter()
    for page in county.measures.pages:
        whole = {page.name_of(part): 0 for part in page.parts}
        found.update(whole)
        for row in fetch_rows(reading.journey, page):
            found[page.name_of(row.part)] += not row.left_out
    return found


def test_every_published_figure_finds_a_row_or_is_named_with_the_reason(county: County, rows: Counter[str]) -> None:
    published = [page for page in county.measures.pages if page.front.status == "published"]
    assert len(published) >= 95
    names = [page.name_of(part) for page in published for part in page.parts]
    assert sorted(name for name in names if not rows[name]) == sorted(NO_ROW)


def test_every_published_measure_has_a_figure_of_the_last_year(county: County) -> None:
    published = {page.id for page in county.measures.pages if page.front.status == "published"}
    year = [each for each in county.over_the_year() if each.level == COUNTY]
    told = {each.measure for each in year if each.value is not None}
    assert sorted(published - told) == sorted(NO_FIGURE_OF_THE_YEAR)
    whys = {each.why for each in year if each.measure in NO_FIGURE_OF_THE_YEAR}
    assert whys == {"every row is left out"}
