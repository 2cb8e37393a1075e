"""A load replayed changes no figure: the same workbook given again, and the same rows in another file as a correction."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from headway.county import County
from headway.synthetic import synthesise
from tests.unit.county.corrections import corrected

TODAY = date(2026, 10, 12)


def workbooks(folder: Path) -> list[Path]:
    return sorted(folder.glob("annex_a_*.xlsx"))


def figures(county: County) -> dict[tuple[object, ...], dict[str, Any]]:
    """Every figure of every measure, month and place, and those of the whole time, from one run."""
    every = county.observe(by="month") + county.observe(by="year")
    return {(each.measure, each.part, each.period, each.level, each.place): each.as_record() for each in every}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small county of three loads."""
    folder = tmp_path_factory.mktemp("replayed")
    synthesise(folder, months=3, seed=13, scale=0.02)
    county = County.open(folder / "county")
    for workbook in workbooks(folder):
        county.load([workbook], as_at=None, today=TODAY, by="test")
    return folder


@pytest.fixture(scope="module")
def before(loaded: Path) -> dict[tuple[object, ...], dict[str, Any]]:
    return figures(County.open(loaded / "county"))


def changed(
    before: dict[tuple[object, ...], dict[str, Any]], after: dict[tuple[object, ...], dict[str, Any]]
) -> list[tuple[object, ...]]:
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def test_the_same_workbooks_given_again_change_no_figure(
    loaded: Path, before: dict[tuple[object, ...], dict[str, Any]], tmp_path: Path
) -> None:
    county = County.open(Path(shutil.copytree(loaded / "county", tmp_path / "county")))
    for workbook in workbooks(loaded):
        county.load([workbook], as_at=None, today=TODAY, by="test")
    assert len(county.loads()) == 3
    assert len(before) > 1000
    assert changed(before, figures(county)) == []


@pytest.mark.parametrize("which", [pytest.param(0, marks=pytest.mark.slow), -1])
def test_the_same_rows_in_another_file_as_a_correction_change_no_figure(
    loaded: Path, before: dict[tuple[object, ...], dict[str, Any]], tmp_path: Path, which: int
) -> None:
    county = County.open(Path(shutil.copytree(loaded / "county", tmp_path / "county")))
    load = county.loads()[which]
    again = corrected(workbooks(loaded)[which], tmp_path / "again.xlsx", lambda _, rows: rows)
    county.load([again], as_at=load.as_at, today=TODAY, by="test", corrects=load.load_id)
    assert county.loads()[which].load_id != load.load_id
    assert changed(before, figures(county)) == []
