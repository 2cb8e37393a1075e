"""The board pack on disk: what it says, what it must never say, and that it appears whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from headway.errors import FileError
from headway.evidence.words import AGAINST, EXPECTED, NO_SIGN
from headway.publish import PackFiles, write_board_pack
from headway.publish import board as board_module
from headway.publish.lineage import figures_of
from headway.publish.pdf import PdfError
from tests.unit.publish.sample import CHILD, COUNTY, PLACES, TEAM, WORKER, evidence, no_figures, sample_contents

EDITION = "Internal: not for publication"


class Figures(HTMLParser):
    """Every element of a page that carries a figure, with its words; and every id and link."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self._open = known.get("data-figure")
        self.ids += [known["id"]] if "id" in known else []
        self.links += [known["href"]] if "href" in known else []

    def handle_data(self, data: str) -> None:
        if self._open:
            self.figures.append((self._open, data))
            self._open = None


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> PackFiles:
    return write_board_pack(sample_contents(), tmp_path_factory.mktemp("pack") / "out")


@pytest.fixture(scope="module")
def pages(pack: PackFiles) -> list[str]:
    return [page.extract_text() for page in PdfReader(pack.pdf).pages]


def read_html(pack: PackFiles) -> Figures:
    found = Figures()
    found.feed(pack.html.read_text(encoding="utf-8"))
    return found


def test_the_first_page_says_the_headline_the_hidden_place_and_the_counts(pages: list[str]) -> None:
    first = " ".join(pages[1].split())
    assert "of eight recommendations" in first
    assert "Hidden by the average" in first
    assert "hides East" in first
    assert "Needs someone now: 40 children" in first
    assert "What we cannot tell" in first
    assert "this is the first pack" in first
    assert "as at 30 September 2026" in first
    assert "data 12 days old" in first


def test_each_icon_of_a_row_opens_its_chart_and_its_link_has_a_name(pack: PackFiles) -> None:
    html = pack.html.read_text(encoding="utf-8")
    table = html[html.index('<table class="icons') :].split("</table>")[0]
    rows = [row for row in table.split("<tr ")[1:] if row.startswith("id=")]
    charts = set(re.findall(r'<article class="page measure" id="([^"]+)"', html))
    opening = [row for row in rows if "href=" in row]
    assert len(opening) >= 5
    for whole in opening:
        # The line with England and the neighbours is no sign of the chart's.
        row = re.sub(r'<td class="by">.*?</td>', "", whole)
        icons = row.count("<svg")
        links = re.findall(r'<a class="(?:iw|mo)" href="#([^"]+)" aria-label="([^"]+): chart of ([^"]+)"><svg', row)
        assert icons == len(links) == 2 + len(PLACES)
        assert {to for to, _, _ in links} <= charts
        assert [said.split(":")[0] for _, said, _ in links[2:]] == list(PLACES)


def test_the_first_page_is_one_page(pages: list[str]) -> None:
    assert "Page 2 of" in pages[1]
    assert "Shows small numbers" in pages[1]
    assert "Of eight figures" in pages[2]


@pytest.mark.parametrize("recommendations", [1, 12, 25])
def test_the_first_page_is_one_page_with_few_recommendations_and_with_many(
    tmp_path: Path, recommendations: int
) -> None:
    contents = sample_contents(recommendations=recommendations, children=400)
    found = [page.extract_text() for page in PdfReader(write_board_pack(contents, tmp_path / "out").pdf).pages]
    assert "Shows small numbers" in found[1]
    left = f"{recommendations - 10}" if recommendations > 10 else ""
    assert ("of the council and partners" in found[1]) is bool(left)


def test_the_edition_stands_on_every_page_twice(pages: list[str]) -> None:
    assert [page.count(EDITION) for page in pages] == [2] * len(pages)


def test_the_letters_are_those_that_ship(pack: PackFiles) -> None:
    fonts = {font for page in PdfReader(pack.pdf).pages for font in _fonts(page)}
    assert fonts
    assert all("LiberationSans" in font for font in fonts)


def _fonts(page: object) -> Iterator[str]:
    for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[index]
        yield str(font.get_object()["/BaseFont"])


def test_no_child_worker_or_team_stands_anywhere(pack: PackFiles, pages: list[str]) -> None:
    texts = {"html": pack.html.read_text(), "json": pack.figures.read_text(), "pdf": "\n".join(pages)}
    for name, text in texts.items():
        for key in (CHILD, WORKER, TEAM):
            assert key not in text, f"{key} in {name}"


def test_every_figure_on_the_page_is_in_the_record_as_shown(pack: PackFiles) -> None:
    record = {each["id"]: each for each in json.loads(pack.figures.read_text())["figures"]}
    found = read_html(pack).figures
    assert len(found) > 300
    assert [(name, words) for name, words in found if record[name]["shown"].lower() != words.lower()] == []


def test_a_figure_of_the_record_has_its_lineage(pack: PackFiles) -> None:
    record = json.loads(pack.figures.read_text())
    figure = next(f for f in record["figures"] if f["id"] == "assessment_within_45_days 2026-09 East")
    assert figure["numerator"] / figure["denominator"] == pytest.approx(figure["value"])
    assert (figure["low"], figure["high"]) == pytest.approx((60 / 97, 62 / 97))
    assert figure["definition"]
    assert [record["loads"][n]["as_at"] for n in figure["loads"]] == ["2026-09-30"]
    stock = next(f for f in record["figures"] if f["id"] == "children_unallocated 2026-08 East")
    assert [record["loads"][n]["as_at"] for n in stock["loads"]] == ["2026-08-31", "2026-09-30"]
    assert record["edition"] == EDITION


def test_a_past_stock_names_the_loads_from_the_state_that_it_was_read_from() -> None:
    contents = sample_contents()
    each = next(e for e in contents.evidence if e.page.id == "children_unallocated")
    *before, august, september = each.county.points
    late = replace(august, state_on=date(2026, 9, 30))
    moved = replace(each, county=replace(each.county, points=(*before, late, september)))
    found = {f["id"]: f for f in figures_of(contents, moved)}
    own = found[f"children_unallocated 2026-08 {each.county.place}"]["loads"]
    assert [contents.loads[n].as_at for n in own] == [date(2026, 9, 30)]


def test_what_is_behind_each_word_stands_in_the_page_the_pdf_and_the_record(pack: PackFiles, pages: list[str]) -> None:
    record = json.loads(pack.figures.read_text(encoding="utf-8"))
    claims = [claim for each in record["recommendations"] for claim in each["claims"]]
    of = {
        each["place"]: each for claim in claims for each in claim["evidence"] if claim["measure"].startswith("assess")
    }
    assert set(of) == {COUNTY, *PLACES}
    for each in of.values():
        fit = each["fit"]
        assert fit["effect"]["low"] <= fit["effect"]["value"] <= fit["effect"]["high"]
        assert {"value", "low", "high", "p"} == set(fit["jump"]) == set(fit["slope_change"]) == set(fit["slope"])
        assert each["months_before"] >= 12 and each["months_after"] >= 8
    assert of["East"]["word"] == AGAINST and of["East"]["so_far"] < 0
    assert record["luck"]["judged"] == sum(
        each["word"] in (EXPECTED, AGAINST, NO_SIGN)
        for claim in {str(claim["evidence"]): claim for claim in claims}.values()
        for each in claim["evidence"]
    )
    html, text = pack.html.read_text(encoding="utf-8"), " ".join(" ".join(pages).split())
    words = f"{record['luck']['judged']} words were given to claims"
    for said in ("Slope; its change, a month", "Worse than its earlier course by", words, "Impact is not yet shown"):
        assert said in html and said in text
    assert "by luck alone about" in " ".join(pages[1].split())


def test_a_rates_denominator_is_not_its_own_count(pack: PackFiles) -> None:
    record = json.loads(pack.figures.read_text())
    rates = [f for f in record["figures"] if f["shape"] == "rate" and f["numerator"]]
    assert {len(f["period"]) for f in rates} == {7, len("2025-10-01..2026-09-30")}
    assert {f["denominator"] for f in rates} == {None}
    assert "denominator is null" in record["rates"]


def test_counts_of_children_add_up(pack: PackFiles) -> None:
    children = json.loads(pack.figures.read_text())["children"]
    assert sum(children["by_place"].values()) == children["count"] == 40
    by_reason = children["by_reason"]
    assert {reason for reason, count in by_reason.items() if count is None} == set(children["not_asked"]) != set()
    by_reason = {reason: count for reason, count in by_reason.items() if count is not None}
    for reason, count in by_reason.items():
        assert sum(e["count"] for e in children["by_reason_and_place"] if e["reason"] == reason) == count
    assert sum(by_reason.values()) > 40


def test_what_is_missing_is_said_and_never_a_nought(pack: PackFiles, pages: list[str]) -> None:
    text = " ".join(pages)
    assert "No list of care leavers" in text
    assert "no local standard" in text
    figures = [f for f in json.loads(pack.figures.read_text())["figures"] if f["measure"] == "three_or_more_placements"]
    assert figures
    assert all(f["value"] is None and f["numerator"] is None for f in figures)
    assert {f["shown"] for f in figures} == {"not covered"}


def test_a_changed_recording_is_not_called_better(pages: list[str]) -> None:
    page = next(
        text for text in pages if "how many have been on one before?" in " ".join(text.split()) and "Figure " in text
    )
    words = " ".join(page.split())
    assert "recording changed" in words
    assert "Really better" not in words
    assert "improving" not in words


def test_fewer_than_twenty_are_never_a_percentage(pack: PackFiles) -> None:
    shown = [f for f in json.loads(pack.figures.read_text())["figures"] if f["measure"] == "icpc_within_15_days"]
    small = [f for f in shown if f["denominator"] and f["denominator"] < 20]
    assert small
    assert all(re.fullmatch(r"\d+ of \d+", f["shown"]) for f in small)


def test_the_html_needs_nothing_from_elsewhere(pack: PackFiles) -> None:
    html = pack.html.read_text()
    assert "<script" not in html
    assert not re.search(r"(src|href)=\"(?!#)|url\((?!data:)|@import", html)
    found = read_html(pack)
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_what_people_wrote_is_escaped(pack: PackFiles) -> None:
    html = pack.html.read_text()
    assert "Recommendation &lt;3&gt; &amp; more" in html
    assert "Assessment &lt;start&gt; date" in html
    assert "<start>" not in html


def test_the_same_contents_give_the_same_bytes(pack: PackFiles, tmp_path: Path) -> None:
    again = write_board_pack(sample_contents(), tmp_path / "again")
    for one, other in ((pack.html, again.html), (pack.pdf, again.pdf), (pack.figures, again.figures)):
        assert one.read_bytes() == other.read_bytes()


def test_the_next_pack_says_what_changed(pack: PackFiles, tmp_path: Path) -> None:
    before = json.loads(pack.figures.read_text())
    before["recommendations"][0]["word"] = "too early"
    before["children"]["count"] = 51
    found = write_board_pack(sample_contents(previous=before), tmp_path / "next")
    first = " ".join(PdfReader(found.pdf).pages[1].extract_text().split())
    assert "Since last time (pack of 30 September 2026)" in first
    assert "1 from too early to no sign" in first
    assert "51 then, 40 now" in first
    assert "Last pack" in first


def test_a_county_without_any_figure_gets_a_pack_that_says_so(tmp_path: Path) -> None:
    nothing = (
        evidence("assessment_within_45_days", no_figures, target=0.8),
        evidence("children_unallocated", no_figures),
    )
    contents = replace(
        sample_contents(evidence_of=nothing, children=0), plan=replace(sample_contents().plan, recommendations=())
    )
    found = write_board_pack(contents, tmp_path / "out")
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(found.pdf).pages)
    assert "Needs someone now: 0 children" in text
    assert "Not covered" in text
    assert " 0%" not in text


def test_nothing_is_left_when_the_pdf_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PdfError("Typst refused the pack's page.", "board.typ.", "Report it.")

    monkeypatch.setattr(board_module, "pack_pdf", refuse)
    with pytest.raises(PdfError):
        write_board_pack(sample_contents(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_pack_is_replaced_and_other_files_stay(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "board.html").write_text("old")
    (out / "minutes.txt").write_text("mine")
    write_board_pack(sample_contents(), out)
    assert sorted(path.name for path in out.iterdir()) == ["board.html", "board.pdf", "minutes.txt", "pack.json"]
    assert (out / "board.html").read_text().startswith("<!doctype html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]


def test_a_pack_stopped_halfway_leaves_the_earlier_pack_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    names = ("board.html", "board.pdf", "pack.json")
    for name in names:
        (out / name).write_text("old")
    whole = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "pack.json":
            raise OSError(28, "No space left on device")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="could not be written") as caught:
        write_board_pack(sample_contents(), out)
    assert "nothing was changed" in caught.value.todo
    assert {(path.name, path.read_text()) for path in out.iterdir()} == {(name, "old") for name in names}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_a_file_is_refused_with_words(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("not a folder")
    with pytest.raises(FileError, match="could not be written"):
        write_board_pack(sample_contents(), tmp_path / "out")
    assert (tmp_path / "out").read_text() == "not a folder"
