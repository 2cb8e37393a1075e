"""A store that these tests fill by hand."""

from pathlib import Path

import pytest

from tests.unit.journey.sheets import Sheets


@pytest.fixture
def sheets(tmp_path: Path) -> Sheets:
    return Sheets(tmp_path)
