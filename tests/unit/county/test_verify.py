"""A released pack is verified against what it was made from, and whatever was changed since is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

import headway
from headway.county import County
from headway.county.kept_packs import kept_packs
from headway.county.verify import Verified, read_pack
from headway.errors import AlteredError, FileError
from headway.identity import sha256_of_bytes
from headway.store.records import SUMS, write_sums
from headway.synthetic import synthesise
from tests.unit.comparators.files import folder_of, referrals_file

TODAY = date(2026, 10, 12)
CLI = "from headway.cli import main; main()"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small county of three loads and its pack."""
    folder = tmp_path_factory.mktemp("released")
    synthesise(folder, months=3, seed=7, scale=0.02)
    county = County.open(folder / "county")
    *before, newest = sorted(folder.glob("annex_a_*.xlsx"))
    for workbook in before:
        county.load([workbook], as_at=None, today=TODAY, by="test")
    county.board_pack(folder / "before", by="test", today=TODAY)
    county.load([newest], as_at=None, today=TODAY, by="test")
    county.board_pack(folder / "pack", by="test", today=TODAY)
    return folder


@pytest.fixture
def folder(released: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(released, tmp_path / "copy"))


def verified(folder: Path, pack: str = "pack", *, fresh: bool = False) -> Verified:
    return County.open(folder / "county").verify(folder / pack, fresh=fresh)


def named(found: Verified) -> set[tuple[str, str]]:
    """Kind and name of everything altered, without the figures."""
    return {(each.kind, each.name) for each in found.altered if each.kind not in ("figure", "recommendation", "pack")}


def change(path: Path, of: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    path.write_text(of(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before


@pytest.mark.parametrize("fresh", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("pack", ["pack", "before"])
def test_an_honest_pack_holds_also_when_there_is_a_newer_load(released: Path, pack: str, fresh: bool) -> None:
    found = verified(released, pack, fresh=fresh)
    assert found.altered == () and found.lines()[0].startswith("Verified: Board pack")
    assert any("byte by byte" in note for note in found.notes)


@pytest.mark.slow
def test_a_pack_still_holds_after_a_correction_and_after_the_county_edited_its_files(folder: Path) -> None:
    county = County.open(folder / "county")
    newest = county.loads()[-1]
    synthesise(folder / "other", months=3, seed=8, scale=0.02)
    corrected = next((folder / "other").glob(f"*{newest.as_at}.xlsx"))
    county.load([corrected], as_at=None, today=TODAY, by="test", corrects=newest.load_id)
    change(folder / "county" / "localities.yaml", lambda text: text.replace("East Assessment 1", "East Assessment One"))
    change(folder / "county" / "plan.yaml", lambda text: text + "\n# a later thought\n")
    found = verified(folder)
    assert found.altered == ()
    assert any(note.startswith("localities.yaml has been changed since") for note in found.notes)


@pytest.mark.slow
def test_a_pack_holds_with_the_published_figures_that_it_used_and_names_them_when_they_are_changed(
    folder: Path,
) -> None:
    county = County.open(folder / "county")
    files = folder_of(folder, {"c1.csv": referrals_file(change_england("17.2"))})
    county.refresh_benchmarks(files, by="test")
    assert verified(folder).altered == ()
    County.open(folder / "county").board_pack(folder / "after", by="test", today=TODAY)
    record = json.loads((folder / "after" / "pack.json").read_text())
    assert next(each for each in record["beside"] if each["measure"] == "re_referrals/referrals")["england"] == "17.2"
    assert verified(folder, "after").altered == ()
    (name,) = record["published_figures"]
    kept = folder / "county" / "store" / "kept" / "published_figures" / name / "content"
    change(kept, lambda text: text.replace("17.2", "17.3"))
    assert ("published figures", name[:12]) in named(verified(folder, "after"))


def change_england(percent: str) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda row: (
        {**row, "Re_referrals_percent": percent}
        if row["geographic_level"] == "National" and row["time_period"] == "2025"
        else row
    )


def test_one_row_of_a_stored_load_changed_is_named_with_the_figures_it_changes(folder: Path) -> None:
    load = County.open(folder / "county").loads()[-1]
    path = folder / "county" / "store" / "loads" / load.load_id / "assessments.parquet"
    con = duckdb.connect()
    con.execute(f"CREATE TABLE t AS SELECT * FROM read_parquet('{path}')")
    column = next(name for (name,) in con.execute("SELECT column_name FROM (DESCRIBE t)").fetchall() if "seen" in name)
    assert con.execute(
        f"UPDATE t SET {column} = NULL WHERE rowid = (SELECT min(rowid) FROM t WHERE {column} IS NOT NULL)"
    ).fetchone() == (1,)
    con.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    found = verified(folder)
    assert named(found) == {("load", load.load_id)}
    assert "assessments" in next(each.how for each in found.altered if each.kind == "load")
    figures = {each.name.split()[0] for each in found.altered if each.kind == "figure"}
    assert figures == {"child_seen_in_assessment"}
    # What was worked out of the spoilt table is used by no one else.
    assert County.open(folder / "county").read().journey.loads


def test_one_line_of_the_kept_plan_changed_is_named_with_the_word_it_changes(folder: Path) -> None:
    state = json.loads((folder / "pack" / "pack.json").read_text())["plan_state"]
    change(
        folder / "county" / "store" / "kept" / "plan" / state / "content",
        lambda text: text.replace("due: 2026-03-31\n", "due: 2027-03-31\n", 1),
    )
    found = verified(folder)
    assert named(found) == {("plan state", state[:12])}
    changed = [each for each in found.altered if each.kind == "recommendation"]
    assert changed and all(each.then != each.now for each in changed)


@pytest.mark.parametrize("name", ["policy.yaml", pytest.param("localities.yaml", marks=pytest.mark.slow)])
def test_a_kept_county_file_changed_is_named(folder: Path, name: str) -> None:
    sha256 = json.loads((folder / "pack" / "pack.json").read_text())["county_files"][name]
    change(folder / "county" / "store" / "kept" / "county-file" / sha256 / "content", lambda text: text + "\n# other\n")
    assert named(verified(folder)) == {("county file", f"{name} as kept")}


def test_one_definition_changed_is_named_with_the_figures_it_changes(folder: Path) -> None:
    package = Path(headway.__file__).parent
    other = Path(shutil.copytree(package, folder / "other" / "headway", ignore=shutil.ignore_patterns("__pycache__")))
    change(
        other / "definitions" / "measures" / "assessment" / "assessment_within_45_days.md",
        lambda text: text.replace("{value: 45,", "{value: 30,", 1),
    )
    change(other / "definitions" / "reasons" / "unallocated.md", lambda text: text + "\nOther words.\n")
    words = ["verify", f"{folder / 'pack'}", "--county", f"{folder / 'county'}", "--format", "json"]
    environment = {**os.environ, "PYTHONPATH": f"{other.parent}"}
    command = [sys.executable, "-P", "-c", CLI, *words]
    run = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=folder)
    assert run.returncode == 7, run.stderr
    found = json.loads(run.stdout)
    assert {each["name"] for each in found if each["kind"] == "definition"} == {
        "measures/assessment/assessment_within_45_days.md",
        "reasons/unallocated.md",
    }
    assert {each["name"].split()[0] for each in found if each["kind"] == "figure"} == {"assessment_within_45_days"}


def test_a_figure_changed_in_pack_json_is_named_with_both_values(folder: Path) -> None:
    path = folder / "pack" / "pack.json"
    record = json.loads(path.read_text())
    figure = next(each for each in record["figures"] if each["value"] is not None and each["numerator"])
    figure["numerator"] += 1
    path.write_text(json.dumps(record))
    found = verified(folder)
    assert named(found) == {("file", "pack.json")}
    (changed,) = [each for each in found.altered if each.kind == "figure"]
    assert changed.name == figure["id"]
    assert (changed.then, changed.now) == (f"numerator {figure['numerator']}", f"numerator {figure['numerator'] - 1}")


def test_one_number_changed_in_board_html_is_named_with_its_line_and_a_pdf_by_its_name(folder: Path) -> None:
    change(folder / "pack" / "board.html", lambda text: text.replace("Needs someone now: ", "Needs someone now: 1", 1))
    pdf = folder / "pack" / "board.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    found = verified(folder)
    assert named(found) == {("file", "board.html"), ("file", "board.pdf")}
    assert any("first in its line" in each.how for each in found.altered)


def test_a_page_changed_together_with_its_hash_is_still_found(folder: Path) -> None:
    change(folder / "pack" / "board.html", lambda text: text.replace("Needs someone now: ", "Needs someone now: 1", 1))
    path = folder / "pack" / "pack.json"
    record = json.loads(path.read_text())
    record["pages"]["board.html"] = sha256_of_bytes((folder / "pack" / "board.html").read_bytes())
    path.write_text(json.dumps(record))
    assert named(verified(folder)) == {("file", "pack.json"), ("file", "board.html")}


@pytest.mark.slow
def test_what_was_worked_out_wrongly_before_is_not_believed(folder: Path) -> None:
    newest = max((folder / "county" / "store" / "derived").glob("journey-*"), key=lambda path: path.stat().st_mtime)
    for path in newest.glob("*.parquet"):
        duckdb.execute(f"COPY (SELECT * FROM read_parquet('{path}') LIMIT 5) TO '{path}.new' (FORMAT parquet)")
        Path(f"{path}.new").replace(path)
    (newest / SUMS).unlink()
    write_sums(newest)
    found = verified(folder)
    assert found.altered == ()
    assert any("worked out before was wrong" in note for note in found.notes)


@pytest.mark.slow
def test_what_was_worked_out_before_and_is_damaged_is_worked_out_again(folder: Path) -> None:
    for path in (folder / "county" / "store" / "derived").glob("*/*.parquet"):
        path.write_bytes(path.read_bytes()[:-9])
    found = verified(folder)
    assert found.altered == () and not any("worked out before was wrong" in note for note in found.notes)


def test_a_load_that_is_gone_is_named_and_nothing_is_worked_out_without_it(folder: Path) -> None:
    load = County.open(folder / "county").loads()[0]
    shutil.rmtree(folder / "county" / "store" / "loads" / load.load_id)
    found = verified(folder)
    assert named(found) == {("load", load.load_id)}
    assert [each.how for each in found.altered if each.kind == "pack"] == [
        "cannot be worked out again without what is gone"
    ]


def test_a_folder_without_a_pack_and_a_pack_of_before_are_refused_with_words(folder: Path) -> None:
    with pytest.raises(FileError, match="no pack here"):
        verified(folder, "county")
    (folder / "before" / "pack.json").write_text('{"format": 1}')
    with pytest.raises(FileError, match="did not write down"):
        verified(folder, "before")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("format", "2"), ("made_on", "yesterday"), ("made_at", 7), ("loads", [1]), ("loads", [{"tables": []}]),
        ("figures", {"a": 1}), ("figures", [{}]), ("definitions", []), ("made_with", {}), ("plan_state", None),
    ],
)  # fmt: skip
def test_a_pack_of_another_shape_is_not_as_it_was(folder: Path, field: str, value: object) -> None:
    path = folder / "pack" / "pack.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {field: value}))
    with pytest.raises(AlteredError, match=f"not as Headway writes one: {field}"):
        read_pack(folder / "pack")


@pytest.mark.parametrize(
    "name",
    [
        "../outside.md",
        "measures/../../outside.md",
        "measures/./page.md",
        "measures\\..\\..\\outside.md",
        "measures/.hidden.md",
        "measures/c:page.md",
        "measures//page.md",
        "measures/page.txt",
        "other/page.md",
        "outside.yaml",
        "",
        "ABSOLUTE",
    ],
)
def test_a_pack_that_names_a_file_elsewhere_is_refused_and_nothing_is_written(folder: Path, name: str) -> None:
    path = folder / "pack" / "pack.json"
    record = json.loads(path.read_text())
    name = f"{folder / 'measures' / 'outside.md'}" if name == "ABSOLUTE" else name
    for field in ("county_files", "pages"):
        hash_of_one = next(iter(record[field].values()))
        bad = {**record, field: {**record[field], name if field == "county_files" else "../outside.md": hash_of_one}}
        path.write_text(json.dumps(bad))
        before = set(folder.rglob("*"))
        with pytest.raises(FileError, match="names files that no pack"):
            verified(folder)
        assert set(folder.rglob("*")) == before


def test_a_pack_with_pages_of_own_measures_within_folders_is_read(folder: Path) -> None:
    path = folder / "pack" / "pack.json"
    record = json.loads(path.read_text())
    record["county_files"] |= {"measures/ours.md": "0", "measures/early help/our page 2.md": "0"}
    path.write_text(json.dumps(record))
    assert read_pack(folder / "pack")["county_files"] == record["county_files"]


def test_a_pack_made_again_from_the_same_is_the_same_and_kept_once(folder: Path) -> None:
    before = (folder / "pack" / "pack.json").read_bytes()
    kept = folder / "county" / "store" / "kept" / "pack"
    assert len(list(kept.iterdir())) == 2
    files = County.open(folder / "county").board_pack(folder / "again", by="other", today=TODAY)
    assert files.figures.read_bytes() == before and len(list(kept.iterdir())) == 2


def test_what_a_kept_pack_was_made_from_is_read_without_its_figures(folder: Path) -> None:
    packs = kept_packs(County.open(folder / "county").store)
    assert [pack.made_from["as_at"] for pack in packs] == [pack.figures["as_at"] for pack in packs]
    for pack in packs:
        assert "figures" not in pack.made_from and pack.figures["figures"]
        assert pack.made_from.items() <= pack.figures.items()


def test_another_program_compares_numbers_and_verdicts_and_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("headway.county.verify.program_version", lambda: "another")
    path = folder / "pack" / "pack.json"
    record = json.loads(path.read_text())
    record["headline"] = "As another program would say it."
    record["recommendations"][0]["word"] = "a word of its own"
    path.write_text(json.dumps(record))
    found = verified(folder)
    assert [(each.kind, each.name) for each in found.altered] == [
        ("file", "pack.json"),
        ("recommendation", record["recommendations"][0]["id"]),
    ]
    assert any("another program" in note for note in found.notes)
