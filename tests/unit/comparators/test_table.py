"""The table that ships is read and written wherever Headway is installed."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from headway.catalogue import definitions_dir
from headway.comparators import table
from headway.comparators.table import FIGURES, write_parquet


def test_a_folder_with_an_apostrophe_is_a_folder_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Siobhan's folder" / "published"
    folder.mkdir(parents=True)
    shutil.copy(definitions_dir() / "published" / FIGURES, folder)
    monkeypatch.setattr(table, "definitions_dir", lambda: folder.parent)
    found = table._opened.__wrapped__().execute("select count(*) from shipped").fetchone()
    assert found and found[0] > 1000
    content, out = folder / "a.csv", folder / "a.parquet"
    content.write_text(f"{','.join(table.COLUMNS)}\na,2025,E92000001,1,,,,x\n")
    write_parquet(content, out)
    assert duckdb.read_parquet(str(out)).fetchall() == [("a", 2025, "E92000001", "1", None, None, None, "x")]
