"""One line that shows what an average hides: the county a thick tick, the target a thin one, places dots, one boxed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headway.publish.charts.palette import COUNTY_GREY, GREY, INK, SECOND, WHITE
from headway.publish.charts.svg import circle, line, rect, small_svg, text, text_width

WIDTH, HEIGHT = 172, 34
LEFT, RIGHT = 22.0, 150.0
MIDDLE = 15.5
SIZE = 10.7
# Of the target's label: what hangs below it is inside the drawing.
BASELINE = 30.5
GAP = 4.0


@dataclass(frozen=True)
class HiddenPlace:
    """The place that is hidden, its value and label, the county's, the others' values, and the target if there is one."""

    place_value: float
    place_label: str
    county_value: float
    county_label: str
    others: Sequence[float]
    target: float | None = None
    target_label: str = ""


def hidden_svg(hidden: HiddenPlace) -> str:
    """The drawing. It repeats the sentence beside it, so it has no words of its own for a screen reader."""
    known = [hidden.place_value, hidden.county_value, *hidden.others]
    known += [hidden.target] if hidden.target is not None else []
    low, spread = min(known), (max(known) - min(known)) or 1.0

    def x(value: float) -> float:
        return LEFT + (value - low) / spread * (RIGHT - LEFT)

    parts = [line(4, MIDDLE, 168, MIDDLE, COUNTY_GREY)]
    if hidden.target is not None:
        at = x(hidden.target)
        parts += [line(at, 10, at, 21, INK, 1), text(_held(at, hidden.target_label), BASELINE, hidden.target_label, SIZE,
                                                     anchor="middle", colour=SECOND)]  # fmt: skip
    parts += [circle(x(value), MIDDLE, 3, GREY) for value in hidden.others]
    at, county = x(hidden.place_value), x(hidden.county_value)
    parts.append(line(county, 10, county, 21, INK, 2.6))
    place_x, county_x = _apart(at, hidden.place_label, county, hidden.county_label)
    parts.append(text(county_x, 8, hidden.county_label, SIZE, anchor="middle"))
    parts.append(rect(at - 5, 10.5, 10, 10, WHITE, INK, 1.8))
    parts.append(text(place_x, 8, hidden.place_label, SIZE, anchor="middle", bold=True))
    return small_svg(WIDTH, HEIGHT, parts, label="", css="hidden")


def _held(at: float, label: str, bold: bool = False) -> float:
    """The middle of a label, moved so that all of it is inside the drawing."""
    half = text_width(label, SIZE, bold) / 2
    return min(max(at, half + 1), WIDTH - half - 1)


def _apart(place: float, place_label: str, county: float, county_label: str) -> tuple[float, float]:
    """The middles of the two labels above the line, moved apart where they would touch."""
    place_x, county_x = _held(place, place_label, True), _held(county, county_label)
    needed = (text_width(place_label, SIZE, True) + text_width(county_label, SIZE)) / 2 + GAP
    lack = needed - abs(place_x - county_x)
    if lack > 0:
        side = 1 if place_x >= county_x else -1
        place_x, county_x = (
            _held(place_x + side * lack / 2, place_label, True),
            _held(county_x - side * lack / 2, county_label),
        )
        lack = needed - abs(place_x - county_x)
        if lack > 0:
            county_x, place_x = county_x - side * lack, place_x + side * lack
            county_x, place_x = _held(county_x, county_label), _held(place_x, place_label, True)
    return place_x, county_x
