"""A disk that is full, really: a clear message, nothing changed, and the same command completes when there is room."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from headway.county import County
from headway.store.check import check_store
from tests.acceptance.crash.conftest import run, workbooks

SIZE_KIB = 24 * 1024


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MiB, which holds two packs. Where none may be made, tests/unit/store/test_faults.py has each write fail as a full disk does."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("no disk may be mounted here: tests/unit/store/test_faults.py has each write fail as on a full one")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def held(store: Path) -> dict[str, bytes]:
    kept = [path for name in ("loads", "kept", "withdrawn") for path in (store / name).rglob("*") if path.is_file()]
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in kept}


def fill(disk: Path, free_kib: int) -> Path:
    """A file that leaves so much room."""
    filler = disk / "filler"
    room = shutil.disk_usage(disk).free - free_kib * 1024
    filler.write_bytes(b"\0" * max(room, 0))
    return filler


@pytest.mark.parametrize("rooms", [(0, 16, 40), pytest.param((4, 28, 64, 96), marks=pytest.mark.slow)])
def test_a_load_onto_a_full_disk_changes_nothing(made: Path, small_disk: Path, rooms: tuple[int, ...]) -> None:
    county = small_disk / "county"
    shutil.copytree(made / "county", county)
    words = ("load", workbooks(made)[1], "--county", county)
    before, refused = held(county / "store"), 0
    for free_kib in rooms:
        filler = fill(small_disk, free_kib)
        found = run(*words)
        filler.unlink()
        assert check_store(county / "store").problems == ()
        if found.returncode == 0:
            break
        refused += 1
        assert found.returncode == 3, found.stderr
        assert "disk is full" in found.stderr and "Make room" in found.stderr and "Traceback" not in found.stderr
        assert held(county / "store") == before, f"changed with {free_kib} KiB free"
    assert refused >= 2
    done = run(*words)
    assert done.returncode == 0, done.stderr
    assert len(County.open(county).loads()) == 2


def test_a_load_that_is_kept_when_the_disk_fills_is_said_to_be_kept(made: Path, small_disk: Path) -> None:
    """The load fits, and what is worked out from it does not."""
    county = small_disk / "county"
    shutil.copytree(made / "county", county)
    said = []
    for free_kib in range(60, 600, 60):
        filler = fill(small_disk, free_kib)
        found = run("load", workbooks(made)[1], "--county", county)
        filler.unlink()
        if found.returncode == 0:
            said.append(found.stderr)
            break
    assert "The load is kept." in said[0] and "disk is full" in said[0]
    assert len(County.open(county).loads()) == 2


@pytest.mark.slow
def test_a_pack_onto_a_full_disk_leaves_the_earlier_pack(made: Path, small_disk: Path, tmp_path: Path) -> None:
    pack = small_disk / "pack"
    county = tmp_path / "county"
    shutil.copytree(made / "county", county)
    assert run("pack", "board", "--out", pack, "--county", county).returncode == 0
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    run("load", workbooks(made)[1], "--county", county)
    filler = fill(small_disk, 40)
    found = run("pack", "board", "--out", pack, "--county", county)
    assert found.returncode == 3 and "No space left" in found.stderr
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before
    filler.unlink()
    assert run("pack", "board", "--out", pack, "--county", county).returncode == 0
    assert {path.name for path in pack.iterdir()} == set(before)
