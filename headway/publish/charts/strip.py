"""The locality strip: one small chart a place, on one scale, the county a wide grey line behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.publish.charts.marks import mark_at
from headway.publish.charts.palette import COUNTY_GREY, INK, LIGHT, SECOND
from headway.publish.charts.scale import Scale
from headway.publish.charts.spc import SpcPoint
from headway.publish.charts.svg import line, polyline, runs_of, small_svg, text

WIDTH, HEIGHT = 170, 122
LEFT, RIGHT = 6.0, 162.0
# The ends of the scale are written above and below, where no line runs through them.
TOP, BOTTOM = 16.0, 107.0


@dataclass(frozen=True)
class Panel:
    """One place: its months, the county's beside them, the strip's scale, and what the drawing says."""

    points: Sequence[SpcPoint]
    county: Sequence[float | None]
    scale: Scale
    label: str
    target: float | None = None
    names_target: bool = False
    change_at: float | None = None


def panel_svg(panel: Panel) -> str:
    """The place's drawing."""
    scale = panel.scale.at(TOP, BOTTOM)
    count = len(panel.points)

    def x(place: float) -> float:
        return LEFT + place * (RIGHT - LEFT) / max(count - 1, 1)

    parts = [line(2, BOTTOM, 168, BOTTOM, LIGHT), line(2, TOP, 168, TOP, LIGHT)]
    parts += _target(panel, scale)
    if panel.change_at is not None:
        at = x(panel.change_at - 0.5)
        parts.append(line(at, TOP, at, BOTTOM, INK, 1))
    county = [None if v is None else (x(i), scale.y(v)) for i, v in enumerate(panel.county)]
    own = [None if p.value is None else (x(i), scale.y(p.value)) for i, p in enumerate(panel.points)]
    parts += [polyline(stretch, COUNTY_GREY, 2.8) for stretch in runs_of(county)]
    parts += [polyline(stretch, INK, 1.2) for stretch in runs_of(own)]
    parts.append(text(3, 12, scale.words(scale.high), 12, colour=SECOND))
    parts.append(text(3, 120, scale.words(scale.low), 12, colour=SECOND))
    newest = max((i for i, point in enumerate(own) if point is not None), default=None)
    for i, (point, place) in enumerate(zip(panel.points, own, strict=True)):
        if place is not None and (point.kind != "steady" or i == newest):
            parts.append(mark_at(*place, point.kind, up=point.is_up, size=11 if i == newest else 6.4))
    return small_svg(WIDTH, HEIGHT, parts, label=panel.label, css="panel")


def _target(panel: Panel, scale: Scale) -> list[str]:
    if panel.target is None or not scale.low <= panel.target <= scale.high:
        return []
    y = scale.y(panel.target)
    # Above the drawing, as the end of the scale is: beside its own line it would lie across the months.
    words = text(167, 12, f"target {scale.words(panel.target)}", 12, anchor="end", colour=SECOND)
    return [line(2, y, 168, y, INK, 0.8), *([words] if panel.names_target else [])]
