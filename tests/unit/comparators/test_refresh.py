"""Newer files are read whole or not at all, whatever their layout; what is wrong is named with file and line."""

from __future__ import annotations

import gzip
import re
from decimal import Decimal
from pathlib import Path

import pytest

from headway.comparators import NotPublished, figures_as_csv, load_comparators, read_folder
from headway.errors import FileError
from tests.unit.comparators.files import ON, folder_of, referrals_file

DEVON = "E10000008"


def newer(row: dict[str, str]) -> dict[str, str]:
    """The rows of 2025 as if they were of 2026, Devon's with another figure."""
    if row["time_period"] == "2025":
        row = {**row, "time_period": "2026"}
        if row["new_la_code"] == DEVON:
            row["Re_referrals_percent"] = "17.2"
    return row


def refused(tmp_path: Path, files: dict[str, str]) -> FileError:
    with pytest.raises(FileError) as caught:
        read_folder(folder_of(tmp_path, files), load_comparators(), on=ON)
    return caught.value


def change_devon(**cells: str):
    return lambda row: {**row, **cells} if row["new_la_code"] == DEVON and row["time_period"] == "2025" else row


def test_a_newer_year_is_read_and_stands_beside_the_older_ones(tmp_path: Path) -> None:
    found = read_folder(folder_of(tmp_path, {"c1.csv": referrals_file(newer)}), load_comparators(), on=ON)
    report = found.files[0]
    assert report.layout == "Children in need, table C1" and report.series == ("rereferral_pct",)
    assert (report.first_year, report.last_year, report.changed) == (2023, 2026, 0)
    assert report.new == len(found.figures) and report.new > 150 and report.same > 300
    held = load_comparators([figures_as_csv(found.figures)])
    compared = held.compare("rereferral_pct", held.areas.council("Devon"))
    assert compared is not None and compared.own is not None
    assert (compared.year, compared.own.number) == (2026, Decimal("17.2"))
    assert compared.own.source.startswith("c1.csv ")
    assert held.compare("rereferral_pct", held.areas.council("Devon"), year=2025).own.number == Decimal("19.7")


def test_the_same_file_again_brings_nothing_new(tmp_path: Path) -> None:
    found = read_folder(folder_of(tmp_path, {"c1.csv": referrals_file()}), load_comparators(), on=ON)
    assert found.figures == () and found.files[0].same > 450


def test_headings_in_other_forms_a_zipped_file_and_a_six_digit_year_are_read(tmp_path: Path) -> None:
    text = referrals_file(lambda row: {**row, "time_period": f"{int(row['time_period']) - 1}{row['time_period'][2:]}"})
    heading, rest = text.split("\n", 1)
    other = heading.replace("_", " ").title()
    folder = folder_of(tmp_path, {})
    (folder / "c1.csv.gz").write_bytes(gzip.compress(f"{other}\n{rest}".encode()))
    found = read_folder(folder, load_comparators(), on=ON)
    assert found.files[0].same > 450 and found.figures == ()


def test_older_signs_are_read_as_what_they_mean_and_never_as_numbers(tmp_path: Path) -> None:
    text = referrals_file(change_devon(Re_referrals_percent=":"))
    found = read_folder(folder_of(tmp_path, {"c1.csv": text}), load_comparators(), on=ON)
    assert [each.value for each in found.figures] == [NotPublished("x")]
    assert found.files[0].changed == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Re_referrals_percent": "**"}, "'**' in re_referrals_percent is neither a number nor a sign"),
        ({"Re_referrals_percent": ""}, "'' in re_referrals_percent is neither"),
        ({"new_la_code": "E06009999", "old_la_code": "999"}, "no area is known by E06009999 or 999"),
        ({"time_period": "summer"}, "'summer' is no year"),
        ({"time_period": "202327"}, "'202327' is no year"),
        ({"time_period": "2190"}, "'2190' is no year"),
        ({"time_period": "2027"}, "the figure is of year to 31 March 2027, which has not ended on 29 November 2026"),
        ({"Re_referrals_percent": "101.5"}, "101.5 is not between 0 and 100, and rereferral_pct is given in %"),
        ({"Re_referrals_percent": "-3"}, "-3 is not between 0 and 100"),
        ({"Re_referrals_percent": "NaN"}, "'NaN' in re_referrals_percent is neither"),
        ({"Re_referrals_percent": "inf"}, "'inf' in re_referrals_percent is neither"),
        ({"Re_referrals": "-140"}, "the numerator -140 is not between 0 and"),
        ({"Referrals": "nan"}, "'nan' in referrals is neither"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_its_line_and_nothing_is_read(
    tmp_path: Path, cells: dict[str, str], words: str
) -> None:
    text = referrals_file(change_devon(**cells))
    line = next(
        n
        for n, each in enumerate(text.splitlines(), 1)
        if all(v in each.split(",") for v in cells.values()) and "Devon" in each
    )
    error = refused(tmp_path, {"c1.csv": text})
    assert f"c1.csv, line {line}: {words}" in error.where


@pytest.mark.parametrize("cut", [1, 2, 4, 30, 75])
def test_a_file_that_is_cut_off_is_told_by_its_last_line(tmp_path: Path, cut: int) -> None:
    text = referrals_file()
    error = refused(tmp_path, {"c1.csv": text[:-cut]})
    assert f"c1.csv, line {len(text[:-cut].splitlines())}: the " in error.where


def test_a_zipped_file_that_is_cut_off_is_told_with_the_line_at_which_it_stops(tmp_path: Path) -> None:
    folder, zipped = folder_of(tmp_path, {}), gzip.compress(referrals_file().encode())
    (folder / "c1.csv.gz").write_bytes(zipped[: len(zipped) // 2])
    with pytest.raises(FileError, match="not a whole CSV") as caught:
        read_folder(folder, load_comparators(), on=ON)
    line = re.search(r"line (\d+): the zipped file breaks off", caught.value.where)
    assert line and 100 < int(line.group(1)) < 450


def test_a_cell_whose_quote_never_ends_is_told_with_its_first_line(tmp_path: Path) -> None:
    lines = referrals_file().splitlines(keepends=True)
    lines[7] = '"' + lines[7]
    assert "c1.csv, line 8: " in refused(tmp_path, {"c1.csv": "".join(lines)}).where


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encodings_that_programs_write_are_read_the_same(tmp_path: Path, encoding: str) -> None:
    text = referrals_file(lambda row: {**newer(row), "la_name": row["la_name"] and f"{row['la_name']} – é"})
    folder = folder_of(tmp_path, {})
    (folder / "c1.csv").write_bytes(text.encode(encoding))
    found = read_folder(folder, load_comparators(), on=ON)
    assert found.files[0].new > 150 and found.files[0].changed == 0
    assert {str(each.value) for each in found.figures if each.area == DEVON} == {"17.2"}


def test_a_table_with_tabs_is_read_and_one_that_is_no_text_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {})
    (folder / "c1.csv").write_bytes(referrals_file().replace(",", "\t").encode("utf-16"))
    assert read_folder(folder, load_comparators(), on=ON).files[0].same > 450
    (folder / "c1.csv").write_bytes(referrals_file().encode("utf-16-le"))
    with pytest.raises(FileError, match="not a whole CSV") as caught:
        read_folder(folder, load_comparators(), on=ON)
    assert "line 1: it holds what is no text" in caught.value.where


def test_rows_split_by_something_unknown_are_refused(tmp_path: Path) -> None:
    text = referrals_file()
    extra = next(line for line in text.splitlines() if "Devon" in line and line.startswith("2025"))
    other = ",".join([*extra.split(",")[:-1], "55.5"])
    error = refused(tmp_path, {"c1.csv": f"{text}{other}\n"})
    assert "Devon has another re_referrals_percent for 2025" in error.where and "split by something" in error.where


def test_a_column_that_holds_another_figure_is_refused(tmp_path: Path) -> None:
    text = referrals_file(lambda row: {**row, "Re_referrals_percent": "50.0"})
    assert "this is another figure" in refused(tmp_path, {"c1.csv": text}).where


def test_one_wrong_file_and_none_of_the_folder_is_read(tmp_path: Path) -> None:
    files = {"a.csv": referrals_file(newer), "b.csv": referrals_file(change_devon(Re_referrals_percent="?"))}
    assert "b.csv, line" in refused(tmp_path, files).where


def test_two_files_that_disagree_are_refused(tmp_path: Path) -> None:
    files = {"a.csv": referrals_file(), "b.csv": referrals_file(change_devon(Re_referrals_percent="11.1"))}
    assert "not those of another file in the folder" in refused(tmp_path, files).where


def test_a_file_of_another_layout_is_left_alone_and_said(tmp_path: Path) -> None:
    files = {"c1.csv": referrals_file(newer), "other.csv": "time_period,geographic_level,apples\n2025,National,3\n"}
    found = read_folder(folder_of(tmp_path, files), load_comparators(), on=ON)
    assert [(each.name, bool(each.layout)) for each in found.files] == [("c1.csv", True), ("other.csv", False)]


def test_a_folder_without_a_known_file_is_refused(tmp_path: Path) -> None:
    assert "apples.csv" in refused(tmp_path, {"apples.csv": "a,b\n1,2\n"}).where
    with pytest.raises(FileError, match="not a folder"):
        read_folder(tmp_path / "none", load_comparators(), on=ON)


def test_a_file_without_its_year_column_is_refused(tmp_path: Path) -> None:
    text = referrals_file().replace("time_period", "when", 1)
    assert "c1.csv, line 1: no column time_period or year" in refused(tmp_path, {"c1.csv": text}).where


def test_a_council_that_is_no_more_keeps_its_figures_and_a_newer_code_is_the_same_council(tmp_path: Path) -> None:
    def barnsley(row: dict[str, str]) -> dict[str, str]:
        return {**row, "new_la_code": "E08000038"} if row["new_la_code"] == "E08000016" else row

    text = referrals_file(barnsley, years=range(2018, 2020))
    found = read_folder(folder_of(tmp_path, {"c1.csv": text}), load_comparators(), on=ON)
    assert "Cumbria (pre-2023)" in text and found.figures == ()


def test_the_tidy_extract_is_read_too(tmp_path: Path) -> None:
    heading = "indicator_id,year,geography_code,value,flag,numerator,denominator,source"
    rows = [
        "cla_rate,2026,E10000008,58,,860,148164,NEW",
        "cla_rate,2026,E06000053,,c,,,NEW",
        "unknown,2026,E10000008,1,,,,NEW",
    ]
    found = read_folder(folder_of(tmp_path, {"t.csv": "\n".join([heading, *rows, ""])}), load_comparators(), on=ON)
    assert {(each.area, str(each.value)) for each in found.figures if each.number} == {("E10000008", "58")}
    assert [each.value for each in found.figures if each.number is None] == [NotPublished("c")]
    assert found.files[0].unknown == {"unknown": 1}
    much = f"{heading}\ncla_rate,2026,E10000008,10001,,,,NEW\ncla_rate,2026,E06000053,5,,1,nan,NEW\n"
    error = refused(tmp_path, {"t.csv": much})
    assert "line 2: 10001 is not between 0 and 10,000" in error.where and "line 3: 'nan' in denominator" in error.where
    both = f"{heading}\ncla_rate,2026,E10000008,58,c,,,NEW\n"
    assert "line 2" in refused(tmp_path, {"t.csv": both}).where
