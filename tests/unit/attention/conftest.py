"""A store filled by hand, and the county folder that its teams belong to."""

from pathlib import Path

import pytest

from headway.measures import CountyFiles, load_measures, read_county_files
from headway.synthetic.county_files import COUNTY_NAME, write_county
from tests.unit.journey.sheets import Sheets


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path)


@pytest.fixture
def county(tmp_path: Path) -> CountyFiles:
    write_county(tmp_path / "county")
    return read_county_files(tmp_path / "county", COUNTY_NAME, load_measures())
