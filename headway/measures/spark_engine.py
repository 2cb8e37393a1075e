"""Pages run on Spark, the second engine: the same text, over the tables that a DuckDB connection holds.

An optional part: ``pip install 'headway[spark]'`` and a Java runtime.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any

import duckdb
from sqlglot import exp

from headway.errors import RefusedError
from headway.measures.functions import define_functions
from headway.measures.page import MeasurePage
from headway.measures.spark_sql import spark_sql
from headway.measures.standards import Values
from headway.store.connection import connect

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS: Mapping[str, str] = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


class SparkEngine:
    """A Spark of this machine. Use it in a ``with``: the tables that it was handed are gone when it ends."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="headway-spark-")
        self._session = _session(Path(self._folder.name))
        self._count = 0
        self._put_calendar()

    def __enter__(self) -> SparkEngine:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._session.stop()
        self._folder.cleanup()

    def rows(self, con: duckdb.DuckDBPyConnection, page: MeasurePage, values: Values) -> list[dict[str, Any]]:
        """The page's rows, by name of column, over the journey tables of the connection as they stand."""
        self.put_tables(con, page)
        return self.ask(page, values)

    def put_tables(self, con: duckdb.DuckDBPyConnection, page: MeasurePage) -> None:
        """Hands over the journey tables that the page reads, in place of any of the same name."""
        own = {cte.alias for cte in page.tree.find_all(exp.CTE)}
        for name in sorted({table.name for table in page.tree.find_all(exp.Table)} - own):
            self._put(con, f"SELECT * FROM journey.{name}", name)

    def ask(self, page: MeasurePage, values: Values) -> list[dict[str, Any]]:
        """The page's rows, by name of column, over the tables that have been handed over."""
        found = self._session.sql(spark_sql(page, values)).collect()
        return [dict(zip(page.columns, row, strict=True)) for row in found]

    def _put(self, con: duckdb.DuckDBPyConnection, select: str, name: str) -> None:
        self._count += 1  # a file of its own: Spark remembers what a path held
        path = Path(self._folder.name) / f"{name}-{self._count}.parquet"
        con.execute(f"COPY ({select}) TO '{path.as_posix()}' (FORMAT parquet)")
        self._session.read.parquet(path.as_posix()).createOrReplaceTempView(name)

    def _put_calendar(self) -> None:
        con = connect()
        define_functions(con)
        self._put(con, "SELECT * FROM measures.calendar_list", "calendar_list")


def _session(folder: Path) -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise RefusedError(
            "Spark, the second engine, is not installed.",
            "It is an optional part of Headway.",
            "Install it with: pip install 'headway[spark]'. DuckDB, the first engine, needs nothing.",
        ) from None
    builder = SparkSession.builder.master("local[2]").appName("headway")
    for name, value in {**_SETTINGS, "spark.sql.warehouse.dir": (folder / "warehouse").as_posix()}.items():
        builder = builder.config(name, value)
    session: SparkSession = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session
