"""A load that has no date near its day: the day, or the file, is a wrong one, and it speaks of no day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.measures.windows import FAR_WORDS
from headway.periods import month_of
from headway.synthetic import synthesise

NEAR, FAR, TODAY = date(2026, 8, 31), date(2028, 9, 30), date(2028, 10, 2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    synthesise(folder, months=2, seed=7, scale=0.02)
    return folder


def county(made: Path, folder: Path, *loads: tuple[date, date]) -> County:
    """A county with the workbook of each day loaded as at another."""
    shutil.copytree(made / "county", folder / "county")
    found = County.open(folder / "county")
    for day, as_at in loads:
        found.load([made / f"annex_a_{day}.xlsx"], as_at=as_at, today=TODAY, by="test")
    return found


SEPTEMBER = date(2026, 9, 30)


def test_alone_it_gives_no_figure_and_asks_whether_its_day_is_right(made: Path, tmp_path: Path) -> None:
    alone = county(made, tmp_path, (SEPTEMBER, FAR))
    found = alone.observe(periods=[month_of(FAR)])
    assert {each.value for each in found} == {None}
    assert {each.why for each in found if each.status == "no data"} == {FAR_WORDS}
    assert {each.why for each in alone.children().not_asked} >= {FAR_WORDS} and not alone.children().is_known


def test_among_others_it_takes_nothing_from_what_they_say(made: Path, tmp_path: Path) -> None:
    right = county(made, tmp_path / "right", (NEAR, NEAR))
    wrong = county(made, tmp_path / "wrong", (NEAR, NEAR), (SEPTEMBER, FAR))
    months = [month_of(date(2026, month, 1)) for month in (6, 7, 8)]
    then = wrong.observe(periods=months, as_at=NEAR)
    assert then == right.observe(periods=months)
    now = {(each.measure, each.part, each.period, each.place): each for each in wrong.observe(periods=months)}
    referred = [each for each in then if each.measure == "referrals" and each.part == "count"]
    assert sum(each.numerator or 0 for each in referred) > 0
    for each in referred:
        assert now[each.measure, each.part, each.period, each.place].numerator == each.numerator
