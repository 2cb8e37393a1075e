"""Every verdict's words stand once: the constants of evidence/words occur in no other module's literals."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import headway
from headway.evidence import words

ROOT = Path(headway.__file__).parent
OWN = Path(words.__file__).parent
MODULES = [
    words,
    *(importlib.import_module(f"{words.__name__}.{each.name}") for each in pkgutil.iter_modules(words.__path__)),
]
# What the invented county is expected to show is written apart from what is tried by it.
ANSWERS = ROOT / "synthetic"
# Shorter ones are words of the language: "done", "cannot tell".
LEAST_LENGTH = 12


def texts_of(value: object) -> Iterator[str]:
    """Every text in a constant."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from texts_of(each)


WORDS = sorted(
    {
        text.rstrip(".").lower()
        for module in MODULES
        for name, value in vars(module).items()
        if name.isupper()
        for text in texts_of(value)
        if len(text) >= LEAST_LENGTH
    }
)


def literals_of(path: Path) -> Iterator[tuple[int, str]]:
    """Every text that a module holds, but for its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value.lower()


@pytest.fixture(scope="module")
def literals() -> list[tuple[str, str]]:
    return [
        (f"{path.relative_to(ROOT)}:{line}", text)
        for path in sorted(ROOT.rglob("*.py"))
        if OWN not in path.parents and ANSWERS not in path.parents
        for line, text in literals_of(path)
    ]


def test_there_are_words_to_look_for() -> None:
    assert len(WORDS) > 30


@pytest.mark.parametrize("said", WORDS)
def test_a_verdicts_words_stand_nowhere_else(said: str, literals: list[tuple[str, str]]) -> None:
    assert [where for where, text in literals if said in text] == []
