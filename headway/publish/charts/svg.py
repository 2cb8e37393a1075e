"""The few SVG elements that charts are made of, as text: numbers to one decimal, every word escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from headway.publish.charts.palette import FAMILY, INK

Points = Iterable[tuple[float, float]]
NARROW = set("ijltfrI.,:;'|!() -")
WIDE = set("mMWw%@")


def number(value: float) -> str:
    """A coordinate: one decimal, no trailing zero."""
    return f"{value:.1f}".removesuffix(".0")


def chart_svg(width: float, height: float, parts: Iterable[str], *, name: str, title: str, desc: str, css: str) -> str:
    """A chart with its text alternative. ``name`` makes the ids unique on a page."""
    about = f'role="img" aria-labelledby="{name}-t {name}-d"'
    words = f'<title id="{name}-t">{escape(title)}</title><desc id="{name}-d">{escape(desc)}</desc>'
    return _svg(width, height, (width, height), f'class="{css}" {about}', words + "".join(parts))


def small_svg(width: float, height: float, parts: Iterable[str], *, label: str, css: str, scale: float = 1) -> str:
    """A small drawing that a few words stand for; no words: it repeats what stands beside it, and is passed over."""
    about = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    words = f"<title>{escape(label)}</title>" if label else ""
    return _svg(width, height, (width * scale, height * scale), f'class="{css}" {about}', words + "".join(parts))


def _svg(width: float, height: float, size: tuple[float, float], about: str, inside: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {about} viewBox="0 0 {number(width)} {number(height)}"'
        f' width="{number(size[0])}" height="{number(size[1])}" font-family="{FAMILY}">{inside}</svg>'
    )


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        f' stroke="{colour}" stroke-width="{width}"{dashes}/>'
    )


def rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "", stroke_width: float = 1) -> str:
    """A rectangle."""
    edge = f' stroke="{stroke}" stroke-width="{stroke_width}"' if stroke else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" fill="{fill}"{edge}/>'
    )


def circle(x: float, y: float, radius: float, fill: str, stroke: str = "", width: float = 1, dash: str = "") -> str:
    """A circle."""
    edge = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
    edge += f' stroke-dasharray="{dash}"' if dash else ""
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{radius:.2f}" fill="{fill}"{edge}/>'


def polygon(points: Points, fill: str) -> str:
    """A filled shape."""
    return f'<polygon points="{_pairs(points)}" fill="{fill}"/>'


def polyline(points: Points, colour: str, width: float) -> str:
    """A line through points."""
    return (
        f'<polyline points="{_pairs(points)}" fill="none" stroke="{colour}" stroke-width="{width}"'
        ' stroke-linejoin="round" stroke-linecap="round"/>'
    )


def path(commands: str, colour: str, width: float, fill: str = "none") -> str:
    """A path of commands already written."""
    stroke = (
        f' stroke="{colour}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"' if width else ""
    )
    return f'<path d="{commands}" fill="{fill}"{stroke}/>'


def text(
    x: float, y: float, words: str, size: float, *, anchor: str = "start", colour: str = INK, bold: bool = False
) -> str:
    """Words at a place; ``anchor`` start, middle or end."""
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"{weight}>'
        f"{escape(words)}</text>"
    )


def text_width(words: str, size: float, bold: bool = False) -> float:
    """About how wide the words are in Liberation Sans."""
    units = sum(0.3 if c in NARROW else 0.86 if c in WIDE else 0.68 if c.isupper() else 0.556 for c in words)
    return units * size * (1.06 if bold else 1)


def runs_of(points: Iterable[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The unbroken stretches of a line: a missing month breaks it."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [stretch for stretch in found if stretch]


def _pairs(points: Points) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in points)
