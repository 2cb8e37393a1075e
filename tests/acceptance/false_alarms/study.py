"""The study: how often each icon and verdict is false where nothing changed, and how soon a planted shift is found.

``python -m tests.acceptance.false_alarms.study`` runs the whole of it (six minutes of two free cores) and keeps its
figures in ``figures.json``, from which ``docs/reference/false-alarms-study.md`` is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from tests.acceptance.false_alarms.trials import TRIALS, Counts

FIGURES = Path(__file__).parent / "figures.json"
SERIES, CHUNK, SEED = 10_000, 500, 20261128
Figures = dict[str, Counts]


def chunk_of(task: tuple[str, int, int, int]) -> tuple[str, Counts]:
    """One trial's counts over one chunk of series, from dice of its own."""
    name, number, size, seed = task
    dice = np.random.default_rng([seed, list(TRIALS).index(name), number])
    return name, TRIALS[name](dice, size)


def run(count: int, *, seed: int = SEED, processes: int = 1, names: Sequence[str] = tuple(TRIALS)) -> Figures:
    """The study over so many series of each kind."""
    chunks = -(-count // CHUNK)
    tasks = [(name, number, min(CHUNK, count), seed) for name in names for number in range(chunks)]
    if processes == 1:
        return _added(map(chunk_of, tasks))
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        return _added(pool.map(chunk_of, tasks))


def _added(found: Iterable[tuple[str, Counts]]) -> Figures:
    figures: Figures = {}
    for name, counts in found:
        print(name, end=" ", flush=True)
        for row, cells in counts.items():
            total = figures.setdefault(name, {}).setdefault(row, {})
            for cell, count in cells.items():
                total[cell] = total.get(cell, 0) + int(count)
    return figures


def kept() -> Figures:
    """The figures of the last whole study."""
    found: Figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def share(cells: dict[str, int], *names: str) -> float:
    """The share of all that were tried which had one of the verdicts."""
    return sum(cells.get(name, 0) for name in names) / cells["of"]


def main() -> None:
    """Runs the whole study and keeps its figures."""
    found = run(SERIES, processes=os.cpu_count() or 1)
    FIGURES.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
