"""The store keeps every load and every document, whole, once, for good."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from headway.errors import FileError, RefusedError, UnknownNameError
from headway.identity import LoadId
from headway.store import Store
from tests.unit.store.conftest import append


def test_a_load_keeps_its_text_and_says_where_it_came_from(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    appended = append(Store(tmp_path / "store"), con, "a", "2026-06-30")
    found = Store(tmp_path / "store").manifest(appended.manifest.load_id)
    assert found == appended.manifest
    assert (found.as_at, found.as_at_basis, found.received_by) == (date(2026, 6, 30), "given by --as-at", "data lead")
    assert [(table.name, table.row_count) for table in found.tables] == [("contacts", 1), ("adoption", 0)]
    assert found.report == {"unreadable": 3}
    other = duckdb.connect()
    Store(tmp_path / "store").attach(other, found.load_id, "landed")
    assert other.execute("SELECT child_key FROM landed.contacts").fetchall() == [("007",)]
    assert other.execute("SELECT count(*) FROM landed.adoption").fetchall() == [(0,)]


def test_the_same_file_again_changes_nothing(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = append(store, con, "a", "2026-06-30", received="2026-08-01")
    assert (first.is_new, again.is_new) == (True, False)
    assert again.manifest == first.manifest
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_another_file_for_the_same_day_is_refused(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30").manifest
    with pytest.raises(RefusedError, match=f"--corrects {first.load_id}"):
        append(store, con, "b", "2026-06-30")
    assert store.loads() == (first,)


def test_one_file_cannot_be_of_two_days(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    wrong = append(store, con, "a", "2026-06-30").manifest
    with pytest.raises(RefusedError, match="already held as at 2026-06-30"):
        append(store, con, "a", "2026-07-31")
    right = append(store, con, "a", "2026-07-31", corrects=wrong.load_id).manifest
    assert store.loads() == (right,)


def test_a_correction_supersedes_and_never_overwrites(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30", received="2026-07-02").manifest
    better = append(store, con, "b", "2026-06-30", received="2026-07-20", corrects=first.load_id).manifest
    assert store.loads() == (better,)
    assert store.manifest(first.load_id) == first
    assert store.loads(known_on=date(2026, 7, 19)) == (first,)
    assert store.loads(known_on=date(2026, 7, 20)) == (better,)
    assert store.loads(known_on=date(2026, 7, 1)) == ()


def test_a_corrected_file_given_again_hears_which_load_corrected_it(
    tmp_path: Path, con: duckdb.DuckDBPyConnection
) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30", received="2026-07-02").manifest
    second = append(store, con, "b", "2026-06-30", received="2026-07-03", corrects=first.load_id).manifest
    with pytest.raises(RefusedError) as caught:
        append(store, con, "a", "2026-06-30", received="2026-07-04")
    said = f"This file was load {first.load_id}, which load {second.load_id}, received on 2026-07-03, corrected."
    assert caught.value.where.startswith(said)
    assert f"--corrects {second.load_id}" in caught.value.todo


def test_a_mistyped_load_is_told_where_the_loads_are_listed(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30").manifest
    for name, near in ((first.load_id[:-1], first.load_id), ("x", "")):
        with pytest.raises(UnknownNameError) as caught:
            append(store, con, "b", "2026-06-30", corrects=LoadId(name))
        assert "'headway loads' lists the loads" in caught.value.todo and near in caught.value.todo


def test_going_back_to_the_first_file_is_a_load_of_its_own(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30", received="2026-07-02").manifest
    second = append(store, con, "b", "2026-06-30", received="2026-07-03", corrects=first.load_id).manifest
    third = append(store, con, "a", "2026-06-30", received="2026-07-04", corrects=second.load_id)
    assert third.is_new
    assert third.manifest.load_id != first.load_id
    assert store.loads() == (third.manifest,)


def test_only_a_load_in_effect_can_be_corrected(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30").manifest
    append(store, con, "b", "2026-06-30", corrects=first.load_id)
    with pytest.raises(RefusedError, match="another load has taken its place"):
        append(store, con, "c", "2026-06-30", corrects=first.load_id)
    with pytest.raises(UnknownNameError, match="annex_a-2026-06-30"):
        append(store, con, "c", "2026-06-30", corrects=LoadId("annex_a-2026-06-31-aaaaaaaaaa"))


def test_loads_come_oldest_day_first_and_as_at_leaves_out_later_ones(
    tmp_path: Path, con: duckdb.DuckDBPyConnection
) -> None:
    store = Store(tmp_path)
    july = append(store, con, "b", "2026-07-31").manifest
    june = append(store, con, "a", "2026-06-30", received="2026-08-03").manifest
    assert store.loads() == (june, july)
    assert store.loads(as_at=date(2026, 7, 30)) == (june,)


def test_a_load_that_fails_half_way_leaves_the_store_as_it_was(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    first = append(store, con, "a", "2026-06-30").manifest
    with pytest.raises(duckdb.CatalogException):
        append(store, con, "b", "2026-07-31", tables=("contacts", "no_such_table"))
    assert store.loads() == (first,)
    assert not [each for each in (tmp_path / "preparing").iterdir() if each.is_dir()]
    assert append(store, con, "b", "2026-07-31").is_new


def test_what_a_crash_left_behind_is_not_a_load(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    half = tmp_path / "preparing" / "0123"
    half.mkdir(parents=True)
    (half / "contacts.parquet").write_bytes(b"PAR1")
    assert store.loads() == ()
    assert append(store, con, "a", "2026-06-30").is_new


def test_a_damaged_record_is_said_with_its_path(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    load = append(store, con, "a", "2026-06-30").manifest
    (tmp_path / "loads" / load.load_id / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(FileError, match=r"manifest\.json"):
        store.loads()


def test_an_unknown_load_names_the_nearest(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path)
    load = append(store, con, "a", "2026-06-30").manifest
    with pytest.raises(UnknownNameError, match=load.load_id):
        store.manifest(LoadId("annex_a-2026-06-30"))
    with pytest.raises(UnknownNameError):
        store.manifest(LoadId("../kept"))


def test_a_kept_document_keeps_its_first_moment(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = store.keep("plan", "plan.yaml", b"one", datetime(2026, 5, 1, tzinfo=UTC), "ann")
    store.keep("plan", "plan.yaml", b"two", datetime(2026, 6, 1, tzinfo=UTC), "ann")
    again = store.keep("plan", "plan.yaml", b"one", datetime(2026, 7, 1, tzinfo=UTC), "ben")
    assert again == first
    assert [each.first_kept_at.month for each in store.kept("plan")] == [5, 6]
    assert store.read_kept(first.sha256) == b"one"
    assert store.kept("policy") == ()


def test_a_kept_document_that_was_changed_is_never_handed_out(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept = store.keep("plan", "plan.yaml", b"one", datetime(2026, 5, 1, tzinfo=UTC), "ann")
    (tmp_path / "kept" / "plan" / kept.sha256 / "content").write_bytes(b"other")
    with pytest.raises(FileError, match="has been changed"):
        store.read_kept(kept.sha256)
    with pytest.raises(UnknownNameError):
        store.read_kept("0" * 64)


def test_what_is_derived_is_made_once_and_can_be_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made: list[Path] = []

    def write(folder: Path) -> None:
        made.append(folder)
        (folder / "x").write_text("1", encoding="utf-8")

    folder = store.derive("typed-x", write)
    assert store.derive("typed-x", write) == folder == store.derived("typed-x")
    assert len(made) == 1
    shutil.rmtree(folder)
    assert (store.derive("typed-x", write) / "x").read_text(encoding="utf-8") == "1"
