"""headway init makes a folder that its own readers accept, and never overwrites what a person edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from headway.county.folder import FOLDER_FILES, find_county, init_county, read_county_file
from headway.errors import DefinitionError, FileError, MistypedError, RefusedError
from headway.measures import load_measures, read_county_files


def test_a_new_folder_holds_every_file_and_its_name(tmp_path: Path) -> None:
    report = init_county(tmp_path / "county", 'St "Mary" & Vale: County\\')
    assert report.written == FOLDER_FILES
    assert read_county_file(tmp_path / "county").name == 'St "Mary" & Vale: County\\'


def test_a_council_that_is_known_gets_its_code_and_its_children_by_mid_year(tmp_path: Path) -> None:
    report = init_county(tmp_path, "Devon County Council")
    assert report.known_as is not None and read_county_file(tmp_path).code == report.known_as.code == "E10000008"
    files = read_county_files(tmp_path, "Devon County Council", load_measures())
    assert {year for year, _ in files.population.counts} == set(range(2012, 2025))
    assert files.population.at(2024, "Devon County Council") == 148_164
    last = (tmp_path / "population.csv").read_text().splitlines()[-1]
    assert "ONS" in last and "30 October 2025" in last


def test_a_council_that_is_no_more_or_unknown_gets_none(tmp_path: Path) -> None:
    for name in ("Cumbria County Council", "Sample County", "England"):
        report = init_county(tmp_path / name, name)
        assert report.known_as is None and read_county_file(tmp_path / name).code == ""
        assert len((tmp_path / name / "population.csv").read_text().splitlines()) == 1


def test_numbers_of_children_that_are_there_are_left_as_they_are(tmp_path: Path) -> None:
    text = "mid_year,place,population_0_17,source\n2024,Devon,1,ours\n"
    (tmp_path / "population.csv").write_text(text)
    assert "population.csv" in init_county(tmp_path, "Devon").kept
    assert (tmp_path / "population.csv").read_text() == text


def test_what_a_person_edited_is_left_as_it_is(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    (tmp_path / "policy.yaml").write_text("standards: {}\nsuppression_threshold: 9\n")
    (tmp_path / "targets.yaml").unlink()
    report = init_county(tmp_path, "Another County")
    assert report.written == ("targets.yaml",)
    assert "9" in (tmp_path / "policy.yaml").read_text()
    assert read_county_file(tmp_path).name == "Sample County"


def test_a_folder_without_a_county_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEADWAY_COUNTY", raising=False)
    with pytest.raises(FileError) as caught:
        find_county(tmp_path)
    assert "headway init" in caught.value.todo


def test_the_variable_names_the_folder_when_no_option_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    init_county(tmp_path / "by-variable", "Sample County")
    init_county(tmp_path / "by-option", "Sample County")
    monkeypatch.setenv("HEADWAY_COUNTY", str(tmp_path / "by-variable"))
    assert find_county(None) == tmp_path / "by-variable"
    assert find_county(tmp_path / "by-option") == tmp_path / "by-option"


def test_a_newer_folder_is_refused_and_a_wrong_field_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "county.yaml").write_text("name: A\nversion: 2\n")
    with pytest.raises(RefusedError):
        read_county_file(tmp_path)
    (tmp_path / "county.yaml").write_text("name: A\n# a comment\nkinds: x\n")
    with pytest.raises(DefinitionError) as caught:
        read_county_file(tmp_path)
    assert "line 3" in caught.value.where and "kind" in caught.value.where


def test_an_empty_name_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(MistypedError):
        init_county(tmp_path / "county", "  ")
    assert not (tmp_path / "county").exists()
