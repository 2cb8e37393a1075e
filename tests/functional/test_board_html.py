"""The board pack in a real browser: with a screen reader's eyes, on a phone, without scripts, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from headway.publish import PackFiles, write_board_pack
from tests.functional.browser import open_file
from tests.unit.publish.sample import evidence, no_figures, sample_contents

pytestmark = pytest.mark.browser
EDITION = "Internal: not for publication"


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> PackFiles:
    return write_board_pack(sample_contents(), tmp_path_factory.mktemp("pack") / "out")


@pytest.fixture(scope="module")
def empty_pack(tmp_path_factory: pytest.TempPathFactory) -> PackFiles:
    nothing = (evidence("assessment_within_45_days", no_figures, target=0.8),)
    return write_board_pack(sample_contents(evidence_of=nothing, children=0), tmp_path_factory.mktemp("empty") / "out")


@pytest.mark.parametrize("width", [1440, 360])
def test_axe_finds_nothing(browser: Browser, pack: PackFiles, width: int) -> None:
    with open_file(browser, pack.html, width=width) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert opened.axe_violations() == []


def test_axe_finds_nothing_where_there_is_no_figure(browser: Browser, empty_pack: PackFiles) -> None:
    with open_file(browser, empty_pack.html) as opened:
        assert opened.axe_violations() == []


def test_axe_would_notice(browser: Browser, tmp_path: Path, pack: PackFiles) -> None:
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(
        pack.html.read_text().replace('role="img" aria-label=', 'role="img" data-was=').replace("<title>", "<i>")
    )
    with open_file(browser, spoilt) as opened:
        assert any(line.startswith("svg-img-alt") for line in opened.axe_violations())


def test_nothing_is_asked_of_the_world(browser: Browser, pack: PackFiles) -> None:
    with open_file(browser, pack.html) as opened:
        opened.page.wait_for_timeout(200)
        assert opened.requests == []


def test_it_reads_the_same_without_scripts(browser: Browser, pack: PackFiles) -> None:
    with open_file(browser, pack.html, javascript=False) as opened:
        without = opened.page.inner_text("main")
        opened.page.click("summary >> nth=0")
        assert opened.page.is_visible("table.data >> nth=0")
    with open_file(browser, pack.html) as opened:
        assert opened.page.inner_text("main") == without
    assert "Needs someone now" in without


@pytest.mark.parametrize("width", [1440, 900, 641, 640, 360, 320])
def test_no_page_is_wider_than_the_screen(browser: Browser, pack: PackFiles, width: int) -> None:
    with open_file(browser, pack.html, width=width) as opened:
        opened.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_charts_are_drawn_again_for_a_phone(browser: Browser, pack: PackFiles) -> None:
    for width, shown, hidden in ((1440, "svg.wide", "svg.narrow"), (360, "svg.narrow", "svg.wide")):
        with open_file(browser, pack.html, width=width) as opened:
            assert opened.page.is_visible(f"{shown} >> nth=0")
            assert not opened.page.is_visible(f"{hidden} >> nth=0")


def test_rows_are_stacked_on_a_phone(browser: Browser, pack: PackFiles) -> None:
    heads = "document.querySelector('table.asked thead').getBoundingClientRect().height"
    with open_file(browser, pack.html, width=640) as opened:
        assert opened.page.evaluate(heads) <= 1
    with open_file(browser, pack.html, width=641) as opened:
        assert opened.page.evaluate(heads) > 10


def test_the_numbers_that_the_headline_names_stand_beside_their_rows_on_a_phone(
    browser: Browser, pack: PackFiles
) -> None:
    with open_file(browser, pack.html, width=360) as opened:
        for row in opened.page.query_selector_all("table.asked tbody tr"):
            number, title = row.query_selector("td.no"), row.query_selector("th a")
            assert number is not None and title is not None and number.is_visible()
            one, other = number.bounding_box(), title.bounding_box()
            assert one is not None and other is not None
            assert abs(one["y"] - other["y"]) < 6 and one["x"] + one["width"] <= other["x"]


@pytest.mark.parametrize("recommendations", [8, 12])
def test_on_paper_the_truth_is_one_page_and_every_page_says_its_edition(
    browser: Browser, tmp_path: Path, recommendations: int
) -> None:
    pack = write_board_pack(sample_contents(recommendations=recommendations), tmp_path / "out")
    with open_file(browser, pack.html) as opened:
        opened.page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(tmp_path / "paper.pdf").pages]
    assert "Who this is for" in pages[0] and "What is in it" in pages[0]
    assert "Shows small numbers" in pages[1]
    assert "figures at 30 September 2026" in pages[2]
    assert all(EDITION in page for page in pages)
    heads = [page.count("as at 30 September 2026 · data 12 days old") for page in pages]
    assert max(heads) == 1, "each part begins on its own page"
    assert any("Sep 2024" in page and "Table 2." in page for page in pages), "folded tables are open on paper"
