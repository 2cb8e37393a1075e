"""A council's own measure: a page in the county folder is worked out like one that ships, and no name is taken twice."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.county.folder import init_county
from headway.errors import DefinitionError
from headway.synthetic import synthesise
from tests.unit.cli.test_app import run

HOW_TO = (Path(__file__).parents[3] / "docs" / "how-to" / "add-a-measure.md").read_text(encoding="utf-8")
PAGE = re.search(r"````markdown\n(.*?)````", HOW_TO, re.DOTALL)
TODAY = date(2026, 10, 12)
assert PAGE
TEXT = PAGE.group(1)


def put(folder: Path, name: str = "cp_plans_before_birth", text: str = TEXT) -> None:
    path = folder / "measures" / "own" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_a_page_of_the_county_folder_is_a_measure_beside_those_that_ship(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    shipped = len(County.open(tmp_path).measures.pages)
    put(tmp_path)
    found = County.open(tmp_path).measures
    assert len(found.pages) == shipped + 1
    assert found.page("OWN01").id == "cp_plans_before_birth"


@pytest.mark.parametrize(("name", "catalogue"), [("referrals", "OWN01"), ("our_referrals", "RF01")])
def test_a_name_that_a_page_of_headway_has_is_left_out_with_both_files_said(
    tmp_path: Path, name: str, catalogue: str
) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path, name, TEXT.replace("OWN01", catalogue))
    found = County.open(tmp_path).measures
    (wrong,) = found.left_out
    assert "Two pages are called" in wrong.error.what
    assert "referrals.md" in wrong.error.where and f"{name}.md" in wrong.error.where
    assert found.page("RF01") == found.page("referrals") and found.page("RF01").area != "own"


WRONG = TEXT.replace("from cp_plans as c", "from cp_planes as c")
LINE = WRONG.splitlines().index("from cp_planes as c") + 1


def test_a_page_that_is_wrong_stops_only_who_asks_for_it(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path, text=WRONG)
    put(tmp_path, "a_good_one", TEXT.replace("OWN01", "OWN02"))
    said: list[str] = []
    county = County.open(tmp_path, said.append)
    found = county.measures
    assert found.page("OWN02").id == "a_good_one" and found.page("RF01")
    for name in ("OWN01", "cp_plans_before_birth", "own01/part"):
        with pytest.raises(DefinitionError) as told:
            county.chosen([name])
        assert f"cp_plans_before_birth.md, line {LINE}: the journey has no table cp_planes" in told.value.where
    assert len(said) == 1 and "\n" not in said[0]
    assert said[0].startswith("Left out, measures/own/cp_plans_before_birth.md: ") and f"line {LINE}" in said[0]


def test_what_the_county_files_say_of_a_page_that_is_wrong_waits_until_it_is_right(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    target = (
        "targets:\n  - {measure: OWN01, value: 0.1, from: 2026-04-01, agreed_by: the board, agreed_on: 2026-03-01}\n"
    )
    (tmp_path / "targets.yaml").write_text(target, encoding="utf-8")
    (tmp_path / "policy.yaml").write_text("cockpit: [OWN01, RF01]\n", encoding="utf-8")
    put(tmp_path, text=WRONG)
    files = County.open(tmp_path).files
    assert files.targets.targets == () and [*files.policy.cockpit] == ["referrals/count"]
    put(tmp_path)
    files = County.open(tmp_path).files
    assert [each.measure for each in files.targets.targets] == ["cp_plans_before_birth"] == [files.policy.cockpit[0]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (TEXT.replace("months to change", "months – change").encode("cp1252"), "is not text in UTF-8"),
        (b"no page at all", "cp_plans_before_birth.md"),
        (b"", "cp_plans_before_birth.md"),
    ],
)
def test_a_page_that_is_no_text_or_no_page_is_told_by_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path)
    (tmp_path / "measures" / "own" / "cp_plans_before_birth.md").write_bytes(content)
    (wrong,) = County.open(tmp_path).measures.left_out
    assert words in wrong.words and re.search(r"line \d+", wrong.words)


def test_a_page_as_a_windows_editor_saves_it_is_read(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path)
    path = tmp_path / "measures" / "own" / "cp_plans_before_birth.md"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert County.open(tmp_path).measures.page("OWN01")


@pytest.mark.slow
def test_the_commands_say_it_in_one_line_and_go_on(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path, text=WRONG)
    said = (
        "Left out, measures/own/cp_plans_before_birth.md: The SQL of cp_plans_before_birth.md has 1 thing to put right."
    )
    for words in (["measures", "list"], ["measures", "show", "RF01"], ["plan"]):
        done = run(*words, cwd=tmp_path)
        assert done.stderr.count(said) == 1 and "headway" not in done.stderr.split(said)[0], done.stderr
        assert (done.returncode == 0) == (words != ["plan"])  # There is no load to judge a plan by.
    for words in (["measures", "show", "OWN01"], ["measure", "OWN01"], ["measures", "check", "measures"]):
        done = run(*words, cwd=tmp_path)
        assert done.returncode == 4 and f"line {LINE}: the journey has no table" in done.stdout + done.stderr


@pytest.mark.slow
def test_it_is_worked_out_and_in_the_pack_which_keeps_the_page_that_it_used(tmp_path: Path) -> None:
    synthesise(tmp_path, months=1, seed=7, scale=0.02)
    folder = tmp_path / "county"
    put(folder)
    county = County.open(folder)
    county.load(sorted(tmp_path.glob("annex_a_*.xlsx")), as_at=None, today=TODAY, by="test")
    assert any(each.denominator for each in county.observe(["OWN01"]))
    county.board_pack(tmp_path / "pack", by="test", today=TODAY)
    assert "cp_plans_before_birth" in (tmp_path / "pack" / "pack.json").read_text(encoding="utf-8")
    put(folder, text=TEXT.replace("c.started_on < p.born_on as met", "c.started_on <= p.born_on as met"))
    found = County.open(folder).verify(tmp_path / "pack")
    assert found.altered == ()
    assert any(note.startswith("measures/own/cp_plans_before_birth.md has been changed") for note in found.notes)
