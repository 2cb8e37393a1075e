"""Charts as SVG text: the line grey, the points carrying the signal by shape and colour, with words beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK, SECOND, LINE = "#0B0C0C", "#505A5F", "#6F777B"
IMPROVEMENT, CONCERN, NEUTRAL = "#005EA5", "#B8500F", "#4C2C92"
MEAN_LINE = 'stroke-width="1.4" stroke-dasharray="6 4"'
BAND, BAND_AFTER, LIGHT = "#DCE3E8", "#EDF1F3", "#D5D8DA"


@dataclass(frozen=True)
class ChartPoint:
    """A month: its label, its value (None for a gap) and its mark: steady, better, worse, changed; with up or down."""

    label: str
    value: float | None
    mark: str = "steady"
    is_up: bool = True


@dataclass(frozen=True)
class SpcChart:
    """What an XmR chart shows. Values, limits and target are in the unit of the axis (percent or number)."""

    name: str
    title: str
    reading: str
    points: Sequence[ChartPoint]
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None
    change_at: int | None
    unit: str
    floor: float
    ceiling: float


def mark_svg(kind: str, is_up: bool, x: float, y: float, size: float = 11.5) -> str:
    """One mark: a bare blue triangle, a white triangle on an orange plate, a purple diamond, a dot, a ring."""
    h = size / 2
    tip, base = (y - h, y + h) if is_up else (y + h, y - h)
    if kind == "better":
        return f'<path d="M{x:.1f} {tip:.1f}L{x + h:.1f} {base:.1f}H{x - h:.1f}Z" fill="{IMPROVEMENT}"/>'
    if kind == "worse":
        t = h * 0.6
        tip, base = (y - t, y + t) if is_up else (y + t, y - t)
        plate = f'<rect x="{x - h:.1f}" y="{y - h:.1f}" width="{size}" height="{size}" fill="{CONCERN}"/>'
        return plate + f'<path d="M{x:.1f} {tip:.1f}L{x + t:.1f} {base:.1f}H{x - t:.1f}Z" fill="#fff"/>'
    if kind == "changed":
        return f'<path d="M{x:.1f} {y - h:.1f}L{x + h:.1f} {y:.1f}L{x:.1f} {y + h:.1f}L{x - h:.1f} {y:.1f}Z" fill="{NEUTRAL}"/>'
    if kind in ("early", "unknown"):
        dash = ' stroke-dasharray="2 2"' if kind == "early" else ""
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{h * 0.8:.1f}" fill="#fff" stroke="{SECOND}" stroke-width="1.2"{dash}/>'
        stroke = (
            f'<path d="M{x - h * 0.5:.1f} {y + h * 0.5:.1f}L{x + h * 0.5:.1f} {y - h * 0.5:.1f}" stroke="{SECOND}"/>'
        )
        return ring + (stroke if kind == "unknown" else "")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size * 0.27:.1f}" fill="{LINE}"/>'


def mark_icon(kind: str, is_up: bool, words: str, is_hidden: bool = False, size: int = 18) -> str:
    """A mark alone, as a small picture with its words; boxed where the county's figure hides the place."""
    box = (
        f'<rect x="1" y="1" width="18" height="18" fill="none" stroke="{INK}" stroke-width="1.6"/>' if is_hidden else ""
    )
    return (
        f'<svg class="mark" role="img" width="{size}" height="{size}" viewBox="0 0 20 20"><title>{escape(words)}</title>'
        f"{box}{mark_svg(kind, is_up, 10, 10)}</svg>"
    )


def spc_svg(chart: SpcChart, width: int = 720, height: int = 290) -> str:
    """The chart as SVG with a title and a description of what it says."""
    frame = _Frame(chart, width, height)
    body = [frame.grid(), frame.limits(), frame.line(), frame.marks(), frame.labels()]
    return (
        f'<svg role="img" aria-labelledby="{chart.name}-t {chart.name}-d" viewBox="0 0 {width} {height}"'
        f' font-family="Arial, Liberation Sans, sans-serif" font-size="13">'
        f'<title id="{chart.name}-t">{escape(chart.title)}</title><desc id="{chart.name}-d">{escape(chart.reading)}</desc>'
        + "".join(body)
        + "</svg>"
    )


class _Frame:
    """Where things stand in a chart."""

    def __init__(self, chart: SpcChart, width: int, height: int) -> None:
        self.chart = chart
        self.left, self.right = 46, width - 130
        self.top, self.bottom = 34, height - 30

    def x(self, at: int) -> float:
        """The place of a month."""
        return self.left + 8 + (self.right - self.left - 16) * at / max(1, len(self.chart.points) - 1)

    def y(self, value: float) -> float:
        """The place of a value."""
        span = self.chart.ceiling - self.chart.floor or 1
        inside = min(max(value, self.chart.floor), self.chart.ceiling)
        return self.bottom - (self.bottom - self.top) * (inside - self.chart.floor) / span

    def grid(self) -> str:
        """Three light lines with their values, and the first, middle and last month."""
        parts = []
        for share in (0, 0.5, 1):
            value = self.chart.floor + (self.chart.ceiling - self.chart.floor) * share
            y = self.y(value)
            parts.append(f'<path d="M{self.left} {y:.1f}H{self.right}" stroke="{LIGHT}"/>')
            parts.append(
                f'<text x="{self.left - 6}" y="{y + 4:.1f}" text-anchor="end" fill="{SECOND}">{self.number(value)}</text>'
            )
        last = len(self.chart.points) - 1
        for at in sorted({0, last // 2, last}):
            label = escape(self.chart.points[at].label)
            parts.append(
                f'<text x="{self.x(at):.1f}" y="{self.bottom + 20}" text-anchor="middle" fill="{SECOND}">{label}</text>'
            )
        return "".join(parts)

    def number(self, value: float) -> str:
        """A value with its unit."""
        return f"{value:.0f}{self.chart.unit}" if self.chart.unit or abs(value) >= 10 else f"{value:.1f}"

    def limits(self) -> str:
        """The band of limits with thin edges, the mean dashed, the target solid, the change upright."""
        chart, parts = self.chart, []
        if chart.lower is not None and chart.upper is not None:
            top, low = self.y(chart.upper), self.y(chart.lower)
            parts.append(f'<path d="M{self.left} {top:.1f}H{self.right}V{low:.1f}H{self.left}Z" fill="{BAND_AFTER}"/>')
            for y in (top, low):
                parts.append(f'<path d="M{self.left} {y:.1f}H{self.right}" stroke="{LINE}" stroke-width="0.8"/>')
        if chart.mean is not None:
            parts.append(
                f'<path d="M{self.left} {self.y(chart.mean):.1f}H{self.right}" stroke="{SECOND}" {MEAN_LINE}/>'
            )
        if chart.target is not None:
            parts.append(
                f'<path d="M{self.left} {self.y(chart.target):.1f}H{self.right}" stroke="{INK}" stroke-width="1.1"/>'
            )
        if chart.change_at is not None:
            x = self.x(chart.change_at)
            parts.append(f'<path d="M{x:.1f} {self.top - 14}V{self.bottom}" stroke="{INK}" stroke-width="1.5"/>')
            parts.append(
                f'<text x="{x - 6:.1f}" y="{self.top - 6}" text-anchor="end" fill="{INK}">change begins</text>'
            )
        return "".join(parts)

    def line(self) -> str:
        """The months joined, cut where one is missing."""
        path, pen = "", "M"
        for at, point in enumerate(self.chart.points):
            if point.value is None:
                pen = "M"
                continue
            path += f"{pen}{self.x(at):.1f} {self.y(point.value):.1f}"
            pen = "L"
        return f'<path d="{path}" fill="none" stroke="{LINE}" stroke-width="1.5"/>'

    def marks(self) -> str:
        """Each month's mark."""
        return "".join(
            mark_svg(point.mark, point.is_up, self.x(at), self.y(point.value))
            for at, point in enumerate(self.chart.points)
            if point.value is not None
        )

    def labels(self) -> str:
        """Last value, target and mean at the right end, far enough apart to be read."""
        last = next((point for point in reversed(self.chart.points) if point.value is not None), None)
        wanted = []
        if last is not None and last.value is not None:
            wanted.append(
                (
                    self.y(last.value),
                    f'<tspan font-size="20" font-weight="bold">{self.number(last.value)}</tspan> {escape(last.label)}',
                )
            )
        if self.chart.target is not None:
            wanted.append((self.y(self.chart.target), f"target {self.number(self.chart.target)}"))
        if self.chart.mean is not None:
            wanted.append((self.y(self.chart.mean), f"mean {self.number(self.chart.mean)}"))
        placed: list[tuple[float, str]] = []
        for y, words in sorted(wanted):
            placed.append((max(y, placed[-1][0] + 18) if placed else y, words))
        return "".join(f'<text x="{self.right + 8}" y="{y + 4:.1f}" fill="{INK}">{words}</text>' for y, words in placed)
