"""The county folder in one file and back: equal, whole, and nothing taken for a backup that is none."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from headway.county import County
from headway.county.backup import INDEX, INDEX_HASH, back_up, restore
from headway.county.folder import init_county
from headway.errors import FileError, RefusedError
from headway.identity import sha256_of_bytes
from headway.store import disk
from headway.synthetic import synthesise

HEADWAY = Path(sys.executable).parent / "headway"
TODAY = date(2026, 10, 12)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    folder = tmp_path_factory.mktemp("backup")
    synthesise(folder, months=4, seed=5, scale=0.02)
    found = County.open(folder / "county")
    for workbook in sorted(folder.glob("annex_a_*.xlsx"))[:2]:
        found.load([workbook], as_at=None, today=TODAY, by="test")
    found.plan(by="test", today=TODAY)
    (found.folder / "minutes").mkdir()
    (found.folder / "minutes" / "june.txt").write_text("mine")
    return found


def files(folder: Path) -> dict[str, bytes]:
    left_out = {"derived", "preparing", ".lock"}
    found = [path for path in folder.rglob("*") if path.is_file() and not left_out & set(path.parts)]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([HEADWAY, *map(str, words)], capture_output=True, text=True, check=False)


def test_a_database_that_a_server_is_writing_is_kept_as_it_stood_at_one_moment(tmp_path: Path) -> None:
    init_county(tmp_path / "county", "Testshire")
    web = tmp_path / "county" / "web"
    web.mkdir()
    with closing(sqlite3.connect(web / "headway.sqlite3", isolation_level=None)) as server:
        server.execute("PRAGMA journal_mode=WAL")
        server.execute("CREATE TABLE trail (who)")
        server.execute("INSERT INTO trail VALUES ('kept')")
        server.execute("BEGIN")
        server.execute("INSERT INTO trail VALUES ('half done')")
        county = County.open(tmp_path / "county")
        back_up(county.folder, county.file, tmp_path / "b.headway")
        restore(tmp_path / "b.headway", tmp_path / "again")
    assert [path.name for path in (tmp_path / "again" / "web").iterdir()] == ["headway.sqlite3"]
    with closing(sqlite3.connect(tmp_path / "again" / "web" / "headway.sqlite3")) as found:
        assert found.execute("SELECT who FROM trail").fetchall() == [("kept",)]


def test_a_restored_county_is_equal_and_gives_the_same_figures(county: County, tmp_path: Path) -> None:
    made = run("store", "backup", tmp_path / "b.headway", "--county", county.folder)
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("2 loads, ")
    with zipfile.ZipFile(tmp_path / "b.headway") as archive:
        assert json.loads(archive.read(INDEX))["county"] == county.file.name
    assert (tmp_path / "b.headway").stat().st_mode & 0o077 == 0
    again = run("store", "restore", tmp_path / "b.headway", "--county", tmp_path / "again")
    assert again.returncode == 0, again.stderr
    assert "every hash was compared" in again.stdout
    assert files(tmp_path / "again") == files(county.folder)
    restored = County.open(tmp_path / "again")
    assert restored.observe(["referrals"]) == county.observe(["referrals"])
    checked = run("store", "check", "--county", tmp_path / "again")
    assert checked.returncode == 0 and "Everything is as it was written: 2 loads" in checked.stdout


def test_a_folder_that_holds_something_is_left_as_it_is(county: County, tmp_path: Path) -> None:
    back_up(county.folder, county.file, tmp_path / "b")
    for name, must_be_refused in (("empty", False), ("full", True)):
        folder = tmp_path / name
        folder.mkdir()
        if must_be_refused:
            (folder / "mine.txt").write_text("mine")
            with pytest.raises(RefusedError, match="holds something"):
                restore(tmp_path / "b", folder)
            assert files(folder) == {"mine.txt": b"mine"}
        else:
            restore(tmp_path / "b", folder)
            assert files(folder) == files(county.folder)


def test_a_backup_is_not_written_over_nor_into_the_folder(county: County, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("yesterday's")
    with pytest.raises(RefusedError, match="there already"):
        back_up(county.folder, county.file, tmp_path / "b")
    with pytest.raises(RefusedError, match="lost with it"):
        back_up(county.folder, county.file, county.folder / "store" / "b")
    assert (tmp_path / "b").read_text() == "yesterday's"


def rewritten(backup: Path, target: Path, changed: dict[str, bytes]) -> Path:
    """The backup with some of its members changed, as a whole archive again."""
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            archive.writestr(name, changed.get(name, source.read(name)))
        for name in changed.keys() - set(source.namelist()):
            archive.writestr(name, changed[name])
    return target


def with_index(backup: Path, target: Path, **fields: object) -> Path:
    with zipfile.ZipFile(backup) as archive:
        index = json.loads(archive.read(INDEX)) | fields
    content = json.dumps(index).encode()
    return rewritten(backup, target, {INDEX: content, INDEX_HASH: sha256_of_bytes(content).encode()})


def test_what_is_no_whole_backup_restores_nothing(county: County, tmp_path: Path) -> None:
    good = back_up(county.folder, county.file, tmp_path / "b").path
    whole = good.read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text").write_text("not a backup")
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 1
    (tmp_path / "flipped").write_bytes(bytes(flipped))
    rewritten(good, tmp_path / "edited", {"plan.yaml": b"recommendations: []\n"})
    rewritten(good, tmp_path / "more", {"extra.txt": b"x"})
    rewritten(good, tmp_path / "index", {INDEX: b"{}"})
    for name in ("cut", "text", "flipped", "edited", "more", "index"):
        with pytest.raises(FileError) as caught:
            restore(tmp_path / name, tmp_path / "again")
        assert "Nothing was restored" in caught.value.todo, name
        assert not (tmp_path / "again").exists(), name
    assert not list(tmp_path.glob(f".*{disk.PART}"))


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt", "a\\b.txt", "c:/x.txt"])
def test_a_name_outside_the_folder_is_refused(county: County, tmp_path: Path, name: str) -> None:
    good = back_up(county.folder, county.file, tmp_path / "b").path
    entry = {"path": name, "size": 1, "sha256": sha256_of_bytes(b"x")}
    bad = with_index(rewritten(good, tmp_path / "more", {name: b"x"}), tmp_path / "bad", files=[entry])
    with pytest.raises(FileError, match="outside the county folder"):
        restore(bad, tmp_path / "deep" / "again")


def test_a_backup_of_a_newer_format_is_refused(county: County, tmp_path: Path) -> None:
    good = back_up(county.folder, county.file, tmp_path / "b").path
    with pytest.raises(RefusedError, match="format 2"):
        restore(with_index(good, tmp_path / "new", format=2), tmp_path / "again")


def test_a_store_that_is_not_as_written_is_backed_up_and_said(county: County, tmp_path: Path) -> None:
    back_up(county.folder, county.file, tmp_path / "b")
    folder = tmp_path / "again"
    restore(tmp_path / "b", folder)
    [path] = list(folder.glob("store/loads/*/contacts.parquet"))[:1]
    path.write_bytes(path.read_bytes() + b"x")
    checked = run("store", "check", "--county", folder)
    assert checked.returncode == 3
    assert f"table contacts of load {path.parent.name} has been changed" in checked.stdout
    assert "1 thing in the store is not as written" in checked.stderr
    made = run("store", "backup", tmp_path / "damaged", "--county", folder)
    assert made.returncode == 3 and (tmp_path / "damaged").is_file()
    put_back = run("store", "restore", tmp_path / "damaged", "--county", tmp_path / "third")
    assert put_back.returncode == 3 and files(tmp_path / "third") == files(folder)


def test_a_load_that_is_gone_is_gone_in_what_is_restored(county: County, tmp_path: Path) -> None:
    back_up(county.folder, county.file, tmp_path / "b")
    restore(tmp_path / "b", tmp_path / "lost")
    lost = sorted((tmp_path / "lost" / "store" / "loads").iterdir())[0]
    shutil.rmtree(lost)
    for words in (
        ("backup", tmp_path / "of lost", "--county", tmp_path / "lost"),
        ("restore", tmp_path / "of lost", "--county", tmp_path / "again"),
        ("check", "--county", tmp_path / "again"),
    ):
        told = run("store", *words)
        assert told.returncode == 3 and "1 thing in the store is not as written" in told.stderr, words
    assert f"Load {lost.name} is gone from the store" in told.stdout
    measured = run("measure", "referrals", "--county", tmp_path / "again")
    assert measured.returncode == 3 and f"Load {lost.name} is gone" in measured.stderr


def test_a_backup_while_loads_are_running_is_of_one_moment(county: County, tmp_path: Path) -> None:
    back_up(county.folder, county.file, tmp_path / "first")
    restore(tmp_path / "first", tmp_path / "busy")
    busy = County.open(tmp_path / "busy")
    workbooks = sorted(county.folder.parent.glob("annex_a_*.xlsx"))[2:]

    def load_all() -> None:
        for workbook in workbooks:
            busy.load([workbook], as_at=None, today=TODAY, by="test")

    loading = threading.Thread(target=load_all)
    loading.start()
    counts = []
    while loading.is_alive() or not counts:
        name = f"b{len(counts)}"
        report = back_up(busy.folder, busy.file, tmp_path / name)
        counts.append(report.load_count)
        assert report.problems == ()
        assert restore(tmp_path / name, tmp_path / f"r{len(counts)}").problems == ()
    loading.join()
    assert counts == sorted(counts) and len(busy.loads()) == 4
