"""A sparkline: months as a line on the band of its base, the day of the change as a tick, the last month as a mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from headway.publish.charts.marks import mark_at
from headway.publish.charts.palette import BAND_SPARK, INK, SECOND
from headway.publish.charts.svg import line, polyline, rect, runs_of, small_svg

WIDTH, HEIGHT = 104, 28
LEFT, RIGHT = 3.0, 91.0
TOP, BOTTOM = 6.0, 22.0


@dataclass(frozen=True)
class Spark:
    """Values oldest first, None for a month without one; ``change_at`` is the place of the first month after it."""

    values: Sequence[float | None]
    mark: str
    is_up: bool = True
    mean: float | None = None
    lower: float | None = None
    upper: float | None = None
    change_at: int | None = None
    label: str = ""


def spark_svg(spark: Spark) -> str:
    """The drawing; nothing but the mark when no month has a value."""
    y = _heights(spark)
    step = (RIGHT - LEFT) / max(len(spark.values) - 1, 1)
    points = [None if v is None else (LEFT + i * step, y(v)) for i, v in enumerate(spark.values)]
    parts: list[str] = []
    if spark.lower is not None and spark.upper is not None:
        top, bottom = y(spark.upper), y(spark.lower)
        parts.append(rect(LEFT, top, RIGHT - LEFT, max(bottom - top, 1), BAND_SPARK))
    if spark.mean is not None:
        parts.append(line(LEFT, y(spark.mean), RIGHT, y(spark.mean), SECOND, 0.8, "3 2"))
    if spark.change_at is not None and spark.change_at > 0:
        at = min(LEFT + (spark.change_at - 0.5) * step, RIGHT + 2)
        parts.append(line(at, 0, at, HEIGHT, INK, 0.9))
    parts += [polyline(stretch if len(stretch) > 1 else stretch * 2, SECOND, 1.2) for stretch in runs_of(points)]
    last = next((point for point in reversed(points) if point is not None), (RIGHT, HEIGHT / 2))
    parts.append(mark_at(last[0] + 1.5, min(max(last[1], 6), HEIGHT - 6), spark.mark, up=spark.is_up, size=9.5))
    return small_svg(WIDTH, HEIGHT, parts, label=spark.label, css="spark")


def _heights(spark: Spark) -> Callable[[float], float]:
    known = [v for v in (*spark.values, spark.lower, spark.upper) if v is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    spread = high - low or 1.0
    return lambda value: BOTTOM + 2 - (value - low) / spread * (BOTTOM - TOP + 4)
