"""Does each page say what we mean? Every worked example is run on the engine."""

from __future__ import annotations

import pytest

from headway.measures import MeasurePage, load_measures
from headway.measures.worked_example import run_example

PAGES = load_measures().pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_worked_example_holds(page: MeasurePage) -> None:
    result = run_example(page)
    assert result.found == result.expected
    assert result.reasonless == ()
    assert result.holds
