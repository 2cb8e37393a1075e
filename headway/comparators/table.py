"""The table of published figures: what ships with Headway, and what a county has read since."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

import duckdb

from headway.catalogue import definitions_dir
from headway.comparators.figure import NotPublished, PublishedFigure

FIGURES = "figures.parquet"
COLUMNS = ("series", "year", "area", "value", "symbol", "numerator", "denominator", "source")
Key = tuple[str, int]


class ShippedFigures(Mapping[Key, PublishedFigure]):
    """The figures of a series that ship with Headway, by area and year: those of a year are read when one is asked for."""

    def __init__(self, series: str) -> None:
        self.series = series
        self._years: dict[int, dict[str, PublishedFigure]] = {}

    def __getitem__(self, key: Key) -> PublishedFigure:
        area, year = key
        if year not in self._years:
            self._years[year] = self._read(year)
        return self._years[year][area]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[Key]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    @cached_property
    def _keys(self) -> Mapping[Key, None]:
        rows = _shipped().execute("select area, year from shipped where series = ?", [self.series]).fetchall()
        return dict.fromkeys((area, year) for area, year in rows)

    def _read(self, year: int) -> dict[str, PublishedFigure]:
        sql = f"select {', '.join(COLUMNS)} from shipped where series = ? and year = ?"
        rows = _shipped().execute(sql, [self.series, year]).fetchall()
        found = [_figure(dict(zip(COLUMNS, row, strict=True))) for row in rows]
        return {each.area: each for each in found}


@cache
def shipped_figures(series: str) -> Mapping[Key, PublishedFigure]:
    """The figures of a series that ship with Headway, by area and year; none of an unknown series."""
    return ShippedFigures(series)


def _shipped() -> duckdb.DuckDBPyConnection:
    """The shipped table ``shipped``, read once: what a pack asks for is most of its series."""
    return _opened().cursor()


@cache
def _opened() -> duckdb.DuckDBPyConnection:
    path = definitions_dir() / "published" / FIGURES
    con = duckdb.connect()
    con.execute("create table shipped as select * from read_parquet(?)", [path.as_posix()])
    return con


def figures_as_csv(figures: Iterable[PublishedFigure]) -> bytes:
    """Figures as a table that ``figures_of_csv`` reads again, in one order whatever theirs."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(_row(each) for each in figures))
    return text.getvalue().encode()


def figures_of_csv(content: bytes) -> Sequence[PublishedFigure]:
    """The figures of a table that ``figures_as_csv`` wrote; lines before it that begin with '#' are left alone."""
    lines = [line for line in content.decode().splitlines() if not line.startswith("#")]
    return [_figure(row) for row in csv.DictReader(lines)]


def write_parquet(content: Path, out: Path) -> None:
    """Writes a CSV of these columns as the compact table that ships, in one order whatever the rows' own."""
    with duckdb.connect() as con:
        con.execute("set enable_progress_bar = false")
        con.execute(
            f"copy (select series, year::smallint as year, {', '.join(COLUMNS[2:])}"
            " from read_csv($content, all_varchar = true, header = true) order by series, area, year)"
            " to $out (format parquet, compression zstd, compression_level 19)",
            {"content": content.as_posix(), "out": out.as_posix()},
        )


def _figure(row: Mapping[str, str | None]) -> PublishedFigure:
    return PublishedFigure(
        series=row["series"] or "",
        area=row["area"] or "",
        year=int(row["year"] or 0),
        value=NotPublished(row["symbol"] or "na") if row["symbol"] or not row["value"] else Decimal(row["value"]),
        numerator=_number(row["numerator"]),
        denominator=_number(row["denominator"]),
        source=row["source"] or "",
    )


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _row(figure: PublishedFigure) -> tuple[str, ...]:
    value = figure.value
    shown, symbol = ("", value.symbol) if isinstance(value, NotPublished) else (str(value), "")
    parts = ["" if each is None else str(each) for each in (figure.numerator, figure.denominator)]
    return (figure.series, str(figure.year), figure.area, shown, symbol, *parts, figure.source)
