"""Workbooks that nobody here made, when a folder of them is named in HEADWAY_SAMPLES."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from headway.returns import annex_a_layout
from tests.unit.returns.conftest import Read

FOLDER = os.environ.get("HEADWAY_SAMPLES", "")
AS_AT = date(2021, 3, 31)


def samples() -> Sequence[Path]:
    found = (
        [path for path in Path(FOLDER).iterdir() if path.suffix.lower() in (".xlsx", ".xls", ".csv")] if FOLDER else []
    )
    return sorted(found)


needs_samples = pytest.mark.skipif(not FOLDER, reason="HEADWAY_SAMPLES names no folder of Annex A workbooks")


@needs_samples
def test_the_folder_holds_workbooks() -> None:
    assert samples(), f"no workbook in {FOLDER}"


@needs_samples
@pytest.mark.parametrize("path", samples(), ids=lambda path: path.name)
def test_every_list_of_a_sample_is_read_and_every_cell_is_accounted_for(path: Path, read: Callable[..., Read]) -> None:
    found = read(path, as_at=AS_AT)
    assert found.landed.missing_lists == tuple(each.title for each in found.landed.empty_lists)
    layout = annex_a_layout()
    for each in found.landed.lists:
        assert set(each.missing_keys) <= set(layout.lists[each.list_key].later_columns), each
        assert found.typing.row_counts[each.list_key] == each.row_count
        for key in layout.lists[each.list_key].columns:
            assert lost_cells(found, each.list_key, key) == 0, (each.sheet, key)


def lost_cells(found: Read, list_key: str, key: str) -> int:
    """Filled cells that became neither a value nor unreadable, blank tokens and sentinels apart."""
    tokens = "('', '-', '.', '..', 'n/a', 'na', 'nan', 'null', 'no data', 'not recorded')"
    return int(
        found.rows(
            f"""SELECT count(*) FROM landed."{list_key}" AS l JOIN typed."{list_key}" AS t USING (row_number)
            WHERE l."{key}" IS NOT NULL AND lower(trim(l."{key}")) NOT IN {tokens} AND t."{key}" IS NULL
            AND NOT list_contains(t.unreadable, '{key}')"""
        )[0][0]
    )


@needs_samples
def test_an_error_in_the_worker_column_of_a_sample_is_unreadable(read: Callable[..., Read]) -> None:
    found = [read(path, as_at=AS_AT) for path in samples() if path.name == "liiatools_Annex_A.xlsx"]
    for each in found:
        assert each.column("children_in_need", "worker_key") == [None] * 5
        assert all("worker_key" in names for names in each.column("children_in_need", "unreadable"))
