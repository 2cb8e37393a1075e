"""The workbooks: the template's own layout, the same bytes for the same seed, and read whole by the reader of returns."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest

from headway.returns import TypingReport, read_return, type_tables
from headway.synthetic import COUNTY_NAME, Truths, synthesise, write_county
from headway.synthetic.annex_a import workbook_name
from headway.synthetic.county_files import localities_yaml, population_csv
from headway.synthetic.setting import TEAMS
from headway.synthetic.template import layouts

LAST = date(2026, 9, 30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truths, list[str]]:
    out = tmp_path_factory.mktemp("synth")
    said: list[str] = []
    truths = synthesise(out, months=2, seed=3, scale=0.1, progress=said.append)
    return out, truths, said


def test_the_files_are_those_promised(made: tuple[Path, Truths, list[str]]) -> None:
    out, truths, said = made
    extracts = ["attendance_2026-09-30.csv", "contacts_2026-09-30.csv", "county", "names_2026-09-30.csv"]
    names = ["annex_a_2026-08-31.xlsx", "annex_a_2026-09-30.xlsx", *extracts, "truths.json"]
    assert sorted(path.name for path in out.iterdir()) == names
    assert [words.split(":")[0] for words in said] == names[:2]
    assert truths.snapshots == (date(2026, 8, 31), LAST)


def test_the_same_seed_gives_the_same_bytes(made: tuple[Path, Truths, list[str]], tmp_path: Path) -> None:
    first, _, _ = made
    again = tmp_path / "again"
    synthesise(again, months=2, seed=3, scale=0.1)
    other = tmp_path / "other"
    synthesise(other, months=1, seed=4, scale=0.1)
    for path in sorted(first.glob("*.*")):
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name
    name = workbook_name(LAST)
    assert (other / name).read_bytes() != (first / name).read_bytes()


def test_the_layout_is_the_templates(made: tuple[Path, Truths, list[str]]) -> None:
    book = openpyxl.load_workbook(made[0] / workbook_name(LAST), read_only=True)
    assert book.sheetnames == ["Front_Sheet", *(layout.sheet for layout in layouts())]
    assert [len(layout.headings) for layout in layouts()] == [7, 8, 11, 12, 14, 14, 17, 34, 17, 16, 19]
    for layout in layouts():
        rows = list(book[layout.sheet].iter_rows(values_only=True, max_row=4))
        assert rows[0][0] == f"List {layout.number}: {layout.title}"
        assert rows[1] == layout.headings
        assert rows[2][0] is not None
    referred = [row[5] for row in book["List_3"].iter_rows(values_only=True, min_row=3)]
    dates = [cell for cell in referred if isinstance(cell, datetime)]
    assert len(dates) > 0.97 * len(referred) > 50
    assert all(str(row[0]).startswith("SYN") for row in book["List_8"].iter_rows(values_only=True, min_row=3))


def test_the_reader_of_returns_misses_nothing(made: tuple[Path, Truths, list[str]]) -> None:
    path = made[0] / workbook_name(LAST)
    con = duckdb.connect()
    landed = read_return(con, [path], as_at=None, today=date(2026, 10, 15))
    assert landed.as_at == LAST
    assert landed.missing_lists == () and len(landed.lists) == 11
    book = openpyxl.load_workbook(path, read_only=True)
    for found in landed.lists:
        assert found.missing_columns == () and found.extra_columns == (), found.title
        assert found.row_count == sum(1 for row in book[found.sheet].iter_rows(values_only=True, min_row=3) if any(row))
    report = type_tables(con, sha256=landed.sha256)
    assert_mess_is_ordinary(report, sum(found.row_count for found in landed.lists))


def assert_mess_is_ordinary(report: TypingReport, rows: int) -> None:
    """Some of it, and little: every unreadable cell and unmatched code is one that was planted."""
    texts = {cell.text for cell in report.unreadable} | {code.text for code in report.unmatched}
    assert texts
    assert len(report.unreadable) < rows / 50
    known = {"31/02/2025", "tbc", "00/00/2025", "see notes", "2025", "12/13/2025", "XX", "M", "#N/A"}
    known |= {"a) ABCD", "zz) ????", "z) Not known here"}
    assert texts <= known


def test_the_county_folder_is_whole(made: tuple[Path, Truths, list[str]]) -> None:
    folder = made[0] / "county"
    names = {"county.yaml", "localities.yaml", "plan.yaml", "policy.yaml", "population.csv", "targets.yaml"}
    assert {path.name for path in folder.iterdir()} == names
    assert {path.name for path in write_county(folder)} == names
    assert f"name: {COUNTY_NAME}" in (folder / "county.yaml").read_text(encoding="utf-8")
    text = localities_yaml()
    assert all(f"name: {team}" in text for team in TEAMS) and 'also: ["NAT1"]' in text
    assert "closed" not in text.split("places:")[1]


def test_the_population_adds_up() -> None:
    rows = [line.split(",") for line in population_csv(1.0).splitlines()[1:]]
    for year in ("2024", "2025"):
        of_year = {row[1]: int(row[2]) for row in rows if row[0] == year}
        assert of_year.pop(COUNTY_NAME) == 147_000 == sum(of_year.values())
        assert len(of_year) == 4


def test_one_workbook_of_a_tiny_county(tmp_path: Path) -> None:
    truths = synthesise(tmp_path, months=1, seed=8, scale=0.002, plant=frozenset())
    assert truths.snapshots == (LAST,)
    assert (tmp_path / workbook_name(LAST)).stat().st_size > 5_000
