"""Marks and icons: every meaning has its own shape, so that none rests on colour alone and grey print keeps them apart.

Improvement is a bare triangle, concern a white triangle on a solid plate, change without a good direction a diamond,
steady a dot, too early a dashed ring, cannot tell a ring with one stroke, hidden by the average a box around the mark.
"""

from __future__ import annotations

from headway.publish.charts.palette import BLUE, GREY, INK, ORANGE, PURPLE, SECOND, WHITE
from headway.publish.charts.svg import circle, line, path, polygon, polyline, rect, small_svg

SIZE = 11.5
CELL = 20
SIGNALS = ("improvement", "concern", "neutral")
KINDS = (*SIGNALS, "steady", "too_early", "cannot_tell")


def triangle(x: float, y: float, size: float, *, up: bool, fill: str) -> str:
    """A triangle that points up or down, centred."""
    half, tall = 0.525 * size, 0.475 * size * (1 if up else -1)
    return polygon([(x, y - tall), (x + half, y + tall), (x - half, y + tall)], fill)


def mark_at(x: float, y: float, kind: str, *, up: bool = True, size: float = SIZE) -> str:
    """The mark of a kind at a place, as parts of a drawing. Raises ValueError for a kind that has no mark."""
    if kind == "improvement":
        return triangle(x, y, size, up=up, fill=BLUE)
    if kind == "concern":
        half = size / 2
        return rect(x - half, y - half, size, size, ORANGE) + triangle(x, y, 0.57 * size, up=up, fill=WHITE)
    if kind == "neutral":
        half = 0.58 * size
        return polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], PURPLE)
    if kind == "steady":
        return circle(x, y, 0.27 * size, GREY)
    ring = 0.417 * size
    if kind == "too_early":
        return circle(x, y, ring, WHITE, SECOND, 1.3, "1.7 1.7")
    if kind == "cannot_tell":
        reach = 0.296 * size
        return circle(x, y, ring, WHITE, SECOND, 1.2) + line(x - reach, y + reach, x + reach, y - reach, SECOND, 1.2)
    raise ValueError(f"no mark for {kind!r}")


def mark(kind: str, label: str, *, up: bool = True, boxed: bool = False, pixels: int = 18) -> str:
    """One mark in its cell, with its words; ``boxed`` when the place is hidden by the average."""
    box = rect(1, 1, 18, 18, WHITE, INK, 1.6) if boxed else ""
    return _cell(box + mark_at(CELL / 2, CELL / 2, kind, up=up), label, pixels)


def change_icon(kind: str, label: str, *, up: bool = True, pixels: int = 22) -> str:
    """Is it changing? A square: thin with a zigzag, blue with a triangle, solid plate, diamond, dashed, or strokes."""
    return _cell(_change(kind, up), label, pixels)


def target_icon(kind: str, label: str, *, pixels: int = 22) -> str:
    """Will it meet the target? A circle: a tick in a ring, half a disc, a cross on a disc; a dash where there is none."""
    return _cell(_target(kind), label, pixels)


def _change(kind: str, up: bool) -> str:
    if kind == "improvement":
        return rect(1.5, 1.5, 17, 17, WHITE, BLUE, 1.8) + triangle(10, 10, 9.4, up=up, fill=BLUE)
    if kind == "concern":
        return rect(1, 1, 18, 18, ORANGE) + triangle(10, 10, 10, up=up, fill=WHITE)
    if kind == "neutral":
        diamond = [(10.0, 0.6), (19.4, 10.0), (10.0, 19.4), (0.6, 10.0)]
        return polygon(diamond, PURPLE) + triangle(10, 10 - (0.6 if up else -0.6), 6.9, up=up, fill=WHITE)
    if kind == "steady":
        zigzag = [(4.0, 11.5), (7.0, 8.0), (10.0, 12.5), (13.0, 7.5), (16.0, 10.5)]
        return rect(1.5, 1.5, 17, 17, WHITE, GREY, 1.3) + polyline(zigzag, SECOND, 1.8)
    if kind == "too_early":
        dots = "".join(circle(x, 10, 1.2, SECOND) for x in (6, 10, 14))
        frame = rect(1.5, 1.5, 17, 17, WHITE, SECOND, 1.4).replace("/>", ' stroke-dasharray="2.4 2"/>')
        return frame + dots
    strokes = path("M4 16L16 4M4 9.5L9.5 4M10.5 16L16 10.5", SECOND, 1.3)
    return rect(1.5, 1.5, 17, 17, WHITE, SECOND, 1.4) + strokes


def _target(kind: str) -> str:
    if kind == "pass":
        tick = [(5.6, 10.4), (8.8, 13.6), (14.4, 6.8)]
        return circle(10, 10, 8.6, WHITE, BLUE, 1.8) + polyline(tick, BLUE, 2.4)
    if kind == "fail":
        return circle(10, 10, 9.4, ORANGE) + path("M6.4 6.4L13.6 13.6M13.6 6.4L6.4 13.6", WHITE, 2.4)
    if kind == "inconsistent":
        half = path("M1.4 10A8.6 8.6 0 0 1 18.6 10Z", SECOND, 0, SECOND)
        return circle(10, 10, 8.6, WHITE, SECOND, 1.6) + half
    if kind == "none":
        return line(5, 10, 15, 10, SECOND, 1.6)
    return _change(kind, True)


def _cell(parts: str, label: str, pixels: int) -> str:
    return small_svg(CELL, CELL, [parts], label=label, css="mk", scale=pixels / CELL)


def dash(label: str, pixels: int = 18) -> str:
    """A dash in a cell: there is nothing to mark, and the words say why."""
    return _cell(line(7, 10, 13, 10, GREY, 1.6), label, pixels)
