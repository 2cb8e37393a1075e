"""Settings are written whole or not at all, whatever step of it fails; what became of a file is told row by row."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.county.settings import (
    LOCALITIES,
    POLICY,
    POPULATION,
    SETTINGS_FILES,
    TARGETS,
    Change,
    changed,
    differences,
    keep_settings,
    read_texts,
    rows_of,
)
from headway.errors import FileError, RefusedError
from headway.synthetic.county_files import write_county
from tests.faults import Died, Faults, faults

__all__ = ["faults"]
TODAY = date(2026, 11, 29)
MIDDLE = {"id": "mid", "name": "Middle", "level": "locality", "part_of": "county", "from": "2034-01-01"}
CHILDREN = {"mid_year": "2034", "place": "Middle", "population_0_17": "900", "source": "ONS"}
BOTH = [Change(LOCALITIES, ("places",), None, (MIDDLE,)), Change(POPULATION, (), None, (CHILDREN,))]


@pytest.fixture
def county(tmp_path: Path) -> County:
    write_county(tmp_path / "county")
    found = County.open(tmp_path / "county")
    assert found.measures.pages
    return found


@pytest.mark.slow  # each step once more, and once more after it: what replaces files is tried step by step elsewhere
@pytest.mark.parametrize("dies", [False, True])
def test_each_step_that_fails_leaves_files_that_every_command_reads(county: County, faults: Faults, dies: bool) -> None:
    base = read_texts(county.folder)
    after = base | changed(base, BOTH)
    seen: set[str] = set()
    for number in range(1, 60):
        for name in SETTINGS_FILES:
            (county.folder / name).write_text(base[name])
        with faults.at(number, dies=dies), suppress(FileError, OSError, Died):
            keep_settings(county, base, BOTH, today=TODAY)
        now = read_texts(county.folder)
        seen |= {step for step in faults.seen}
        if not dies:
            assert now in (base, after), number
        # Killed between the two files, what is left is ended by doing it again.
        assert all(now[name] in (base[name], after[name]) for name in now), number
        assert set(keep_settings(county, base, BOTH, today=TODAY)) == {LOCALITIES, POPULATION}
        assert read_texts(county.folder) == after
        if not faults.is_met:
            break
    assert not faults.is_met and {"write", "fsync", "replace"} <= seen


def test_what_is_full_is_said_and_nothing_is_written(county: County, faults: Faults) -> None:
    base = read_texts(county.folder)
    with faults.at(100, dies=False):
        keep_settings(county, base, BOTH, today=TODAY)
    last = len(faults.seen) - faults.seen[::-1].index("replace")
    for name in SETTINGS_FILES:
        (county.folder / name).write_text(base[name])
    with faults.at(last, dies=False), pytest.raises(FileError, match="could not be written") as told:
        keep_settings(county, base, BOTH, today=TODAY)
    assert "accept it again" in told.value.todo and read_texts(county.folder) == base


def test_nothing_is_written_over_what_somebody_else_wrote(county: County) -> None:
    base = read_texts(county.folder)
    path = county.folder / POPULATION
    path.write_text(base[POPULATION] + "2035,Sample County,1,by hand\n")
    now = read_texts(county.folder)
    with pytest.raises(RefusedError, match=r"population.csv has been changed since"):
        keep_settings(county, base, BOTH, today=TODAY)
    assert read_texts(county.folder) == now


def test_differences_pair_what_a_row_was_and_is(county: County) -> None:
    base = read_texts(county.folder)
    first, second = rows_of(base, TARGETS, ("targets",))[:2]
    [standard] = rows_of(base, POLICY, ("standards", "limit", "children_per_worker"))
    changes = [
        Change(TARGETS, ("targets",), first, ({**first, "value": 0.9},)),
        Change(TARGETS, ("targets",), second, ()),
        Change(POLICY, ("standards", "limit", "children_per_worker"), standard, ({**standard, "value": 20},)),
        Change(POLICY, ("dip_count",), {"value": 5}, ({"value": 7},)),
        BOTH[0],
    ]
    after = base | changed(base, changes)
    found = differences(base, after)
    assert sorted(found, key=str) == sorted(changes, key=str)
    assert differences(base, base) == []


def test_a_year_of_children_is_changed_in_its_own_lines(county: County) -> None:
    base = read_texts(county.folder)
    row = next(each for each in rows_of(base, POPULATION, ()) if each["place"] == "North")
    after = changed(base, [Change(POPULATION, (), row, ({**row, "source": 'ONS, "mid-2015"'},))])[POPULATION]
    old, new = base[POPULATION].splitlines(), after.splitlines()
    assert [line for line in new if line not in old] == [
        f'2015,North,{row["population_0_17"]},"ONS, ""mid-2015"""'
    ] and len(new) == len(old)
    with pytest.raises(RefusedError, match="not in population.csv any more"):
        changed({POPULATION: after}, [Change(POPULATION, (), row, ())])
