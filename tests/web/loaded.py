"""A small synthetic county with three loads, its picture kept: what pages of figures are tried on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from headway.county import County
from headway.synthetic import synthesise

TODAY = date(2026, 10, 12)


def loaded_county(folder: Path) -> County:
    """The county, opened."""
    synthesise(folder, months=3, seed=7, scale=0.02)
    county = County.open(folder / "county")
    for workbook in sorted(folder.glob("annex_a_*.xlsx")):
        county.load([workbook], as_at=None, today=TODAY, by="test")
    county.picture(by="test", today=TODAY)
    return county
