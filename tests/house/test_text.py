"""What the project's own text may not hold: open ends, registry addresses, machine paths, words for other things."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = Path(__file__).name


def tracked(*endings: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name.endswith(endings) and (ROOT / name).exists()]


FORBIDDEN = {
    "an open end": r"\b(TODO|FIXME|XXX|NotImplementedError)\b|pragma: no cover|@pytest\.mark\.xfail",
    "a registry's address": r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org",
    "a machine's path": r"/(?:home|root|Users)/\w+/|(?<![\w.])/(?:opt|srv|mnt|work)/",
    "another word for measure": r"\b(indicator|KPI)s?\b",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_code_is_free_of(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked(".py", ".sh", ".yaml", ".toml", ".md")
        if path.name not in {OWN, "GLOSSARY.md"}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]
    assert found == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {"utils.py", "helpers.py", "manager.py", "process.py", "handle.py", "common.py", "misc.py"}
    assert [path for path in tracked(".py") if path.name in names] == []
