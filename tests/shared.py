"""Counties that the processes of a run share: each takes long to make, and two that make the same take each other's time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from headway.county import County
from headway.store.locks import locked


def made_by_first(temp: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> County:
    """The county of the name, made by the first of the processes of a run that asks for it; for tests that only read it."""
    base = temp.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    folder.mkdir(exist_ok=True)
    with locked(folder / "lock"):
        if not (folder / "made").exists():
            make(folder / "parts")
            (folder / "made").touch()
    return County.open(folder / "parts" / "county")
