"""Whatever step of making a pack goes wrong, from the county's files kept to the pack kept and put out: all or nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
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


@pytest.mark.slow
@pytest.mark.parametrize("dies", [False, True], ids=["a step fails", "the command dies"])
def test_whatever_step_goes_wrong_no_pack_is_out_that_is_not_kept(
    dies: bool, tmp_path: Path, quick: Path, faults: Faults, monkeypatch: pytest.MonkeyPatch
) -> None:
    synthesise(tmp_path, months=2, seed=5, scale=0.02)
    county = County.open(tmp_path / "county")
    county.load([min(tmp_path.glob("annex_a_*.xlsx"))], as_at=None, today=TODAY, by="test")
    reading, state = county.read(), county.plan_state(by="test", today=TODAY)
    # Laid out and set once: that takes seconds, and touches nothing that is kept.
    for name in ("fitted_view", "pack_pdf", "pack_html"):
        monkeypatch.setattr(board, name, once(getattr(board, name)))

    def make(root: Path) -> object:
        return make_board_pack(root / "pack", root / "county", county.file, reading, state, by="test", today=TODAY)

    def before(root: Path) -> object:
        return shutil.copytree(county.folder, root / "county", ignore=shutil.ignore_patterns("derived"))

    before(tmp_path / "first")
    make(tmp_path / "first")
    command = Command(before, make, lambda root: bool(released(root)), is_whole_and_kept, seen=released)
    seen = steps_that_go_wrong(command, quick, faults, dies=dies)
    assert {"fsync", "open", "write", "rename"} <= set(seen)
    print(f"{len(seen)} steps", json.dumps(seen))
