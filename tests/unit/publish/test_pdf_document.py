"""The board pack's PDF as a document: two checkers that others wrote, and its tag tree read by itself.

Neither checker is veraPDF: between them they look at a part of PDF/UA-1, and nothing here certifies it.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import outloud
import pdfua
import pikepdf
import pytest
from pypdf import PdfReader

from headway.publish import PackFiles, write_board_pack
from tests.unit.publish.pdf_tree import Tag, read_tags
from tests.unit.publish.sample import evidence, no_figures, sample_contents

# outloud takes lines that are alike at the top of three pages (the headings of tables) for a running head, and headings
# that are repeated where a table goes on for words that no reader hears: they were heard where the table began.
ALLOWED = {("PAG-001", ""), ("TAG-002", "Figure Could not tell Undated Left out Not placed County-wide")}


def of_sample(folder: Path) -> PackFiles:
    return write_board_pack(sample_contents(), folder / "out")


def of_many(folder: Path) -> PackFiles:
    return write_board_pack(sample_contents(recommendations=25, children=400), folder / "out")


def of_nothing(folder: Path) -> PackFiles:
    nothing = (evidence("assessment_within_45_days", no_figures, target=0.8),)
    return write_board_pack(sample_contents(evidence_of=nothing, children=0), folder / "out")


@pytest.fixture(scope="module", params=[of_sample, of_many, of_nothing], ids=["sample", "many", "no figure"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: PackFiles = request.param(tmp_path_factory.mktemp("document"))
    return made.pdf


@pytest.fixture(scope="module")
def tags(pdf: Path) -> list[Tag]:
    return read_tags(pdf)


def test_pdfua_finds_nothing(pdf: Path) -> None:
    report = pdfua.validate(str(pdf))
    assert [f"{each.rule_id}: {each.message}" for each in report.findings] == []


def test_outloud_finds_nothing(pdf: Path) -> None:
    result = outloud.check(str(pdf))
    unknown = [
        f"{each.rule}: {each.message}: {each.evidence}"
        for each in result.findings
        if not any(each.rule == rule and str(each.evidence).startswith(words) for rule, words in ALLOWED)
    ]
    assert unknown == []
    assert result.stats["tagged"]


@pytest.mark.slow
@pytest.mark.parametrize("spoil", ["language", "alternative", "scope", "title"])
def test_the_checkers_and_the_tree_would_notice(tmp_path: Path, spoil: str) -> None:
    spoilt = tmp_path / "spoilt.pdf"
    with pikepdf.open(of_sample(tmp_path).pdf) as pdf:
        if spoil == "language":
            del pdf.Root.Lang
        elif spoil == "title":
            del pdf.Root.ViewerPreferences
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                if spoil == "alternative" and each.S == "/Figure":
                    del each["/Alt"]
                if spoil == "scope" and each.S == "/TH":
                    del each["/A"]
        pdf.save(spoilt)
    assert pdfua.validate(str(spoilt)).findings
    assert outloud.check(str(spoilt)).errors
    found = read_tags(spoilt)
    assert bool(figures_without_words(found)) is (spoil == "alternative")
    assert bool(heads_without_scope(found)) is (spoil == "scope")


def figures_without_words(tags: list[Tag]) -> list[Tag]:
    return [tag for tag in tags if tag.kind == "Figure" and len(tag.alt.strip()) < 4]


def heads_without_scope(tags: list[Tag]) -> list[Tag]:
    return [tag for tag in tags if tag.kind == "TH" and "Scope" not in tag.attributes]


def test_every_figure_has_words_and_every_head_its_scope(tags: list[Tag]) -> None:
    kinds = [tag.kind for tag in tags]
    assert {"H1", "H2", "Table", "TH", "TD", "P", "Link", "TOC"} <= set(kinds)
    assert figures_without_words(tags) == []
    assert heads_without_scope(tags) == []


def test_every_table_has_heads_and_rows_of_one_width(tags: list[Tag]) -> None:
    for table in (tag for tag in tags if tag.kind == "Table"):
        rows = [tag for tag in table.all() if tag.kind == "TR"]
        assert [cell.kind for cell in rows[0].inside].count("TH") == len(rows[0].inside) > 1
        widths = {sum(int(cell.attributes.get("ColSpan", 1)) for cell in row.inside) for row in rows}
        assert len(widths) == 1, widths


def test_headings_skip_no_level(tags: list[Tag]) -> None:
    levels = [int(tag.kind[1]) for tag in tags if tag.kind[0] == "H" and tag.kind[1:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_title_language_bookmarks_and_the_claim(pdf: Path) -> None:
    reader = PdfReader(pdf)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "Board pack of Sample County" in (reader.metadata or {})["/Title"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    tops = [each["/Title"] for each in reader.outline if not isinstance(each, list)]
    heads = [tag for tag in read_tags(pdf) if tag.kind == "H1"]
    assert len(tops) == len(heads) > 4
    assert tops[0].startswith("Board pack: Sample County, as at")


def test_no_page_is_blank(pdf: Path) -> None:
    texts = [page.extract_text() for page in PdfReader(pdf).pages]
    running = min(len(text) for text in texts)
    assert running > 300, "less than a running head, a foot and some lines"


def test_the_front_page_says_for_whom_how_what_and_what_not(pdf: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(pdf).pages]
    said = ("Who this is for", "How to read it", "What it cannot tell", "What is in it", "not for publication")
    assert [words for words in said if words not in pages[0]] == []
    headline = pages[1].split("not for publication", 1)[1][:60]
    assert headline in pages[0], "the headline of the truth is on the front page too"
    reader = PdfReader(pdf)
    places = reader.named_destinations
    names = [str(each.get_object()["/Dest"]) for each in reader.pages[0]["/Annots"]]
    to = [(reader.get_destination_page_number(places[name]) or 0) + 1 for name in names]
    heads = [tag for tag in read_tags(pdf) if tag.kind == "H1"]
    assert list(dict.fromkeys(to)) == sorted(set(to)) and len(set(to)) == len(heads) - 1
    assert to[0] == 2 and all(f" {number}" in pages[0] for number in to)
