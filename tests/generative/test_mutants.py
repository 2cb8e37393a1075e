"""Ten thousand spoilt files: each is read or answered, none hangs, and no row that nobody touched is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.generative.mutants import SECRETS

SEED = 20_260_930
IN_A_CHUNK = 50
CHUNKS = 200
QUICK = 1
MOST_SECONDS = 1800  # of the clock, for a chunk on a busy machine: a mutant that hangs is found by this alone
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "chunk", [pytest.param(number, marks=() if number < QUICK else pytest.mark.slow) for number in range(CHUNKS)]
)
def test_mutants_are_read_or_answered_and_no_untouched_row_is_lost(chunk: int, tmp_path: Path) -> None:
    first = chunk * IN_A_CHUNK
    print(f"seed {SEED}, mutants {first} to {first + IN_A_CHUNK - 1}")
    words = [
        sys.executable,
        "-m",
        "tests.generative.mutation_worker",
        str(SEED),
        str(first),
        str(IN_A_CHUNK),
        str(tmp_path),
    ]
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        pytest.fail(f"seed {SEED}: mutant {(tmp_path / 'at').read_text()} hangs")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    faults = [line for line in lines if "fault" in line]
    assert done.returncode == 0, (
        f"seed {SEED}: mutant {(tmp_path / 'at').read_text()} ended the process\n{done.stderr[-2000:]}"
    )
    assert not faults, "\n".join(
        f"{each['seed']}/{each['number']} ({each['what']}): {each['fault']}" for each in faults
    )
    assert done.stderr == "" and not any(secret in done.stderr for secret in SECRETS)
    assert lines[-1]["done"] == IN_A_CHUNK
    print(lines[-1])
