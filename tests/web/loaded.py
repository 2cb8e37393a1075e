"""A small synthetic county with three loads, its picture kept: what pages of figures are tried on."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from headway.county import County
from headway.store.locks import locked
from headway.synthetic import synthesise

# The day itself: a server of the county finds its picture current.
TODAY = datetime.now().astimezone().date()


def loaded_county(temp: pytest.TempPathFactory) -> County:
    """The county, opened; made by the first of the processes of a run that asks for it."""
    base = temp.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "web-county"
    folder.mkdir(exist_ok=True)
    with locked(folder / "lock"):
        if not (folder / "made").exists():
            _make(folder / "parts")
            (folder / "made").touch()
    return County.open(folder / "parts" / "county")


def _make(folder: Path) -> None:
    synthesise(folder, months=3, seed=7, scale=0.02)
    county = County.open(folder / "county")
    for workbook in [*sorted(folder.glob("annex_a_*.xlsx")), *sorted(folder.glob("*.csv"))]:
        county.load([workbook], as_at=None, today=TODAY, by="test")
    county.picture(by="test", today=TODAY)
