"""Three good places and one that fails never give a green county: in no wording, icon, pack, chart or export."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from headway.cli.evidence_commands import _rows as evidence_rows
from headway.cli.evidence_commands import _told
from headway.cli.measure_commands import short_rows
from headway.cli.plan_commands import plan_rows
from headway.cli.show import Format, show_rows
from headway.county.account import Account
from headway.county.account import accounts as accounts_of
from headway.evidence.assess import MeasureEvidence
from headway.evidence.words import ASSURANCE, EXPECTED, HIDDEN, NOT_LEVEL, VARIATION_SHORT
from headway.improvement import KeptClaims, Plan, plan_status
from headway.publish import BoardContents, PackFiles, read_outline, write_board_pack, write_chart
from headway.publish.board_page import board_view
from headway.publish.chart_file import figure_of
from headway.publish.more_charts import before_after
from headway.publish.picture import FirstPage, MeasurePicture, MeasuresPicture, picture_parts
from headway.publish.plan_words import claims_by_measure
from headway.publish.say import plain_text
from headway.publish.views import PackView
from tests.acceptance.findings.counties import prepared
from tests.unit.publish.sample import (
    AS_AT,
    PLACES,
    Counts,
    _wave,
    claim_figures,
    evidence,
    median_evidence,
    sample_contents,
)

MEASURE, TARGET, ROWS = "assessment_within_45_days", 0.75, 200
GOOD = (VARIATION_SHORT["improvement"], ASSURANCE["pass"].split(" the ")[0], EXPECTED, "expected direction")
CHANGE = 13


def failing(before: int, after: int, rest_before: int = 74, rest_after: int = 88) -> Callable[[str, int], Counts]:
    """Three places that get better from the 14th month, and East, in percent."""

    def of_month(place: str, number: int) -> Counts:
        if place == "not placed":
            return 0, 0, 0
        own = (before, after) if place == "East" else (rest_before, rest_after)
        return round(ROWS * (own[number >= CHANGE] + _wave(place, number) / 2) / 100), ROWS, 0

    return of_month


CASES = {
    "East falls": failing(74, 58),
    "East stays low": failing(58, 58),
    "East gets better and stays low": failing(50, 60),
    "nothing changes and East is low": failing(58, 58, 88, 88),
}


@dataclass(frozen=True)
class Made:
    """The county of one case, with everything that is said of it."""

    name: str
    contents: BoardContents
    account: Account
    view: PackView
    files: PackFiles

    @property
    def record(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.files.figures.read_text(encoding="utf-8"))
        return found


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    each = evidence(MEASURE, CASES[request.param], target=TARGET)
    claim = {"measure": MEASURE, "expects": "higher", "from": "2025-10-01", "declared_on": "2025-09-01"}
    origin = {"source": "A report", "on": "2026-01-10"}
    asked = {"id": "R1", "from": origin, "asked_of": "council and partners", "says": "Same everywhere.", "claim": claim}
    status = plan_status(
        Plan.model_validate({"recommendations": [asked]}),
        lambda _: claim_figures(each),
        as_at=AS_AT,
        first_kept=KeptClaims(),
    )
    contents = replace(sample_contents(evidence_of=(each,)), plan=status)
    (account,) = accounts_of([each], status, prepared().files, AS_AT, lambda page, part: [])
    files = write_board_pack(contents, tmp_path_factory.mktemp("failing") / "out")
    return Made(request.param, contents, account, board_view(contents, read_outline("board")), files)


def is_good(text: str) -> bool:
    return any(word in text for word in GOOD)


def test_the_case_is_one_in_which_the_county_looks_good(made: Made) -> None:
    """Else the rest would hold of nothing: the county meets its target or reads better, and East is found."""
    (claim,) = made.contents.plan.recommendations[0].claims
    each = made.account.evidence
    assert (claim.word == EXPECTED) != (made.name == "nothing changes and East is low")
    assert not each.is_target_missed
    assert [found.place for found in each.masked] == ["East"]
    assert not claim.judgement.impact_shown.is_shown


def test_the_plan_s_words_name_the_place(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row for each in made.contents.plan.recommendations for row in plan_rows(each)]
    for row in rows:
        if is_good(str(row["impact"])):
            assert re.search(rf"but not in East|East {NOT_LEVEL}", str(row["impact"]))
        assert "East" in str(row[HIDDEN]) and "East" in str(row["impact shown"])
    for form in Format:
        show_rows(rows, form, "")
        said = capsys.readouterr().out
        assert re.search(r"hides East", said)
    assert not made.contents.plan.recommendations[0].claims[0].judgement.impact_shown.is_shown


def test_the_evidence_names_the_place_wherever_the_county_is_called_good(made: Made) -> None:
    county = made.account.evidence.county.place
    good = [line for line in made.account.lines if line.place == county and is_good(line.words)]
    assert good or made.name == "nothing changes and East is low"
    for line in good:
        assert "East" in line.words
    assert ("hidden", "East") in [(line.question, line.place) for line in made.account.lines]
    assert "hides East" in _told(made.account)
    assert all(
        "East" in row["words"] for row in evidence_rows(made.account) if row["question"] in ("hidden", "impact_shown")
    )


def test_figures_by_themselves_judge_nothing_and_stand_beside_every_place(made: Made) -> None:
    found = list(made.account.evidence.year.values())
    for rows in (short_rows(found), [each.as_record() for each in found]):
        assert set(PLACES) < {row["place"] for row in rows}
        assert not is_good(json.dumps(rows, default=str))


def test_every_row_of_the_pack_with_a_good_county_has_the_place_boxed_or_named(made: Made) -> None:
    view = made.view
    (row,) = [row for group in view.glance.groups for row in group.rows]
    assert any(HIDDEN in mark.alt and mark.alt.startswith("East") for mark in row.marks)
    (asked,) = view.truth.asked
    assert any(HIDDEN in mark.alt and mark.alt.startswith("East") for mark in asked.marks)
    assert [plain_text(hidden.words).startswith("East") for hidden in view.truth.hidden] == [True]
    (page,) = view.measures
    assert any("hides East" in verdict for verdict in page.verdicts)
    (promise,) = [claim for each in view.recommendations.recommendations for claim in each.claims]
    said = (plain_text(asked.impact), plain_text(promise.words), page.verdicts[0])
    assert all("East" in words for words in said if is_good(words))


def test_page_pdf_and_record_say_it(made: Made) -> None:
    html = made.files.html.read_text(encoding="utf-8")
    pdf = " ".join(" ".join(page.extract_text() for page in PdfReader(made.files.pdf).pages).split())
    assert "hides East" in html and "hides East" in pdf
    record = made.record
    assert [(each["measure"], each["place"]) for each in record["hidden"]] == [(MEASURE, "East")]
    for each in record["recommendations"]:
        assert not is_good(each["impact"]) or "East" in each["impact"]
        for claim in each["claims"]:
            assert not is_good(claim["words"]) or "East" in claim["words"]
            assert claim["hidden"][0]["place"] == "East" and not claim["impact_shown"]
            assert any(found["place"] == "East" for found in claim["not_shown"])
    places = {figure["place"] for figure in record["figures"] if figure["measure"] == MEASURE}
    assert set(PLACES) < places


@pytest.mark.parametrize("use", ["page", "phone", "slide"])
@pytest.mark.parametrize("of", ["months", "change"])
def test_a_chart_that_is_taken_away_takes_the_hidden_place_with_it(
    made: Made, of: str, use: str, tmp_path: Path
) -> None:
    each, claim = made.account.evidence, claims_by_measure(made.contents.plan)[MEASURE]
    drawn = before_after(each, claim) if of == "change" else None
    files = write_chart(each, claim, tmp_path / "chart.svg", foot="", use=use, drawn=drawn)
    picture = re.sub(r"<desc.*?</desc>", "", files.picture.read_text(encoding="utf-8"))
    assert "hides East" in " ".join(re.findall(r">([^<]+)</text>", picture))
    assert "hides East" in files.words.read_text(encoding="utf-8").split("\n\n")[0]
    assert "hides East" in figure_of(each, claim).alt


def test_the_pages_of_the_screen_and_their_files_name_the_place(made: Made) -> None:
    """What the web app shows and gives as files is made from these parts alone."""
    parts = dict(picture_parts(made.contents, read_outline("board"), [], {}))
    (page,) = [part for part in parts.values() if isinstance(part, MeasurePicture)]
    assert any("hides East" in verdict for verdict in page.view.verdicts)
    assert page.more, "before and after is among them"
    for chart in page.more:
        assert any("hides East" in line for line in chart.said)
    for leans in page.claims:
        assert not is_good(plain_text(leans.claim.words)) or "East" in plain_text(leans.claim.words)
    table = next(part for part in parts.values() if isinstance(part, MeasuresPicture))
    (row,) = [row for group in table.glance.groups for row in group.rows]
    assert any(HIDDEN in mark.alt and mark.alt.startswith("East") for mark in row.marks)
    first = next(part for part in parts.values() if isinstance(part, FirstPage))
    assert [plain_text(hidden.words).startswith("East") for hidden in first.truth.hidden] == [True]
    assert all(not is_good(plain_text(row.impact)) or "East" in plain_text(row.impact) for row in first.truth.asked)


def slow_east(place: str, number: int) -> float:
    """Days: three places that get quicker from the 14th month, and East, that takes more than twice as long."""
    return 80 + _wave(place, number) / 2 if place == "East" else 30 + _wave(place, number) / 2 - 6 * (number >= CHANGE)


def slower_east(place: str, number: int) -> float:
    """The same without any target: East was as quick as the rest, and gets slower."""
    return 30 + _wave(place, number) / 2 + (15 if place == "East" else -6) * (number >= CHANGE)


MIDDLES = {
    "a median that misses its target": lambda: median_evidence("assessment_length", slow_east, target=35),
    "a median that gets worse": lambda: median_evidence("assessment_length", slower_east),
}


@pytest.mark.parametrize("case", MIDDLES)
def test_a_place_that_fails_by_its_median_is_named_wherever_the_county_is_called_good(
    case: str, tmp_path: Path
) -> None:
    each = MIDDLES[case]()
    assert [found.place for found in each.masked] == ["East"] and "hidden:East" in each.attention
    assert "East" in each.headline and "hides it" in each.headline
    (account,) = accounts_of([each], sample_contents().plan, prepared().files, AS_AT, lambda page, part: [])
    said = [line for line in account.lines if line.place == each.county.place and is_good(line.words)]
    assert said and all("East" in line.words for line in said)
    (same,) = [line.words for line in account.lines if line.question == "same"]
    assert "median" in same and "numbers of places" not in same
    contents = sample_contents(evidence_of=(each,))
    view = board_view(contents, read_outline("board"))
    (row,) = [row for group in view.glance.groups for row in group.rows]
    assert any(HIDDEN in mark.alt and mark.alt.startswith("East") for mark in row.marks)
    assert [plain_text(hidden.words).startswith("East") for hidden in view.truth.hidden] == [True]
    files = write_board_pack(contents, tmp_path / "out")
    assert "hides East" in files.html.read_text(encoding="utf-8")
    (hidden,) = json.loads(files.figures.read_text(encoding="utf-8"))["hidden"]
    assert hidden["place"] == "East" and hidden["value"] > 35


def test_a_median_whose_places_are_all_good_hides_none() -> None:
    assert median_evidence("assessment_length", lambda place, n: slow_east("North", n), target=35).masked == ()


def rate(after: int, target: float | None = None) -> MeasureEvidence:
    """A rate of which fewer would be better: three places that fall from the 14th month on, or not, and East above them."""

    def of_month(place: str, number: int) -> Counts:
        own = 60 if place == "East" else (after if number >= CHANGE else 30)
        return (0 if place == "not placed" else own + _wave(place, number) // 2), 100, 0

    return evidence("referrals", of_month, part="rate", good="lower", target=target)


def test_a_place_that_fails_by_its_rate_is_named() -> None:
    each = rate(12)
    assert each.consistency.is_rate and (each.variation or "").startswith("improvement")
    assert [found.place for found in each.masked] == ["East"]
    assert "East" in each.headline and "hides it" in each.headline


def test_a_place_apart_by_its_rate_leads() -> None:
    each = rate(30)
    assert each.masked == () and "apart:East" in each.attention
    assert re.search(r"in East in the 12 months to September 2026, [\d.]+ above the rest\.$", each.headline)
