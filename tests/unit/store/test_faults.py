"""Whatever step goes wrong, the store is whole: it opens, holds what was acknowledged, and the command completes."""

from __future__ import annotations

import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from headway.county.backup import back_up, restore
from headway.county.folder import init_county, read_county_file
from headway.identity import sha256_of_bytes
from headway.publish import board
from headway.store import Store, disk
from headway.store.check import check_store
from tests.faults import Died, Faults, faults
from tests.unit.store.conftest import landed_return

__all__ = ["faults"]
AT = datetime(2026, 8, 1, 9, tzinfo=UTC)
PACK = {"board.html": b"new page", "board.pdf": b"new pdf", "pack.json": b'{"of": "new"}'}
OLD = {name: content.replace(b"new", b"old") for name, content in PACK.items()}


@dataclass(frozen=True)
class Command:
    """What there was before, what the command does, and whether it has been done; ``is_whole`` holds at any moment.

    ``seen`` is what a reader sees of it: where a step failed and the command said so, that is as it was before.
    """

    before: Callable[[Path], object]
    run: Callable[[Path], object]
    is_done: Callable[[Path], bool]
    is_whole: Callable[[Path], bool] = lambda root: True
    can_be_done_twice: bool = True
    seen: Callable[[Path], object] = lambda root: None


def store_of(root: Path) -> Store:
    return Store(root / "county" / "store")


def load(root: Path, content: str, day: str, con: duckdb.DuckDBPyConnection | None = None) -> object:
    return store_of(root).append(
        con or landed_return(),
        tables=("contacts", "adoption"),
        return_name="annex_a",
        sha256=content * 64,
        as_at=date.fromisoformat(day),
        as_at_basis="given",
        received_at=AT,
        received_by="data lead",
        file_names=["annex_a.xlsx"],
        reader_version="r1",
        definition_version="d1",
        report={},
    )


def held(root: Path) -> list[str]:
    return [each.sha256[0] for each in store_of(root).loads()]


def county_with_a_load(root: Path) -> None:
    init_county(root / "county", "Sample County")
    load(root, "a", "2026-06-30")
    store_of(root).keep("plan", "plan.yaml", b"one", AT, "ann")


def kept_plans(root: Path) -> list[bytes]:
    store = store_of(root)
    return [store.read_kept(each.sha256) for each in store.kept("plan")]


def withdraw(root: Path) -> object:
    standing = store_of(root).standings()[0]
    return store_of(root).withdraw(standing.load.load_id, at=AT, by="ann", why="wrong")


def derive(root: Path) -> object:
    def write(folder: Path) -> None:
        (folder / "a.parquet").write_bytes(b"rows")

    return store_of(root).derive("journey-1", write)


def forget(root: Path) -> None:
    store_of(root).forget_derived("journey-", 0)


def has_derived(root: Path) -> bool:
    return store_of(root).derived("journey-1").is_dir()


def derived_is_whole(root: Path) -> bool:
    return not has_derived(root) or (store_of(root).derived("journey-1") / "a.parquet").read_bytes() == b"rows"


def write_pack(root: Path) -> None:
    board._move_in(PACK, root / "pack")


def earlier_pack(root: Path) -> None:
    county_with_a_load(root)
    board._move_in(OLD, root / "pack")


def pack(root: Path) -> dict[str, bytes]:
    folder = root / "pack"
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name in PACK} if folder.is_dir() else {}


def pack_is_whole(root: Path) -> bool:
    """Every file is the old or the new; the record is never newer than a page."""
    found = pack(root)
    if not found:
        return True
    is_each_whole = all(content in (PACK[name], OLD[name]) for name, content in found.items())
    is_record_last = found["pack.json"] == OLD["pack.json"] or found == PACK
    return set(found) == set(PACK) and is_each_whole and is_record_last


def make_backup(root: Path) -> object:
    return back_up(root / "county", read_county_file(root / "county"), root / "backup")


def backup_is_whole(root: Path) -> bool:
    if not (root / "backup").exists():
        return True
    restore(root / "backup", root / "proof")
    is_equal = held_files(root / "proof") == held_files(root / "county")
    shutil.rmtree(root / "proof")
    return is_equal


def backed_up(root: Path) -> None:
    county_with_a_load(root)
    make_backup(root)


def held_files(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file() and not {"preparing", "derived"} & set(path.parts)]
    return {
        path.relative_to(folder).as_posix(): sha256_of_bytes(path.read_bytes())
        for path in files
        if path.name != ".lock"
    }


COMMANDS = {
    "load": Command(
        county_with_a_load, lambda root: load(root, "b", "2026-07-31"), lambda root: held(root) == ["a", "b"], seen=held
    ),
    "first load": Command(
        lambda root: None, lambda root: load(root, "b", "2026-07-31"), lambda root: held(root) == ["b"], seen=held
    ),
    "withdrawal": Command(county_with_a_load, withdraw, lambda root: held(root) == [], seen=held),
    "kept plan": Command(
        county_with_a_load,
        lambda root: store_of(root).keep("plan", "plan.yaml", b"two", AT, "ann"),
        lambda root: kept_plans(root) in ([b"one", b"two"], [b"two", b"one"]),
        seen=kept_plans,
    ),
    "derived": Command(county_with_a_load, derive, has_derived, derived_is_whole),
    "forgotten": Command(
        lambda root: (county_with_a_load(root), derive(root)), forget, derived_is_whole, derived_is_whole
    ),
    "new pack": Command(county_with_a_load, write_pack, lambda root: pack(root) == PACK, pack_is_whole, seen=pack),
    "pack again": Command(earlier_pack, write_pack, lambda root: pack(root) == PACK, pack_is_whole, seen=pack),
    "init": Command(
        lambda root: None,
        lambda root: init_county(root / "county", "Sample County"),
        lambda root: (root / "county" / "county.yaml").is_file(),
        lambda root: not (root / "county" / "county.yaml").exists() or (root / "county" / "plan.yaml").is_file(),
    ),
    "backup": Command(
        county_with_a_load, make_backup, lambda root: (root / "backup").is_file(), backup_is_whole, False
    ),
    "restore": Command(
        backed_up,
        lambda root: restore(root / "backup", root / "again"),
        lambda root: held_files(root / "again") == held_files(root / "county"),
        lambda root: not held_files(root / "again") or held_files(root / "again") == held_files(root / "county"),
        can_be_done_twice=False,
    ),
}

MANY_STEPS = ("backup", "restore")


def steps_that_go_wrong(command: Command, folder: Path, faults: Faults, *, dies: bool) -> list[str]:
    """Runs the command once for each of its steps, with that step going wrong; gives the names of the steps."""
    number = 0
    while True:
        number += 1
        root = folder / str(number)
        root.mkdir()
        command.before(root)
        before, is_acknowledged = command.seen(root), False
        with faults.at(number, dies=dies):
            try:
                command.run(root)
                is_acknowledged = True
            except (OSError, duckdb.IOException, Died, board.FileError):
                assert faults.is_met, "it failed of itself"
        step = faults.seen[-1]
        assert command.is_whole(root), f"half done after step {number}, {step}"
        assert check_store(root / "county" / "store").problems == (), f"step {number}, {step}"
        assert not is_acknowledged or command.is_done(root), f"acknowledged and gone after step {number}, {step}"
        is_as_before = command.seen(root) == before
        assert dies or is_acknowledged or is_as_before, f"said to have failed, and done: step {number}, {step}"
        if not faults.is_met:
            return faults.seen
        if command.can_be_done_twice or not command.is_done(root):
            command.run(root)
        assert command.is_done(root), f"the command does not complete after step {number}, {step}"
        assert command.is_whole(root)
        store_of(root).keep("plan", "plan.yaml", b"the next write sweeps up", AT, "ann")
        preparing = root / "county" / "store" / "preparing"
        assert not [each for each in preparing.glob("*") if each.name != ".lock"], f"left behind: step {number}, {step}"


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of flushes would have to wait for a disk."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as name:
        yield Path(name)


@pytest.mark.parametrize("dies", [False, True], ids=["a step fails", "the command dies"])
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow) if name in MANY_STEPS else name for name in COMMANDS]
)
def test_whatever_step_goes_wrong_nothing_is_lost_or_half_there(
    name: str, dies: bool, quick: Path, faults: Faults
) -> None:
    seen = steps_that_go_wrong(COMMANDS[name], quick, faults, dies=dies)
    wanted = {"rename"} if name == "forgotten" else {"fsync", "open", "write", {"init": "replace"}.get(name, "rename")}
    if name in ("backup", "pack again"):
        wanted = {"fsync", "open", "replace"}
    if name in ("load", "first load"):
        wanted |= {"copy"}
    assert wanted <= set(seen), "the steps are not watched"
    print(f"{name}: {len(seen)} steps", json.dumps(seen))


@pytest.mark.parametrize("name", ["load", "withdrawal", "kept plan", "pack again"])
def test_a_disk_that_fails_when_all_is_in_place_is_said_and_what_is_there_is_whole(
    name: str, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = COMMANDS[name]
    command.before(quick)
    flush = disk.flush_folder

    def fail(folder: Path) -> None:
        if command.is_done(quick):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        flush(folder)

    monkeypatch.setattr(disk, "flush_folder", fail)
    with pytest.raises(board.FileError, match="may be gone when the machine stops"):
        command.run(quick)
    assert command.is_done(quick)
    assert command.is_whole(quick)
    monkeypatch.undo()
    command.run(quick)
    assert command.is_done(quick), "the same command completes"
