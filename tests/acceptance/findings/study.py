"""The study: over many generated counties, are the planted truths found, and is anything found where there is none?

``python -m tests.acceptance.findings.study`` runs the whole of it (some minutes) and keeps its figures in
``figures.json``, from which ``docs/reference/findings-study.md`` is written.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from headway.synthetic import NONE, Setting
from tests.acceptance.findings.counties import Findings, findings_of, judge, verdicts_of

FIGURES = Path(__file__).parent / "figures.json"
PLANTED_SEEDS, NULL_SEEDS = range(1, 201), range(10_001, 10_401)
FINDINGS = ("drift", "improvement", "flat", "masked", "recording")
WITHIN_MONTHS = 3
LEAST_RIGHT, LEAST_MONTHS, MOST_FALSE = 0.90, 0.80, 0.05
SIBLINGS = 0.8
T = TypeVar("T")


@dataclass(frozen=True)
class Figures:
    """Counts only: of how many counties each finding was right, and of how many chances each verdict was false.

    ``measured_on`` is the day of the run, by the rules of that day. ``caution`` is what a reader must know of figures that
    an older way of judging gave; a new run has none.
    """

    siblings: float
    planted: int
    right: dict[str, int]
    months_named: int
    months_within: int
    others_named: int
    nulls: int
    false: dict[str, tuple[int, int]]
    caution: str = ""
    measured_on: str = ""

    def right_share(self, finding: str) -> float:
        """The share of counties in which the finding was right."""
        return self.right[finding] / self.planted

    @property
    def months_share(self) -> float:
        """Of the improvements named, the share whose month is within three of the true one."""
        return self.months_within / self.months_named if self.months_named else 0.0

    def false_share(self, kind: str) -> float:
        """Of the times a verdict could be given where nothing is planted, the share in which it was."""
        given, could = self.false[kind]
        return given / could if could else 0.0


def run(planted: Sequence[int], nulls: Sequence[int], *, siblings: float = SIBLINGS, processes: int = 1) -> Figures:
    """The study over these seeds."""
    found = list(_each(_findings, planted, siblings, processes))
    false = list(_each(_verdicts, nulls, siblings, processes))
    named = [each.months_off for each in found if each.months_off is not None]
    return Figures(
        siblings=siblings,
        planted=len(found),
        right={name: sum(getattr(each, name) for each in found) for name in FINDINGS},
        months_named=len(named),
        months_within=sum(abs(months) <= WITHIN_MONTHS for months in named),
        others_named=sum(each.others_named for each in found),
        nulls=len(false),
        false=_added(false),
        measured_on=date.today().isoformat(),
    )


def _added(verdicts: Iterable[dict[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    given: Counter[str] = Counter()
    could: Counter[str] = Counter()
    for each in verdicts:
        for kind, (one, of) in each.items():
            given[kind] += one
            could[kind] += of
    return {kind: (given[kind], could[kind]) for kind in could}


def _each(task: Callable[[Setting], T], seeds: Sequence[int], siblings: float, processes: int) -> list[T]:
    settings = [Setting(seed=seed, siblings=siblings) for seed in seeds]
    if processes == 1:
        return [task(setting) for setting in settings]
    with ProcessPoolExecutor(max_workers=processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(task, settings, chunksize=5))


def _findings(setting: Setting) -> Findings:
    return findings_of(judge(setting))


def _verdicts(setting: Setting) -> dict[str, tuple[int, int]]:
    return verdicts_of(judge(replace(setting, plant=NONE)))


def kept() -> list[Figures]:
    """The figures of the last whole study: with brothers and sisters mostly alike, and with every child apart."""
    held = json.loads(FIGURES.read_text(encoding="utf-8"))
    return [Figures(**{**each, "false": {kind: tuple(pair) for kind, pair in each["false"].items()}}) for each in held]


def main() -> None:
    """Runs the whole study and keeps its figures."""
    processes = os.cpu_count() or 1
    found: list[Figures] = []
    for share in (SIBLINGS, 0.0):
        found.append(run(PLANTED_SEEDS, NULL_SEEDS, siblings=share, processes=processes))
        print(found[-1], flush=True)
    FIGURES.write_text(json.dumps([asdict(each) for each in found], indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
