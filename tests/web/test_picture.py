"""What pages show is worked out once, kept until something of the county changes, and holds no child."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from headway.county import County
from headway.county.picture import newest_picture, picture_name
from headway.errors import UnknownNameError
from tests.told import IDS
from tests.web.loaded import TODAY


@pytest.fixture
def own(loaded: County, tmp_path: Path) -> County:
    """A copy that a test may change."""
    return County.open(Path(shutil.copytree(loaded.folder, tmp_path / "county")))


def test_it_is_made_once(loaded: County) -> None:
    kept = newest_picture(loaded.store)
    assert kept is not None
    before = {path.name: path.stat().st_mtime_ns for path in kept.folder.iterdir()}
    again = County.open(loaded.folder).picture(by="test", today=TODAY)
    assert {path.name: path.stat().st_mtime_ns for path in again.folder.iterdir()} == before


def test_its_figures_are_those_of_the_library(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    asked = loaded.observe(["assessment_within_45_days"], by="month")
    for slug in ("assessment_within_45_days", "care_leaver_accommodation-19-21"):
        assert picture.measure(slug).name == picture.facts.measures[slug]
    shown = {(f["place"], f["period"]): f["value"] for f in picture.measure("assessment_within_45_days").figures}
    known = {(each.place, each.period): each.value for each in asked if each.value is not None}
    assert known and all(shown[key] == value for key, value in known.items() if key in shown)
    assert len([key for key in known if key in shown]) > 5
    with pytest.raises(UnknownNameError):
        picture.measure("../truth")


def test_each_part_can_be_read_and_every_measure_is_at_a_glance(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    rows = [row for group in picture.measures.glance.groups for row in group.rows]
    assert sorted(row.link[2:] for row in rows) == sorted(picture.facts.measures)
    assert [len(group.rows) for group in picture.measures.glance.groups] == [s.count for s in picture.measures.shelves]
    page = picture.first_page
    assert len(page.values) == len(page.truth.asked) > 0
    assert picture.recommendations.recommendations
    example = picture.measure("assessment_within_45_days").definition.example
    assert any(block.rows for block in example)


def test_no_child_is_in_it(loaded: County) -> None:
    picture = loaded.picture(by="test", today=TODAY)
    texts = [path.read_text(encoding="utf-8") for path in picture.folder.iterdir()]
    assert len(texts) > 100
    assert [found.group() for text in texts if (found := IDS.search(text))] == []


def test_it_is_another_when_the_plan_the_day_or_the_loads_change_and_the_same_when_they_come_back(own: County) -> None:
    first = picture_name(own, TODAY)
    plan = own.folder / "plan.yaml"
    content = plan.read_bytes()
    plan.write_bytes(content + b"\n# another state\n")
    changed = picture_name(own, TODAY)
    plan.write_bytes(content)
    load = own.loads()[-1].load_id
    assert len({first, changed, picture_name(own, TODAY + timedelta(days=1))}) == 3
    own.withdraw(load, by="test", why="a trial")
    assert picture_name(own, TODAY) != first


def test_the_newest_is_the_one_that_holds_and_older_ones_are_forgotten(
    own: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headway.county.picture.KEPT_COUNT", 2)
    plan = own.folder / "plan.yaml"
    content = plan.read_bytes()
    first = own.picture(by="test", today=TODAY)
    plan.write_bytes(content + b"\n# another\n")
    assert own.picture(by="test", today=TODAY) == newest_picture(own.store) != first
    plan.write_bytes(content)
    assert own.picture(by="test", today=TODAY) == newest_picture(own.store) == first
    plan.write_bytes(content + b"\n# a third\n")
    own.picture(by="test", today=TODAY)
    assert len(list(own.store.derived("").glob("picture-*"))) == 2 and first.folder.is_dir()


def test_a_county_without_loads_has_none(tmp_path: Path) -> None:
    from headway.county.folder import init_county

    init_county(tmp_path / "county", "Testshire")
    county = County.open(tmp_path / "county")
    assert newest_picture(county.store) is None
    with pytest.raises(UnknownNameError):
        county.picture(by="test", today=date(2026, 10, 12))


def test_one_that_an_earlier_headway_wrote_says_that_another_is_made(own: County) -> None:
    picture = own.picture(by="test", today=TODAY)
    (picture.folder / "facts.json").write_text("{}")
    (picture.folder / "truth.json").unlink()
    for part in ("facts", "first_page"):
        with pytest.raises(UnknownNameError, match="worked out again"):
            getattr(picture, part)
