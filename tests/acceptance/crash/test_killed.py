"""A load, a withdrawal or a pack killed at any moment: what was acknowledged is there, nothing is half there, and the same command completes."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from headway.identity import sha256_of_bytes
from headway.store import Store
from headway.store.check import check_store
from tests.acceptance.crash.conftest import run, start, workbooks


@pytest.mark.parametrize("kills", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_a_load_killed_at_random_moments_loses_nothing(kills: int, made: Path, county: Path) -> None:
    draw = random.Random(kills)
    words = ("load", workbooks(made)[1], "--county", county)
    store = Store(county / "store")
    [first] = store.loads()
    began = time.monotonic()
    assert run(*words).returncode == 0
    seconds = time.monotonic() - began
    met = {"before it wrote": 0, "while it wrote": 0, "when it was kept": 0, "after it was done": 0}
    for number in range(kills):
        for load in store.loads()[1:]:
            store.withdraw(load.load_id, at=datetime.now(UTC), by="test", why="to load it again")
        # Half at any moment of its life, half soon after it has begun to write.
        loading = start(*words)
        wait(loading, partial(prepared, store.path), draw, 0 if number % 2 else seconds)
        was_preparing = bool(prepared(store.path))
        loading.kill()
        loading.communicate()
        assert check_store(store.path).problems == ()
        held = store.loads()
        assert held[0] == first and len(held) <= 2
        is_kept, is_acknowledged = len(held) == 2, loading.returncode == 0
        assert is_kept or not is_acknowledged, "it said that it was done, and the load is gone"
        met[
            "after it was done"
            if is_acknowledged
            else "when it was kept"
            if is_kept
            else "while it wrote"
            if was_preparing
            else "before it wrote"
        ] += 1
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert len(store.loads()) == 2
    store.keep("plan", "plan.yaml", b"the next write sweeps up", datetime.now(UTC), "test")
    assert prepared(store.path) == []
    assert kills < 50 or met["while it wrote"] >= 5, f"hardly a kill met it while it wrote: {met}"
    print(f"{kills} kills: {met}")


def prepared(store: Path) -> list[str]:
    folder = store / "preparing"
    return [each.name for each in folder.iterdir() if each.name != ".lock"] if folder.is_dir() else []


def wait(command: subprocess.Popen[str], written: Callable[[], list[str]], draw: random.Random, seconds: float) -> None:
    """Until some moment of so many seconds; of 0 until soon after the command has begun to write."""
    before = set(written())
    while not seconds and command.poll() is None and not set(written()) - before:
        time.sleep(0.002)
    time.sleep(draw.uniform(0, seconds or 0.2))


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=pytest.mark.slow)])
def test_a_withdrawal_killed_at_random_moments_is_done_or_not(kills: int, county: Path, tmp_path: Path) -> None:
    draw = random.Random(kills)
    [load] = Store(county / "store").loads()
    words = ("loads", "withdraw", load.load_id, "--why", "a trial", "--county")
    seconds, found = 0.0, []
    for number in range(kills):
        folder = Path(shutil.copytree(county, tmp_path / f"{number}"))
        store = Store(folder / "store")
        withdrawing = start(*words, folder)
        wait(withdrawing, partial(prepared, store.path), draw, seconds if number % 2 else 0)
        withdrawing.kill()
        withdrawing.communicate()
        assert check_store(store.path).problems == ()
        assert store.loads() in ((), (load,))
        found.append(store.loads() == ())
        assert found[-1] or withdrawing.returncode != 0, "it said that it was done, and the load is in effect"
        began = time.monotonic()
        done = run(*words, folder)
        assert done.returncode == 0, done.stderr
        seconds = time.monotonic() - began
        assert store.loads() == ()
        store.keep("plan", "plan.yaml", b"the next write sweeps up", datetime.now(UTC), "test")
        assert prepared(store.path) == []
    print(f"{kills} kills: {sum(found)} were done")


@pytest.mark.slow  # each kill makes a pack; the daily tests fail one at each step instead
@pytest.mark.parametrize("kills", [20])
def test_a_pack_killed_at_random_moments_is_whole_or_not_there(kills: int, county: Path, tmp_path: Path) -> None:
    draw = random.Random(kills)
    packs, store = tmp_path / "packs", Store(county / "store")
    packs.mkdir()
    seconds, found = 60.0, []
    for number in range(kills):
        out = packs / f"{number}"
        began = time.monotonic()
        making = start("pack", "board", "--out", out, "--county", county)
        wait(making, lambda: [each.name for each in packs.glob(".*")], draw, seconds if number % 2 else 0)
        seconds = time.monotonic() - began
        making.kill()
        making.communicate()
        assert check_store(store.path).problems == ()
        found.append(out.exists())
        assert found[-1] or making.returncode != 0, "it said that it was done, and the pack is not there"
        assert not found[-1] or is_whole_and_kept(out, store)
    done = run("pack", "board", "--out", out, "--county", county)
    assert done.returncode == 0, done.stderr
    assert is_whole_and_kept(out, store)
    print(f"{kills} kills: {sum(found)} packs were there")


def is_whole_and_kept(out: Path, store: Store) -> bool:
    figures = (out / "pack.json").read_bytes()
    pages = json.loads(figures)["pages"]
    is_whole = pages == {name: sha256_of_bytes((out / name).read_bytes()) for name in pages}
    return is_whole and sha256_of_bytes(figures) in {each.sha256 for each in store.kept("pack")}
