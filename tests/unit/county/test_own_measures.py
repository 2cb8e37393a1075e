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
def test_a_name_that_a_page_of_headway_has_is_refused_with_both_files(
    tmp_path: Path, name: str, catalogue: str
) -> None:
    init_county(tmp_path, "Sample County")
    put(tmp_path, name, TEXT.replace("OWN01", catalogue))
    with pytest.raises(DefinitionError, match="Two pages are called") as told:
        _ = County.open(tmp_path).measures
    assert "referrals.md" in told.value.where and f"{name}.md" in told.value.where


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
