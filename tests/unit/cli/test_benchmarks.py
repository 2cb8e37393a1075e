"""headway benchmarks as a person types it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from headway.comparators import load_comparators
from headway.county import County
from headway.county.folder import init_county
from tests.acceptance.errors.told import typed
from tests.unit.comparators.files import folder_of, referrals_file
from tests.unit.comparators.test_refresh import change_devon, newer


def run(*words: str, cwd: Path | None = None) -> CompletedProcess[str]:
    ended, found, said = typed(*words, at=cwd)
    return CompletedProcess(words, int(ended.code or 0), found, said)


def rows(*words: str, cwd: Path) -> list[dict[str, object]]:
    result = run("benchmarks", *words, "--format", "json", cwd=cwd)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_devon_beside_its_neighbours_england_and_all_for_every_benchmarked_measure(tmp_path: Path) -> None:
    found = rows("show", "--council", "E10000008", cwd=tmp_path)
    wanted = [row for row in load_comparators().besides.rows if row.is_benchmarked]
    assert [row["figure"] for row in found] == [row.figure for row in wanted] and len(found) > 90
    for row in found:
        assert row["neighbour_model"] == 2025 and str(row["neighbours"]).count(";") == 9
        assert row["england"] is not None or row["england_sign"], row["figure"]
        assert (row["rank"] is None) == bool(row["rank_why"]) == (row["quartile"] is None)
        assert isinstance(row["months_old"], int) and row["period"] and row["source"]
        if row["neighbours_with_number"]:
            assert row["neighbour_mean"] is not None and (row["neighbour_median"] is not None or row["unit"] == "FTE")
    with_mean = [row for row in found if row["neighbours_with_number"]]
    assert len(with_mean) >= len(found) - 2


def test_a_table_names_the_council_and_its_neighbours_first(tmp_path: Path) -> None:
    result = run("benchmarks", "show", "assessment_within_45_days", "--council", "Devon", cwd=tmp_path)
    assert result.stdout.startswith("Devon (E10000008). Statistical neighbours, model of 2025: East Sussex, Dorset, ")
    for words in ("82.9%", "88.6%", "84.6%", "79.2%", "85.7%", "94 of 152", "year to 31 March 2025"):
        assert words in result.stdout


def test_each_figure_of_a_page_has_its_own_good_direction(tmp_path: Path) -> None:
    """Few scores received is no good: Devon's 59% is far from the best of 151."""
    found = {row["figure"]: row for row in rows("show", "CL23", "--council", "Devon", "--year", "2025", cwd=tmp_path)}
    assert (found["CL23/received"]["rank"], found["CL23/received"]["quartile"]) == (130, "D")
    assert (found["CL23/score"]["rank"], found["CL23/concern"]["rank"]) == (141, 134)
    assert found["CL23/received"]["direction_by"] == "the measure's page"


def test_csv_is_the_same_rows(tmp_path: Path) -> None:
    result = run("benchmarks", "show", "RF05", "--council", "Devon", "--format", "csv", cwd=tmp_path)
    assert [row["figure"] for row in csv.DictReader(io.StringIO(result.stdout))] == [
        "RF05/police",
        "RF05/schools",
        "RF05/health",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["show", "--council", "Devn"], 5, "Did you mean Devon"),
        (["show", "RF07", "--council", "Devon"], 5, "Not published"),
        (["show", "re_referrals/children", "--council", "Devon"], 5, "this one counts children"),
        (["show"], 2, "Which council is not said"),
        (["show", "--council", "Devon", "--neighbours", "2019"], 5, "2025 and 2021"),
        (["refresh", "nowhere"], 3, "is not a county folder"),
    ],
)
def test_what_cannot_be_answered_is_said(tmp_path: Path, words: list[str], code: int, said: str) -> None:
    result = run("benchmarks", *words, cwd=tmp_path)
    assert result.returncode == code and said in result.stderr and "Traceback" not in result.stderr


def test_the_list_holds_every_figure_of_the_catalogue_with_its_reason(tmp_path: Path) -> None:
    found = rows("list", cwd=tmp_path)
    # The 134 of the sector's list, and 18 of ours.
    assert len({str(row["figure"]).split("/")[0] for row in found}) == 152
    assert [row["figure"] for row in found if row["beside ours"] != "exact" and not row["why"]] == []


def test_a_council_that_is_no_more_is_shown_with_its_last_day(tmp_path: Path) -> None:
    result = run("benchmarks", "show", "RF02", "--council", "Cumbria", cwd=tmp_path)
    assert "ended on 2023-03-31, followed by Cumberland and Westmorland and Furness" in result.stdout
    assert "year to 31 March 2023" in result.stdout


def test_a_refresh_is_kept_in_the_county_and_answers_from_then_on(tmp_path: Path) -> None:
    county = tmp_path / "county"
    init_county(county, "Devon County Council")
    folder = folder_of(tmp_path, {"c1.csv": referrals_file(newer)})
    result = run("benchmarks", "refresh", str(folder), "--county", str(county))
    assert result.returncode == 0 and "Children in need, table C1" in result.stdout and "Read in:" in result.stderr
    shown = rows("show", "rereferral_pct", "--county", str(county), cwd=tmp_path)[0]
    assert (shown["year"], shown["council_value"]) == (2026, 17.2)
    again = run("benchmarks", "refresh", str(folder), "--county", str(county))
    assert "Nothing is new" in again.stderr


def test_a_wrong_file_leaves_the_county_as_it_was(tmp_path: Path) -> None:
    county = tmp_path / "county"
    init_county(county, "Devon County Council")
    files = {"a.csv": referrals_file(newer), "b.csv": referrals_file(change_devon(Re_referrals_percent="**"))}
    result = run("benchmarks", "refresh", str(folder_of(tmp_path, files)), "--county", str(county))
    assert result.returncode == 3 and "b.csv, line" in result.stderr and "nothing was read in" in result.stderr
    assert County.open(county).comparators.read_since == {}


def test_a_later_refresh_can_put_an_earlier_figure_back(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Devon County Council")
    opened = County.open(tmp_path / "county")
    for number, percent in enumerate(["17.2", "18.1", "17.2"]):
        folder = tmp_path / str(number)
        folder.mkdir()
        text = referrals_file(change_devon(Re_referrals_percent=percent))
        opened.refresh_benchmarks(folder_of(folder, {"c1.csv": text}), by="tester")
        shown = County.open(tmp_path / "county").comparators.figures("rereferral_pct")[("E10000008", 2025)]
        assert str(shown.value) == percent


def test_a_code_of_no_council_in_county_yaml_is_said(tmp_path: Path) -> None:
    init_county(tmp_path, "Sample County")
    path = tmp_path / "county.yaml"
    path.write_text(path.read_text().replace('code: ""', "code: E99"))
    result = run("benchmarks", "show", cwd=tmp_path)
    assert result.returncode == 4 and "county.yaml" in result.stderr
