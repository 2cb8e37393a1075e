"""One chart as a file for Word, PowerPoint or the web: SVG or PNG from one specification, its alt text beside it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.errors import FileError
from headway.evidence.assess import MeasureEvidence
from headway.evidence.series import SeriesPoint
from headway.evidence.words import masked_words
from headway.improvement import ClaimStatus
from headway.publish.charting import judged
from headway.publish.charts.figure import Figure, figure_svg
from headway.publish.drawn import Drawn
from headway.publish.measure_view import caption, county_chart, verdicts
from headway.publish.pdf import typeset
from headway.publish.shown import point_words, shape_of
from headway.store import disk

KINDS = (".svg", ".png")
# Three dots to each unit of the drawing, of which 96 make an inch: a slide is 1,920 by 1,080.
DOTS = 3 * 96
SMALL_NUMBERS = "Internal: shows small numbers, not for publication."


@dataclass(frozen=True)
class ChartFiles:
    """What was written: the picture, and its words as text."""

    picture: Path
    words: Path


def foot_words(council: str, day: date, *, is_synthetic: bool) -> str:
    """What a chart says of itself wherever it goes: whose it is, of which day, and that it is not to be published."""
    made_up = " Invented figures of a made-up county." if is_synthetic else ""
    return f"{council}, as at {day.day} {day:%B %Y}. {SMALL_NUMBERS}{made_up}"


def figure_of(each: MeasureEvidence, claim: ClaimStatus | None, foot: str = "", drawn: Drawn | None = None) -> Figure:
    """The county's chart with its verdicts: a place that the county's figure hides is said in the picture itself."""
    if drawn is not None:
        hidden = [masked_words(masked) for masked in each.masked]
        return Figure(drawn.chart, (*drawn.said, *hidden), f"{drawn.note} {foot}".strip())
    found = judged(each, each.county, claim, each.target)
    chart = county_chart(each, found, claim)
    return Figure(chart, verdicts(each, claim), f"{caption(each, found, chart)} {foot}".strip())


def refuse_kind(out: Path) -> None:
    """Raises FileError for a file that is no picture of a kind that can be made: asked before anything is worked out."""
    if out.suffix.lower() not in KINDS:
        raise FileError(f"A chart is a picture: its file ends in {' or '.join(KINDS)}.", f"{out}", "Name such a file.")


def write_chart(
    each: MeasureEvidence,
    claim: ClaimStatus | None,
    out: Path,
    *,
    foot: str,
    use: str = "page",
    drawn: Drawn | None = None,
) -> ChartFiles:
    """The chart in ``out`` (.svg or .png), for a page, a phone or a slide; beside it its alt text, table and ``foot``.

    ``drawn`` is another chart of the figure than that of its months.

    Raises FileError for another kind of file, a folder that cannot be written, a text beside it that is none of a
    chart's, or a figure without a month.
    """
    refuse_kind(out)
    if each.county.last is None:
        raise FileError(
            "There is no month to draw.", each.page.name_of(each.part), "Choose a measure that has figures."
        )
    words = out.with_suffix(".txt")
    if words.exists() and not (words.is_file() and SMALL_NUMBERS.encode() in words.read_bytes()):
        raise FileError(
            f"{words.name} is there already, and is not the words of a chart.",
            f"{words}",
            "Give the chart another name. Nothing was written.",
        )
    figure = figure_of(each, claim, foot, drawn)
    picture = figure_svg(figure, use)
    content = picture.encode() if out.suffix.lower() == ".svg" else png(picture)
    table = _months(each) if drawn is None else "\n".join("; ".join(row) for row in (drawn.table[0], *drawn.table[1]))
    read = f"{drawn.note}\n\n" if drawn else ""
    try:
        disk.replace_files({out: content, words: f"{figure.alt}\n\n{table}\n\n{read}{foot}\n".encode()})
    except OSError as error:
        raise FileError(
            f"The chart could not be written ({error.strerror}).", f"{out}", "Choose another folder."
        ) from None
    return ChartFiles(out, words)


def png(svg: str) -> bytes:
    """A drawing as a PNG picture, with the letters that ship with Headway. Raises PdfError where Typst refuses it."""
    with tempfile.TemporaryDirectory(prefix="headway-chart-") as name:
        folder = Path(name)
        (folder / "chart.svg").write_text(svg, encoding="utf-8")
        page = '#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("chart.svg")\n'
        (folder / "chart.typ").write_text(page, encoding="utf-8")
        return typeset(folder / "chart.typ", "the chart", format="png", ppi=DOTS)


def _months(each: MeasureEvidence) -> str:
    """The table beneath the chart, a month a line."""
    shape = shape_of(each)
    return "\n".join(f"{point.start:%B %Y}: {_with_n(shape, point)}" for point in each.county.points)


def _with_n(shape: str, point: SeriesPoint) -> str:
    words = point_words(shape, point)
    return f"{words} of {point.denominator or 0:,}" if shape == "proportion" and words.endswith("%") else words
