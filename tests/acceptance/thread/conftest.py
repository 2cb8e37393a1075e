"""A small synthetic county, loaded month by month, for the tests of the whole thread."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from headway.county import County
from headway.synthetic import synthesise
from tests.shared import made_by_first

TODAY = date(2026, 10, 12)
RECEIVED_AFTER = timedelta(days=10)


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A county of a tenth of the usual size with 24 monthly loads, each of which came ten days after its day."""
    return made_by_first(tmp_path_factory, "thread-county", _make)


def _make(folder: Path) -> None:
    synthesise(folder, months=24, seed=7, scale=0.1)
    found = County.open(folder / "county")
    for workbook in sorted(folder.glob("annex_a_*.xlsx")):
        day = date.fromisoformat(workbook.stem.removeprefix("annex_a_"))
        found.load([workbook], as_at=None, today=TODAY, by="test", received_on=day + RECEIVED_AFTER)
