"""The files of a county folder: each wrong line is named, and what to write instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from headway.errors import DefinitionError
from headway.measures import read_county_files
from headway.measures.county_files import PlaceRow
from headway.measures.read_county_files import read_localities, read_policy, read_population, read_targets
from tests.unit.measures.tables import MEASURES

LOCALITIES = """\
places:
  - {id: north, name: North, from: 2015-04-01}
  - {id: east, name: East, from: 2015-04-01, until: 2024-03-31}
  - {id: east, name: Coast, from: 2024-04-01}
teams:
  - {id: n1, name: North 1, also: [NAT1], part_of: north, from: 2015-04-01, until: 2024-03-31}
  - {id: n1, name: North 1, part_of: east, from: 2024-04-01}
  - {id: door, name: Front Door, part_of: county-wide, from: 2015-04-01}
"""
POLICY = """\
standards:
  visit_limit:
    cp_visits_in_time:
      - {value: 10, kind: working days, source: procedures, from: 2020-01-01, until: 2023-12-31}
      - {value: 15, kind: working days, source: procedures, from: 2024-01-01}
"""
TARGETS = """\
targets:
  - {measure: AS02, value: 0.80, from: 2024-04-01, until: 2025-03-31, agreed_by: Board, agreed_on: 2024-03-20}
  - {measure: assessment_within_45_days, value: 0.85, from: 2025-04-01, agreed_by: Board, agreed_on: 2025-03-20}
"""
POPULATION = "mid_year,place,population_0_17,source\n2024,Sample County,150000,ONS\n2024,North,50000,ONS\n\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_files_are_read(tmp_path: Path) -> None:
    for name, text in [
        ("localities.yaml", LOCALITIES), ("policy.yaml", POLICY), ("targets.yaml", TARGETS), ("population.csv", f"{POPULATION}2024,Coast,100000,ONS\n"),
    ]:  # fmt: skip
        written(tmp_path, name, text)
    files = read_county_files(tmp_path, "Sample County", MEASURES)
    assert files.localities.names() == ("North", "East", "Coast")
    assert [files.localities.locality_of(team) for team in files.localities.teams] == ["North", "Coast", "county-wide"]
    policy = files.policy
    assert [
        limit.value if (limit := policy.standard("visit_limit", "cp_visits_in_time", day)) else None
        for day in (date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    ] == [None, 10, 10, 15]
    assert files.targets.value("assessment_within_45_days", date(2025, 3, 31)) == 0.80
    assert files.targets.value("assessment_within_45_days", date(2025, 4, 1)) == 0.85
    assert files.targets.value("assessment_within_45_days", date(2024, 3, 31)) is None
    assert files.population.at(2024, "North") == 50_000
    assert files.population.at(2023, "North") is None


def test_one_value_of_a_standard_needs_no_list(tmp_path: Path) -> None:
    text = (
        "standards: {visit_limit: {cp_visits_in_time: {value: 14, kind: calendar days, source: a, from: 2020-01-01}}}"
    )
    policy = read_policy(written(tmp_path, "policy.yaml", text), MEASURES)
    found = policy.standard("visit_limit", "cp_visits_in_time", date(2025, 1, 1))
    assert found is not None and (found.value, found.kind) == (14, "calendar days")


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("part_of: east, from", "part_of: eats, from", "'eats', which is no place", 7),
        ("part_of: east, from", "part_of: eats, from", "Did you mean east", 7),
        ("until: 2024-03-31}\n  - {id: n1", "until: 2024-04-01}\n  - {id: n1", "share a name on the same days", 7),
        ("id: door, name: Front Door", "id: door, name: nat1", "share a name on the same days", 8),
        ("name: East, from: 2015-04-01, until: 2024-03-31", "name: East, from: 2015-04-01", "share days", 4),
        ("name: Coast", "name: North", "Two rows of North", 4),
        ("name: Coast", "name: Sample County", "cannot be called Sample County", 4),
        ("name: Coast", "name: not placed", "cannot be called not placed", 4),
        ("name: Coast", "name: Coast, part_of: north", "part of itself, or of another locality", 4),
        ("name: Coast", "name: Coast, part_of: noth", "'noth', which is no place", 4),
        ("name: Coast", "name: Coast, level: team", "'team' is no level", 4),
        ("2015-04-01, until: 2024-03-31}\n  - {id: e", "2015-04-01, until: 2014-03-31}\n  - {id: e", "ends before it begins", 3),
        ("name: Coast", "name: Coast, colour: red", "there is no field of this name", 4),
        ("name: Front Door", "name: not placed", "A team cannot be called", 8),
    ],
)  # fmt: skip
def test_a_wrong_place_or_team_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, words: str, line: int
) -> None:
    assert old in LOCALITIES
    path = written(tmp_path, "localities.yaml", LOCALITIES.replace(old, new))
    with pytest.raises(DefinitionError) as error:
        read_localities(path, "Sample County")
    assert words in str(error.value)
    assert f"localities.yaml, line {line}" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("cp_visits_in_time", "cp_visit_in_time", "Did you mean cp_visits_in_time", 3),
        ("visit_limit", "visit_limt", "no local standard 'visit_limt'", 3),
        ("cp_visits_in_time", "CP09", "Write cp_visits_in_time", 3),
        ("cp_visits_in_time", "assessment_within_45_days", "It leaves none to councils", 3),
        ("cp_visits_in_time", "cp_plans_open_long", "It leaves none to councils", 3),
        ("2023-12-31", "2024-01-01", "share days", 3),
        ("value: 15", "value: 0", "only an age may be 0", 5),
        ("kind: working days, source: procedures, from: 2024", "kind: days, source: procedures, from: 2024", "working days", 5),
    ],
)  # fmt: skip
def test_a_wrong_standard_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str, line: int) -> None:
    assert old in POLICY
    with pytest.raises(DefinitionError) as error:
        read_policy(written(tmp_path, "policy.yaml", POLICY.replace(old, new)), MEASURES)
    assert words in str(error.value)
    assert f"policy.yaml, line {line}" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("assessment_within_45_days", "assessment_in_45_days", "Did you mean assessment_within_45_days", 3),
        ("assessment_within_45_days", "care_leaver_accommodation", "care_leaver_accommodation/19-21", 3),
        ("value: 0.85", "value: 85", "Write 80% as 0.80", 3),
        ("until: 2025-03-31", "until: 2025-04-01", "share days", 3),
        ("agreed_by: Board, agreed_on: 2025", "agreed_on: 2025", "'agreed_by' is missing", 3),
    ],
)
def test_a_wrong_target_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str, line: int) -> None:
    assert old in TARGETS
    with pytest.raises(DefinitionError) as error:
        read_targets(written(tmp_path, "targets.yaml", TARGETS.replace(old, new)), MEASURES)
    assert words in str(error.value)
    assert f"targets.yaml, line {line}" in str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("2024,North", "2024,Noth", "Did you mean North", 3),
        (",50000", ",about 50000", "no whole number", 3),
        (",50000", ",-5", "no whole number above 0", 3),
        ("2024,North", "20244,North", "no whole number above 0", 3),
        ("2024,North,50000", "2024,North", "no whole number", 3),
        ("2024,Sample County", "2024,North", "North has two numbers for mid-2024", 3),
        ("population_0_17", "children", "no column population_0_17", 1),
        ("150000,ONS", "150,000,x", "more cells than the 4 headings", 2),
        (",50000,ONS", ",50,000,ONS", "more cells than the 4 headings", 3),
        (",50000", ",50.5", "no whole number above 0", 3),
    ],
)
def test_a_wrong_population_is_named_with_its_line(tmp_path: Path, old: str, new: str, words: str, line: int) -> None:
    path = written(tmp_path, "population.csv", POPULATION.replace(old, new))
    with pytest.raises(DefinitionError) as error:
        read_population(path, ["Sample County", "North"])
    assert words in str(error.value)
    assert f"population.csv, line {line}" in str(error.value)


def test_a_year_that_leaves_a_locality_out_is_named_with_its_line(tmp_path: Path) -> None:
    north, south = (
        PlaceRow(id=name, name=name, level="locality", part_of="county", from_on=date(2015, 4, 1))
        for name in ("North", "South")
    )
    late = PlaceRow(id="late", name="Late", level="locality", part_of="county", from_on=date(2024, 7, 1))
    path = written(tmp_path, "population.csv", f"{POPULATION}2023,Sample County,149000,ONS\n")
    places = ["Sample County", "North", "South", "Late"]
    with pytest.raises(DefinitionError) as error:
        read_population(path, places, [north, south, late])
    assert "no number for South, and" in str(error.value) and "population.csv, line 3" in str(error.value)
    written(tmp_path, "population.csv", f"{POPULATION}2024,South,95000,ONS\n2023,Sample County,149000,ONS\n")
    assert read_population(path, places, [north, south, late]).at(2024, "South") == 95_000


@pytest.mark.parametrize(
    ("north", "south", "named", "line"),
    [
        ("500000", "100000", "North has 500,000 children at mid-2024: the localities together then have 600,000", 3),
        ("50000", "10000", "South has 10,000 children at mid-2024: the localities together then have 60,000", 4),
        ("50000", "84999", "", 0),
        ("50000", "85000", None, 0),
        ("50000", "115000", None, 0),
        ("50000", "115001", "", 0),
    ],
)
def test_localities_that_are_not_the_county_together_are_named_with_a_line(
    tmp_path: Path, north: str, south: str, named: str | None, line: int
) -> None:
    rows = [
        PlaceRow(id=name, name=name, level="locality", part_of="county", from_on=date(2015, 4, 1))
        for name in ("North", "South")
    ]
    text = POPULATION.replace("North,50000", f"North,{north}").rstrip() + f"\n2024,South,{south},ONS\n"
    path = written(tmp_path, "population.csv", text)
    if named is None:
        assert read_population(path, ["Sample County", "North", "South"], rows).at(2024, "South") == int(south)
        return
    with pytest.raises(DefinitionError) as error:
        read_population(path, ["Sample County", "North", "South"], rows)
    assert named in str(error.value) and "Sample County has 150,000" in str(error.value)
    assert f"population.csv, line {line or ''}" in str(error.value)


def test_a_file_that_is_not_there_or_is_no_text_says_so(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"population\.csv is not there"):
        read_population(tmp_path / "population.csv", ["Sample County"])
    (tmp_path / "population.csv").write_bytes(b"\xff\xfe\x00mid")
    with pytest.raises(DefinitionError, match="not plain text"):
        read_population(tmp_path / "population.csv", ["Sample County"])


@pytest.mark.parametrize(
    ("name", "measure", "given", "todo"),
    [
        ("from_age", "cp_seen_alone", "{value: 10, kind: working days", "Give it in years."),
        (
            "visit_limit",
            "cp_visits_in_time",
            "{value: 4, kind: years",
            "Give it in working days, calendar days, months.",
        ),
    ],
)
def test_an_age_is_given_in_years_and_a_limit_in_days(
    tmp_path: Path, name: str, measure: str, given: str, todo: str
) -> None:
    text = f"standards:\n  {name}:\n    {measure}:\n      - {given}, source: procedures, from: 2020-01-01}}\n"
    with pytest.raises(DefinitionError) as caught:
        read_policy(written(tmp_path, "policy.yaml", text), MEASURES)
    assert "line 4" in caught.value.where
    assert caught.value.todo == todo


def test_only_an_age_may_be_nought(tmp_path: Path) -> None:
    text = "standards:\n  {name}:\n    {measure}:\n      - {{value: 0, kind: {kind}, source: s, from: 2020-01-01}}\n"
    age = text.format(name="from_age", measure="cp_seen_alone", kind="years")
    assert read_policy(written(tmp_path, "policy.yaml", age), MEASURES).dated("from_age", "cp_seen_alone")[0].value == 0
    limit = text.format(name="visit_limit", measure="cp_visits_in_time", kind="working days")
    with pytest.raises(DefinitionError):
        read_policy(written(tmp_path, "policy.yaml", limit), MEASURES)


def test_the_measures_of_the_cockpit_are_named_by_their_figures(tmp_path: Path) -> None:
    path = written(tmp_path, "policy.yaml", "cockpit: [AS02, care_leaver_accommodation/19-21, cp_plans_open]\n")
    names = ("assessment_within_45_days", "care_leaver_accommodation/19-21", "cp_plans_open/count")
    assert read_policy(path, MEASURES).cockpit == names


@pytest.mark.parametrize(
    ("cockpit", "words"),
    [
        ("[AS02, no_such_measure]", "There is no measure 'no_such_measure'"),
        ("[AS02, assessment_within_45_days]", "stands twice"),
        (f"[{', '.join(['AS02'] * 11)}]", "room for 10"),
    ],
)
def test_a_cockpit_of_unknown_doubled_or_too_many_measures_is_refused_with_its_line(
    tmp_path: Path, cockpit: str, words: str
) -> None:
    path = written(tmp_path, "policy.yaml", f"standards: {{}}\ncockpit: {cockpit}\n")
    with pytest.raises(DefinitionError, match="policy.yaml") as refused:
        read_policy(path, MEASURES)
    assert words in str(refused.value) and "line 2" in str(refused.value)
