"""The compact table comes out of a tidy extract the same as it went in, and not at all when a row is wrong."""

from __future__ import annotations

import gzip
from pathlib import Path

import duckdb
import pytest

from headway.comparators.make import make_table
from headway.errors import FileError
from tests.golden.published_digests import digests, rows_of_extract

SLICE = Path(__file__).parents[2] / "golden" / "data" / "published_devon_slice.csv.gz"


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    out = tmp_path / "figures.parquet"
    count = make_table(SLICE, out)
    with duckdb.connect() as con:
        names = "series, cast(year as varchar), area, value, symbol, numerator, denominator, source"
        found = con.execute(f"select {names} from read_parquet('{out.as_posix()}')").fetchall()
    assert len(found) == count
    assert digests(tuple(cell or "" for cell in row) for row in found) == digests(rows_of_extract(SLICE))


def test_a_row_with_a_number_and_a_sign_is_named_with_its_line(tmp_path: Path) -> None:
    lines = gzip.decompress(SLICE.read_bytes()).decode().splitlines()
    number = next(n for n, line in enumerate(lines) if line.startswith("cla_rate,2025,E10000008"))
    cells = lines[number].split(",")
    cells[6] = "c"
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("\n".join([*lines[:number], ",".join(cells), *lines[number + 1 :]]))
    with pytest.raises(FileError) as caught:
        make_table(wrong, tmp_path / "out.parquet")
    assert f"line {number + 1}" in caught.value.where
    assert not (tmp_path / "out.parquet").exists()
