"""A load killed at any moment: what was acknowledged is there, nothing is half there, and the same command completes."""

from __future__ import annotations

import random
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headway.store import Store
from headway.store.check import check_store
from tests.acceptance.crash.conftest import run, start, workbooks


@pytest.mark.parametrize("kills", [6, pytest.param(50, marks=pytest.mark.slow)])
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
        if number % 2:
            wait_for_writing(loading, store.path)
            time.sleep(draw.uniform(0, 0.2))
        else:
            time.sleep(draw.uniform(0, seconds))
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
    print(f"{kills} kills: {met}")


def prepared(store: Path) -> list[str]:
    folder = store / "preparing"
    return [each.name for each in folder.iterdir() if each.name != ".lock"] if folder.is_dir() else []


def wait_for_writing(loading: subprocess.Popen[str], store: Path) -> None:
    before = set(prepared(store))
    while loading.poll() is None and not set(prepared(store)) - before:
        time.sleep(0.002)
