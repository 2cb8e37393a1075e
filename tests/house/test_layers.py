"""The layers hold, and the contracts would notice a violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(folder)}
    )


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("headway/evidence/words/__init__.py", "import headway.publish", "downwards only"),
        ("headway/measures/observation.py", "import ruamel.yaml", "Only catalogue reads YAML"),
        ("headway/store/store.py", "import fastexcel", "Only returns opens an uploaded file"),
        ("headway/county/packs.py", "import django", "knows no web framework"),
        ("headway_web/accounts/forms.py", "import headway_web.insight", "do not import each other"),
        ("headway_web/components/bar.py", "import headway_web.accounts", "knows none of them"),
    ],
)
def test_a_planted_violation_is_noticed(tmp_path: Path, module: str, line: str, contract: str) -> None:
    for package in ("headway", "headway_web"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / module
    planted.write_text(planted.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode != 0
    assert contract in result.stdout
