"""The budget: modules of at most 400 lines, functions of at most 60. The medians are printed, to be proud of."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
MODULE_LINES = 400
FUNCTION_LINES = 60


def modules() -> list[Path]:
    return sorted(path for package in ("headway", "headway_web") for path in (ROOT / package).rglob("*.py"))


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in ast.walk(tree) if isinstance(node, kinds)]


def test_modules_and_functions_keep_to_the_budget() -> None:
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    lengths = [(path, name, lines) for path in modules() for name, lines in functions(path)]
    print(f"modules: median {median(sizes.values())} lines; functions: median {median(n for *_, n in lengths)} lines")
    assert len(lengths) > 50
    assert [path for path, lines in sizes.items() if lines > MODULE_LINES] == []
    assert [(str(path), name, lines) for path, name, lines in lengths if lines > FUNCTION_LINES] == []
