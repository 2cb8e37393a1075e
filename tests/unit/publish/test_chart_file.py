"""One chart as a file: the same specification as SVG and PNG, for a page, a phone and a slide, with its words beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from headway.errors import FileError
from headway.evidence.assess import MeasureEvidence
from headway.publish import claims_by_measure, foot_words, write_chart
from headway.publish.chart_file import figure_of
from headway.publish.charts.figure import FRAMES, figure_svg
from headway.publish.charts.spc import WIDE, spc_svg
from headway.publish.shown import measure_name
from tests.unit.publish.sample import evidence, no_figures, sample_contents, sample_evidence, unallocated

CONTENTS = sample_contents()
FOOT = foot_words("Sample County", date(2026, 9, 30), is_synthetic=True)
CLAIMS = claims_by_measure(CONTENTS.plan)


def of(name: str) -> MeasureEvidence:
    return next(each for each in CONTENTS.evidence if measure_name(each) == name)


def draw(name: str, out: Path, use: str) -> Path:
    return write_chart(of(name), CLAIMS.get(name), out, foot=FOOT, use=use).picture


@pytest.mark.parametrize("use", FRAMES)
def test_the_picture_has_every_month_of_the_chart_in_ink_and_is_of_its_size(use: str, tmp_path: Path) -> None:
    name = "assessment_within_45_days"
    image = Image.open(draw(name, tmp_path / "chart.png", use)).convert("RGB")
    assert image.width == pytest.approx(3 * FRAMES[use].width, abs=2)
    if use == "slide":
        assert image.size == (1920, 1080)
    grey = image.convert("L")
    assert grey.getextrema()[0] < 40 and grey.getpixel((2, 2)) == 255
    blue = sum(count for count, colour in image.getcolors(1 << 24) or [] if colour == (0, 94, 165))
    assert blue > 12 * 50, "twelve months carry the mark of the expected direction"


def test_what_is_written_has_the_letters_that_ship(tmp_path: Path) -> None:
    """A picture whose words were dropped for want of letters would be much whiter in its head."""
    image = Image.open(draw("assessment_within_45_days", tmp_path / "chart.png", "page")).convert("L")
    head = image.crop((0, 0, image.width, 60))
    assert sum(head.histogram()[:128]) > 2000


def test_both_kinds_are_of_one_specification_and_the_words_stand_beside(tmp_path: Path) -> None:
    name = "assessment_within_45_days"
    files = write_chart(of(name), CLAIMS[name], tmp_path / "in time.SVG", foot=FOOT)
    svg, words = files.picture.read_text(encoding="utf-8"), files.words.read_text(encoding="utf-8")
    chart = figure_of(of(name), CLAIMS[name]).chart
    inner = re.search(r"<desc[^>]*>[^<]*</desc>(.*)</svg>", spc_svg(chart, WIDE))
    assert inner and inner.group(1) in svg
    alt, months, foot = words.split("\n\n")
    assert foot == f"{FOOT}\n"
    assert alt.startswith(chart.title) and chart.desc in alt
    assert len(months.splitlines()) == 25 and months.splitlines()[-1].startswith("September 2026: 82%")
    assert "<desc" in svg and 'role="img"' in svg


def test_letters_on_a_slide_are_large_enough_to_be_read_from_the_back(tmp_path: Path) -> None:
    """On a slide of 960 points the drawing of 640 is half as large again: at least 18 points."""
    sizes = {
        float(size)
        for size in re.findall(
            r'font-size="([\d.]+)"', figure_svg(figure_of(of("children_unallocated"), None), "slide")
        )
    }
    assert min(sizes) * 1.5 >= 18


@pytest.mark.parametrize("use", FRAMES)
def test_a_limit_s_words_never_lie_on_a_month(use: str) -> None:
    drawn = figure_svg(figure_of(evidence("children_unallocated", unallocated), None), use)
    chart = drawn[drawn.index("<g transform") :]
    x, y, size = (
        float(n)
        for n in re.search(
            r'<text x="([\d.]+)" y="([\d.]+)" font-size="([\d.]+)"[^>]*>(?:lower )?limit', chart
        ).groups()
    )  # type: ignore[union-attr]
    marks = [
        tuple(float(n) for n in pair.split(","))
        for points in re.findall(r'<polygon points="([^"]+)"', chart)
        for pair in points.split()
    ]
    assert not any(x - 2 < at < x + 5 * size and y - size + 2 < height < y for at, height in marks)


def test_another_kind_of_file_a_figure_without_months_and_a_folder_that_is_not_there_are_refused(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileError, match="ends in .svg or .png"):
        draw("assessment_within_45_days", tmp_path / "chart.jpg", "page")
    with pytest.raises(FileError, match="no month to draw"):
        write_chart(evidence("three_or_more_placements", no_figures), None, tmp_path / "chart.png", foot=FOOT)
    with pytest.raises(FileError, match="could not be written"):
        draw("assessment_within_45_days", tmp_path / "none" / "chart.svg", "page")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("use", FRAMES)
def test_the_picture_says_whose_it_is_of_which_day_and_that_it_is_not_to_be_published(use: str, tmp_path: Path) -> None:
    drawn = draw("assessment_within_45_days", tmp_path / "chart.svg", use).read_text(encoding="utf-8")
    said = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawn))
    for words in ("Sample County, as at 30 September 2026.", "small numbers, not for publication.", "Invented figures"):
        assert words in said
    assert "Invented" not in foot_words("Sample County", date(2026, 9, 30), is_synthetic=False)


def test_a_text_of_another_kind_beside_it_is_left_as_it_is_and_its_own_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("My notes.")
    with pytest.raises(FileError, match="is there already"):
        draw("assessment_within_45_days", tmp_path / "notes.png", "page")
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]
    for name in ("assessment_within_45_days", "children_unallocated"):
        draw(name, tmp_path / "chart.svg", "page")
    assert (tmp_path / "notes.txt").read_text() == "My notes."


def test_every_share_among_the_words_has_its_n(tmp_path: Path) -> None:
    each = next(found for found in sample_evidence() if found.page.id == "assessment_within_45_days")
    files = write_chart(each, None, tmp_path / "chart.svg", foot="")
    alt, months, *_ = files.words.read_text(encoding="utf-8").split("\n\n")
    last = each.county.last
    assert last is not None and f"% of {last.denominator}." in alt
    assert all("% of " in line for line in months.splitlines() if "%" in line)
