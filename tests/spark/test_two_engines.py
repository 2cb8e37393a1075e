"""One text, two engines: every page gives on Spark the rows that it gives on DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

pytest.importorskip("pyspark", reason="the second engine is installed by make test-all")

from headway.county import County
from headway.journey import Journey
from headway.measures import MeasurePage, load_measures
from headway.measures.functions import define_functions
from headway.measures.rows import page_spans
from headway.measures.spark_engine import SparkEngine
from headway.measures.windows import on_day_tables
from headway.measures.worked_example import on_duckdb, run_example
from headway.synthetic import synthesise

pytestmark = pytest.mark.slow
PAGES = load_measures().pages


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkEngine]:
    with SparkEngine() as engine:
        yield engine


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_worked_example_holds_on_spark(spark: SparkEngine, page: MeasurePage) -> None:
    result = run_example(page, spark.rows)
    assert result.found == result.expected
    assert result.holds


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    """A small county with 14 monthly loads: enough history for measures that look back a year, and enough adoptions."""
    folder = tmp_path_factory.mktemp("two-engines")
    synthesise(folder, months=14, seed=11, scale=0.1)
    found = County.open(folder / "county")
    for workbook in sorted(folder.glob("annex_a_*.xlsx")):
        found.load([workbook], as_at=None, today=date(2026, 10, 12), by="test")
    return found


@pytest.fixture(scope="module")
def journey(county: County) -> Journey:
    reading = county.read()
    tables = {table for page in PAGES for table in on_day_tables(page)}
    reading.journey.on_day([period.end for period in reading.periods("month")], 45, tables)
    define_functions(reading.journey.con)
    return reading.journey


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_rows_of_the_county_are_the_same(
    spark: SparkEngine, county: County, journey: Journey, page: MeasurePage
) -> None:
    spans = page_spans(journey, county.files, page)
    assert spans, f"{page.id} has no standard in the synthetic county"
    spark.put_tables(journey.con, page)
    for span in spans:
        ours = on_duckdb(journey.con, page, span.values)
        assert ours, f"{page.id} has no row in the synthetic county"
        assert _sorted(spark.ask(page, span.values)) == _sorted(ours)


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr([(name, type(value).__name__, value) for name, value in row.items()]) for row in rows)
