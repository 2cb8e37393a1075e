"""Synthetic counties with their pictures kept: what pages of figures are tried on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from headway.cli.demo_commands import load_every
from headway.county import County
from headway.synthetic import synthesise
from tests.shared import made_by_first

# The day itself: a server of the county finds its picture current.
TODAY = datetime.now().astimezone().date()


def loaded_county(temp: pytest.TempPathFactory) -> County:
    """A small county with three loads, opened."""
    return made_by_first(temp, "web-county", _make_small)


def two_years_county(temp: pytest.TempPathFactory) -> County:
    """A county of two years, with signs to read and children in every team: it takes minutes, so for slow tests alone."""
    return made_by_first(temp, "web-county-of-two-years", make_two_years)


def _make_small(folder: Path) -> None:
    synthesise(folder, months=3, seed=7, scale=0.02)
    county = County.open(folder / "county")
    for workbook in [*sorted(folder.glob("annex_a_*.xlsx")), *sorted(folder.glob("*.csv"))]:
        county.load([workbook], as_at=None, today=TODAY, by="test")
    picture = county.picture(by="test", today=TODAY)
    # The figure whose rows are asked for where every address is opened.
    county.rows_behind(str(picture.measure("assessment_within_45_days").view.number.figure))


def make_two_years(folder: Path) -> None:
    """The folder with the workbooks, and in ``county`` the county with all of them loaded as the demonstration does."""
    synthesise(folder, months=24, seed=7, scale=0.15)
    county = County.open(folder / "county")
    load_every(county, folder)
    county.picture(by="test", today=TODAY)
