"""A period that no load's window reaches is not covered, for any measure: never a nought."""

from __future__ import annotations

from datetime import date

import pytest

from headway.journey import Journey
from headway.journey.definitions import table_definitions
from headway.measures import load_measures
from headway.measures.page import MeasurePage
from headway.measures.standards import Span
from headway.measures.windows import COVERED, NOT_COVERED, page_coverage
from headway.periods import month_of, range_of
from headway.store.connection import connect

HELD = tuple(date(year, month, 28) for year in (2024, 2025, 2026) for month in range(1, 13))
AS_AT = HELD[-1]


def journey() -> Journey:
    """A journey whose every list was held by every load of three years."""
    return Journey(connect(), AS_AT, (), "", dict.fromkeys(table_definitions(), HELD))


@pytest.mark.parametrize("page", load_measures().pages, ids=lambda page: page.id)
def test_years_before_the_first_load_and_after_the_newest_are_not_covered(page: MeasurePage) -> None:
    coverage = page_coverage(journey(), page, [Span(date.min, date.max, {})], 45)
    for far in (
        month_of(date(2015, 1, 1)),
        range_of(date(1900, 1, 1), date(2015, 12, 31)),
        month_of(date(2031, 1, 1)),
    ):
        assert coverage.window(far).coverage == NOT_COVERED
    assert coverage.window(month_of(date(2025, 6, 1))).coverage == COVERED
