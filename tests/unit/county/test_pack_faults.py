"""Whatever step of making a pack goes wrong, from the county's files kept to the pack kept and put out: all or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from headway.county import County
from headway.county.packs import make_board_pack
from headway.identity import sha256_of_bytes
from headway.publish import board
from headway.store import Store
from headway.synthetic import synthesise
from tests.faults import Faults, faults
from tests.unit.store.test_faults import Command, quick, steps_that_go_wrong

__all__ = ["faults", "quick"]
TODAY = date(2026, 10, 12)


def once(whole: Callable[..., Any]) -> Callable[..., Any]:
    """What the first call gave, for every later one."""
    found: list[Any] = []

    def call(*given: Any) -> Any:
        if not found:
            found.append(whole(*given))
        return found[0]

    return call


def released(root: Path) -> dict[str, str]:
    folder = root / "pack"
    return {path.name: sha256_of_bytes(path.read_bytes()) for path in folder.iterdir()} if folder.is_dir() else {}


def is_whole_and_kept(root: Path) -> bool:
    """Whether no pack is out, or the whole of one that the store keeps."""
    found = released(root)
    if not found:
        return True
    pages = json.loads((root / "pack" / "pack.json").read_bytes())["pages"]
    kept = {each.sha256 for each in Store(root / "county" / "store").kept("pack")}
    return found == {**pages, "pack.json": found["pack.json"]} and found["pack.json"] in kept


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Callable[[Path], object]]]:
    """A county with a load, and what makes its pack; laid out and set once, which takes seconds and touches nothing kept."""
    folder = tmp_path_factory.mktemp("pack")
    synthesise(folder, months=2, seed=5, scale=0.02)
    county = County.open(folder / "county")
    county.load([min(folder.glob("annex_a_*.xlsx"))], as_at=None, today=TODAY, by="test")
    reading, state = county.read(), county.plan_state(by="test", today=TODAY)

    def make_pack(root: Path) -> object:
        return make_board_pack(root / "pack", root / "county", county.file, reading, state, by="test", today=TODAY)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("fitted_view", "pack_pdf", "pack_html"):
            patch.setattr(board, name, once(getattr(board, name)))
        copied(county.folder, folder / "first")
        make_pack(folder / "first")
        yield county.folder, make_pack


def copied(county: Path, root: Path) -> None:
    shutil.copytree(county, root / "county", ignore=shutil.ignore_patterns("derived"))


@pytest.mark.slow
@pytest.mark.parametrize("dies", [False, True], ids=["a step fails", "the command dies"])
def test_whatever_step_goes_wrong_no_pack_is_out_that_is_not_kept(
    dies: bool, make: tuple[Path, Callable[[Path], object]], quick: Path, faults: Faults
) -> None:
    county, make_pack = make
    before = partial(copied, county)
    command = Command(before, make_pack, lambda root: bool(released(root)), is_whole_and_kept, seen=released)
    seen = steps_that_go_wrong(command, quick, faults, dies=dies)
    assert {"fsync", "open", "write", "rename"} <= set(seen)
    print(f"{len(seen)} steps", json.dumps(seen))
