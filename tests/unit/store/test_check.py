"""Whatever is no longer what was written is said by name, each thing, with what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headway.county.withdrawing import withdraw_load
from headway.errors import FileError, RefusedError
from headway.identity import LoadId
from headway.store import Store
from headway.store.check import check_store
from headway.store.effect import standings
from tests.unit.store.conftest import Give

AT = datetime(2026, 8, 1, tzinfo=UTC)


@pytest.fixture
def full(store: Store, give: Give) -> Store:
    """Three loads, of which one corrects another and one is withdrawn, a kept plan, and something worked out."""
    first = give("a", "2026-06-30").manifest.load_id
    give("b", "2026-06-30", corrects=first)
    store.withdraw(give("c", "2026-07-31").manifest.load_id, at=AT, by="ann", why="wrong")
    store.keep("plan", "plan.yaml", b"one", AT, "ann")
    store.derive("typed-a", lambda folder: (folder / "contacts.parquet").write_bytes(b"rows") and None)
    return store


def test_a_store_as_it_was_written_is_clean(full: Store) -> None:
    found = check_store(full.path)
    assert (found.load_count, found.withdrawal_count, found.document_count, found.problems) == (3, 1, 1, ())
    assert found.file_count == 3 * 4 + 2 + 3


def test_no_store_yet_is_clean(tmp_path: Path) -> None:
    assert check_store(tmp_path / "store").problems == ()


def change(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


def remove(path: Path) -> None:
    path.unlink()


EVERY_FILE = [
    "loads/*-bbbbbbbbbb/contacts.parquet",
    "loads/*-bbbbbbbbbb/manifest.json",
    "loads/*-bbbbbbbbbb/manifest.json.sha256",
    "withdrawn/*/withdrawal.json",
    "withdrawn/*/withdrawal.json.sha256",
    "kept/plan/*/content",
    "kept/plan/*/record.json",
    "kept/plan/*/record.json.sha256",
    "derived/typed-a/contacts.parquet",
]


@pytest.mark.parametrize("spoil", [change, remove])
@pytest.mark.parametrize("pattern", EVERY_FILE)
def test_any_file_changed_or_gone_is_said_with_its_path(
    full: Store, pattern: str, spoil: Callable[[Path], None]
) -> None:
    [path] = full.path.glob(pattern)
    spoil(path)
    problems = check_store(full.path).problems
    assert problems
    assert all(str(path.parent) in each.where and each.todo for each in problems)


def test_a_load_whose_table_is_gone_is_named(full: Store) -> None:
    [path] = full.path.glob("loads/*-bbbbbbbbbb/adoption.parquet")
    path.unlink()
    [problem] = check_store(full.path).problems
    assert problem.what == "The store's table adoption of load annex_a-2026-06-30-bbbbbbbbbb is gone."


@pytest.mark.parametrize("name", ["a", "c"])
def test_a_load_that_others_need_may_not_be_gone(full: Store, name: str) -> None:
    [path] = full.path.glob(f"loads/*-{name * 10}")
    shutil.rmtree(path)
    [problem] = check_store(full.path).problems
    assert problem.what.startswith(f"Load {path.name}, which ") and problem.what.endswith("is gone.")


def test_what_headway_did_not_put_there_is_said(full: Store) -> None:
    [path] = full.path.glob("loads/*-bbbbbbbbbb")
    (path / "note.txt").write_text("mine")
    [problem] = check_store(full.path).problems
    assert "note.txt was not put there by Headway" in problem.what


def test_a_folder_that_says_another_load_is_said(full: Store) -> None:
    [load] = full.path.glob("loads/*-cccccccccc")
    shutil.copytree(load, load.with_name(f"{load.name}-2"))
    assert any("has another name" in each.what for each in check_store(full.path).problems)


def test_two_loads_in_effect_for_one_day_are_said(full: Store, give: Give) -> None:
    [withdrawn] = full.path.glob("withdrawn/*")
    give("d", "2026-07-31", received="2026-08-02")
    shutil.rmtree(withdrawn)
    (full.path / "received").unlink()
    [problem] = check_store(full.path).problems
    assert problem.what.startswith("Two loads are in effect as at 2026-07-31: ")
    full.withdraw(LoadId(problem.todo.split("withdraw ")[1].split()[0]), at=AT, by="ann", why="two of one day")
    assert check_store(full.path).problems == ()


def test_a_store_of_an_older_format_is_read_and_written(full: Store, give: Give) -> None:
    """As Headway 0.1 wrote it: no format, no hashes beside the records, no field for it, nothing withdrawn."""
    shutil.rmtree(full.path / "withdrawn")
    (full.path / "format").unlink()
    (full.path / "received").unlink()
    for path in [*full.path.glob("loads/*/manifest.json"), *full.path.glob("kept/*/*/record.json")]:
        path.write_text(path.read_text("utf-8").replace('  "format": 2,\n', ""), "utf-8")
        path.with_name(path.name + ".sha256").unlink()
    old = Store(full.path)
    assert [load.sha256[0] for load in old.loads()] == ["b", "c"]
    assert [each.kept_by for each in old.kept("plan")] == ["ann"]
    assert check_store(full.path).problems == ()
    assert not (full.path / "format").exists()
    give("d", "2026-08-31")
    assert (full.path / "format").read_text() == "2\n"
    assert [load.sha256[0] for load in Store(full.path).loads()] == ["b", "c", "d"]


def test_a_store_of_a_newer_format_is_refused(full: Store) -> None:
    (full.path / "format").write_text("3\n")
    with pytest.raises(RefusedError, match="format 3") as caught:
        Store(full.path)
    assert "newer Headway" in caught.value.todo
    (full.path / "format").write_text("x")
    with pytest.raises(FileError, match="format cannot be read"):
        Store(full.path)


def test_a_load_that_has_gone_is_said_and_never_answered_without(full: Store, give: Give) -> None:
    newest = give("d", "2026-08-31").manifest
    shutil.rmtree(full.path / "loads" / newest.load_id)
    [problem] = check_store(full.path).problems
    assert problem.what == f"Load {newest.load_id} is gone from the store." and "load its file again" in problem.todo
    with pytest.raises(FileError, match=f"Load {newest.load_id} is gone"):
        full.loads()
    again = give("d", "2026-08-31", received="2026-11-20")
    assert again.is_new and again.is_back
    assert check_store(full.path).problems == () and full.loads()[-1] == newest, "received when it was"


@pytest.mark.parametrize("lost", ["a", "b", "c", "d", "ab", "abcd"])
def test_any_loads_that_have_gone_are_back_where_they_stood_when_their_files_are_loaded_again(
    store: Store, give: Give, lost: str
) -> None:
    """A, put right by B, put right by A's file again, and C withdrawn: what the advice says is done, and never refused."""
    a = give("a", "2026-06-30", received="2026-07-01").manifest.load_id
    b = give("b", "2026-06-30", received="2026-07-02", corrects=a).manifest.load_id
    give("a", "2026-06-30", received="2026-07-03", corrects=b)
    c = give("c", "2026-07-31", received="2026-08-01").manifest.load_id
    store.withdraw(c, at=AT, by="ann", why="wrong")
    give("d", "2026-08-31", received="2026-09-01")
    before = store.standings()
    for content in lost:
        for folder in store.path.glob(f"loads/*-{content * 10}*"):
            shutil.rmtree(folder)
    days = {"a": "2026-06-30", "b": "2026-06-30", "c": "2026-07-31", "d": "2026-08-31"}
    while problems := [each for each in check_store(store.path).problems if "load its file again" in each.todo]:
        [content] = {content for content in "abcd" if content * 10 in problems[0].where.rpartition("loads")[2]}
        assert give(content, days[content], received="2026-11-20").is_back
    assert store.standings() == before and check_store(store.path).problems == ()


def test_a_withdrawal_that_has_gone_is_said_and_made_again_from_its_moment(full: Store) -> None:
    [folder] = (full.path / "withdrawn").iterdir()
    before = full.standings()
    shutil.rmtree(folder)
    with pytest.raises(FileError, match=f"The withdrawal of load {folder.name} is gone") as caught:
        full.loads()
    assert f"headway loads withdraw {folder.name} --why" in caught.value.todo
    report = withdraw_load(full, LoadId(folder.name), by="ann", why="wrong")
    assert "is withdrawn from 2026-08-01 on" in report.lines()[0]
    assert full.standings() == before and check_store(full.path).problems == ()


@pytest.mark.parametrize(
    "spoil", [lambda held: held[:40] + b"\xff" + held[40:], lambda held: held.replace(b"-a", b"-z", 1)]
)
def test_a_list_of_what_was_received_that_was_altered_is_said(
    full: Store, give: Give, spoil: Callable[[bytes], bytes]
) -> None:
    path = full.path / "received"
    path.write_bytes(spoil(path.read_bytes()))
    [problem] = check_store(full.path).problems
    assert problem.what == "The store's list of what it received is not as it was written."
    with pytest.raises(FileError, match="not as it was written"):
        full.loads()
    path.unlink()
    give("d", "2026-08-31")
    assert check_store(full.path).problems == () and len(full.loads()) == 2


@pytest.mark.parametrize("folder", ["loads", "withdrawn", "kept/plan"])
def test_a_stray_file_stops_nothing_and_is_said(full: Store, folder: str) -> None:
    before = full.standings(), full.kept("plan"), full.files()
    (full.path / folder / ".DS_Store").write_bytes(b"mine")
    assert (full.standings(), full.kept("plan"), full.files()) == before and full.loads()
    [problem] = check_store(full.path).problems
    assert problem.what == ".DS_Store was not put there by Headway."


def test_records_that_go_round_in_a_circle_are_no_endless_loop(store: Store, give: Give) -> None:
    a = give("a", "2026-06-30").manifest
    b = give("b", "2026-06-30", corrects=a.load_id).manifest
    found = standings([replace(a, corrects=b.load_id), b], {})
    assert [each.is_in_effect for each in found] == [False, False]


def test_what_a_killed_command_did_not_list_the_next_one_does(full: Store, give: Give) -> None:
    listed = full.path / "received"

    def folders() -> set[str]:
        return {word for word in listed.read_text().split() if "/" in word}

    every = folders()
    assert {name.split("/")[0] for name in every} == {"loads", "withdrawn"} and len(every) == 4
    listed.write_text("")
    give("d", "2026-08-31")
    assert folders() > every
    listed.write_text("")
    assert not give("d", "2026-08-31").is_new
    assert folders() > every, "also when it was loaded already"
