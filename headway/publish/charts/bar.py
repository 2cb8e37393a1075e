"""How much of what was promised is done: a bar."""

from __future__ import annotations

from headway.publish.charts.palette import GREY, SECOND, WHITE
from headway.publish.charts.svg import rect, small_svg

WIDTH, HEIGHT = 56, 5


def bar_svg(done: int, total: int) -> str:
    """The bar; empty when nothing was promised. It repeats the words beside it, so it has none of its own."""
    share = done / total if total else 0
    filled = rect(0, 0, WIDTH * share, HEIGHT, SECOND) if share else ""
    frame = rect(0.5, 0.5, WIDTH - 1, HEIGHT - 1, WHITE, GREY)
    return small_svg(WIDTH, HEIGHT, [frame, filled], label="", css="bar")
